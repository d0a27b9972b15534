"""The growth team: fifty experiments this quarter, or something new to build."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from trifecta.domain.compromise.problem import (
    Need,
    Option,
    Party,
    Plan,
    Problem,
    Score,
    Stage,
    discount_by,
)

ENGINEERS: Final = "engineers"

_TITLES: Final = {
    "kit": "Build an experiment kit",
    "early": "Run seven experiments by hand meanwhile",
    "batches": "Run forty-three more in batches on the kit",
    "fewer": "Run thirty-three more in batches on the kit",
    "turns": "Take turns between running and improving the kit",
    "statistics": "Make the statistics part of the work",
    "hand_first": "Run twenty experiments one by one",
    "hand_rest": "Run the other thirty one by one",
    "design_now": "Design the new onboarding service now",
    "build_now": "Build the new onboarding service this quarter",
    "build_next": "Build the new onboarding service next quarter",
}

_EFFORT: Final = {
    "kit": {"first": 16.0, "second": 20.0},
    "early": {"first": 8.0},
    "batches": {"second": 30.0},
    "fewer": {"second": 23.0},
    "turns": {"second": 14.0},
    "statistics": {"second": 8.0},
    "hand_first": {"first": 22.0},
    "hand_rest": {"second": 36.0},
    "design_now": {"first": 18.0},
    "build_now": {"second": 48.0},
    "build_next": {"later": 30.0},
}

_AFTER: Final = {
    "batches": ("kit",),
    "fewer": ("kit",),
    "turns": ("kit",),
    "statistics": ("kit",),
    "hand_rest": ("hand_first",),
    "build_now": ("design_now",),
    "build_next": ("kit",),
}

_EXCLUDES: Final = {
    "fewer": ("batches",),
    "hand_first": ("early",),
    "hand_rest": ("batches", "fewer"),
    "build_next": ("build_now",),
}

_ASKED_BY: Final = {
    "hand_first": ("pm",),
    "hand_rest": ("pm",),
    "design_now": ("em",),
    "build_now": ("em",),
}

_POINTS: Final = {
    "learn": {
        "kit": 50,
        "statistics": 25,
        "turns": 25,
        "hand_first": 10,
        "hand_rest": 10,
        "design_now": 40,
        "build_now": 60,
    },
    "change": {"turns": 70, "batches": 25, "fewer": 30, "early": -5, "build_now": 40},
    "ahead": {"kit": 10, "design_now": 20, "build_now": 60, "build_next": 80},
    "proof": {
        "early": 14,
        "batches": 86,
        "fewer": 66,
        "hand_first": 40,
        "hand_rest": 60,
        "turns": -6,
    },
    "sound": {
        "kit": 30,
        "batches": 30,
        "fewer": 30,
        "statistics": 40,
        "hand_first": 10,
        "hand_rest": 20,
    },
}


def growth_team(*, begins: date, em: str = "Robin", pm: str = "Noor") -> Problem:
    """The problem with its first stage on `begins`; six engineers for 4 and 9 weeks, then fewer."""
    stages = _stages(begins)
    return Problem(
        parties=(Party(id="em", name=em), Party(id="pm", name=pm)),
        stages=stages,
        options=tuple(_option(option_id) for option_id in _TITLES),
        needs=_needs(stages),
        scores=tuple(
            Score(option=option, need=need, points=float(points))
            for need, by_option in _POINTS.items()
            for option, points in by_option.items()
        ),
        default=Plan(placements={"hand_first": "first"}),
    )


def _stages(begins: date) -> tuple[Stage, ...]:
    second, later = begins + timedelta(weeks=4), begins + timedelta(weeks=13)
    return (
        Stage(
            id="first",
            name="The first four weeks",
            starts=begins,
            ends=second - timedelta(days=3),
            weeks=4,
            capacity={ENGINEERS: 24},
        ),
        Stage(
            id="second",
            name="The rest of the quarter",
            starts=second,
            ends=later - timedelta(days=3),
            weeks=9,
            capacity={ENGINEERS: 54},
        ),
        Stage(
            id="later",
            name="Next quarter",
            starts=later,
            ends=None,
            weeks=10,
            capacity={ENGINEERS: 30},
        ),
    )


def _option(option_id: str) -> Option:
    return Option(
        id=option_id,
        title=_TITLES[option_id],
        effort={
            stage: {ENGINEERS: person_weeks} for stage, person_weeks in _EFFORT[option_id].items()
        },
        after=_AFTER.get(option_id, ()),
        excludes=_EXCLUDES.get(option_id, ()),
        asked_by=_ASKED_BY.get(option_id, ()),
    )


def _needs(stages: tuple[Stage, ...]) -> tuple[Need, ...]:
    this_quarter = discount_by(stages, deadline=stages[1].ends)
    return (
        Need(
            id="learn",
            party="em",
            text="My engineers learn something from the work of this quarter",
            weight=0.45,
            discount=this_quarter,
        ),
        Need(
            id="change",
            party="em",
            text="Nobody is on one kind of test for weeks",
            weight=0.30,
            discount=this_quarter,
        ),
        Need(
            id="ahead",
            party="em",
            text="Something new of our own that people can count on",
            weight=0.25,
        ),
        Need(
            id="proof",
            party="pm",
            text="Proof, before the funding review, that growth works",
            weight=0.65,
            discount=this_quarter,
        ),
        Need(
            id="sound",
            party="pm",
            text="Results that people who doubt us will trust",
            weight=0.35,
            discount=this_quarter,
        ),
    )
