"""Adverse impact: how often groups are selected, by four fifths and by Fisher, never by one alone.

The ratio is the rule of thumb of the Uniform Guidelines (29 CFR 1607.4 D): below four fifths of
the group selected most often. With small groups it falls there by chance most of the time, so it
says nothing unless Fisher's exact test (1922) finds the difference unlikely too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import binom, fisher_exact

from trifecta.domain.errors import InvalidError

FOUR_FIFTHS: Final = 0.8
UNLIKELY: Final = 0.05
FEWEST_PEOPLE: Final = 5
"""A group of fewer is neither compared nor counted out loud."""
FEWEST_IN_A_CELL: Final = 3
"""Where fewer were selected, or fewer were not, figures are withheld: they would tell of people."""
MOST_GROUPS: Final = 50
_LARGEST_EXACT: Final = 2_000

Verdict = Literal["too_few", "highest", "no_sign", "small", "ratio_alone", "look"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """So many `people` of a group could be selected, and `selected` of them were."""

    group: str
    people: int
    selected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupImpact:
    """One group beside the one selected most often.

    `people` is None below 5. `selected` and `rate` are None where a cell is below 3; `ratio`, `p`
    (Fisher, two-sided, after Holm 1979) and `by_chance` also where the other group's cell is.
    `by_chance` is how often a ratio below four fifths comes up at these sizes without any bias.
    """

    group: str
    verdict: Verdict
    people: int | None = None
    selected: int | None = None
    rate: float | None = None
    ratio: float | None = None
    p: float | None = None
    by_chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """All groups in the order given; `highest` is compared with, None where no two can be."""

    groups: tuple[GroupImpact, ...]
    highest: str | None

    @property
    def look(self) -> tuple[str, ...]:
        """The groups where both measures speak."""
        return tuple(group.group for group in self.groups if group.verdict == "look")


def impact(counts: Sequence[GroupCount]) -> Impact:
    """Compares every group of five or more with the one of them that is selected most often.

    Raises InvalidError for impossible or repeated counts and for more than 50 groups.
    """
    _check(counts)
    able = [count for count in counts if count.people >= FEWEST_PEOPLE]
    if len(able) < 2:
        return Impact(groups=tuple(_alone(count) for count in counts), highest=None)
    highest = max(able, key=lambda count: (count.selected / count.people, count.people))
    others = [count for count in able if count is not highest]
    adjusted = dict(zip((c.group for c in others), _holm(others, highest), strict=True))
    return Impact(
        groups=tuple(_compared(count, highest, adjusted.get(count.group)) for count in counts),
        highest=highest.group,
    )


def below_by_chance(one: int, other: int, rate: float) -> float:
    """How often the lower of two rates is below four fifths of the higher one, without any bias.

    Exact for two groups of `one` and `other` people who are each selected with probability `rate`.
    """
    k, m = np.arange(one + 1), np.arange(other + 1)
    odds = np.outer(binom.pmf(k, one, rate), binom.pmf(m, other, rate))
    first, second = np.meshgrid(k / one, m / other, indexing="ij")
    low, high = np.minimum(first, second), np.maximum(first, second)
    return float(odds[low < FOUR_FIFTHS * high - 1e-12].sum())


def _check(counts: Sequence[GroupCount]) -> None:
    if len(counts) > MOST_GROUPS:
        raise InvalidError(f"At most {MOST_GROUPS} groups can be compared. Join the smaller ones.")
    if len({count.group for count in counts}) < len(counts):
        raise InvalidError("A group is counted twice. Give each group once.")
    for count in counts:
        if not 0 <= count.selected <= count.people:
            raise InvalidError(f"“{count.group}”: selected has to lie between 0 and the people.")


def _alone(count: GroupCount) -> GroupImpact:
    if count.people < FEWEST_PEOPLE:
        return GroupImpact(group=count.group, verdict="too_few")
    selected, rate = _own(count)
    return GroupImpact(
        group=count.group, verdict="highest", people=count.people, selected=selected, rate=rate
    )


def _own(count: GroupCount) -> tuple[int | None, float | None]:
    shown = _can_be_shown(count)
    return (count.selected, count.selected / count.people) if shown else (None, None)


def _can_be_shown(count: GroupCount) -> bool:
    return min(count.selected, count.people - count.selected) >= FEWEST_IN_A_CELL


def _compared(count: GroupCount, highest: GroupCount, p: float | None) -> GroupImpact:
    if count.people < FEWEST_PEOPLE or count is highest or p is None:
        return _alone(count)
    best = highest.selected / highest.people
    ratio = count.selected / count.people / best if best else 1.0
    shown = _can_be_shown(count) and _can_be_shown(highest)
    selected, rate = _own(count)
    return GroupImpact(
        group=count.group,
        verdict=_verdict(ratio, p),
        people=count.people,
        selected=selected,
        rate=rate,
        ratio=ratio if shown else None,
        p=p if shown else None,
        by_chance=_chance(count, highest) if shown else None,
    )


def _verdict(ratio: float, p: float) -> Verdict:
    below = ratio < FOUR_FIFTHS - 1e-12
    if p < UNLIKELY:
        return "look" if below else "small"
    return "ratio_alone" if below else "no_sign"


def _chance(count: GroupCount, highest: GroupCount) -> float | None:
    if max(count.people, highest.people) > _LARGEST_EXACT:
        return None
    pooled = (count.selected + highest.selected) / (count.people + highest.people)
    return below_by_chance(count.people, highest.people, pooled)


def _holm(others: Sequence[GroupCount], highest: GroupCount) -> list[float]:
    """Two-sided exact p of each comparison, adjusted for how many there are (Holm 1979)."""
    raw = np.array([_fisher(count, highest) for count in others])
    order = np.argsort(raw, kind="stable")
    steps = np.maximum.accumulate(raw[order] * (len(raw) - np.arange(len(raw))))
    adjusted = np.empty_like(raw)
    adjusted[order] = np.minimum(steps, 1.0)
    return [float(p) for p in adjusted]


def _fisher(one: GroupCount, other: GroupCount) -> float:
    table = [[c.selected, c.people - c.selected] for c in (one, other)]
    return float(fisher_exact(table).pvalue)
