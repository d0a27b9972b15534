"""Jules, Noor and Sasha: one check-in behind them, the next one half filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.apps.checkins.services import start_round
from trifecta.apps.demo import answers
from trifecta.apps.demo.cast import JULES, NOOR, SASHA
from trifecta.apps.demo.sheets import FilledIn, Limit, begin, fill_in
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Partnership

POINTS: Final[Mapping[str, Mapping[str, int]]] = {
    "Jules": {"reliability": 40, "craft": 25, "dates": 20, "people": 15},
    "Noor": {"results": 40, "customers": 35, "launches": 25},
    "Sasha": {"results": 70, "customers": 20, "standing": 10},
}

JULES_FILLS_IN: Final = FilledIn(
    who=JULES,
    marks=answers.JULES,
    guesses={"Noor": answers.JULES_ABOUT_NOOR, "Sasha": answers.JULES_ABOUT_SASHA},
    points=POINTS["Jules"],
    points_guesses={"Noor": POINTS["Noor"], "Sasha": {"results": 60, "launches": 40}},
    limits=(
        Limit(
            kind="fragile",
            text="The billing code is nine years old. One person understands how taxes are worked "
            "out, and every special price goes through that part.",
        ),
    ),
    limits_guesses={"Noor": frozenset({"changing_goals"}), "Sasha": frozenset({"above"})},
    pulse={"trust": 3, "conflict": 2, "safety": 3},
)
NOOR_FILLS_IN: Final = FilledIn(
    who=NOOR,
    marks=answers.NOOR_ON_PRICES,
    guesses={"Jules": answers.NOOR_ABOUT_JULES, "Sasha": answers.NOOR_ABOUT_SASHA},
    points=POINTS["Noor"],
    points_guesses={"Jules": POINTS["Jules"], "Sasha": POINTS["Sasha"]},
    limits=(
        Limit(
            kind="other_team",
            text="I share my week with the growth team; most of it is gone by Wednesday.",
        ),
    ),
    limits_guesses={"Jules": frozenset({"fragile"}), "Sasha": frozenset({"customer"})},
    pulse={"trust": 4, "conflict": 3, "safety": 4},
)
SASHA_FILLS_IN: Final = FilledIn(
    who=SASHA,
    marks=answers.SASHA,
    guesses={"Jules": answers.SASHA_ABOUT_JULES, "Noor": answers.SASHA_ABOUT_NOOR},
    points=POINTS["Sasha"],
    points_guesses={"Jules": {"craft": 60, "dates": 40}, "Noor": {"launches": 60, "results": 40}},
    limits=(
        Limit(
            kind="customer",
            text="Two customers that pay for a third of our revenue have a clause that lets them "
            "leave in March. Both asked for terms we do not sell.",
        ),
        Limit(
            kind="review",
            text="I am reviewed on revenue of this quarter, not of the year.",
            visibility="leadership",
        ),
    ),
    limits_guesses={"Jules": frozenset({"skills"}), "Noor": frozenset({"above"})},
    pulse={"trust": 3, "conflict": 2, "safety": 2},
)


def check_in_as_three(story: Story, prices: Partnership) -> None:
    """The first check-in of three people, opened when the last one has finished."""
    story.at(36, 10)
    round_id = start_round(actor=story.account(JULES), partnership_id=prices.id)
    for days_ago, sheet in ((35, SASHA_FILLS_IN), (34, NOOR_FILLS_IN), (33, JULES_FILLS_IN)):
        story.at(days_ago, 14, 30)
        fill_in(story, round_id=round_id, sheet=sheet)


def begin_the_next_one(story: Story, prices: Partnership) -> None:
    """A second check-in: Sasha has finished, Noor has stopped on the way, Jules has not begun."""
    story.at(4, 9, 15)
    round_id = start_round(actor=story.account(SASHA), partnership_id=prices.id)
    story.at(4, 9, 45)
    fill_in(story, round_id=round_id, sheet=SASHA_FILLS_IN)
    story.at(2, 17, 10)
    begin(story, round_id=round_id, sheet=NOOR_FILLS_IN, questions=9)
