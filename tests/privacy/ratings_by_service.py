"""What people do in a calibration without a browser, to whatever row they happen to name."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from tests.privacy.by_service import Chance, Deed, Words
from tests.privacy.ratings_afterwards import AFTERWARDS
from trifecta.apps.calibration.models import (
    Case,
    CaseMember,
    Cycle,
    Evidence,
    Interest,
    Proposal,
    Rating,
    Reopening,
    Seat,
)
from trifecta.apps.calibration.services import (
    cycles,
    deciding,
    evidence,
    panels,
    stages,
    voting,
)
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import ORDER
from trifecta.domain.calibration.votes import OUTCOMES, Estimate


def any_deed(draw: random.Random) -> Deed:
    """One act with rows at random, three in four times one of rating."""
    deeds = DEEDS if draw.random() < 0.75 else AFTERWARDS
    return draw.choice(deeds)(Chance(draw))


def _case(chance: Chance) -> str:
    """Most often the one that has come furthest, or hardly anything would be allowed."""
    rows = sorted(Case.objects.all(), key=lambda row: (ORDER.index(row.stage), row.id))
    return rows[-1].id if rows and chance.draw.random() < 0.8 else chance.row(Case)


def _estimate(chance: Chance) -> Estimate:
    return chance.draw.choice(("first", "second"))


def save_a_proposal(chance: Chance) -> Deed:
    row, estimate = _case(chance), _estimate(chance)
    outcome, step = chance.draw.choice(tuple(OUTCOMES)), chance.draw.randrange(-1, 6)
    stale = chance.draw.random() < 0.1

    def save(user: User, words: Words) -> object:
        mine = Proposal.objects.filter(case_id=row, seat__user=user, estimate=estimate).first()
        return voting.save_proposal(
            actor=user,
            case_id=row,
            estimate=estimate,
            outcome=outcome,
            proposed=Proposed(step=step, reason=words()),
            version=(mine.version if mine else 0) + stale,
        )

    return save


def propose_everything(chance: Chance) -> Deed:
    row, estimate, step = _case(chance), _estimate(chance), chance.draw.randrange(5)

    def propose(user: User, words: Words) -> None:
        for outcome in OUTCOMES:
            mine = Proposal.objects.filter(case_id=row, seat__user=user, estimate=estimate).first()
            voting.save_proposal(
                actor=user,
                case_id=row,
                estimate=estimate,
                outcome=outcome,
                proposed=Proposed(step=step, reason=words()),
                version=mine.version if mine else 0,
            )
        voting.hand_in(actor=user, case_id=row, estimate=estimate)

    return propose


def hand_in(chance: Chance) -> Deed:
    row, estimate = _case(chance), _estimate(chance)
    return lambda user, _: voting.hand_in(actor=user, case_id=row, estimate=estimate)


def take_back(chance: Chance) -> Deed:
    row, estimate = _case(chance), _estimate(chance)
    return lambda user, _: voting.take_back(actor=user, case_id=row, estimate=estimate)


def flag_somebody(chance: Chance) -> Deed:
    row, member = _case(chance), chance.row(CaseMember)
    gaps: dict[str, int] = {outcome: chance.draw.randrange(-4, 5) for outcome in OUTCOMES}
    return lambda user, words: voting.flag_member(
        actor=user, case_id=row, member_id=member, gaps=gaps, why=words()
    )


def add_evidence(chance: Chance) -> Deed:
    row = _case(chance)
    return lambda user, words: evidence.add_evidence(
        actor=user, case_id=row, words=EvidenceWords(title=words(), body=words(), link="")
    )


def look_at_it(chance: Chance) -> Deed:
    row, looked = chance.row(Evidence), chance.draw.random() < 0.9
    return lambda user, _: evidence.mark_looked_at(actor=user, evidence_id=row, looked=looked)


def declare(chance: Chance) -> Deed:
    row, kind = _case(chance), chance.draw.choice(("manages", "close", "other", "member"))
    return lambda user, words: panels.declare_interest(
        actor=user, case_id=row, kind=kind, words=words()
    )


def withdraw_an_interest(chance: Chance) -> Deed:
    row = chance.row(Interest)
    return lambda user, _: panels.withdraw_interest(actor=user, interest_id=row)


def step_back(chance: Chance) -> Deed:
    """Seldom meant, or nobody would be left."""
    row, meant = _case(chance), chance.draw.random() < 0.2
    return lambda user, words: (
        panels.step_back(actor=user, case_id=row, because=words()) if meant else None
    )


def write_a_note(chance: Chance) -> Deed:
    row = _case(chance)
    return lambda user, words: deciding.write_note(actor=user, case_id=row, text=words())


def finish_talking(chance: Chance) -> Deed:
    row = _case(chance)
    return lambda user, _: deciding.finish_talking(actor=user, case_id=row)


def write_a_rating(chance: Chance) -> Deed:
    row, step = _case(chance), chance.draw.randrange(5)
    there = Rating.objects.filter(case_id=row).values_list("number", flat=True)
    number = max(there, default=0)
    return lambda user, words: deciding.write_rating(
        actor=user,
        case_id=row,
        words=RatingWords(
            steps=dict.fromkeys(OUTCOMES, step),
            reasons={outcome: words() for outcome in OUTCOMES},
            plan=words(),
            plan_on=timezone.localdate() + timedelta(days=30),
        ),
        number=number,
    )


def _number(chance: Chance, row: str) -> int:
    there = list(Rating.objects.filter(case_id=row).values_list("number", flat=True))
    return max(there, default=1) - (chance.draw.random() < 0.1)


def consent(chance: Chance) -> Deed:
    row = _case(chance)
    number = _number(chance, row)
    return lambda user, _: deciding.consent(actor=user, case_id=row, number=number)


def withdraw_consent(chance: Chance) -> Deed:
    row = _case(chance)
    return lambda user, _: deciding.withdraw_consent(actor=user, case_id=row)


def decide(chance: Chance) -> Deed:
    row = _case(chance)
    number = _number(chance, row)
    return lambda user, _: deciding.decide(actor=user, case_id=row, number=number)


def advance(chance: Chance) -> Deed:
    row, to = chance.row(Cycle), chance.draw.choice(ORDER)
    return lambda user, _: stages.advance_cycle(actor=user, cycle_id=row, to=to)


def set_aside(chance: Chance) -> Deed:
    row, meant = chance.row(Case), chance.draw.random() < 0.2
    return lambda user, words: (
        stages.set_case_aside(actor=user, case_id=row, because=words()) if meant else None
    )


def ask_to_reopen(chance: Chance) -> Deed:
    row = _case(chance)
    return lambda user, words: stages.ask_to_reopen(actor=user, case_id=row, reason=words())


def ask_to_reopen_the_cycle(chance: Chance) -> Deed:
    row = chance.row(Cycle)
    return lambda user, words: stages.ask_to_reopen_cycle(actor=user, cycle_id=row, reason=words())


def answer_a_reopening(chance: Chance) -> Deed:
    row, agreed = chance.row(Reopening), chance.draw.random() < 0.7
    return lambda user, _: stages.answer_reopening(actor=user, reopening_id=row, agreed=agreed)


def seat_somebody(chance: Chance) -> Deed:
    row, somebody = chance.row(Cycle), chance.draw.choice(list(User.objects.order_by("email"))).id
    function = chance.draw.choice(("engineering", "product", "business"))
    return lambda user, _: cycles.seat_calibrator(
        actor=user, cycle_id=row, user_id=somebody, function=function
    )


def unseat_somebody(chance: Chance) -> Deed:
    row, seat = chance.row(Cycle), chance.row(Seat)
    return lambda user, _: cycles.unseat_calibrator(actor=user, cycle_id=row, seat_id=seat)


DEEDS = (
    save_a_proposal,
    propose_everything,
    propose_everything,
    hand_in,
    take_back,
    flag_somebody,
    add_evidence,
    look_at_it,
    look_at_it,
    declare,
    withdraw_an_interest,
    step_back,
    write_a_note,
    finish_talking,
    write_a_rating,
    consent,
    consent,
    withdraw_consent,
    decide,
    advance,
    advance,
    set_aside,
    ask_to_reopen,
    ask_to_reopen_the_cycle,
    answer_a_reopening,
    seat_somebody,
    unseat_somebody,
)
