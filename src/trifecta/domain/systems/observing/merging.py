"""Counts as rows that can be kept, and newer ones put to those that are there."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import (
    Observations,
    flows_by_name,
    rows_of_observations,
)

Rows = dict[tuple[int | date, str], float]
"""By the number or the Monday of a week, and the name of a stock or flow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What adding would do; weeks are those with anything counted."""

    rows: Rows
    there: int
    """Weeks that are there already."""
    new: int
    again: int
    """Weeks that are in both."""
    changed: int
    """Numbers that are in both and differ."""


def rows_to_keep(observations: Observations, model: Model) -> Rows:
    """What was counted by week and name; flows that share a name cannot be told apart and go."""
    single = {name for name, places in flows_by_name(model).items() if len(places) == 1}
    kept = {*model.shown, *single}
    start = observations.monday
    return {
        (week if start is None else start + timedelta(weeks=week), name): value
        for week, name, value in rows_of_observations(observations, model)
        if name in kept
    }


def text_of_rows(rows: Rows) -> str:
    """As CSV with the headings week, stock or flow, value; dates are Mondays."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("week", "stock or flow", "value"))
    for (week, name), value in sorted(rows.items(), key=lambda row: _order(row[0][0])):
        writer.writerow((week, name, int(value) if float(value).is_integer() else value))
    return out.getvalue()


def merged(before: Rows, newer: Rows) -> Merged:
    """Both together: where both have the same week of the same thing, the newer number stands.

    Raises InvalidError where weeks are dates in one and numbers in the other.
    """
    if _dated(before) != _dated(newer):
        raise InvalidError(
            "Weeks are dates in one and numbers in the other, so that they cannot be put together."
        )
    there, come = _weeks(before), _weeks(newer)
    return Merged(
        rows=before | newer,
        there=len(there),
        new=len(come - there),
        again=len(come & there),
        changed=sum(key in before and before[key] != value for key, value in newer.items()),
    )


def from_week(rows: Rows, first: date, names: Iterable[str]) -> Rows:
    """Rows from the week of `first` on; of stocks, among `names`, how they stood before it too."""
    monday = first - timedelta(days=first.weekday())
    stocks = set(names)
    return {
        (week, name): value
        for (week, name), value in rows.items()
        if not isinstance(week, date)
        or week >= monday
        or (name in stocks and week == monday - timedelta(weeks=1))
    }


def until_week(rows: Rows, today: date) -> Rows:
    """Rows of weeks that are over: those before the week of `today`."""
    monday = today - timedelta(days=today.weekday())
    return {
        (week, name): value
        for (week, name), value in rows.items()
        if not isinstance(week, date) or week < monday
    }


def _order(week: int | date) -> int:
    return week.toordinal() if isinstance(week, date) else week


def _dated(rows: Rows) -> bool:
    return any(isinstance(week, date) for week, _ in rows)


def _weeks(rows: Rows) -> set[int | date]:
    return {week for week, _ in rows}
