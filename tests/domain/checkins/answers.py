"""Answers to build diagnoses from: whole profiles, and strategies that draw them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from trifecta.domain.checkins.estimator import Side
from trifecta.domain.checkins.sheets import items_for

ITEMS = items_for(["em", "pm"])
KEYS = [item.key for item in ITEMS]
WAVE = [3, -2, 1, -3, 2, -1, 0, 3, -1, 2, -3, 1, -2, 3, 0, -3, 2, -2, 1, -1, 3, -3, 0, 2]
RIPPLE = [-3, -3, 2, 2, 3, 3, -2, -2, -1, -1, 3, 3, 2, -3, -2, 1, -3, -3, 2, 3, 1, -1, -2, 3]


def profile(values: Sequence[int]) -> dict[str, int]:
    return dict(zip(KEYS, values, strict=True))


def opposite(values: Sequence[int]) -> list[int]:
    return [-value for value in values]


def blurred(values: Sequence[int], *, seed: int, by: int = 1) -> list[int]:
    """The same profile with every second answer moved a little."""
    draw = random.Random(seed)  # noqa: S311
    return [max(-3, min(3, v + draw.choice([-by, 0, 0, by]))) for v in values]


def half_like(values: Sequence[int], others: Sequence[int]) -> list[int]:
    """Every second answer as in `values`, the rest as in `others`."""
    return [v if index % 2 else o for index, (v, o) in enumerate(zip(values, others, strict=True))]


def side(own: Sequence[int], guess: Sequence[int], *, role: str = "em") -> Side:
    return Side(role=role, own=profile(own), guess=profile(guess))


marks = st.integers(-3, 3)
profiles = st.dictionaries(st.sampled_from(KEYS), marks, min_size=0, max_size=len(KEYS))
full_profiles = st.lists(marks, min_size=len(KEYS), max_size=len(KEYS)).map(profile)
pairs = st.lists(st.tuples(marks, marks), max_size=4).map(tuple)
sides = st.builds(
    Side,
    role=st.sampled_from(["em", "pm", "business"]),
    own=profiles | full_profiles,
    guess=profiles | full_profiles,
    flipped=st.frozensets(st.sampled_from(KEYS)),
    twice=pairs,
)
full_sides = st.builds(Side, role=st.just("em"), own=full_profiles, guess=full_profiles)
