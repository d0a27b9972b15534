"""Two or more profiles over the same issues, as bargaining research writes them, as a problem.

Every issue becomes a choice, every value an option that takes no effort, every weight a need's, so
that a party's utility is the published one: the sum of weight times evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from trifecta.domain.compromise.files import BEGINS
from trifecta.domain.compromise.importing.sources import Source, checked
from trifecta.domain.compromise.problem import (
    Choice,
    Need,
    Option,
    Party,
    Problem,
    Score,
    Stage,
    shares,
)

STAGE = Stage(id="now", name="now", starts=BEGINS, ends=BEGINS, weeks=1.0, capacity={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One party: `weights` by issue, `values` by issue and value from 0 to 1."""

    source: Source
    name: str
    weights: Mapping[str, float]
    values: Mapping[str, Mapping[str, float]]


def problem_of(profiles: Sequence[Profile]) -> Problem:
    """The problem of parties that have to agree on one value for each issue."""
    first = profiles[0]
    for other in profiles[1:]:
        _same(first, other)
    issues = [(issue, value) for issue, values in first.values.items() for value in values]
    problem = Problem(
        parties=tuple(Party(id=profile.name, name=profile.name) for profile in profiles),
        stages=(STAGE,),
        options=tuple(
            Option(id=f"{issue}/{value}", title=f"{issue}: {value}", effort={STAGE.id: {}})
            for issue, value in issues
        ),
        choices=tuple(
            Choice(id=issue, title=issue, options=tuple(f"{issue}/{value}" for value in values))
            for issue, values in first.values.items()
        ),
        needs=tuple(need for profile in profiles for need in _needs(profile)),
        scores=tuple(
            Score(option=f"{issue}/{value}", need=f"{profile.name}/{issue}", points=points)
            for profile in profiles
            for issue, values in profile.values.items()
            for value, points in values.items()
        ),
    )
    return checked(problem, source=first.source)


def _needs(profile: Profile) -> list[Need]:
    weights = [profile.weights[issue] for issue in profile.values]
    if not isclose(sum(weights), 1.0, abs_tol=1e-6):
        weights = [*shares(weights)]
    return [
        Need(
            id=f"{profile.name}/{issue}", party=profile.name, text=issue, weight=weight, enough=1.0
        )
        for issue, weight in zip(profile.values, weights, strict=True)
    ]


def _same(first: Profile, other: Profile) -> None:
    for issue in {**first.values, **other.values}:
        here, there = other.values.get(issue), first.values.get(issue)
        if here is None or there is None:
            where = first.source.name if here is None else other.source.name
            other.source.refuse(f"only {where} has this issue.", field=issue)
        for value in {**here, **there}:
            if value not in here or value not in there:
                where = first.source.name if value in there else other.source.name
                other.source.refuse(f"only {where} has this value.", field=f"{issue}.{value}")
