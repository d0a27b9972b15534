"""What has to be decided: stages with capacity, options with effort, needs, and scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

ENOUGH: Final = 100.0
"""The points at which a need is met in full, unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of time; `capacity` in person-weeks by resource. Without an end it is "later"."""

    id: str
    name: str
    starts: date
    ends: date | None
    weeks: float
    capacity: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A piece of work that is done in one stage or not at all.

    `effort` gives person-weeks by stage and resource; in a stage that is missing the option is
    impossible. `after`: done in an earlier stage or the same one, else this cannot be done.
    `excludes`: never both in one plan. `together`: both in the same stage, or neither.
    `asked_by`: the parties whose position this is.
    """

    id: str
    title: str
    effort: Mapping[str, Mapping[str, float]]
    after: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question that has to be settled: exactly one of its `options` (ids) is in every plan."""

    id: str
    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the organisation has decided for everybody, such as "experiments run on the kit".

    Options in `never` are in no plan. `after` has pairs of an option and another one that it
    builds on: the other is done in an earlier stage or the same one, else the option cannot be.
    """

    id: str
    title: str
    never: tuple[str, ...] = ()
    after: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who has to be able to live with the plan."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a party needs; `text` in its owner's words.

    `weight` is its share of what matters to the party (they sum to 1 within a party), `enough` the
    points at which it is met in full. `discount` is the share (0 to 1) of its points that an option
    still brings when it is done in a stage; 1 where nothing is said. A `hidden` need counts in the
    search and is shown to nobody but its owner.
    """

    id: str
    party: str
    text: str
    weight: float
    enough: float = ENOUGH
    discount: Mapping[str, float] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many points an option brings for a need; negative where it hurts."""

    option: str
    need: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which option is done in which stage; options that are missing are left out."""

    placements: Mapping[str, str]

    def stage_of(self, option_id: str) -> str | None:
        return self.placements.get(option_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything the finder needs; `default` is what happens when nothing is agreed.

    `options` are already held to the `policies` (see `policies.held`); `unheld` are the same as
    they would be without any, empty where there is no policy.
    """

    parties: tuple[Party, ...]
    stages: tuple[Stage, ...]
    options: tuple[Option, ...]
    needs: tuple[Need, ...]
    scores: tuple[Score, ...]
    choices: tuple[Choice, ...] = ()
    default: Plan | None = None
    policies: tuple[Policy, ...] = ()
    unheld: tuple[Option, ...] = ()

    def party(self, party_id: str) -> Party:
        return next(party for party in self.parties if party.id == party_id)

    def stage(self, stage_id: str) -> Stage:
        return next(stage for stage in self.stages if stage.id == stage_id)

    def option(self, option_id: str) -> Option:
        return next(option for option in self.options if option.id == option_id)

    def policy(self, policy_id: str) -> Policy:
        return next(policy for policy in self.policies if policy.id == policy_id)

    def need(self, need_id: str) -> Need:
        return next(need for need in self.needs if need.id == need_id)

    def needs_of(self, party_id: str) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.party == party_id)

    @property
    def resources(self) -> tuple[str, ...]:
        """Every resource a stage has or an option takes, in alphabetical order."""
        had = {name for stage in self.stages for name in stage.capacity}
        taken = {name for option in self.options for use in option.effort.values() for name in use}
        return tuple(sorted(had | taken))


def discount_by(
    stages: Sequence[Stage], *, deadline: date | None, late: float = 0.0
) -> dict[str, float]:
    """The discount of a need with a deadline, by stage id.

    A stage that ends on or before the deadline counts in full, a later one the share `late` (0 to
    1); a stage without an end is always late. No deadline, no discount.
    """
    if deadline is None:
        return {}
    return {stage.id: 1.0 if _in_time(stage, deadline) else late for stage in stages}


def without_words(problem: Problem) -> Problem:
    """The same figures, with ids in the place of everything that people wrote."""
    return replace(
        problem,
        parties=tuple(replace(party, name=party.id) for party in problem.parties),
        stages=tuple(replace(stage, name=stage.id) for stage in problem.stages),
        options=tuple(replace(option, title=option.id) for option in problem.options),
        policies=tuple(replace(policy, title=policy.id) for policy in problem.policies),
        unheld=tuple(replace(option, title=option.id) for option in problem.unheld),
        needs=tuple(replace(need, text=need.id) for need in problem.needs),
    )


def shares(points: Sequence[float]) -> tuple[float, ...]:
    """Weights that sum to 1, from points of 0 or more; equal where all points are 0."""
    total = sum(points)
    if total <= 0:
        return tuple(1 / len(points) for _ in points)
    return tuple(value / total for value in points)


def _in_time(stage: Stage, deadline: date) -> bool:
    return stage.ends is not None and stage.ends <= deadline
