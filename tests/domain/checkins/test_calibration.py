"""The diagnosis is as sure as it is right, on simulated pairs whose true explanation is known."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from benchmarks.checkins.calibration import (
    BALANCED,
    Population,
    figures,
    largest_difference,
    random_markers,
)

PAIRS, SEED = 8000, 11


def test_the_simulation_computes_what_the_product_computes() -> None:
    assert largest_difference(BALANCED, pairs=60, seed=SEED) < 1e-12


@pytest.mark.parametrize("items", [20, 24])
def test_what_is_named_is_right_and_fine_pairs_are_left_alone(items: int) -> None:
    found = figures(replace(BALANCED, items=items), pairs=PAIRS, seed=SEED)
    assert found.calibration_error <= 0.03
    assert found.fine_mislabelled <= 0.05
    assert found.accuracy_when_named >= 0.90
    assert 0.38 <= found.share_named <= 0.58


def test_the_noisier_the_answers_of_the_same_people_the_fewer_are_named() -> None:
    found = [figures(with_noise(rho), pairs=PAIRS, seed=SEED) for rho in (0.95, 0.75, 0.5)]
    assert all(f.calibration_error <= 0.03 for f in found)
    named = [f.share_named for f in found]
    assert named == sorted(named, reverse=True)
    assert named[0] - named[-1] > 0.05


def with_noise(reliability: float) -> Population:
    """The same true profiles, answered this reliably: what is shown shrinks with the noise."""
    share = reliability / BALANCED.reliability
    return replace(
        BALANCED,
        reliability=reliability,
        centre=math.atanh(reliability / 2),
        spread=BALANCED.spread * share,
        understanding_apart=BALANCED.understanding_apart * share,
    )


def test_people_who_mark_at_random_are_mostly_not_named() -> None:
    assert random_markers(pairs=300, seed=SEED) <= 0.2
