"""The cycle that is going on: evidence is closed, and everybody proposes alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.apps.calibration.services import panels, voting
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.demo.cast import DANA, JULES, KIM, NOOR, ROBIN, SASHA, TONI
from trifecta.apps.demo.ratings import (
    Days,
    Piece,
    Rated,
    Seen,
    Seens,
    add_pieces,
    begin_cycle,
    look_through,
    open_proposals,
    write_proposal,
)
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Organisation, Partnership

KIM_SEES: Final[Seens] = {
    "delivery": Seen(
        step=1,
        reason="Four of five promises were kept. The event pipeline took four weeks "
        "longer, and two experiments waited for it.",
    ),
    "impact": Seen(
        step=2, reason="Fewer experiments, and each answered its question. That was the plan."
    ),
    "team_health": Seen(
        step=3,
        reason="From three pages a week to one in two weeks. Both who asked to move have stayed.",
    ),
    "whole_constraint": Seen(
        step=3,
        reason="They said early what would be late and why, with numbers, before anybody asked.",
    ),
}


PIECES: Final[Sequence[Piece]] = (
    Piece(
        who=ROBIN,
        to="Growth team",
        on=15,
        happened=90,
        words=EvidenceWords(
            kind="contribution",
            title="The alarms that woke people most are gone",
            body="Three of them made nine in ten pages. They were repaired before anything new.",
            came_of_it="From three pages a week to one in two weeks.",
            for_whom="The two people who were woken up",
            outcomes=("team_health", "delivery"),
        ),
    ),
    Piece(
        who=NOOR,
        to="Growth team",
        on=14,
        happened=73,
        words=EvidenceWords(
            kind="contribution",
            title="Experiments in batches, each with its question written down",
            body="Finance and sales read the questions before a test starts.",
            came_of_it="Five batches, and no test was stopped half-way since.",
            for_whom="Everybody who waits for an answer",
            outcomes=("impact", "whole_constraint"),
        ),
    ),
    Piece(
        who=JULES,
        to="Plans and prices",
        on=14,
        happened=40,
        words=EvidenceWords(
            kind="delivery",
            title="A price change takes a day",
            body="Prices moved out of the code. Sales have made the first change alone.",
            figure="One day, from two weeks",
            period="The last three changes, against the three before",
            where="The list of changes that finance keeps",
            outcomes=("delivery",),
        ),
    ),
    Piece(
        who=SASHA,
        to="Plans and prices",
        on=13,
        happened=25,
        words=EvidenceWords(
            kind="contribution",
            title="A third fewer special deals",
            body="Plans that people understand, and a list of what is never discounted.",
            came_of_it="From thirty a month to nineteen. Revenue per customer is where it was.",
            for_whom="Sales, who spent their Fridays on them",
            outcomes=("impact",),
        ),
    ),
)


def begin_the_autumn_cycle(
    story: Story, company: Organisation, growth: Partnership, prices: Partnership
) -> Rated:
    """Notice for both partnerships, and what their members add."""
    rated = begin_cycle(
        story,
        company,
        partnerships=(growth, prices),
        calibrators=((KIM, "engineering"), (DANA, "product"), (TONI, "business")),
        days=Days(begins=17, covers=(177, 18), evidence_for=9),
    )
    add_pieces(story, rated.cases, PIECES)
    panels.declare_interest(
        actor=story.account(KIM),
        case_id=rated.cases[growth.name],
        kind="manages",
        words="Robin reports to me.",
    )
    return rated


def close_the_evidence(story: Story, rated: Rated) -> None:
    """From now on nobody adds anything."""
    open_proposals(story, rated, on=4)


def propose_for_growth(story: Story, rated: Rated, growth: Partnership) -> None:
    """Kim hands in; Dana has read everything and written nothing yet."""
    case_id = rated.cases[growth.name]
    story.at(1, 9, 30)
    look_through(story, case_id, KIM)
    write_proposal(story, case_id, KIM, KIM_SEES)
    voting.hand_in(actor=story.account(KIM), case_id=case_id, estimate="first")
    look_through(story, case_id, DANA)
