"""The cycle that is going on: evidence is closed, and everybody proposes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from trifecta.apps.calibration.services import panels, voting
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.demo.cast import DANA, JULES, KIM, NOOR, ROBIN, SASHA, TONI, Character
from trifecta.apps.demo.ratings import (
    Rated,
    Seen,
    Seens,
    add,
    begin_cycle,
    look_through,
    open_proposals,
    write_proposal,
)
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Organisation, Partnership
from trifecta.domain.calibration.votes import Outcome

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Something a member adds: who, to which partnership, how many days ago, and what."""

    who: Character
    to: str
    on: int
    kind: str
    title: str
    body: str
    outcomes: tuple[Outcome, ...]
    happened: int


PIECES: Final[Sequence[_Piece]] = (
    _Piece(
        who=ROBIN,
        to="growth",
        on=15,
        kind="contribution",
        title="The alarms that woke people most are gone",
        body="From three pages a week to one in two weeks since the middle of the summer.",
        outcomes=("team_health", "delivery"),
        happened=90,
    ),
    _Piece(
        who=NOOR,
        to="growth",
        on=14,
        kind="contribution",
        title="Experiments in batches, each with its question written down",
        body="Five batches. Finance and sales read the questions before a test starts, and no test "
        "was stopped half-way since.",
        outcomes=("impact", "whole_constraint"),
        happened=73,
    ),
    _Piece(
        who=JULES,
        to="prices",
        on=14,
        kind="delivery",
        title="A price change takes a day instead of two weeks",
        body="Prices moved out of the code. Sales have made the first change alone, in an "
        "afternoon.",
        outcomes=("delivery",),
        happened=40,
    ),
    _Piece(
        who=SASHA,
        to="prices",
        on=13,
        kind="contribution",
        title="A third fewer special deals",
        body="From thirty a month to nineteen, by the list that finance keeps. Revenue per "
        "customer is where it was.",
        outcomes=("impact",),
        happened=25,
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
        begins=17,
        covers=(177, 18),
        evidence_for=9,
    )
    names = {"growth": growth.name, "prices": prices.name}
    for piece in PIECES:
        story.at(piece.on, 16)
        add(
            story,
            piece.who,
            rated.cases[names[piece.to]],
            EvidenceWords(
                kind=piece.kind,
                title=piece.title,
                body=piece.body,
                outcomes=piece.outcomes,
                happened_on=story.today - timedelta(days=piece.happened),
            ),
        )
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
