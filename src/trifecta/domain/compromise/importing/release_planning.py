"""Release planning as Ruhe published it: four tables of requirements, people, value and urgency.

`requirements` has a name, the effort, what goes together with it, and what has to wait for it;
`stakeholders` a weight a line; `value` and `urgency` a name and one number for each stakeholder.
Columns stand between bars, and there is no heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.files import BEGINS
from trifecta.domain.compromise.importing.sources import Source, checked
from trifecta.domain.compromise.problem import Need, Option, Party, Problem, Score, Stage
from trifecta.domain.errors import InvalidError

TABLES: Final = ("requirements", "stakeholders", "value", "urgency")
RELEASES: Final = 2
SHARE: Final = 0.6
"""Of all effort, so much fits into the releases where no capacity is given."""

RESOURCE: Final = "effort"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Requirement:
    name: str
    effort: float
    together: tuple[str, ...]
    before: tuple[str, ...]
    line: int


def problem_from(
    sources: Mapping[str, Source], *, releases: int = RELEASES, capacity: float | None = None
) -> Problem:
    """A party for each stakeholder, with a need for value and one for urgency, half each.

    `sources` by the names in TABLES; `capacity` is the effort that fits into one release. What is
    urgent counts in full in the first release and for less in each later one; what is of value
    counts the same in all. The weights of stakeholders are read and not used: here everybody
    counts the same. Raises InvalidError with file and line.
    """
    if not 1 <= releases <= FILES.stages:
        raise InvalidError(f"Plan one to {FILES.stages} releases.")
    rows = _requirements(sources["requirements"])
    people = _stakeholders(sources["stakeholders"])
    total = sum(row.effort for row in rows)
    room = float(round(SHARE * total / releases)) if capacity is None else capacity
    stages = [_stage(place, room) for place in range(releases)]
    late = {stage.id: 1 - place / releases for place, stage in enumerate(stages)}
    value = _table(sources["value"], rows, people)
    urgency = _table(sources["urgency"], rows, people)
    problem = Problem(
        parties=tuple(Party(id=f"s{n + 1}", name=f"Stakeholder {n + 1}") for n in range(people)),
        stages=tuple(stages),
        options=_options(rows, stages),
        needs=tuple(
            need
            for n in range(people)
            for need in (
                _need(n, "value", value, discount={}),
                _need(n, "urgency", urgency, discount=late),
            )
        ),
        scores=tuple(
            Score(option=name, need=f"s{n + 1}.{kind}", points=points[n])
            for n in range(people)
            for kind, table in (("value", value), ("urgency", urgency))
            for name, points in table.items()
        ),
    )
    return checked(problem, name=sources["requirements"].name)


def _options(rows: Sequence[_Requirement], stages: Sequence[Stage]) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=row.name,
            title=row.name,
            effort={stage.id: {RESOURCE: row.effort} for stage in stages},
            after=tuple(other.name for other in rows if row.name in other.before),
            together=row.together,
        )
        for row in rows
    )


def _stage(place: int, room: float) -> Stage:
    day = BEGINS + timedelta(days=place)
    name = f"Release {place + 1}"
    return Stage(
        id=f"r{place + 1}", name=name, starts=day, ends=day, weeks=1, capacity={RESOURCE: room}
    )


def _need(
    person: int,
    kind: str,
    table: Mapping[str, tuple[float, ...]],
    *,
    discount: Mapping[str, float],
) -> Need:
    total = sum(points[person] for points in table.values())
    return Need(
        id=f"s{person + 1}.{kind}",
        party=f"s{person + 1}",
        text="What is of value to me" if kind == "value" else "What is urgent to me, early",
        weight=0.5,
        enough=total or 1.0,
        discount=discount,
    )


def _lines(source: Source) -> list[tuple[int, list[str]]]:
    return [
        (number, [cell.strip() for cell in line.split("|")])
        for number, line in enumerate(source.plain.splitlines(), start=1)
        if line.strip()
    ]


def _requirements(source: Source) -> list[_Requirement]:
    rows: dict[str, _Requirement] = {}
    for line, cells in _lines(source):
        if len(cells) != 4:
            source.refuse(f"four columns are needed; there are {len(cells)}.", line=line)
        name, effort, together, before = cells
        if not name or name in rows:
            source.refuse("give each requirement a name of its own.", line=line)
        rows[name] = _Requirement(
            name=name,
            effort=source.number(effort, least=0, most=FILES.weeks, line=line),
            together=_names(together),
            before=_names(before),
            line=line,
        )
        if len(rows) > FILES.options:
            source.refuse(f"at most {FILES.options} requirements can be compared.", line=line)
    if not rows:
        source.refuse("there is nothing in it.")
    for row in rows.values():
        for other in (*row.together, *row.before):
            if other not in rows:
                source.refuse(f"there is no requirement “{other[:60]}”.", line=row.line)
    return [*rows.values()]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in cell.split(",") if name.strip()))


def _stakeholders(source: Source) -> int:
    rows = _lines(source)
    for line, cells in rows:
        source.number(cells[-1], least=0, most=FILES.points, line=line)
    if not 0 < len(rows) <= FILES.parties:
        source.refuse(f"one to {FILES.parties} stakeholders can be read; there are {len(rows)}.")
    return len(rows)


def _table(
    source: Source, rows: Sequence[_Requirement], people: int
) -> dict[str, tuple[float, ...]]:
    known = {row.name for row in rows}
    table: dict[str, tuple[float, ...]] = {}
    for line, (name, *cells) in _lines(source):
        if name not in known or name in table:
            source.refuse("name each requirement once, as in the requirements.", line=line)
        if len(cells) != people:
            source.refuse(f"a number for each of the {people} stakeholders is needed.", line=line)
        table[name] = tuple(
            source.number(cell, least=0, most=FILES.points / FILES.options, line=line)
            for cell in cells
        )
    missing = [row.name for row in rows if row.name not in table]
    if missing:
        source.refuse(f"there is no line for {missing[0][:60]}.")
    return table
