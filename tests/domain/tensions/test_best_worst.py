"""A handful of best–worst choices moves weights the way they point, and never further than that."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize

from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.best_worst import (
    DESIGNS,
    Choice,
    can_be_asked,
    counts_of,
    sets_of,
    weights_from,
)

FIVE = ("calm", "proof", "growth", "sleep", "people")


@st.composite
def weighed(draw: st.DrawFn) -> dict[str, float]:
    numbers = draw(st.lists(st.integers(1, 100), min_size=4, max_size=5))
    return {FIVE[place]: number / sum(numbers) for place, number in enumerate(numbers)}


@st.composite
def choices_of(draw: st.DrawFn, needs: tuple[str, ...]) -> list[Choice]:
    found = []
    for among in sets_of(needs):
        first, last = draw(st.permutations(among))[:2]
        found.append(Choice(among=among, first=first, last=last))
    return found


@pytest.mark.parametrize("count", DESIGNS)
def test_every_design_asks_each_need_and_each_pair_as_often(count: int) -> None:
    sets = DESIGNS[count]
    needs: Counter[int] = Counter()
    pairs: Counter[tuple[int, ...]] = Counter()
    for one in sets:
        assert len(set(one)) == len(one) in {3, 4}
        needs.update(one)
        pairs.update(itertools.combinations(sorted(one), 2))
    assert set(needs) == set(range(count))
    assert len(set(needs.values())) == 1
    assert len(pairs) == count * (count - 1) // 2
    assert len(set(pairs.values())) == 1


def test_five_needs_take_five_questions_and_three_take_none() -> None:
    assert len(sets_of(FIVE)) == 5
    assert sets_of(FIVE[:3]) == ()
    assert not can_be_asked(FIVE[:3])
    assert can_be_asked(FIVE[:4])


@given(weighed())
def test_without_choices_the_weights_stay(before: dict[str, float]) -> None:
    assert weights_from(before, []) == pytest.approx(before, abs=1e-6)


@given(weighed(), st.data())
def test_weights_sum_to_one_and_none_is_lost(before: dict[str, float], data: st.DataObject) -> None:
    after = weights_from(before, data.draw(choices_of(tuple(before))))
    assert sum(after.values()) == pytest.approx(1)
    assert set(after) == set(before)
    assert min(after.values()) > 0


@given(weighed(), st.data())
def test_neither_the_order_of_answers_nor_that_of_needs_says_anything(
    before: dict[str, float], data: st.DataObject
) -> None:
    choices = data.draw(choices_of(tuple(before)))
    after = weights_from(before, choices)
    assert weights_from(before, choices[::-1]) == pytest.approx(after)
    turned = dict(reversed(before.items()))
    assert weights_from(turned, choices) == pytest.approx(after)


@given(weighed(), st.data())
def test_choosing_another_one_first_raises_it_beside_the_one_it_replaces(
    before: dict[str, float], data: st.DataObject
) -> None:
    choices = data.draw(choices_of(tuple(before)))
    at = data.draw(st.integers(0, len(choices) - 1))
    old = choices[at]
    new = data.draw(st.sampled_from(old.among))
    assume(new not in {old.first, old.last})
    one = weights_from(before, choices)
    choices[at] = replace(old, first=new)
    other = weights_from(before, choices)
    assert other[new] / other[old.first] > one[new] / one[old.first]


def test_answers_that_say_what_was_said_keep_the_order() -> None:
    before = dict(zip(FIVE, (0.4, 0.25, 0.17, 0.11, 0.07), strict=True))
    choices = [Choice(among=among, first=among[0], last=among[-1]) for among in sets_of(FIVE)]
    after = weights_from(before, choices)
    assert sorted(after, key=lambda need: -after[need]) == list(FIVE)
    assert after["calm"] > before["calm"]


def test_equal_weights_come_out_in_the_order_of_the_counts() -> None:
    before = dict.fromkeys(FIVE, 0.2)
    choices = [Choice(among=one, first=one[-1], last=one[0]) for one in sets_of(FIVE)]
    after, counts = weights_from(before, choices), counts_of(choices)
    by_count = sorted(FIVE, key=lambda need: counts[need])
    assert sorted(FIVE, key=lambda need: after[need]) == by_count
    assert sum(counts.values()) == 0


@given(weighed(), st.data())
def test_the_weights_are_the_most_likely_ones(
    before: dict[str, float], data: st.DataObject
) -> None:
    """Against a general minimiser on the likelihood as it is written in the paper."""
    choices = data.draw(choices_of(tuple(before)))
    needs = list(before)
    prior = np.log([before[need] for need in needs])
    assume(prior.min() > np.log(1.1e-3))

    def unlikely(u: NDArray[np.float64]) -> float:
        value = dict(zip(needs, u, strict=True))
        total = 0.5 * float(((u - prior) ** 2).sum())
        for one in choices:
            pairs = itertools.permutations(one.among, 2)
            total += float(np.logaddexp.reduce([value[i] - value[j] for i, j in pairs]))
            total -= value[one.first] - value[one.last]
        return total

    best = minimize(unlikely, prior, method="BFGS", options={"gtol": 1e-7}).x
    shares = np.exp(best) / np.exp(best).sum()
    after = weights_from(before, choices)
    assert [after[need] for need in needs] == pytest.approx(shares, abs=1e-4)


@pytest.mark.parametrize(("first", "last"), [("calm", "calm"), ("other", "calm"), ("calm", "gone")])
def test_a_choice_that_is_none_is_refused(first: str, last: str) -> None:
    before = dict.fromkeys(FIVE, 0.2)
    with pytest.raises(InvalidError):
        weights_from(before, [Choice(among=("calm", "proof", "other"), first=first, last=last)])
    with pytest.raises(InvalidError):
        weights_from(before, [Choice(among=FIVE[:3], first=first, last=last)])
