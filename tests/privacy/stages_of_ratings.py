"""A cycle as far as it has come before random things begin, in texts that can be recognised.

olga calibrates for engineering, piet and oscar for product; carol leads the session and pat, who
runs people operations, answers appeals. alice and bob are rated, and so are dana and piet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from tests.apps.calibration.cycles import (
    LABELS,
    join_organisation,
    let_evidence_close,
    words_of_a_cycle,
)
from tests.privacy.stages import Teller
from trifecta.apps.calibration.models import Case, CaseMember, Cycle, Evidence, Proposal, Rating
from trifecta.apps.calibration.services import (
    cycles,
    deciding,
    evidence,
    panels,
    stages,
    voting,
)
from trifecta.apps.calibration.services.cycles import CycleWords
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.ratings import current_rating
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.people.models import Partnership, User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES, Estimate

Words = Callable[[], str]
CALIBRATORS: Final = ("olga", "piet", "oscar")


def growth() -> Case:
    return Case.objects.get(partnership__name="Growth")


def the_cycle() -> Cycle:
    return Cycle.objects.get()


# -------------------------------------------------------------------- steps


def set_up(teller: Teller) -> None:
    """Both partnerships, everybody in their place, and nobody told."""
    world = teller.world
    teller.tell("carol", lambda carol, _: join_organisation(world, carol))

    def make(pat: User, words: Words) -> None:
        given = words_of_a_cycle()
        cycle = cycles.create_cycle(
            actor=pat,
            organisation_id=world.organisation.id,
            words=CycleWords(
                name=given.name,
                starts_on=given.starts_on,
                ends_on=given.ends_on,
                evidence_until=given.evidence_until,
                keep_until=given.keep_until,
                labels=LABELS,
                words=words(),
            ),
        )
        rows = Partnership.objects.filter(organisation=world.organisation)
        cycles.choose_partnerships(
            actor=pat, cycle_id=cycle.id, partnership_ids=[row.id for row in rows]
        )
        for name in CALIBRATORS:
            cycles.seat_calibrator(
                actor=pat,
                cycle_id=cycle.id,
                user_id=world.everyone[name].id,
                function="engineering" if name == "olga" else "product",
            )
        cycles.name_helpers(
            actor=pat,
            cycle_id=cycle.id,
            facilitator_id=world.carol.id,
            appeals_to_id=pat.id,
        )

    teller.tell("pat", make)


def advance(teller: Teller, to: Stage) -> None:
    teller.tell(
        "pat", lambda pat, _: stages.advance_cycle(actor=pat, cycle_id=the_cycle().id, to=to)
    )


def add(teller: Teller, name: str) -> None:
    def write(user: User, words: Words) -> None:
        evidence.add_evidence(
            actor=user, case_id=growth().id, words=EvidenceWords(title=words(), body=words())
        )

    teller.tell(name, write)


def look(teller: Teller, name: str) -> None:
    def mark(user: User, _: Words) -> None:
        for row in Evidence.objects.filter(case=growth()):
            evidence.mark_looked_at(actor=user, evidence_id=row.id)

    teller.tell(name, mark)


def propose(
    teller: Teller,
    name: str,
    *,
    estimate: Estimate = "first",
    handed_in: bool = True,
    step: int = 2,
) -> None:
    def write(user: User, words: Words) -> None:
        for outcome in OUTCOMES:
            row = Proposal.objects.filter(case=growth(), seat__user=user, estimate=estimate).first()
            voting.save_proposal(
                actor=user,
                case_id=growth().id,
                estimate=estimate,
                outcome=outcome,
                proposed=Proposed(step=step, reason=words()),
                version=row.version if row else 0,
            )
        if handed_in:
            voting.hand_in(actor=user, case_id=growth().id, estimate=estimate)

    teller.tell(name, write)


def flag(teller: Teller, name: str) -> None:
    def write(user: User, words: Words) -> None:
        voting.flag_member(
            actor=user,
            case_id=growth().id,
            member_id=CaseMember.objects.get(case=growth(), user=teller.world.bob).id,
            gaps=dict.fromkeys(OUTCOMES, -2),
            why=words(),
        )

    teller.tell(name, write)


def step_back(teller: Teller, name: str) -> None:
    teller.tell(
        name,
        lambda user, words: panels.step_back(actor=user, case_id=growth().id, because=words()),
    )


def declare(teller: Teller, name: str) -> None:
    teller.tell(
        name,
        lambda user, words: panels.declare_interest(
            actor=user, case_id=growth().id, kind="close", words=words()
        ),
    )


def talk(teller: Teller) -> None:
    def write(carol: User, words: Words) -> None:
        deciding.write_note(actor=carol, case_id=growth().id, text=words())
        deciding.finish_talking(actor=carol, case_id=growth().id)

    teller.tell("carol", write)


def write_rating(teller: Teller, name: str = "olga", *, step: int = 0) -> None:
    def write(user: User, words: Words) -> None:
        row = current_rating(growth())
        deciding.write_rating(
            actor=user,
            case_id=growth().id,
            words=RatingWords(
                steps=dict.fromkeys(OUTCOMES, step),
                reasons={outcome: words() for outcome in OUTCOMES},
                plan=words(),
                plan_on=timezone.localdate() + timedelta(days=60),
            ),
            number=row.number if row else 0,
        )

    teller.tell(name, write)


def agree(teller: Teller, name: str) -> None:
    number = Rating.objects.filter(case=growth()).latest("number").number
    teller.tell(
        name,
        lambda user, _: deciding.consent(actor=user, case_id=growth().id, number=number),
    )


def decide(teller: Teller) -> None:
    number = Rating.objects.filter(case=growth()).latest("number").number
    teller.tell(
        "carol", lambda carol, _: deciding.decide(actor=carol, case_id=growth().id, number=number)
    )


# -------------------------------------------------------------------- how far it has come


def being_set_up(teller: Teller) -> None:
    """Nobody but people operations knows of it."""
    set_up(teller)


def told(teller: Teller) -> None:
    """Members have been told, and each of them has added something."""
    set_up(teller)
    advance(teller, Stage.EVIDENCE)
    for name in ("alice", "bob", "olga"):
        add(teller, name)
    declare(teller, "piet")


def blind(teller: Teller) -> None:
    """olga has handed in and flagged bob, piet has written and not handed in, oscar nothing."""
    told(teller)
    let_evidence_close(the_cycle())
    advance(teller, Stage.BLIND)
    for name in CALIBRATORS:
        look(teller, name)
    flag(teller, "olga")
    propose(teller, "olga")
    propose(teller, "piet", handed_in=False)


def all_but_one(teller: Teller) -> None:
    """Only oscar is missing."""
    blind(teller)
    teller.tell(
        "piet",
        lambda piet, _: voting.hand_in(actor=piet, case_id=growth().id, estimate="first"),
    )


def revealed(teller: Teller) -> None:
    """All are in, also a flag of piet that meets that of olga."""
    blind(teller)
    flag(teller, "piet")
    teller.tell(
        "piet",
        lambda piet, _: voting.hand_in(actor=piet, case_id=growth().id, estimate="first"),
    )
    propose(teller, "oscar", step=4)


def without_one(teller: Teller) -> None:
    """oscar had proposed, and has stepped back after all were shown."""
    revealed(teller)
    step_back(teller, "oscar")


def discussed(teller: Teller) -> None:
    """They have talked, and olga alone has proposed once more."""
    without_one(teller)
    talk(teller)
    propose(teller, "olga", estimate="second", step=1)


def written(teller: Teller) -> None:
    """A rating is written down, rewritten, and olga agrees to it."""
    discussed(teller)
    propose(teller, "piet", estimate="second", step=1)
    write_rating(teller)
    write_rating(teller, "piet")
    agree(teller, "olga")


def decided(teller: Teller) -> None:
    """Both agree, and it is decided; the other partnership is set aside."""
    written(teller)
    agree(teller, "piet")
    decide(teller)
    other = Case.objects.exclude(id=growth().id).get()
    teller.tell(
        "pat",
        lambda pat, words: stages.set_case_aside(actor=pat, case_id=other.id, because=words()),
    )


def locked(teller: Teller) -> None:
    """Nothing changes any more."""
    decided(teller)
    advance(teller, Stage.LOCKED)


def released(teller: Teller) -> None:
    """The members read their rating."""
    locked(teller)
    advance(teller, Stage.RELEASED)


STAGES = (
    being_set_up,
    told,
    blind,
    all_but_one,
    revealed,
    without_one,
    discussed,
    written,
    decided,
    locked,
    released,
)
