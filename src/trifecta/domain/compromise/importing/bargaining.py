"""Two or more profiles over the same issues, as bargaining research writes them.

They are read into a bargain, and that is a problem as well: every issue becomes a choice, every
value an option that takes no effort, every weight a need's, so that a party's utility is the
published one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.files import BEGINS
from trifecta.domain.compromise.importing.plain import is_plain
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


def bargain_of(profiles: Sequence[Profile]) -> Bargain:
    """The bargain of parties that have to agree on one value for each issue.

    Raises InvalidError with the file and what is wrong, for what no problem may be.
    """
    first = profiles[0]
    for other in profiles[1:]:
        _same(first, other)
    bargain = Bargain(
        file=first.source.name,
        parties=tuple(profile.name for profile in profiles),
        issues=tuple(first.values),
        values=tuple(map(tuple, first.values.values())),
        weights=tuple(_weights(first, profile) for profile in profiles),
        scores=tuple(_scores(first, profile) for profile in profiles),
    )
    if not is_plain(bargain):
        checked(_unchecked(bargain), name=bargain.file)
    return bargain


def problem_of(bargain: Bargain) -> Problem:
    """The same as a problem; raises InvalidError for what no problem may be."""
    problem = _unchecked(bargain)
    return problem if is_plain(bargain) else checked(problem, name=bargain.file)


def _unchecked(bargain: Bargain) -> Problem:
    named = [*zip(bargain.issues, bargain.values, strict=True)]
    options = {issue: tuple(f"{issue}/{value}" for value in values) for issue, values in named}
    return Problem(
        parties=tuple(Party(id=name, name=name) for name in bargain.parties),
        stages=(STAGE,),
        options=tuple(
            Option(id=option, title=f"{issue}: {value}", effort={STAGE.id: {}})
            for issue, values in named
            for option, value in zip(options[issue], values, strict=True)
        ),
        choices=tuple(
            Choice(id=issue, title=issue, options=options[issue]) for issue in bargain.issues
        ),
        needs=tuple(
            Need(id=f"{party}/{issue}", party=party, text=issue, weight=weight, enough=1.0)
            for party, weights in zip(bargain.parties, bargain.weights, strict=True)
            for issue, weight in zip(bargain.issues, weights, strict=True)
        ),
        scores=tuple(_points(bargain, options)),
    )


def _points(bargain: Bargain, options: Mapping[str, tuple[str, ...]]) -> Iterator[Score]:
    for party, scores in zip(bargain.parties, bargain.scores, strict=True):
        for issue, row in zip(bargain.issues, scores, strict=True):
            for option, points in zip(options[issue], row, strict=True):
                yield Score(option=option, need=f"{party}/{issue}", points=points)


def _weights(first: Profile, profile: Profile) -> tuple[float, ...]:
    weights = [profile.weights[issue] for issue in first.values]
    return tuple(weights) if isclose(sum(weights), 1.0, abs_tol=1e-6) else shares(weights)


def _scores(first: Profile, profile: Profile) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(map(profile.values[issue].__getitem__, values))
        for issue, values in first.values.items()
    )


def _same(first: Profile, other: Profile) -> None:
    if first.values.keys() == other.values.keys() and all(
        values.keys() == other.values[issue].keys() for issue, values in first.values.items()
    ):
        return
    for issue in {**first.values, **other.values}:
        here, there = other.values.get(issue), first.values.get(issue)
        if here is None or there is None:
            where = first.source.name if here is None else other.source.name
            other.source.refuse(f"only {where} has this issue.", field=issue)
        for value in {**here, **there}:
            if value not in here or value not in there:
                where = first.source.name if value in there else other.source.name
                other.source.refuse(f"only {where} has this value.", field=f"{issue}.{value}")
