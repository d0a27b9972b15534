"""The export of an applicant tracking system, counted by the week.

A row a candidate with a date for each stage, or a row an event with a candidate, a stage and a
date. What comes out is how many, never who.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.cells import DateOrder, monday_of
from trifecta.domain.systems.observing.exports import Export, export_in, tidy
from trifecta.domain.systems.observing.guessing import guessed
from trifecta.domain.systems.observing.mapping import LEFT, ExportMapping
from trifecta.domain.systems.observing.observations import (
    MOST_WEEKS,
    Observations,
    flows_by_name,
)
from trifecta.domain.systems.observing.pacing import Paced, paced
from trifecta.domain.systems.observing.people import Candidate, People, people_in


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


def candidates_in(
    text: str, *, model: Model, stages: Mapping[str, str], order: DateOrder | None = None
) -> Observations:
    """Weekly counts from an export; `stages` maps headings, or words of a column of stages.

    Which columns are candidate, stage and date in an export by events is found by what stands in
    them. Raises InvalidError that names line and column, and never repeats a cell.
    """
    export = export_in(text, dates=stages)
    mapping = _events(export, stages, order, model)
    if mapping is None:
        mapping = ExportMapping(stages=stages, order=order)
    return counted(export, mapping, model=model)


def _events(
    export: Export, stages: Mapping[str, str], order: DateOrder | None, model: Model
) -> ExportMapping | None:
    """The mapping of a row an event; None where a heading is mapped, so that it has columns."""
    if any(export.column(said) for said in stages):
        return None
    columns = guessed(export, model, by_event=True)
    stage = export.column(columns.stage)
    said = {tidy(one) for one in stages}
    if stage is None or not said & {tidy(word) for word in stage.values}:
        return None
    if not columns.candidate or not columns.entered:
        raise InvalidError(
            "With a row for each event, keep three columns: the candidate (a number is best), the "
            "stage, and the day on which they entered it."
        )
    return replace(columns, stages=stages, order=order)


def counted(export: Export, mapping: ExportMapping, *, model: Model) -> Observations:
    """Weekly counts of an export by a mapping.

    A flow into a stage counts in the week somebody entered it; a stock counts who was there at the
    end of a week. Where people pass a stage within a week, steps count a week later (`pacing` says
    which). Without anything mapped to LEFT nobody can be
    seen to leave, so that flows alone are counted. The first week is week 1. Raises InvalidError
    that names line and column.
    """
    people = people_in(export, mapping, model=model)
    days = [day for one in people.all for day in one.days]
    if not days:
        raise InvalidError("No row has a date in a mapped column, so there is nobody to count.")
    start = monday_of(min(days)) - timedelta(days=7)
    last = (max(days) - start).days // 7
    if last > MOST_WEEKS:
        raise InvalidError(f"The dates reach over more than {MOST_WEEKS:,} weeks. Leave some out.")
    steps = paced(people.all, start)
    flows, elsewhere = _flows(people.all, steps, model, start, last)
    return Observations(
        stocks=_stocks(steps, model, last) if LEFT in mapping.used.values() else {},
        flows=flows,
        monday=start,
        notes=_notes(people, steps, elsewhere, mapping),
    )


def _flows(
    people: Iterable[Candidate], steps: list[Paced], model: Model, start: date, last: int
) -> tuple[dict[int, dict[int, float]], int]:
    """Counts by flow for every week, zeros too, and how many steps the model has no flow for."""
    counts, elsewhere = _steps(steps, _flows_between(model))
    named = {name: places[0] for name, places in flows_by_name(model).items()}
    direct: Counter[tuple[int, int]] = Counter()
    for one in people:
        for name, day in one.moved:
            direct[(named[name], (day - start).days // 7)] += 1
    said = {flow for flow, _ in direct}
    counts = Counter({key: count for key, count in counts.items() if key[0] not in said}) + direct
    used = sorted({flow for flow, _ in counts})
    weeks = range(1, last + 1)
    return {flow: {week: counts[(flow, week)] for week in weeks} for flow in used}, elsewhere


def _steps(
    steps: list[Paced], into: Mapping[tuple[int | None, int], int]
) -> tuple[Counter[tuple[int, int]], int]:
    counts: Counter[tuple[int, int]] = Counter()
    elsewhere = 0
    for one in steps:
        before: int | None = None
        for stage, week in one.entered:
            flow = into.get((before, stage))
            before = stage
            if flow is None:
                elsewhere += 1
            else:
                counts[(flow, week)] += 1
    return counts, elsewhere


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


def _stocks(steps: list[Paced], model: Model, last: int) -> dict[str, dict[int, float]]:
    """Who was in each stage at the end of each week; a stage without a flow out keeps them."""
    stays: Counter[tuple[int, int]] = Counter()
    for one in steps:
        ends = [*(week for _, week in one.entered[1:]), one.left]
        for (stage, week), end in zip(one.entered, ends, strict=True):
            until = last + 1 if end is None else end
            for there in range(week, min(until, last + 1)):
                stays[(stage, there)] += 1
    stages = sorted({stage for stage, _ in stays})
    shown = set(model.shown)
    return {
        model.names[stage]: {week: stays[(stage, week)] for week in range(last + 1)}
        for stage in stages
        if model.names[stage] in shown
    }


def _notes(
    people: People, steps: list[Paced], elsewhere: int, mapping: ExportMapping
) -> tuple[str, ...]:
    notes = [f"{people.rows:,} rows were counted; only the mapped columns were read."]
    if mapping.by_event:
        notes.append(
            f"Each row is an event: {mapping.candidate} says which candidate, {mapping.stage} "
            f"which stage, and {mapping.entered} when."
        )
    if people.repeated:
        notes.append(
            f"{people.repeated:,} rows name a stage that the same candidate was in before; the "
            "first day counts."
        )
    if people.twice:
        notes.append(
            f"{people.twice:,} rows have a candidate that an earlier row has too. Each row counts "
            "as one candidate."
        )
    later = sum(one.later for one in steps)
    if later:
        notes.append(
            f"{later:,} steps came so soon after the one before that they count a week later: in "
            "a round of a model everybody takes one step."
        )
    if LEFT not in mapping.used.values():
        notes.append(
            "No column says when somebody left, so that stocks could not be counted; flows were."
        )
    if elsewhere:
        notes.append(
            f"{elsewhere:,} steps went between stages that no flow of the model joins, and were "
            "left out. If the file has a stage between them, map it too."
        )
    return tuple(notes)
