"""Profiles of NegoLog: a JSON file for each party with `issueWeights` and `issues`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trifecta.domain.compromise.importing.bargaining import Profile, problem_of
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.jsontext import parsed
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.errors import InvalidError

NAMES: Final = ("A", "B", "C", "D")
MOST_ISSUES: Final = 60


def problem_from(sources: Sequence[Source]) -> Problem:
    """Parties A, B, … from a profile each, in order.

    `u = sum of weight x score`, exactly as the file has them. A `reservationValue` is not used:
    what happens without agreement is a plan here. Raises InvalidError with file and field.
    """
    if not 2 <= len(sources) <= len(NAMES):
        raise InvalidError(f"Name two to {len(NAMES)} profiles, one for each party.")
    named = zip(NAMES, sources, strict=False)
    return problem_of([_profile(source, name=name) for name, source in named])


def _profile(source: Source, *, name: str) -> Profile:
    try:
        data = parsed(source.plain)
    except InvalidError as error:
        raise InvalidError(f"{source.name}: {error.message}") from error
    if not isinstance(data, Mapping):
        source.refuse("this is not a NegoLog profile.")
    issues, weights = (_object(source, data.get(key), key) for key in ("issues", "issueWeights"))
    if len(issues) > MOST_ISSUES:
        source.refuse(f"there are more than {MOST_ISSUES} issues.", field="issues")
    for issue in weights.keys() ^ issues.keys():
        source.refuse("give every issue a weight, and nothing else.", field=f"issueWeights.{issue}")
    return Profile(
        source=source,
        name=name,
        weights={
            issue: source.number(weight, least=0, most=1e6, field=f"issueWeights.{issue}")
            for issue, weight in weights.items()
        },
        values={issue: _values(source, issue, values) for issue, values in issues.items()},
    )


def _values(source: Source, issue: str, values: object) -> dict[str, float]:
    return {
        value: source.number(points, least=0, most=1, field=f"issues.{issue}.{value}")
        for value, points in _object(source, values, f"issues.{issue}").items()
    }


def _object(source: Source, value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not value:
        source.refuse("write an object with at least one entry.", field=field)
    return value
