"""What is shown of all partnerships tells of none of them, for every distribution there can be.

The reader these tests imagine knows how the parts are cut, exactly which partnerships were
counted, and the answer of one of them. Whatever is shown, every answer has to stay possible for
each of the others: not only for a lucky few distributions but for all, so they are all gone
through. The last tests show what would break that, and why it is not shown.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.coarse import (
    FEWEST,
    PARTS,
    THIRDS_FROM,
    Level,
    coarsened,
    part_of,
    size_of,
)

Counts = tuple[int, ...]
Shown = tuple[Level, ...]


def distributions(of: int, kinds: int) -> Iterator[Counts]:
    """Every way in which `of` partnerships can fall into `kinds` categories."""
    if kinds == 1:
        yield (of,)
        return
    for first in range(of + 1):
        for rest in distributions(of - first, kinds - 1):
            yield (first, *rest)


def names(kinds: int) -> list[str]:
    return [f"kind {number}" for number in range(kinds)]


def shown(counts: Counts) -> Shown:
    kinds = names(len(counts))
    values = [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]
    found = coarsened(values, categories=kinds)
    return tuple(found[kind] for kind in kinds)


def ruled_out(of: int, kinds: int, *, known: int) -> list[tuple[Shown, Counts, int]]:
    """(what is shown, the answers known, an answer that is then impossible for all the others)."""
    behind: dict[Shown, list[Counts]] = defaultdict(list)
    for counts in distributions(of, kinds):
        behind[shown(counts)].append(counts)
    found = []
    for what, possible in behind.items():
        for mine in distributions(known, kinds):
            others = [
                tuple(count - own for count, own in zip(counts, mine, strict=True))
                for counts in possible
            ]
            others = [counts for counts in others if min(counts) >= 0]
            for kind in range(kinds):
                if others and not any(counts[kind] for counts in others):
                    found.append((what, mine, kind))
    return found


@pytest.mark.parametrize(("kinds", "most"), [(2, 60), (3, 40), (4, 24), (5, 16)])
def test_no_answer_of_anybody_else_can_be_ruled_out(kinds: int, most: int) -> None:
    for of in range(FEWEST, most + 1):
        assert ruled_out(of, kinds, known=1) == [], of


@pytest.mark.parametrize(("known", "enough"), [(2, 13), (3, 16), (4, 19)])
def test_from_how_many_on_that_holds_for_somebody_who_knows_several(
    known: int, enough: int
) -> None:
    """The numbers that docs/explanation/leadership.md names."""
    assert ruled_out(enough - 1, 3, known=known)
    for of in range(enough, enough + 6):
        for kinds in (2, 3, 4):
            assert ruled_out(of, kinds, known=known) == [], of


def test_all_alike_looks_like_most_alike() -> None:
    assert shown((5, 0, 0)) == shown((3, 1, 1))
    assert shown((12, 0, 0)) == shown((9, 2, 1))


def test_nobody_looks_like_some() -> None:
    assert shown((0, 6, 6)) == shown((2, 5, 5))


@given(
    st.lists(st.sampled_from(names(4)), min_size=FEWEST, max_size=60),
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_matter_and_the_same_comes_out_again(
    values: list[str], chance: random.Random
) -> None:
    mixed = list(values)
    chance.shuffle(mixed)
    once = coarsened(values, categories=names(4))
    assert coarsened(mixed, categories=names(4)) == once


@given(st.lists(st.sampled_from(names(5)), min_size=FEWEST, max_size=60))
def test_every_share_lies_in_the_part_that_is_named(values: list[str]) -> None:
    for kind, level in coarsened(values, categories=names(5)).items():
        part, count = part_of(level), values.count(kind)
        assert part in PARTS[size_of(len(values)) or "five"]
        assert count <= part.high * len(values)
        assert count > part.low * len(values) or part.low == 0


@given(st.lists(st.sampled_from(names(3)), max_size=FEWEST - 1))
def test_fewer_than_five_are_never_summed_up(values: list[str]) -> None:
    with pytest.raises(ValueError, match="fewer than five"):
        coarsened(values, categories=names(3))


def test_what_is_no_category_is_not_counted() -> None:
    with pytest.raises(ValueError, match="categories"):
        coarsened(["a"] * 5, categories=["b"])


def test_how_finely_depends_on_how_many_there_are_alone() -> None:
    sizes = [size_of(count) for count in (0, 4, 5, THIRDS_FROM - 1, THIRDS_FROM, 300)]
    assert sizes == [None, None, "five", "five", "ten", "ten"]


# ------------------------------------------------ what is not shown, since it would break the law


def test_the_whole_and_its_parts_together_would_tell() -> None:
    """Six pairs and six trifectas, shown beside all twelve: both rest on more than five."""
    assert _ruled_out_by_parts(6, 6)


def _ruled_out_by_parts(first: int, second: int) -> bool:
    behind: dict[tuple[Shown, Shown, Shown], list[Counts]] = defaultdict(list)
    for one in distributions(first, 3):
        for other in distributions(second, 3):
            whole = tuple(a + b for a, b in zip(one, other, strict=True))
            behind[shown(whole), shown(one), shown(other)].append(one)
    return any(
        not any(one[kind] for one in possible) for possible in behind.values() for kind in range(3)
    )


def test_following_them_from_quarter_to_quarter_would_tell_of_the_one_who_stayed_away() -> None:
    """Six in the first quarter, five of them in the second, and which way those five moved.

    To one of the five, the sixth can then be low and nothing else. (Bands: low 0, middle 1, high 2;
    who went up a band did not go down, and from low to high is up.)
    """
    lots = [
        (first, second, move)
        for first in range(3)
        for second in range(3)
        for move in (-1, 0, 1)
        if abs(second - first) < 2 or move == (second > first) - (second < first)
        if move * (second - first) >= 0
    ]
    left: dict[tuple[Shown, Shown, Shown], set[int]] = defaultdict(set)
    mine = (1, 1, 0)
    for others in combinations_with_replacement(lots, 4):
        five = (mine, *others)
        second = shown(_counted(lot[1] for lot in five))
        moves = shown(_counted(lot[2] + 1 for lot in five))
        for sixth in range(3):
            first = shown(_counted([*(lot[0] for lot in five), sixth]))
            left[first, second, moves].add(sixth)
    assert {0} in left.values()


def _counted(values: Iterable[int]) -> Counts:
    found = Counter(values)
    return tuple(found[value] for value in range(3))


def test_thirds_of_a_few_would_tell() -> None:
    """Why fewer than ten are shown in halves."""
    assert _thirds_tell(9)
    assert not _thirds_tell(10)


def _thirds_tell(of: int) -> bool:
    def cut(counts: Sequence[int]) -> tuple[int, ...]:
        return tuple(sum(3 * count > bound * of for bound in (1, 2)) for count in counts)

    behind: dict[tuple[int, ...], list[Counts]] = defaultdict(list)
    for counts in distributions(of, 3):
        behind[cut(counts)].append(counts)
    for possible in behind.values():
        for mine in range(3):
            left = [counts for counts in possible if counts[mine]]
            for kind in range(3):
                need = 2 if kind == mine else 1
                if left and not any(counts[kind] >= need for counts in left):
                    return True
    return False
