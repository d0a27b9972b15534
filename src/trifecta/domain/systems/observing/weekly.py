"""Weekly counts from CSV, a row a count or a column a stock, as spreadsheets write it.

Columns are found by their heading, in any order. Commas, semicolons or tabs divide; with the latter
two, decimals may have a comma. Blank cells and NA are weeks that nobody counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from trifecta.domain.calibration.tables import Findings, Row, Table, rows_of
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.cells import (
    DateOrder,
    count_in,
    monday_of,
    order_in,
    week_in,
)
from trifecta.domain.systems.observing.observations import (
    MOST_WEEKS,
    Observations,
    flow_name,
    flows_by_name,
)

WEEK: Final = ("week", "date", "day", "week of", "round")
NAME: Final = ("stock or flow", "stock", "flow", "name", "stage")
VALUE: Final = ("value", "count", "number")
FORM: Final = (
    "It needs the headings “week”, “stock or flow” and “value”, or “week” and a column for each "
    "stock or flow."
)


@dataclass(frozen=True, slots=True)
class _Counted:
    line: int
    week: int | date
    what: str | int
    value: float


def observations_in(text: str, *, model: Model, order: DateOrder | None = None) -> Observations:
    """The counts in `text`, for the stocks and flows of `model`.

    Weeks are numbers, or dates that are put into weeks from Monday on. With dates the earliest week
    is week 0, or week 1 where no stock was counted in it; in a week with several dates flows add up
    and the last count of a stock stays. Raises InvalidError that names line and column of each
    thing to mend, and UnclearOrderError where 03/04/2026 could be two days and `order` is None.
    """
    table = rows_of(text, needs=())
    week = _heading(table, WEEK)
    if week is None:
        raise InvalidError(f"line 1: no heading is “week” or “date”. {FORM}")
    order = order_in((row.cells.get(week, "") for row in table.rows), order)
    findings = Findings()
    known = _Names.of(model)
    counted = list(_counted(table, week, known, findings, order))
    findings.settle()
    if not counted:
        raise InvalidError("Every count of the file is blank.")
    observations = _by_week(counted, findings)
    findings.settle()
    return observations


def is_weekly(text: str, *, model: Model) -> bool:
    """Whether `text` has weekly counts rather than an export; raises InvalidError for no table."""
    table = rows_of(text, needs=())
    week = _heading(table, WEEK)
    if week is None:
        return False
    if _heading(table, NAME) and _heading(table, VALUE):
        return True
    known = _Names.of(model)
    others = [one for one in table.headings if one and one != week]
    return not others or any(known.has(one) for one in others) or _all_numbers(table, others)


def _all_numbers(table: Table, headings: list[str]) -> bool:
    cells = (row.cells.get(one, "") for row in table.rows for one in headings)
    return all(not cell.strip("0123456789.,- ") for cell in cells)


def _heading(table: Table, choices: tuple[str, ...]) -> str | None:
    return next((name for name in choices if name in table.headings), None)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of the model without regard to case, spaces and underscores."""

    stocks: Mapping[str, str]
    flows: Mapping[str, tuple[int, ...]]
    written: tuple[str, ...]

    @classmethod
    def of(cls, model: Model) -> _Names:
        flows = {_key(name): places for name, places in flows_by_name(model).items()}
        written = (*model.shown, *(flow_name(model, place) for place in range(len(model.flows))))
        return cls({_key(name): name for name in model.shown}, flows, written)

    def has(self, cell: str) -> bool:
        key = _key(cell)
        return key in self.stocks or key in self.flows

    def what(self, cell: str) -> str | int:
        """The name of a stock or the place of a flow; raises ValueError with near names."""
        key = _key(cell)
        if key in self.stocks:
            return self.stocks[key]
        places = self.flows.get(key, ())
        if len(places) == 1:
            return places[0]
        if places:
            raise ValueError(f"the model has {len(places)} flows “{cell[:60]}”: count stocks here.")
        near = get_close_matches(cell, self.written, n=1, cutoff=0.5)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {_some(self.written)}."
        raise ValueError(f"no stock or flow of the model is called “{cell[:60]}”; {hint}")


