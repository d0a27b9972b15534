"""What was read, before it is kept: weeks, names, a small table, and what to look at twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trifecta.domain.systems.model import FlowKind, Model
from trifecta.domain.systems.observing.merging import Rows, rows_to_keep
from trifecta.domain.systems.observing.observations import Observations, flow_name

SHOWN_AT_EACH_END: Final = 3
MOST_NAMED: Final = 5
MOST_SHOWN: Final = 12
"""Columns of the small table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stock or flow: in how many weeks it was counted, and between which numbers."""

    name: str
    weeks: int
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """A week of the small table; `after_gap` where weeks between are not shown."""

    week: int | date
    values: tuple[float | None, ...]
    after_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Weeks are numbers, or the Mondays they begin on."""

    first: int | date
    last: int | date
    weeks: int
    found: tuple[Found, ...]
    names: tuple[str, ...]
    table: tuple[WeekRow, ...]
    warnings: tuple[str, ...]
    not_counted: tuple[str, ...]


def preview(observations: Observations, model: Model, *, today: date) -> Preview:
    """What `observations`, which are not empty, say in short; `today` tells which week runs."""
    rows = rows_to_keep(observations, model)
    weeks = sorted({week for week, _ in rows}, key=_order)
    names = tuple(dict.fromkeys(name for _, name in rows))
    flows = [flow_name(model, at) for at, _ in enumerate(model.flows)]
    every = dict.fromkeys([*model.shown, *flows])
    return Preview(
        first=weeks[0],
        last=weeks[-1],
        weeks=len(weeks),
        found=tuple(_found(name, rows) for name in names),
        names=names[:MOST_SHOWN],
        table=tuple(_table(rows, weeks, names[:MOST_SHOWN])),
        warnings=tuple(_warnings(observations, model, rows, weeks, today)),
        not_counted=tuple(name for name in every if name not in names),
    )


def _order(week: int | date) -> int:
    return week.toordinal() if isinstance(week, date) else week


def _found(name: str, rows: Rows) -> Found:
    values = [value for (_, of_name), value in rows.items() if of_name == name]
    return Found(name=name, weeks=len(values), least=min(values), most=max(values))


def _table(rows: Rows, weeks: list[int | date], names: tuple[str, ...]) -> Iterator[WeekRow]:
    cut = len(weeks) > 2 * SHOWN_AT_EACH_END + 1
    shown = [*weeks[:SHOWN_AT_EACH_END], *weeks[-SHOWN_AT_EACH_END:]] if cut else weeks
    for place, week in enumerate(shown):
        values = tuple(rows.get((week, name)) for name in names)
        yield WeekRow(week=week, values=values, after_gap=cut and place == SHOWN_AT_EACH_END)


def _warnings(
    observations: Observations, model: Model, rows: Rows, weeks: list[int | date], today: date
) -> Iterator[str]:
    missing = _missing(weeks)
    if missing:
        yield (
            f"Nothing was counted in {_weeks_in_words(len(missing))} between the first and the "
            f"last: {_named(missing)}. A week in which nothing happened has a 0."
        )
    broken = sum(not float(value).is_integer() for value in rows.values())
    if broken:
        yield f"{broken:,} numbers are not whole. People and things usually are."
    last = weeks[-1]
    if isinstance(last, date) and last <= today:
        if last + timedelta(weeks=1) > today:
            yield (
                f"The week of {_said(last)} is not over, so its counts are too low. Leave it out, "
                "or bring it in again when it is."
            )
    elif isinstance(last, date):
        yield f"The last week, of {_said(last)}, has not begun yet. See whether a date is wrong."
    yield from _too_many(observations, model)


def _missing(weeks: list[int | date]) -> list[int | date]:
    there = {_order(week) for week in weeks}
    first = weeks[0]
    if isinstance(first, date):
        days = range(first.toordinal(), _order(weeks[-1]), 7)
        return [date.fromordinal(day) for day in days if day not in there]
    return [week for week in range(first, _order(weeks[-1])) if week not in there]


def _too_many(observations: Observations, model: Model) -> Iterator[str]:
    """Flows of which more moved than were there: people who take two steps within a week."""
    for at, counts in observations.flows.items():
        flow = model.flows[at]
        stock = observations.stocks.get(model.stocks[flow.source].name)
        if stock is None or flow.kind is FlowKind.RATE:
            continue
        weeks = [week for week in counts if week - 1 in stock and counts[week] > stock[week - 1]]
        if weeks:
            yield (
                f"In {_weeks_in_words(len(weeks))} more moved through {flow_name(model, at)} than "
                "were there the week before. People who take two steps within a week make a share "
                "look larger than it is; an export with dates is counted so that it does not."
            )


def _weeks_in_words(count: int) -> str:
    return "1 week" if count == 1 else f"{count:,} weeks"


def _named(weeks: list[int | date]) -> str:
    rest = len(weeks) - MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(_said(week) for week in weeks[:MOST_NAMED]) + more


def _said(week: int | date) -> str:
    return week.isoformat() if isinstance(week, date) else str(week)
