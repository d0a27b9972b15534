"""Genius profiles that are as they should be, read at once; all others are read with more care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Final
from xml.etree.ElementTree import Element

from trifecta.domain.compromise.bargain import Bargain, Numbers
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.problem import shares

MOST_WEIGHT: Final = 1e6
MOST_POINTS: Final = 1e9
LONGEST_NAME: Final = 60


def bargain_quickly(
    names: Sequence[str], spaces: Sequence[Element], *, file: str, issues: int, values: int
) -> Bargain | None:
    """The bargain of profiles with the same issues and values in the same order.

    At most so many `issues`, and `values` of each. None where anything is not plainly right, so
    that nothing has to be said here.
    """
    profiles = [_profile(space) for space in spaces]
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
        scores.append(tuple(map(_against_largest, one.points)))
    bargain = Bargain(
        file=file,
        parties=tuple(names),
        issues=tuple(first.titles),
        values=tuple(map(tuple, first.items)),
        weights=tuple(weights),
        scores=tuple(scores),
    )
    return bargain if is_plain(bargain) else None


@dataclass(frozen=True, slots=True)
class _Profile:
    """One file as it stands: `used` are the weights of the issues, in their order."""

    titles: list[str]
    items: list[list[str]]
    points: list[list[float]]
    weights: list[float]
    used: list[float]


def _profile(space: Element) -> _Profile | None:
    """None where something is missing, or no number, or another kind of issue."""
    found = [*space.iter("issue")]
    rows = [issue.findall("item") for issue in found]
    if any(issue.attrib.get("type") != "discrete" for issue in found):
        return None
    try:
        weigh = {w.attrib["index"]: float(w.attrib["value"]) for w in space.iter("weight")}
        return _Profile(
            titles=[issue.attrib["name"] for issue in found],
            items=[[item.attrib["value"] for item in row] for row in rows],
            points=[[float(item.attrib["evaluation"]) for item in row] for row in rows],
            weights=[*weigh.values()],
            used=[weigh[issue.attrib["index"]] for issue in found],
        )
    except (KeyError, ValueError):
        return None


def _sizes(titles: list[str], items: list[list[str]], issues: int, values: int) -> bool:
    """Whether there are some and not too many, none twice, and all have a short name."""
    if not 0 < len(titles) <= issues or len(set(titles)) < len(titles):
        return False
    if not 0 < min(map(len, titles)) <= max(map(len, titles)) <= LONGEST_NAME:
        return False
    return all(0 < len(set(row)) == len(row) <= values for row in items)


def _ranges(points: list[list[float]], weights: list[float], used: list[float]) -> bool:
    least, most = min(map(min, points)), max(map(max, points))
    total = sum(weights)
    return (
        isfinite(sum(map(sum, points)))
        and 0 <= least <= most <= MOST_POINTS
        and isfinite(total)
        and 0 <= min(weights) <= max(weights) <= MOST_WEIGHT
        and any(used)
    )


def _shared(weights: list[float]) -> Numbers:
    return tuple(weights) if isclose(sum(weights), 1.0, abs_tol=1e-6) else shares(weights)


def _against_largest(points: list[float]) -> Numbers:
    """As they are where none is above 1, else as shares of the largest."""
    largest = max(points)
    return tuple(points) if largest <= 1 else tuple([value / largest for value in points])
