"""Drift between cycles: said only when the band excludes none, whoever rated."""

from __future__ import annotations

import numpy as np
import pytest

from trifecta.domain.calibration.drift import Cycle, drift
from trifecta.domain.calibration.levels import FIVE_STEPS
from trifecta.domain.calibration.ratings import Rating, Ratings, ratings_from
from trifecta.domain.calibration.steps import Scale
from trifecta.domain.errors import InvalidError


def rated(
    rng: np.random.Generator,
    *,
    level: float,
    raters: dict[str, float],
) -> Ratings:
    """Sixteen units that stand as far apart in each cycle, around `level`."""
    rows = []
    for unit, true in enumerate(level + np.linspace(-1, 1, 16)):
        for name in rng.choice(list(raters), 3, replace=False):
            score = true + raters[str(name)] + rng.normal(0, 0.5)
            rows.append(Rating(unit=f"unit {unit}", rater=str(name), score=round(score, 2)))
    return ratings_from(rows)


def raters(rng: np.random.Generator, names: str, sd: float = 0.4) -> dict[str, float]:
    return {name: float(rng.normal(0, sd)) for name in names}


def wide(cycles: list[Cycle]) -> float:
    change = drift(cycles, scale=Scale(lowest=-5, highest=10)).changes[0].change
    return change.high - change.low


SCALE = Scale(lowest=-5, highest=10)


def test_a_real_rise_is_named_and_none_is_not() -> None:
    rng = np.random.default_rng(1)
    same = raters(rng, "abcdef")
    levels = (3.0, 3.0, 4.2)
    cycles = [
        Cycle(name=f"H{n}", ratings=rated(rng, level=level, raters=same))
        for n, level in enumerate(levels)
    ]
    found = drift(cycles, scale=SCALE)
    assert [change.direction for change in found.changes] == ["unclear", "up"]
    assert [level.cycle for level in found.levels] == ["H0", "H1", "H2"]
    assert found.changes[1].raters == 6


def test_bands_exclude_none_by_mistake_one_time_in_ten_at_most() -> None:
    rng = np.random.default_rng(2)
    named = 0
    for _ in range(150):
        same = raters(rng, "abcdef")
        one, other = (Cycle(name=n, ratings=rated(rng, level=3, raters=same)) for n in "xy")
        named += drift([one, other], scale=SCALE).changes[0].direction != "unclear"
    assert 0.01 <= named / 150 <= 0.13


def test_other_raters_make_the_band_wider() -> None:
    rng = np.random.default_rng(3)
    first, second = raters(rng, "abcdef"), raters(rng, "ghijkl")
    before = Cycle(name="before", ratings=rated(rng, level=3, raters=first))
    same = Cycle(name="after", ratings=rated(rng, level=3, raters=first))
    others = Cycle(name="after", ratings=rated(rng, level=3, raters=second))
    assert wide([before, others]) > 1.15 * wide([before, same])
    assert drift([before, others], scale=SCALE).changes[0].raters == 0


def test_a_mapped_scale_is_noted() -> None:
    rng = np.random.default_rng(4)
    same = raters(rng, "abc")
    one = Cycle(name="old", ratings=rated(rng, level=3, raters=same), mapped=True)
    other = Cycle(name="new", ratings=rated(rng, level=3, raters=same))
    found = drift([one, other], scale=SCALE)
    assert [level.mapped for level in found.levels] == [True, False]
    assert found.changes[0].mapped


def test_steps_of_a_scale_are_read_as_steps() -> None:
    def cycle(name: str, score: int) -> Cycle:
        rows = [
            Rating(unit=str(unit), rater=rater, score=min(5, max(1, score + (unit + turn) % 2)))
            for unit in range(10)
            for turn, rater in enumerate("abc")
        ]
        return Cycle(name=name, ratings=ratings_from(rows))

    found = drift([cycle("before", 4), cycle("after", 2)], scale=FIVE_STEPS)
    assert found.changes[0].direction == "down"
    assert found.levels[0].level.high > 4.4


def test_cycles_on_another_scale_are_refused() -> None:
    rng = np.random.default_rng(5)
    one, other = (
        Cycle(name=n, ratings=rated(rng, level=3, raters=raters(rng, "abc"))) for n in "xy"
    )
    with pytest.raises(InvalidError, match="Map its scale first"):
        drift([one, other], scale=Scale(lowest=3, highest=4))
    with pytest.raises(InvalidError, match="between 2 and 40"):
        drift([one], scale=SCALE)


def test_more_than_can_be_worked_out_at_once_is_refused() -> None:
    many = ratings_from(Rating(unit=str(n), rater="a", score=3) for n in range(600))
    with pytest.raises(InvalidError, match="Take fewer cycles"):
        drift([Cycle(name=name, ratings=many) for name in "xy"], scale=SCALE)
    crowd = ratings_from(Rating(unit="u", rater=str(n), score=3) for n in range(60))
    others = ratings_from(Rating(unit="u", rater=f"r{n}", score=3) for n in range(60))
    with pytest.raises(InvalidError, match="At most 100 raters"):
        drift([Cycle(name="x", ratings=crowd), Cycle(name="y", ratings=others)], scale=SCALE)
