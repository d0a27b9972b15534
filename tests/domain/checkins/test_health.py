"""How partnerships are doing: one category each in each figure, and only parts are kept."""

from __future__ import annotations

import json
import random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.coarse import PARTS
from trifecta.domain.checkins.estimator import Verdict
from trifecta.domain.checkins.health import (
    CATEGORIES,
    Dealings,
    Observed,
    categories_of,
    health_data,
    health_from,
    health_of,
)
from trifecta.domain.checkins.pulse import QUESTIONS

KEYS = [question.key for question in QUESTIONS]
VERDICTS: st.SearchStrategy[Verdict] = st.sampled_from(get_args(Verdict))
DEALINGS = st.builds(
    Dealings,
    kept=st.integers(0, 9),
    not_kept=st.integers(0, 9),
    days=st.sampled_from([(), (3,), (14, 20), (43, 90, 2)]),
)
MARKS = st.sampled_from([(), (4,), (1, 1), (2, 3), (3, 4), (5, 5)])


@st.composite
def observed(draw: st.DrawFn) -> Observed:
    return Observed(
        verdict=draw(VERDICTS),
        members=2,
        pulse={key: draw(MARKS) for key in KEYS},
        dealings=draw(DEALINGS),
    )


def one(
    verdict: str = "neither", *, pulse: tuple[int, ...] = (4, 4), **dealings: object
) -> Observed:
    return Observed(
        verdict=verdict,  # type: ignore[arg-type]
        members=2,
        pulse=dict.fromkeys(KEYS, pulse),
        dealings=Dealings(**dealings),  # type: ignore[arg-type]
    )


@given(observed())
def test_everybody_stands_somewhere_in_every_figure(partnership: Observed) -> None:
    found = categories_of(partnership)
    assert found.keys() == CATEGORIES.keys()
    assert all(category in CATEGORIES[figure] for figure, category in found.items())


@given(st.lists(observed(), min_size=5, max_size=14), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(partnerships: list[Observed], chance: random.Random) -> None:
    mixed = list(partnerships)
    chance.shuffle(mixed)
    assert health_of(mixed) == health_of(partnerships)


@given(st.lists(observed(), min_size=5, max_size=14))
def test_what_is_kept_comes_back_and_has_no_number_in_it(partnerships: list[Observed]) -> None:
    health = health_of(partnerships)
    assert health is not None
    kept = json.dumps(health_data(health))
    assert health_from(json.loads(kept)) == health
    assert not any(character.isdigit() for character in kept)


@given(st.lists(observed(), min_size=5, max_size=14))
def test_every_figure_is_of_the_same_partnerships(partnerships: list[Observed]) -> None:
    """No figure is left out or cut more coarsely, whoever had something to say in it."""
    health = health_of(partnerships)
    assert health is not None
    levels = {part.level for part in PARTS[health.size]}
    assert health.figures.keys() == CATEGORIES.keys()
    for figure, found in health.figures.items():
        assert set(found) == set(CATEGORIES[figure])
        assert set(found.values()) <= levels


@given(st.lists(observed(), max_size=4))
def test_up_to_four_give_nothing(partnerships: list[Observed]) -> None:
    assert health_of(partnerships) is None


def test_most_of_five() -> None:
    health = health_of([one("understanding")] * 3 + [one("both"), one("unclear")])
    assert health is not None
    assert health.figures["stuck"] == {
        "both": "half",
        "understanding": "over_half",
        "incentives": "half",
        "neither": "half",
        "unclear": "half",
    }


@pytest.mark.parametrize(
    ("marks", "category"),
    [
        ((4, 3), "high"),
        ((3, 3), "middle"),
        ((3, 2), "middle"),
        ((2, 2), "low"),
        ((5,), "unanswered"),
        ((), "unanswered"),
    ],
)
def test_a_partnership_s_mean_and_never_one_person_s(marks: tuple[int, ...], category: str) -> None:
    assert categories_of(one(pulse=marks))["trust"] == category


@pytest.mark.parametrize(
    ("kept", "not_kept", "category"),
    [(3, 0, "all"), (3, 1, "some"), (0, 2, "none"), (0, 0, "nothing")],
)
def test_promises(kept: int, not_kept: int, category: str) -> None:
    assert categories_of(one(kept=kept, not_kept=not_kept))["promises"] == category


@pytest.mark.parametrize(
    ("days", "category"),
    [((14,), "soon"), ((15,), "later"), ((42,), "later"), ((3, 43, 90), "long"), ((), "nothing")],
)
def test_how_long_an_agreement_took(days: tuple[int, ...], category: str) -> None:
    assert categories_of(one(days=days))["agreement"] == category
