"""How the growth team was rated in spring, from notice to the last response; see docs/adr/0054."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from trifecta.apps.calibration.services import cycles, deciding, evidence, panels, stages, voting
from trifecta.apps.calibration.services.cycles import CycleWords
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.demo.cast import DANA, INES, KIM, MIKA, NOOR, ROBIN, Character
from trifecta.apps.demo.selectors import cases_by_name, evidence_of_case, version_of_proposal
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Organisation, Partnership
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Estimate, Outcome

LABELS: Final = ("Far less", "Less", "As agreed", "More", "Far more")
WORDS: Final = (
    "Each outcome is held against what you had agreed with your executives at the beginning. "
    "“As agreed” is a good rating."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody proposes for one outcome, and what they saw."""

    step: int
    reason: str


Seens = Mapping[Outcome, Seen]

KIM_SAW: Final[Seens] = {
    "delivery": Seen(step=2, reason="Nine of eleven experiments ran in the months they were for."),
    "impact": Seen(
        step=2, reason="Two of them changed how we win customers; the rest taught us what does not."
    ),
    "team_health": Seen(
        step=1,
        reason="Three pages a week on average, and the same two people woken up by most of them.",
    ),
    "whole_constraint": Seen(
        step=2, reason="The board saw numbers it could trust. The pipeline had to wait for it."
    ),
}
DANA_SAW: Final[Seens] = {
    "delivery": Seen(step=2, reason="What was promised to the board came, one of it late."),
    "impact": Seen(
        step=3, reason="The referral test alone brought a fifth of its month’s new customers."
    ),
    "team_health": Seen(
        step=3, reason="Nobody left, and the last survey was better than the one before."
    ),
    "whole_constraint": Seen(
        step=2,
        reason="Noor held a launch back for a week so that alarms could be repaired.",
    ),
}
KIM_AGAIN: Final[Seens] = {
    **KIM_SAW,
    "impact": Seen(step=3, reason="I had not seen the referral numbers. They hold."),
}
DANA_AGAIN: Final[Seens] = {
    **DANA_SAW,
    "team_health": Seen(
        step=1, reason="A good survey and two tired people are both true. The nights weigh more."
    ),
}
NOTES: Final[Sequence[tuple[Character, Outcome, str]]] = (
    (
        MIKA,
        "team_health",
        "Kim looked at who is woken up, Dana at who stays. Both are true. The survey does not ask "
        "about nights, so it could not show what the alarms do to two people.",
    ),
    (
        MIKA,
        "impact",
        "Dana went through the numbers of the referral test. They were counted before and after, "
        "with the weeks of the campaign left out.",
    ),
)
DECIDED: Final[Mapping[Outcome, tuple[int, str]]] = {
    "delivery": (
        2,
        "Nine of eleven experiments came when they were meant to.",
    ),
    "impact": (3, "Referral brought a fifth of a month’s new customers, more than was hoped for."),
    "team_health": (
        1,
        "The team stayed and likes its work. Alarms still wake two people most weeks, which was to "
        "have ended by now.",
    ),
    "whole_constraint": (
        2,
        "You each gave something up for the other’s limits: a launch held back, an event system "
        "that waited. The money side was thought of from the start.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A cycle of the story and its cases by the name of the partnership."""

    cycle_id: str
    cases: Mapping[str, str]


def rate_growth_in_spring(story: Story, company: Organisation, growth: Partnership) -> None:
    """From notice to closing, before anything of the summer is agreed."""
    rated = begin_cycle(
        story,
        company,
        partnerships=(growth,),
        calibrators=((KIM, "engineering"), (DANA, "product")),
        days=Days(begins=176, covers=(292, 178), evidence_for=7),
    )
    case_id = rated.cases[growth.name]
    add_pieces(story, rated.cases, PIECES)
    panels.declare_interest(
        actor=story.account(KIM), case_id=case_id, kind="manages", words="Robin reports to me."
    )
    open_proposals(story, rated, on=166)
    _propose(story, case_id, KIM, KIM_SAW, on=165)
    _propose(story, case_id, DANA, DANA_SAW, on=164)
    _talk(story, case_id, on=163)
    _propose(story, case_id, KIM, KIM_AGAIN, on=163, estimate="second")
    _propose(story, case_id, DANA, DANA_AGAIN, on=163, estimate="second")
    _decide(story, case_id, on=162)
    _release_and_close(story, rated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When a cycle begins, which time it covers, and how long evidence is added.

    All but the last are days before today.
    """

    begins: int
    covers: tuple[int, int]
    evidence_for: int


def begin_cycle(
    story: Story,
    company: Organisation,
    *,
    partnerships: Sequence[Partnership],
    calibrators: Sequence[tuple[Character, str]],
    days: Days,
) -> Rated:
    """Mika sets it up, and members are told."""
    mika = story.account(MIKA)
    story.at(days.begins, 9)
    cycle = cycles.create_cycle(
        actor=mika, organisation_id=company.id, words=_words(story.today, days)
    )
    cycles.choose_partnerships(
        actor=mika, cycle_id=cycle.id, partnership_ids=[one.id for one in partnerships]
    )
    for character, function in calibrators:
        cycles.seat_calibrator(
            actor=mika,
            cycle_id=cycle.id,
            user_id=story.account(character).id,
            function=function,
        )
    cycles.name_helpers(
        actor=mika,
        cycle_id=cycle.id,
        facilitator_id=mika.id,
        appeals_to_id=story.account(INES).id,
    )
    story.at(days.begins, 11)
    stages.advance_cycle(actor=mika, cycle_id=cycle.id, to=Stage.EVIDENCE)
    return Rated(cycle_id=cycle.id, cases=cases_by_name(cycle_id=cycle.id))


def _words(today: date, days: Days) -> CycleWords:
    first, last = (today - timedelta(days=each) for each in days.covers)
    began = today - timedelta(days=days.begins)
    return CycleWords(
        name=f"{first:%B} to {last:%B}",
        starts_on=first,
        ends_on=last,
        evidence_until=began + timedelta(days=days.evidence_for),
        keep_until=began + timedelta(days=730),
        labels=LABELS,
        words=WORDS,
    )


def open_proposals(story: Story, rated: Rated, *, on: int) -> None:
    """The evidence is closed, and everybody proposes alone from here on."""
    story.at(on, 9)
    stages.advance_cycle(actor=story.account(MIKA), cycle_id=rated.cycle_id, to=Stage.BLIND)


def look_through(story: Story, case_id: str, character: Character) -> None:
    """Mark everything there is as looked at."""
    for evidence_id in evidence_of_case(case_id=case_id):
        evidence.mark_looked_at(actor=story.account(character), evidence_id=evidence_id)


def write_proposal(
    story: Story, case_id: str, character: Character, seen: Seens, *, estimate: Estimate = "first"
) -> None:
    """Outcome by outcome, as on the pages."""
    actor = story.account(character)
    for outcome, one in seen.items():
        voting.save_proposal(
            actor=actor,
            case_id=case_id,
            estimate=estimate,
            outcome=outcome,
            proposed=Proposed(step=one.step, reason=one.reason),
            version=version_of_proposal(actor=actor, case_id=case_id, estimate=estimate),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something a member adds: who, to which partnership, and how many days ago."""

    who: Character
    to: str
    on: int
    happened: int
    words: EvidenceWords


def add_pieces(story: Story, cases: Mapping[str, str], pieces: Sequence[Piece]) -> None:
    """What members add, in order; `cases` by the name of the partnership."""
    for piece in pieces:
        story.at(piece.on, 16)
        day = story.today - timedelta(days=piece.happened)
        evidence.add_evidence(
            actor=story.account(piece.who),
            case_id=cases[piece.to],
            words=replace(piece.words, happened_on=day),
        )


PIECES: Final[Sequence[Piece]] = (
    Piece(
        who=ROBIN,
        to="Growth team",
        on=174,
        happened=210,
        words=EvidenceWords(
            kind="contribution",
            title="Experiments can be read after one week instead of three",
            body="The team wrote its own counting of results.",
            came_of_it="Nine of eleven experiments were read within a week.",
            for_whom="Sales and finance, who decide by them",
            outcomes=("delivery", "impact"),
        ),
    ),
    Piece(
        who=NOOR,
        to="Growth team",
        on=173,
        happened=200,
        words=EvidenceWords(
            kind="contribution",
            title="Customers bring customers",
            body="A test of referral, asked for in spring and planned with Robin’s team.",
            came_of_it="A fifth of its month’s new customers, counted before and after, save the "
            "weeks of the campaign.",
            for_whom="The company",
            outcomes=("impact",),
        ),
    ),
    Piece(
        who=ROBIN,
        to="Growth team",
        on=172,
        happened=230,
        words=EvidenceWords(
            kind="constraints",
            title="What we weighed against each other in the week of the alarms",
            body="A launch was due in the same week. Noor moved it by one; the campaign had been "
            "paid for by then, and we told the finance lead before we did it.",
            outcomes=("team_health", "whole_constraint"),
        ),
    ),
)


def _propose(
    story: Story,
    case_id: str,
    character: Character,
    seen: Seens,
    *,
    on: int,
    estimate: Estimate = "first",
) -> None:
    story.at(on, 15)
    if estimate == "first":
        look_through(story, case_id, character)
    write_proposal(story, case_id, character, seen, estimate=estimate)
    voting.hand_in(actor=story.account(character), case_id=case_id, estimate=estimate)


def _talk(story: Story, case_id: str, *, on: int) -> None:
    story.at(on, 10)
    for character, outcome, text in NOTES:
        deciding.write_note(
            actor=story.account(character), case_id=case_id, text=text, outcome=outcome
        )
    deciding.finish_talking(actor=story.account(MIKA), case_id=case_id)


def _decide(story: Story, case_id: str, *, on: int) -> None:
    story.at(on, 10)
    rating = deciding.write_rating(
        actor=story.account(DANA),
        case_id=case_id,
        words=RatingWords(
            steps={outcome: step for outcome, (step, _) in DECIDED.items()},
            reasons={outcome: reason for outcome, (_, reason) in DECIDED.items()},
        ),
        number=0,
    )
    for character in (DANA, KIM):
        deciding.consent(actor=story.account(character), case_id=case_id, number=rating.number)
    deciding.decide(actor=story.account(MIKA), case_id=case_id, number=rating.number)


def _release_and_close(story: Story, rated: Rated) -> None:
    mika = story.account(MIKA)
    for days_ago, to in ((161, Stage.LOCKED), (160, Stage.RELEASED)):
        story.at(days_ago, 9)
        stages.advance_cycle(actor=mika, cycle_id=rated.cycle_id, to=to)
    for days_ago, to in ((143, Stage.RESPONDED), (142, Stage.CLOSED)):
        story.at(days_ago, 9)
        stages.advance_cycle(actor=mika, cycle_id=rated.cycle_id, to=to)
