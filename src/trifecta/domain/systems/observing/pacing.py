"""Days of candidates as weeks of a model, in which everybody takes one step a week at most.

A share of a stock can only move on if people are in it at the end of a week. Where they pass a
stage within days, counts as they fell would have more leave it than were ever in it, and a model
with the right shares would seem wrong. So some steps count a week later: as few as it takes for
people to have stayed in that stage for a week on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trifecta.domain.systems.observing.people import Candidate


@dataclass(frozen=True, slots=True)
class Paced:
    """Weeks of entering stages, and the week of leaving.

    `later` is how many steps count a week later than they fell.
    """

    entered: tuple[tuple[int, int], ...]
    left: int | None
    later: int


class _Path:
    """Weeks of one candidate so far."""

    def __init__(self, entered: list[tuple[int, int]]) -> None:
        self.entered = entered
        self.left: int | None = None
        self.later = 0


def paced(people: Sequence[Candidate], start: date) -> list[Paced]:
    """Weeks since the Monday `start` for each of `people`, in their order.

    Steps are looked at in the order of their days, and only those before decide, so that weeks
    which were counted once are counted the same when later ones are added.
    """
    paths = [
        _Path([(stage, _week(day, start)) for stage, day in one.entered[:1]]) for one in people
    ]
    ahead: dict[int, int] = {}
    for day, who, to in sorted(_steps(people), key=lambda step: (step[0], step[2] is None)):
        path = paths[who]
        stage, since = path.entered[-1]
        fell = max(_week(day, start), since)
        stayed = fell - since
        if stayed == 0 and ahead.get(stage, 0) < 1:
            stayed = 1
        path.later += to is not None and since + stayed > _week(day, start)
        ahead[stage] = ahead.get(stage, 0) + stayed - 1
        if to is None:
            path.left = since + stayed
        else:
            path.entered.append((to, since + stayed))
    return [Paced(tuple(path.entered), path.left, path.later) for path in paths]


def _steps(people: Sequence[Candidate]) -> Iterator[tuple[date, int, int | None]]:
    """Each step after the first: its day, the place of the candidate, and the stage (None: out)."""
    for who, one in enumerate(people):
        for stage, day in one.entered[1:]:
            yield day, who, stage
        if one.left is not None and one.entered:
            yield max(one.left, one.entered[-1][1]), who, None


def _week(day: date, start: date) -> int:
    return (day - start).days // 7
