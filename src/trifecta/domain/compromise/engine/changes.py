"""What could be relaxed in a problem, one thing at a time, and the problem that it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final, Literal

from trifecta.domain.compromise.policies import own_options, without
from trifecta.domain.compromise.problem import Need, Option, Problem, Stage

Kind = Literal["capacity", "deadline", "order", "exclusion", "coupling", "policy"]

MORE: Final = 0.25
"""Of a capacity so much more is tried, in whole weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing relaxed; what it is about, by id, depends on its kind.

    capacity: `weeks` more of `resource` in `stage`. deadline: what comes in `stage` counts in full
    for `need`. order: `option` no longer waits for `other`. exclusion: `option` and `other` may
    both be done. coupling: they need not go together. policy: `policy` makes an exception here.
    """

    kind: Kind
    stage: str = ""
    resource: str = ""
    weeks: float = 0.0
    need: str = ""
    option: str = ""
    other: str = ""
    policy: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What tells this change from others, whatever the order of the problem."""
        about = (self.need, self.option, self.other, self.policy)
        return (self.kind, self.stage, self.resource, *about)


def changes_of(problem: Problem) -> tuple[Change, ...]:
    """Every single thing that could be relaxed. Deadlines of hidden needs are not among them."""
    return (
        *_capacities(problem),
        *_deadlines(problem),
        *(
            Change(kind="order", option=option.id, other=other)
            for option in own_options(problem)
            for other in option.after
        ),
        *_links(problem, "exclusion"),
        *_links(problem, "coupling"),
        *(Change(kind="policy", policy=policy.id) for policy in problem.policies),
    )


def changed(problem: Problem, change: Change) -> Problem:
    """The problem with one thing relaxed: every plan that could be done can still be done."""
    if change.kind == "capacity":
        stages = tuple(_roomier(stage, change) for stage in problem.stages)
        return replace(problem, stages=stages)
    if change.kind == "policy":
        return without(problem, change.policy)
    if change.kind == "deadline":
        needs = tuple(_later(need, change) for need in problem.needs)
        return replace(problem, needs=needs)
    return replace(problem, options=tuple(_freed(option, change) for option in problem.options))


def _capacities(problem: Problem) -> Iterator[Change]:
    """More of what an option takes in a stage; at least as much as the smallest of them takes."""
    for stage in problem.stages:
        for resource in problem.resources:
            amounts = [
                option.effort[stage.id].get(resource, 0.0)
                for option in problem.options
                if stage.id in option.effort
            ]
            taken = [weeks for weeks in amounts if weeks > 0]
            if taken:
                weeks = max(MORE * stage.capacity.get(resource, 0.0), min(taken))
                yield Change(
                    kind="capacity", stage=stage.id, resource=resource, weeks=float(ceil(weeks))
                )


def _deadlines(problem: Problem) -> Iterator[Change]:
    """A stage that counts for less than the one before it counts as much as that one."""
    for need in problem.needs:
        counts = [need.discount.get(stage.id, 1.0) for stage in problem.stages]
        helped = any(score.need == need.id and score.points for score in problem.scores)
        late = [at + 1 for at, (now, then) in enumerate(pairwise(counts)) if then < now]
        if late and helped and not need.hidden:
            yield Change(kind="deadline", need=need.id, stage=problem.stages[late[0]].id)


def _links(problem: Problem, kind: Literal["exclusion", "coupling"]) -> Iterator[Change]:
    """Each pair once, whichever of the two names the other."""
    seen: set[frozenset[str]] = set()
    for option in problem.options:
        for other in option.excludes if kind == "exclusion" else option.together:
            pair = frozenset((option.id, other))
            if pair not in seen:
                seen.add(pair)
                first, second = sorted(pair) if len(pair) == 2 else (option.id, other)
                yield Change(kind=kind, option=first, other=second)


def _roomier(stage: Stage, change: Change) -> Stage:
    if stage.id != change.stage:
        return stage
    has = stage.capacity.get(change.resource, 0.0)
    return replace(stage, capacity={**stage.capacity, change.resource: has + change.weeks})


def _later(need: Need, change: Change) -> Need:
    if need.id != change.need:
        return need
    return replace(need, discount={**need.discount, change.stage: 1.0})


def _freed(option: Option, change: Change) -> Option:
    if option.id not in (change.option, change.other):
        return option
    rest = {change.option, change.other} - {option.id}
    if change.kind == "order":
        return (
            option
            if option.id != change.option
            else replace(option, after=_without(option.after, rest))
        )
    if change.kind == "exclusion":
        return replace(option, excludes=_without(option.excludes, rest))
    return replace(option, together=_without(option.together, rest))


def _without(names: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)
