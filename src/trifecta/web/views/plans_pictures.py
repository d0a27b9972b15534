"""The pictures of a plan: its stages, and where it stands among the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.apps.people.models import MARKS
from trifecta.apps.people.selectors import MemberView
from trifecta.charts.changes import Change, change_lines
from trifecta.charts.chart import Chart, Person
from trifecta.charts.frontier import Plan, frontier
from trifecta.charts.stages import count_bar, width_class, widths
from trifecta.charts.strips import Strip, Strips, strips
from trifecta.charts.svg import Svg
from trifecta.domain.compromise.changes import NeedChange
from trifecta.domain.compromise.compare import Comparison
from trifecta.domain.compromise.explain import Explanation, Progress, StagePart
from trifecta.domain.compromise.problem import Problem

MOST_BETWEEN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBar:
    """How much of what somebody needs they have by the end of a stage."""

    member: MemberView
    percent: int
    svg: Svg


@dataclass(frozen=True, slots=True, kw_only=True)
class StageColumn:
    """One stage of a plan, as wide as its weeks."""

    part: StagePart
    class_: str
    bars: tuple[ShareBar, ...]


def stage_columns(
    explanation: Explanation, members: dict[str, MemberView]
) -> tuple[StageColumn, ...]:
    weeks = _shown_weeks(explanation)
    return tuple(
        StageColumn(
            part=part,
            class_=width_class(share),
            bars=tuple(_bar(progress, members) for progress in part.progress),
        )
        for part, share in zip(explanation.stages, widths(weeks), strict=True)
    )


def _shown_weeks(explanation: Explanation) -> list[float]:
    """A stage without an end is drawn as wide as the longest one that has an end."""
    stages = [part.stage for part in explanation.stages]
    longest = max((stage.weeks for stage in stages if stage.ends), default=1.0)
    return [stage.weeks if stage.ends else min(stage.weeks, longest) for stage in stages]


def _bar(progress: Progress, members: dict[str, MemberView]) -> ShareBar:
    member, percent = members[progress.party], _percent(progress.share)
    return ShareBar(
        member=member,
        percent=percent,
        svg=count_bar(person=person(member), reached=percent, goal=100),
    )


def person(member: MemberView) -> Person:
    return Person(name=member.name, place=MARKS.index(member.mark))


def frontier_of(
    comparison: Comparison, problem: Problem, members: dict[str, MemberView]
) -> Chart | None:
    """The plans of two people; None for any other number of them."""
    if len(problem.parties) != 2:
        return None
    first, second = (person(members[party.id]) for party in problem.parties)
    return frontier(
        title=comparison.heading,
        description=_reading(comparison),
        first=first,
        second=second,
        plans=[
            Plan(
                name=line.name,
                first=_percent(line.shares[0]),
                second=_percent(line.shares[1]),
                best=line.best,
                suggested=line.kind == "suggested",
            )
            for line in comparison.lines
        ]
        + [
            Plan(name="", first=_percent(here), second=_percent(there), best=True)
            for here, there in thinned(comparison.between)
        ],
    )


def thinned(
    points: Sequence[tuple[float, ...]], *, most: int = MOST_BETWEEN
) -> list[tuple[float, ...]]:
    """At most so many of the points, evenly along their order."""
    if len(points) <= most:
        return [*points]
    return [points[round(place * (len(points) - 1) / (most - 1))] for place in range(most)]


def strips_of(
    comparison: Comparison, problem: Problem, members: dict[str, MemberView]
) -> Strips | None:
    """The plans of three or more people, a line each; None for fewer."""
    if len(problem.parties) < 3:
        return None
    return strips(
        people=[person(members[party.id]) for party in problem.parties],
        plans=[
            Strip(
                name=line.name,
                met=tuple(float(_percent(share)) for share in line.shares),
                best=line.best,
                suggested=line.kind == "suggested",
            )
            for line in comparison.lines
        ],
    )


def _reading(comparison: Comparison) -> str:
    """How to read the picture of two people."""
    best = sum(line.best for line in comparison.lines) + len(comparison.between)
    inside = any(not line.best for line in comparison.lines)
    if best <= 1:
        return "No other plan here gives one of you more."
    told = "Along the line, one of you can only gain if the other gives something up."
    if not comparison.whole:
        told = f"Of the plans that were found, the line has the best. {told}"
    small = " The small points on it are further plans." if comparison.between else ""
    return f"{told}{small}{' The open circles lie inside it.' if inside else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One need with its line in the picture."""

    change: NeedChange
    svg: Svg
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLines:
    """The needs of one person."""

    member: MemberView
    lines: tuple[NeedLine, ...]


def need_lines(explanation: Explanation, members: dict[str, MemberView]) -> tuple[PartyLines, ...]:
    """Every need before and after, and by stage for the table; less than nothing counts as 0."""
    found = []
    for party in explanation.changes:
        member = members[party.party]
        svgs = change_lines(
            person=person(member),
            changes=[
                Change(
                    name=need.text,
                    before=None if need.before is None else float(_percent(need.before)),
                    after=float(_percent(need.finally_met)),
                )
                for need in party.needs
            ],
        )
        lines = tuple(
            NeedLine(change=need, svg=svg, cells=_cells(need))
            for need, svg in zip(party.needs, svgs, strict=True)
        )
        found.append(PartyLines(member=member, lines=lines))
    return tuple(found)


def _cells(need: NeedChange) -> tuple[int, ...]:
    before = () if need.before is None else (need.before,)
    return tuple(_percent(level) for level in (*before, *need.after))


def _percent(share: float) -> int:
    """Whole per cent from 0; less than nothing has no place in a picture."""
    return round(max(0.0, min(1.0, share)) * 100)
