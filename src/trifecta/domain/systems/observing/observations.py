"""Counts of stocks and flows by week, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from trifecta.domain.systems.model import Model

MOST_WEEKS: Final = 1_000
"""From the first week counted to the last."""
LARGEST_COUNT: Final = 1e9

Counts = Mapping[int, float]
"""By week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """What was counted: stocks at the end of a week, flows during it.

    Week 0 is how a run begins, and week n is the end of round n. A flow is named by its place in
    `Model.flows`; what is counted of it is what arrived.
    """

    stocks: Mapping[str, Counts]
    flows: Mapping[int, Counts]
    monday: date | None = None
    """The first day of week 0, where the file has dates."""
    notes: tuple[str, ...] = ()
    """What was left out or assumed while reading, as sentences."""

    @property
    def last_week(self) -> int:
        return max((week for counts in self._all() for week in counts), default=0)

    @property
    def first_week(self) -> int:
        return min((week for counts in self._all() for week in counts), default=0)

    def __len__(self) -> int:
        return sum(len(counts) for counts in self._all())

    def _all(self) -> Iterator[Counts]:
        yield from self.stocks.values()
        yield from self.flows.values()


def newest_weeks(observations: Observations, weeks: int) -> Observations:
    """The newest so many weeks alone; the same where there are no more."""
    first = observations.last_week - weeks + 1
    if observations.first_week >= first:
        return observations

    def newest(counts: Counts) -> Counts:
        return {week: count for week, count in counts.items() if week >= first}

    return replace(
        observations,
        stocks={name: newest(counts) for name, counts in observations.stocks.items()},
        flows={flow: newest(counts) for flow, counts in observations.flows.items()},
    )


def flow_name(model: Model, flow: int) -> str:
    """A flow as files and sentences name it: "Screens > Offers"."""
    line = model.flows[flow]
    source = model.stocks[line.source].name
    if line.destination is None:
        return source
    return f"{source} > {model.stocks[line.destination].name}"


def flows_by_name(model: Model) -> dict[str, tuple[int, ...]]:
    """Places of flows by their name, in order of declaration; two may share one."""
    found: dict[str, tuple[int, ...]] = {}
    for place in range(len(model.flows)):
        name = flow_name(model, place)
        found[name] = (*found.get(name, ()), place)
    return found


def rows_of_observations(
    observations: Observations, model: Model
) -> Iterator[tuple[int, str, float]]:
    """Week, name and value of everything counted: stocks, then flows, each in order of weeks."""
    for name, counts in observations.stocks.items():
        for week in sorted(counts):
            yield week, name, counts[week]
    for flow, counts in observations.flows.items():
        for week in sorted(counts):
            yield week, flow_name(model, flow), counts[week]
