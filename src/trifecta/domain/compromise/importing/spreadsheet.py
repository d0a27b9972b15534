"""A problem from one CSV file, as people make it in a spreadsheet: a row for each option.

The columns, by their heading: `option`; `effort`, or `effort: STAGE` for each stage in order; one
`PARTY: NEED` for each need, with points; and where wanted `after`, `excludes`, `together` and
`asked by` (names with semicolons between), `choice`, `default` (a stage). Rows whose option is in
parentheses are about the columns: `(capacity)` below an effort, `(weight)`, `(enough)` and `(by)`
below a need.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.fields import unknown
from trifecta.domain.compromise.files import FORMAT
from trifecta.domain.compromise.files import problem_from as problem_from_data
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.errors import InvalidError

LISTS: Final = {
    "after": "after", "excludes": "excludes", "together": "together", "asked by": "asked_by",
}  # fmt: skip
PLAIN: Final = ("option", "choice", "default", *LISTS)
ABOUT: Final = ("(capacity)", "(weight)", "(enough)", "(by)")
DELIMITERS: Final = ",;\t"
MOST_ROWS: Final = FILES.options + len(ABOUT)
MOST_COLUMNS: Final = FILES.needs * FILES.parties + FILES.stages + len(PLAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of the table by its heading, blank cells left out."""

    line: int
    name: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The table: effort columns by stage, need columns by (party, need), rows of both kinds."""

    source: Source
    decimal_comma: bool
    efforts: Mapping[str, str]
    needs: Mapping[str, tuple[str, str]]
    options: Sequence[_Row]
    about: Mapping[str, _Row]

    def amount(self, row: _Row, heading: str) -> float | None:
        """The number in a cell, or None where it is blank."""
        cell = row.cells.get(heading)
        if cell is None:
            return None
        text = cell.replace(",", ".") if self.decimal_comma else cell
        most = FILES.points
        return self.source.number(text, least=-most, most=most, line=row.line)

    def below(self, kind: str, heading: str) -> float | None:
        row = self.about.get(kind)
        return None if row is None else self.amount(row, heading)


def problem_from(source: Source) -> Problem:
    """The problem of the table; raises InvalidError with the file, and the line or the field."""
    data = _data(_table(source))
    try:
        return problem_from_data(data)
    except InvalidError as error:
        where, sentence = next(iter(error.fields.items()), ("", error.message))
        message = f"{source.name}: {where}: {sentence}" if where else f"{source.name}: {sentence}"
        raise InvalidError(message, fields=error.fields) from error


def _data(table: _Table) -> dict[str, Any]:
    """The problem in our own format, whose reader checks all the rest."""
    parties = dict.fromkeys(party for party, _ in table.needs.values())
    choices: dict[str, list[str]] = {}
    default: dict[str, str] = {}
    for row in table.options:
        if "choice" in row.cells:
            choices.setdefault(row.cells["choice"], []).append(row.name)
        if "default" in row.cells:
            default[row.name] = row.cells["default"]
    return {
        "format": FORMAT,
        "parties": {party: party for party in parties},
        "stages": [_stage(table, stage, heading) for stage, heading in table.efforts.items()],
        "options": {row.name: _option(table, row) for row in table.options},
        "choices": choices,
        "needs": {heading: _need(table, heading) for heading in table.needs},
        "default": default or None,
    }


def _stage(table: _Table, stage: str, heading: str) -> dict[str, Any]:
    capacity = table.below("(capacity)", heading)
    return {"id": stage} if capacity is None else {"id": stage, "capacity": capacity}


def _option(table: _Table, row: _Row) -> dict[str, Any]:
    data: dict[str, Any] = {
        field: [name.strip() for name in row.cells[heading].split(";") if name.strip()]
        for heading, field in LISTS.items()
        if heading in row.cells
    }
    by_stage = {
        stage: {"people": weeks} if weeks else {}
        for stage, heading in table.efforts.items()
        if (weeks := table.amount(row, heading)) is not None
    }
    if not by_stage:
        table.source.refuse("write the effort in at least one stage, 0 for none.", line=row.line)
    return {**data, "effort": by_stage}


def _need(table: _Table, heading: str) -> dict[str, Any]:
    party, need = table.needs[heading]
    data: dict[str, Any] = {"party": party, "text": need}
    for kind in ("weight", "enough"):
        amount = table.below(f"({kind})", heading)
        if amount is not None:
            data[kind] = amount
    by = table.about.get("(by)")
    if by is not None and heading in by.cells:
        data["by"] = by.cells[heading]
    points = {row.name: table.amount(row, heading) for row in table.options}
    return {**data, "scores": {name: value for name, value in points.items() if value is not None}}


# ---------------------------------------------------------------- the table


def _table(source: Source) -> _Table:
    text = source.plain
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    lines = _lines(source, text, delimiter)
    headings = [cell.strip() for cell in next(lines, (1, []))[1]]
    _check_headings(source, headings)
    rows = [_row(source, line, cells, headings) for line, cells in lines if any(cells)]
    about = [row for row in rows if row.name.startswith("(") and row.name.endswith(")")]
    for row in about:
        if row.name not in ABOUT:
            source.refuse(unknown("row", row.name, ABOUT), line=row.line)
    options = [row for row in rows if row not in about]
    seen: set[str] = set()
    for row in options:
        if row.name in seen:
            source.refuse(f"“{row.name[:60]}” stands twice.", line=row.line)
        seen.add(row.name)
    return _Table(
        source=source,
        decimal_comma=delimiter != ",",
        efforts={stage: heading for heading in headings if (stage := _stage_of(heading))},
        needs={heading: need for heading in headings if (need := _need_of(heading))},
        options=options,
        about={row.name: row for row in about},
    )


def _lines(source: Source, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                source.refuse(f"at most {FILES.options} options can be compared.")
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        source.refuse("a quotation mark is missing or a cell is too long.", line=reader.line_num)


def _row(source: Source, line: int, cells: Sequence[str], headings: Sequence[str]) -> _Row:
    if len(cells) > len(headings) and any(cells[len(headings) :]):
        source.refuse(f"there are more cells than the {len(headings)} headings.", line=line)
    named = {heading: cell for heading, cell in zip(headings, cells, strict=False) if cell}
    name = named.get("option")
    if not name:
        source.refuse("give the option a name, in the column “option”.", line=line)
    return _Row(line=line, name=name, cells=named)


def _check_headings(source: Source, headings: Sequence[str]) -> None:
    if "option" not in headings:
        source.refuse("the first line needs the heading “option”.", line=1)
    if len(headings) > MOST_COLUMNS:
        source.refuse(f"at most {MOST_COLUMNS} columns can be read.", line=1)
    for heading in headings:
        if headings.count(heading) > 1:
            source.refuse(f"the heading “{heading[:60]}” stands twice.", line=1)
        if heading not in PLAIN and not _stage_of(heading) and not _need_of(heading):
            hint = "A need is headed by its party, such as “Robin: learn something”."
            source.refuse(f"{unknown('heading', heading, [*PLAIN, 'effort'])} {hint}", line=1)
    if not any(_stage_of(heading) for heading in headings):
        source.refuse("a column “effort”, or “effort: STAGE” for each stage, is needed.", line=1)


def _stage_of(heading: str) -> str | None:
    """The stage of an effort column: "effort" alone is the one stage, called "now"."""
    if heading == "effort":
        return "now"
    name, colon, stage = heading.partition(":")
    return stage.strip() if name.strip() == "effort" and colon and stage.strip() else None


def _need_of(heading: str) -> tuple[str, str] | None:
    party, colon, need = (part.strip() for part in heading.partition(":"))
    return (party, need) if party != "effort" and party and colon and need else None
