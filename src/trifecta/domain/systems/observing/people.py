"""Candidates of an export as days: no name, no number, only when each entered which stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trifecta.domain.calibration.tables import Findings
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.cells import DATES, DateOrder, date_in, order_in
from trifecta.domain.systems.observing.exports import Column, Export, Kind, tidy
from trifecta.domain.systems.observing.mapping import LEFT, ExportMapping, places_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Days of entering stages, in order; of flows mapped by themselves; and the day of leaving."""

    entered: tuple[tuple[int, date], ...]
    moved: tuple[tuple[str, date], ...]
    left: date | None

    @property
    def days(self) -> tuple[date, ...]:
        return (*(day for _, day in self.entered), *(day for _, day in self.moved))


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All candidates, and what their rows were like."""

    all: tuple[Candidate, ...]
    rows: int
    repeated: int = 0
    """Events that name a stage which the same candidate was in before."""
    twice: int = 0
    """Rows of a candidate that an earlier row has too."""


class _Gathered:
    """What the rows of one candidate say so far."""

    def __init__(self) -> None:
        self.entered: dict[int, date] = {}
        self.moved: dict[str, date] = {}
        self.left: date | None = None
        self.repeated = 0

    def add(self, target: int | str, day: date) -> None:
        """The first day in a stage counts, and the last one of leaving."""
        if target == LEFT:
            self.left = day if self.left is None else max(day, self.left)
        elif isinstance(target, int):
            self.repeated += target in self.entered
            self.entered[target] = min(day, self.entered.get(target, day))
        else:
            self.repeated += target in self.moved
            self.moved[target] = min(day, self.moved.get(target, day))

    def whole(self) -> Candidate:
        entered = sorted(self.entered.items(), key=lambda each: (each[1], each[0]))
        return Candidate(
            entered=tuple(entered), moved=tuple(sorted(self.moved.items())), left=self.left
        )


def people_in(export: Export, mapping: ExportMapping, *, model: Model) -> People:
    """The candidates of an export; raises InvalidError that names line and column.

    Raises UnclearOrderError where dates such as 03/04/2026 could be read in two ways.
    """
    targets = places_in(mapping, model)
    if mapping.by_event:
        return _by_event(export, mapping, targets)
    columns = {_needed(export, said): targets[tidy(said)] for said in mapping.used}
    order = order_in(_values(*columns), mapping.order)
    findings = Findings()
    days = [(_days(column, export, order, findings), to) for column, to in columns.items()]
    findings.settle()
    found = []
    for row in range(len(export.lines)):
        one = _Gathered()
        for of_column, to in days:
            day = of_column[row]
            if day is not None:
                one.add(to, day)
        found.append(one.whole())
    who = export.column(mapping.candidate) if mapping.candidate else None
    return People(all=tuple(found), rows=len(found), twice=who.repeats if who else 0)


def _by_event(export: Export, mapping: ExportMapping, targets: Mapping[str, int | str]) -> People:
    who, stage, entered = (
        _needed(export, name) for name in (mapping.candidate, mapping.stage, mapping.entered)
    )
    if stage.kind is not Kind.WORDS:
        raise InvalidError(
            f"The column {stage.heading} has names, numbers or too many different words in it, so "
            "it is no column of stages. Choose another."
        )
    targeted = [targets.get(tidy(word)) for word in stage.values]
    findings = Findings()
    days = _days(entered, export, order_in(_values(entered), mapping.order), findings)
    found: dict[int, _Gathered] = {}
    for row, (person, place) in enumerate(zip(who.at, stage.at, strict=True)):
        to = targeted[place] if place >= 0 else None
        day = days[row]
        if to is None or day is None:
            continue
        if person < 0:
            findings.add(export.lines[row], who.heading, "this says which candidate it is.")
            continue
        found.setdefault(person, _Gathered()).add(to, day)
    findings.settle()
    everybody = [one.whole() for one in found.values()]
    return People(
        all=tuple(everybody),
        rows=len(export.lines),
        repeated=sum(one.repeated for one in found.values()),
    )


def _values(*columns: Column) -> Iterator[str]:
    for one in columns:
        yield from one.values


def _needed(export: Export, heading: str) -> Column:
    column = export.column(heading)
    if column is None:
        found = ", ".join(f"“{one.heading[:40]}”" for one in export.columns[:8])
        raise InvalidError(f"line 1: the heading “{heading[:40]}” is missing. There are {found}.")
    return column


def _days(
    column: Column, export: Export, order: DateOrder | None, findings: Findings
) -> list[date | None]:
    """The day in each row; a cell that is none might hold a name, so it is not repeated."""
    if column.kind is not Kind.DATES:
        raise InvalidError(f"The column {column.heading} has no dates in it. {DATES}")
    read: list[date | None] = []
    for value in column.values:
        try:
            read.append(date_in(value, order=order))
        except ValueError:
            read.append(None)
    for row, place in enumerate(column.at):
        if place >= 0 and read[place] is None:
            findings.add(export.lines[row], column.heading, "this is no date such as 2026-03-31.")
    return [read[place] if place >= 0 else None for place in column.at]
