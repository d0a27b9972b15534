"""The export of an applicant tracking system, counted: a row a candidate, a date for each stage.

Only the columns that were mapped are read; names and addresses in others go no further. What comes
out is how many, never who.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trifecta.domain.calibration.tables import Findings, Row, Table, rows_of
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.cells import MISSING, date_in, monday_of
from trifecta.domain.systems.observing.observations import MOST_WEEKS, Observations

LEFT: Final = "left"
"""What a column with the day on which somebody was rejected or withdrew is mapped to."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Days of entering stages, in order of the model, and the day of leaving."""

    entered: tuple[tuple[int, date], ...]
    left: date | None


def stages_in(lines: str) -> dict[str, str]:
    """A mapping from headings to stocks: a line each, “Phone screen on = Screens”.

    Lines that are blank or begin with # are left out; raises InvalidError for others without “=”.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        column, equals, stock = line.rpartition("=")
        if not equals or not column.strip() or not stock.strip():
            raise InvalidError(
                f"line {number}: write the heading of a column, “=” and a stock, as in "
                "Phone screen on = Screens."
            )
        found[" ".join(column.split())] = stock.strip()
    return found


def candidates_in(text: str, *, model: Model, stages: Mapping[str, str]) -> Observations:
    """Weekly counts from rows of candidates; `stages` maps headings to stocks, one to LEFT.

    A flow into a stage counts in the week somebody entered it; a stock counts who was there on
    Sunday evening. Without a column for LEFT nobody can be seen to leave, so that flows alone are
    counted. The first week is week 1. Raises InvalidError that names line and column.
    """
    columns = _columns(model, stages)
    table = rows_of(text, needs=[column.lower() for column in stages])
    findings = Findings()
    people = [_candidate(row, columns, findings) for row in table.rows]
    findings.settle()
    entered = [day for one in people for _, day in one.entered]
    if not entered:
        raise InvalidError("No row has a date in a mapped column, so there is nobody to count.")
    start = monday_of(min(entered)) - timedelta(days=7)
    if (max(entered) - start).days // 7 > MOST_WEEKS:
        raise InvalidError(f"The dates reach over more than {MOST_WEEKS:,} weeks. Leave some out.")
    has_left = LEFT in columns.values()
    flows, elsewhere = _flows(people, model, start)
    return Observations(
        stocks=_stocks(people, model, start) if has_left else {},
        flows=flows,
        monday=start,
        notes=_notes(table, elsewhere, has_left=has_left),
    )


def _columns(model: Model, stages: Mapping[str, str]) -> dict[str, int | str]:
    """Small headings, with the place of a stock in `Model.names` or LEFT."""
    if not stages:
        raise InvalidError("Say which column is which stock, such as Screened on = Screens.")
    names = {name.lower(): at for at, name in enumerate(model.names)}
    columns: dict[str, int | str] = {}
    for column, stock in stages.items():
        if stock.lower() == LEFT:
            columns[column.lower()] = LEFT
        elif stock.lower() in names:
            columns[column.lower()] = names[stock.lower()]
        else:
            raise InvalidError(
                f"“{column[:60]}” is mapped to {stock[:60]}, and the model has no such stock. "
                f"It has {', '.join(model.shown[:8])}; {LEFT} says that somebody left."
            )
    return columns


def _candidate(row: Row, columns: Mapping[str, int | str], findings: Findings) -> _Candidate:
    entered: dict[int, date] = {}
    left: date | None = None
    for column, stage in columns.items():
        cell = row.cells.get(column, "")
        if cell.lower() in MISSING:
            continue
        try:
            day = date_in(cell)
        except ValueError:  # the cell might hold a name: it is not repeated
            findings.add(row.line, column, "this is no date such as 2026-03-31.")
            continue
        if isinstance(stage, int):
            entered[stage] = min(day, entered.get(stage, day))
        else:
            left = day
    return _Candidate(tuple(sorted(entered.items(), key=lambda each: (each[1], each[0]))), left)


def _flows(
    people: list[_Candidate], model: Model, start: date
) -> tuple[dict[int, dict[int, float]], int]:
    """Counts by flow for every week, zeros too, and how many steps the model has no flow for."""
    into = _flows_between(model)
    last = max((day - start).days // 7 for one in people for _, day in one.entered)
    counts: Counter[tuple[int, int]] = Counter()
    elsewhere = 0
    used: set[int] = set()
    for one in people:
        before: int | None = None
        for stage, day in one.entered:
            flow = into.get((before, stage))
            before = stage
            if flow is None:
                elsewhere += 1
                continue
            used.add(flow)
            counts[(flow, (day - start).days // 7)] += 1
    weeks = range(1, last + 1)
    return {flow: {week: counts[(flow, week)] for week in weeks} for flow in sorted(used)}, (
        elsewhere
    )


def _flows_between(model: Model) -> dict[tuple[int | None, int], int]:
    """The flow between two stocks, and the first flow into one from a stock without end."""
    names = model.names
    shown = set(model.shown)
    found: dict[tuple[int | None, int], int] = {}
    for at, flow in enumerate(model.flows):
        if flow.destination is None:
            continue
        source = model.stocks[flow.source].name
        to = names.index(model.stocks[flow.destination].name)
        found.setdefault((names.index(source), to), at)
        if source not in shown:
            found.setdefault((None, to), at)
    return found


def _stocks(people: list[_Candidate], model: Model, start: date) -> dict[str, dict[int, float]]:
    """Who was in each stage at the end of each week; a stage without a flow out keeps them."""
    last = max((day - start).days // 7 for one in people for _, day in one.entered)
    stays: Counter[tuple[int, int]] = Counter()
    for one in people:
        ends = [*(day for _, day in one.entered[1:]), one.left]
        for (stage, day), end in zip(one.entered, ends, strict=True):
            until = last + 1 if end is None else (end - start).days // 7
            for week in range((day - start).days // 7, min(until, last + 1)):
                stays[(stage, week)] += 1
    stages = sorted({stage for stage, _ in stays})
    shown = set(model.shown)
    return {
        model.names[stage]: {week: stays[(stage, week)] for week in range(last + 1)}
        for stage in stages
        if model.names[stage] in shown
    }


def _notes(table: Table, elsewhere: int, *, has_left: bool) -> tuple[str, ...]:
    notes = [f"{len(table.rows):,} rows were counted; only the mapped columns were read."]
    if not has_left:
        notes.append(
            "No column says when somebody left, so that stocks could not be counted; flows were."
        )
    if elsewhere:
        notes.append(
            f"{elsewhere:,} steps went between stages that no flow of the model joins, and were "
            "left out."
        )
    return tuple(notes)
