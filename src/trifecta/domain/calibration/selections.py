"""Who was selected, by group, from CSV: a row for each person."""

from __future__ import annotations

from trifecta.domain.calibration.impact import GroupCount
from trifecta.domain.calibration.tables import (
    MISSING,
    NO,
    YES,
    Findings,
    Row,
    name_in,
    rows_of,
    score_in,
)
from trifecta.domain.errors import InvalidError


def selections_in(text: str, *, at_least: float | None = None) -> tuple[GroupCount, ...]:
    """Counts by group, in order of appearance, from the columns unit, group and selected.

    `selected` is yes or no (or 1 and 0). With `at_least` the column `score` is read in its place,
    and whoever has so much or more is selected. A row with a blank there is left out. Raises
    InvalidError that names line and column of each thing to mend.
    """
    column = "selected" if at_least is None else "score"
    table = rows_of(text, needs=("unit", "group", column))
    findings = Findings()
    seen: dict[str, int] = {}
    counts: dict[str, list[int]] = {}
    for row in table.rows:
        unit, group = (name_in(row, each, findings) for each in ("unit", "group"))
        earlier = seen.setdefault(unit, row.line)
        if unit and earlier != row.line:
            findings.add(row.line, "unit", f"“{unit}” stands on line {earlier} already. Keep one.")
        if at_least is None:
            chosen = _selected(row, findings)
        else:
            score = score_in(row, table, findings)
            chosen = None if score is None else score >= at_least
        if chosen is not None:
            counts.setdefault(group, []).append(int(chosen))
    findings.settle()
    if not counts:
        raise InvalidError(f"Every cell of the column {column} is blank.")
    return tuple(
        GroupCount(group=group, people=len(chosen), selected=sum(chosen))
        for group, chosen in counts.items()
    )


def _selected(row: Row, findings: Findings) -> bool | None:
    cell = row.cells.get("selected", "")
    word = cell.lower()
    if word in MISSING:
        return None
    if word not in YES | NO:
        findings.add(row.line, "selected", f"write yes or no, not “{cell[:40]}”.")
    return word in YES
