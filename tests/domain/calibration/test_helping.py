"""Statistics as calibrators are shown them: ranges in words, no point, no rater."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.calibration.helping import (
    Stands,
    distribution,
    drift_words,
    moved_between,
    range_words,
    stands,
    talking,
)
from trifecta.domain.calibration.scales import scale_from

SCALE = scale_from(["Far less", "Less", "As agreed", "More", "Far more"])


def votes(seed: int, *, units: int = 20, shift: float = 0.0) -> tuple[tuple[str, str, int], ...]:
    rng = np.random.default_rng(seed)
    true = rng.normal(2 + shift, 1, units)
    found = []
    for unit in range(units):
        for rater in ("kim", "dana"):
            step = int(np.clip(np.rint(true[unit] + rng.normal(0, 0.6)), 0, 4))
            found.append((f"u{unit}", rater, step))
    return tuple(found)


def test_ranges_are_in_the_order_of_the_votes_and_hold_most_of_them() -> None:
    given_votes = votes(3)
    found = stands(given_votes, 5)
    assert [one.unit for one in found] == [f"u{unit}" for unit in range(20)]
    assert all(one.votes == 2 and 0 <= one.low <= one.high <= 4 for one in found)
    inside = [
        one.low <= step <= one.high
        for one in found
        for unit, _, step in given_votes
        if unit == one.unit
    ]
    assert np.mean(inside) > 0.9


def test_two_partnerships_have_no_ranges() -> None:
    assert stands(votes(3, units=2), 5) == ()


def test_a_range_is_said_in_the_labels_of_the_scale() -> None:
    wide = Stands(unit="u", votes=2, low=1, high=3)
    one = Stands(unit="u", votes=2, low=2, high=2)
    assert range_words(wide, SCALE) == "“Less” to “More”"
    assert range_words(one, SCALE) == "“As agreed”"


def test_talking_is_counted_by_how_far_highest_and_lowest_lie_apart() -> None:
    found = talking(
        {"a": [1, 3], "b": [2, 2], "c": [2, 3], "d": [0, 0]},
        {"a": [2, 3], "b": [2, 2], "c": [1, 3]},
    )
    assert (found.closer, found.same, found.further, found.all) == (1, 1, 1, 3)


def test_a_level_that_moved_far_is_named_and_its_cause_is_not() -> None:
    found = moved_between(
        (("Spring", votes(1, units=40)), ("Autumn", votes(2, units=40, shift=1.6))), 5
    )
    words = drift_words(found)
    assert words.startswith("The level is higher than in Spring")
    assert "cannot tell which" in words


def test_a_level_that_may_not_have_moved_is_said_to_be_unclear() -> None:
    found = moved_between((("Spring", votes(1)), ("Autumn", votes(1))), 5)
    assert "cannot be told" in drift_words(found)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 4), max_size=60))
def test_a_distribution_counts_everybody_once(steps: list[int]) -> None:
    found = distribution(steps, SCALE)
    assert [label for label, _ in found] == list(SCALE.labels)
    assert sum(count for _, count in found) == len(steps)
