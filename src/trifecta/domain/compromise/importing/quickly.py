"""Genius profiles that are as they should be, read at once; all others are read with more care."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isclose, isfinite
from typing import Final, NamedTuple, TypeVar
from xml.etree import ElementTree

from trifecta.domain.compromise.bargain import Bargain, Numbers
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.importing.tags import MARK, hides_nothing, taken_out
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
    profiles = _profiles(texts)
    if profiles is None:
        return None
    first = profiles[0]
    items = _rows(first.values, first.frame.counts)
    if not _sizes(first.frame.titles, items, issues, values):
        return None
    if not all(_is_like(one, first) and _ranges(one) for one in profiles):
        return None
    bargain = Bargain(
        file=file,
        parties=tuple(names),
        issues=tuple(first.frame.titles),
        values=tuple(map(tuple, items)),
        weights=tuple(map(_shared, profiles)),
        scores=tuple(map(_against_largest, profiles)),
    )
    return bargain if is_plain(bargain) else None


class _Frame(NamedTuple):
    """What is left of a file without numbers: the issues, and how many items each had."""

    titles: list[str]
    indexes: list[str]
    counts: list[int]


class _Profile(NamedTuple):
    """One file: `values` and `points` of the items of all issues, one issue after the other."""

    frame: _Frame
    values: list[str]
    points: list[float]
    weights: dict[str, float]

    @property
    def used(self) -> list[float]:
        """The weights of the issues, in their order."""
        return [*map(self.weights.__getitem__, self.frame.indexes)]


def _profiles(texts: Sequence[str]) -> list[_Profile] | None:
    """Files of one domain are often the same but for their numbers, and one frame is read."""
    frames: dict[str, _Frame | None] = {}
    found = list[_Profile]()
    for text in texts:
        items = taken_out(text, "item", "value", "evaluation") if hides_nothing(text) else None
        weights = items and taken_out(items.rest, "weight", "index", "value")
        if items is None or weights is None:
            return None
        if weights.rest not in frames:
            frames[weights.rest] = _frame(weights.rest)
        frame, by_index = frames[weights.rest], zip(weights.one, weights.other, strict=True)
        try:
            weigh = {index: float(weight) for index, weight in by_index}
            points = [*map(float, items.other)]
        except ValueError:
            return None
        if frame is None or not weigh.keys() >= {*frame.indexes}:
            return None
        found.append(_Profile(frame, items.one, points, weigh))
    return found


def _frame(rest: str) -> _Frame | None:
    """None where something is missing, stayed in, or is another kind of issue."""
    try:
        space = ElementTree.fromstring(rest)  # noqa: S314 - it has no declarations
        found = [*space.iter("issue")]
        frame = _Frame(
            titles=[issue.attrib["name"] for issue in found],
            indexes=[issue.attrib["index"] for issue in found],
            counts=[_marks(issue) for issue in found],
        )
    except (ElementTree.ParseError, ValueError, KeyError):
        return None
    all_taken = next(space.iter("weight"), None) is None
    return frame if space.tag == "utility_space" and all_taken else None


def _marks(issue: ElementTree.Element) -> int:
    """How many items were in an issue; none where something else is, or it is not discrete."""
    if len(issue) or issue.attrib.get("type") != "discrete":
        return 0
    return (issue.text or "").count(MARK)


def _is_like(one: _Profile, first: _Profile) -> bool:
    """Whether all items stood in issues, and both have the same of both in the same order."""
    return (
        sum(one.frame.counts) == len(one.values)
        and one.values == first.values
        and one.frame.titles == first.frame.titles
        and one.frame.counts == first.frame.counts
    )


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


def _ranges(profile: _Profile) -> bool:
    points, weights = profile.points, profile.weights.values()
    return (
        isfinite(sum(points))
        and 0 <= min(points) <= max(points) <= MOST_POINTS
        and isfinite(sum(weights))
        and 0 <= min(weights) <= max(weights) <= MOST_WEIGHT
        and any(profile.used)
    )


def _shared(profile: _Profile) -> Numbers:
    weights = profile.used
    return tuple(weights) if isclose(sum(weights), 1.0, abs_tol=1e-6) else shares(weights)


def _against_largest(profile: _Profile) -> tuple[Numbers, ...]:
    """As they are where none is above 1, else as shares of the largest of the issue."""
    rows = _rows(profile.points, profile.frame.counts)
    if max(profile.points) > 1:
        rows = [_shares_of_largest(row) for row in rows]
    return tuple(map(tuple, rows))


def _shares_of_largest(points: list[float]) -> list[float]:
    largest = max(points)
    return points if largest <= 1 else [value / largest for value in points]