def _key(name: str) -> str:
    plain = name.replace("→", ">").replace("->", ">").lower()
    return "".join(sign for sign in plain if sign.isalnum() or sign == ">")


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names[:6])


def _counted(
    table: Table, week: str, known: _Names, findings: Findings, order: DateOrder | None
) -> Iterator[_Counted]:
    name, value = _heading(table, NAME), _heading(table, VALUE)
    columns: dict[str, str | int | None] = {}
    if name is not None and value is not None:
        columns[value] = None
    else:
        for heading in table.headings:
            if heading and heading != week:
                columns[heading] = _named(heading, 1, heading, known, findings)
    if not columns:
        raise InvalidError(f"line 1: there is nothing beside “{week}”. {FORM}")
    for row in table.rows:
        when = _week(row, week, findings, order)
        for column, of_column in columns.items():
            what = of_column
            if name is not None and of_column is None and value is not None:
                what = _named(row.cells.get(name, ""), row.line, name, known, findings)
            number = _count(row, column, table, findings)
            if when is not None and what is not None and number is not None:
                yield _Counted(row.line, when, what, number)


def _named(
    cell: str, line: int, column: str, known: _Names, findings: Findings
) -> str | int | None:
    try:
        return known.what(cell)
    except ValueError as error:
        findings.add(line, column, str(error))
        return None


def _week(row: Row, column: str, findings: Findings, order: DateOrder | None) -> int | date | None:
    try:
        return week_in(row.cells.get(column, ""), order=order)
    except ValueError as error:
        findings.add(row.line, column, str(error))
        return None


def _count(row: Row, column: str, table: Table, findings: Findings) -> float | None:
    try:
        return count_in(row.cells.get(column, ""), decimal_comma=table.decimal_comma)
    except ValueError as error:
        findings.add(row.line, column, str(error))
        return None


def _by_week(counted: list[_Counted], findings: Findings) -> Observations:
    days = [one.week for one in counted if isinstance(one.week, date)]
    if days and len(days) < len(counted):
        odd = next(one for one in counted if not isinstance(one.week, date))
        raise InvalidError(
            f"line {odd.line}: weeks are numbers in some rows and dates in others. Use one of them."
        )
    start = _week_zero(counted) if days else None
    stocks: dict[str, dict[int, float]] = {}
    flows: dict[int, dict[int, float]] = {}
    latest: dict[tuple[str | int, int], _Counted] = {}
    for one in counted:
        week = _number_of(one.week, start)
        counts = stocks.setdefault(one.what, {}) if isinstance(one.what, str) else None
        if counts is None:
            counts = flows.setdefault(int(one.what), {})
        before = latest.get((one.what, week))
        if before is not None and before.week == one.week:
            findings.add(one.line, "week", f"this was counted on line {before.line} already.")
        adds_up = before is not None and isinstance(one.what, int)
        if adds_up or before is None or _later(one, before):
            counts[week] = one.value + (counts[week] if adds_up else 0)
            latest[(one.what, week)] = one
    observations = Observations(stocks=stocks, flows=flows, monday=start)
    if observations.last_week - observations.first_week > MOST_WEEKS:
        raise InvalidError(f"The counts reach over more than {MOST_WEEKS:,} weeks. Leave some out.")
    return observations


def _later(one: _Counted, before: _Counted) -> bool:
    if isinstance(one.week, date) and isinstance(before.week, date):
        return one.week > before.week
    return False


def _week_zero(counted: list[_Counted]) -> date:
    mondays = {id(one): monday_of(one.week) for one in counted if isinstance(one.week, date)}
    first = min(mondays.values())
    with_stock = any(isinstance(one.what, str) and mondays[id(one)] == first for one in counted)
    return first if with_stock else date.fromordinal(first.toordinal() - 7)


def _number_of(week: int | date, start: date | None) -> int:
    if isinstance(week, int):
        return week
    return 0 if start is None else (monday_of(week) - start).days // 7
