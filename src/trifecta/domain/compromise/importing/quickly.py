"""Genius profiles that are as they should be, read at once; all others are read with more care."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isclose, isfinite
from typing import Final, NamedTuple, TypeVar
from xml.etree import ElementTree

from trifecta.domain.compromise.bargain import Bargain, Numbers
from trifecta.domain.compromise.importing.items import MARK, items_apart
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.problem import shares

MOST_WEIGHT: Final = 1e6
MOST_POINTS: Final = 1e9
LONGEST_NAME: Final = 60

Item = TypeVar("Item", str, float)


def bargain_quickly(
    names: Sequence[str], texts: Sequence[str], *, file: str, issues: int, values: int
) -> Bargain | None:
    """The bargain of the texts of profiles with the same issues and values in the same order.

    At most so many `issues`, and `values` of each. None where anything is not plainly right, so
    that nothing has to be said here.
    """
    profiles = [_profile(text) for text in texts]
    first = profiles[0] if profiles else None
    if first is None or not _sizes(first.titles, first.items, issues, values):
        return None
    weights, scores = list[Numbers](), list[tuple[Numbers, ...]]()
    for one in profiles:
        if one is None or one.titles != first.titles or one.items != first.items:
            return None
        if not _ranges(one.points, one.weights, one.used):
            return None
        weights.append(_shared(one.used))
        scores.append(_against_largest(one))
    bargain = Bargain(
        file=file,
        parties=tuple(names),
        issues=tuple(first.titles),
        values=tuple(map(tuple, first.items)),
        weights=tuple(weights),
        scores=tuple(scores),
    )
    return bargain if is_plain(bargain) else None


class _Profile(NamedTuple):
    """One file as it stands: `used` are the weights of the issues, in their order, and `points`
    those of the items of all issues, one issue after the other.
    """

    titles: list[str]
    items: list[list[str]]
    points: list[float]
    weights: list[float]
    used: list[float]


def _profile(text: str) -> _Profile | None:
    """None where something is missing, or no number, or another kind of issue."""
    apart = items_apart(text)
    if apart is None:
        return None
    try:
        space = ElementTree.fromstring(apart.rest)  # noqa: S314 - it has no declarations
    except (ElementTree.ParseError, ValueError):
        return None
    found = [*space.iter("issue")]
    counts = [_marks(issue) for issue in found]
    if space.tag != "utility_space" or sum(counts) != len(apart.values):
        return None
    try:
        weigh = {w.attrib["index"]: float(w.attrib["value"]) for w in space.iter("weight")}
        return _Profile(
            titles=[issue.attrib["name"] for issue in found],
            items=_rows(apart.values, counts),
            points=[*map(float, apart.points)],
            weights=[*weigh.values()],
            used=[weigh[issue.attrib["index"]] for issue in found],
        )
    except (KeyError, ValueError):
        return None


def _marks(issue: ElementTree.Element) -> int:
    """How many items were in an issue; none where something else is, or it is not discrete."""
    if len(issue) or issue.attrib.get("type") != "discrete":
        return 0
    return (issue.text or "").count(MARK)


def _rows(items: list[Item], counts: Iterable[int]) -> list[list[Item]]:
    """As many items for each issue as were in it."""
    rows, start = list[list[Item]](), 0
    for count in counts:
        rows.append(items[start : start + count])
        start += count
    return rows


def _sizes(titles: list[str], items: list[list[str]], issues: int, values: int) -> bool:
    """Whether there are some and not too many, none twice, and all have a short name."""
    if not 0 < len(titles) <= issues or len(set(titles)) < len(titles):
        return False
    if not 0 < min(map(len, titles)) <= max(map(len, titles)) <= LONGEST_NAME:
        return False
    return all(0 < len(set(row)) == len(row) <= values for row in items)


def _ranges(points: list[float], weights: list[float], used: list[float]) -> bool:
    return (
        isfinite(sum(points))
        and 0 <= min(points) <= max(points) <= MOST_POINTS
        and isfinite(sum(weights))
        and 0 <= min(weights) <= max(weights) <= MOST_WEIGHT
        and any(used)
    )


def _shared(weights: list[float]) -> Numbers:
    return tuple(weights) if isclose(sum(weights), 1.0, abs_tol=1e-6) else shares(weights)


def _against_largest(profile: _Profile) -> tuple[Numbers, ...]:
    """As they are where none is above 1, else as shares of the largest of the issue."""
    rows = _rows(profile.points, map(len, profile.items))
    if max(profile.points) > 1:
        rows = [_shares_of_largest(row) for row in rows]
    return tuple(map(tuple, rows))


def _shares_of_largest(points: list[float]) -> list[float]:
    largest = max(points)
    return points if largest <= 1 else [value / largest for value in points]
