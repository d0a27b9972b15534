"""Profiles of NegoLog: a JSON file for each party with `issueWeights` and `issues`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.importing.bargaining import Profile, bargain_of
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.jsontext import parsed
from trifecta.domain.errors import InvalidError

NAMES: Final = ("A", "B", "C", "D")
MOST_ISSUES: Final = 60


def bargain_from(sources: Sequence[Source]) -> Bargain:
    """Parties A, B, … from a profile each, in order.

    `u = sum of weight x score`, exactly as the file has them. A `reservationValue` is not used:
    what happens without agreement is a plan here. Raises InvalidError with file and field.
    """
    if not 2 <= len(sources) <= len(NAMES):
        raise InvalidError(f"Name two to {len(NAMES)} profiles, one for each party.")
    named = zip(NAMES, sources, strict=False)
    return bargain_of([_profile(source, name=name) for name, source in named])


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
        weights=_numbers(source, weights, "issueWeights", most=1e6),
        values={issue: _values(source, issue, values) for issue, values in issues.items()},
    )


def _values(source: Source, issue: str, values: object) -> dict[str, float]:
    where = f"issues.{issue}"
    return _numbers(source, _object(source, values, where), where, most=1)


def _numbers(
    source: Source, rows: Mapping[str, object], where: str, *, most: float
) -> dict[str, float]:
    names = [*rows]
    found = source.numbers(
        [*rows.values()], least=0, most=most, field=lambda place: f"{where}.{names[place]}"
    )
    return dict(zip(names, found, strict=True))


def _object(source: Source, value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not value:
        source.refuse("write an object with at least one entry.", field=field)
    return value
