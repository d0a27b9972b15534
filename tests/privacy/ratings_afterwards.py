"""What people do by the services around a rating: exceptions, responses, appeals, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from tests.privacy.by_service import Chance, Deed
from trifecta.apps.calibration.models import (
    Appeal,
    AppealOutcome,
    Case,
    CaseMember,
    Correction,
    Cycle,
    Evidence,
    EvidenceComment,
    ExceptionCode,
    ExportForm,
    Rating,
)
from trifecta.apps.calibration.services import correcting, evidence, exceptions, responding
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.exceptions import ExceptionWords
from trifecta.apps.calibration.services.exporting import take_results_out
from trifecta.apps.people.models import User
from trifecta.domain.calibration.votes import OUTCOMES


def somebody(chance: Chance) -> str:
    return chance.draw.choice(list(User.objects.order_by("email"))).id


def comment(chance: Chance) -> Deed:
    row = chance.row(Evidence)
    return lambda user, words: evidence.comment_on(actor=user, evidence_id=row, text=words())


def withdraw_a_comment(chance: Chance) -> Deed:
    row = chance.row(EvidenceComment)
    return lambda user, _: evidence.withdraw_comment(actor=user, comment_id=row)


def change_evidence(chance: Chance) -> Deed:
    row = chance.row(Evidence)
    return lambda user, words: evidence.change_evidence(
        actor=user, evidence_id=row, words=EvidenceWords(title=words(), body=words()), version=1
    )


def withdraw_evidence(chance: Chance) -> Deed:
    row = chance.row(Evidence)
    return lambda user, _: evidence.withdraw_evidence(actor=user, evidence_id=row)


def write_an_exception(chance: Chance) -> Deed:
    row, member, told_by = chance.row(Case), chance.row(CaseMember), somebody(chance)
    code = chance.draw.choice(ExceptionCode.values)
    pieces = list(Evidence.objects.filter(case_id=row).values_list("id", flat=True)[:1])
    number = max(Rating.objects.filter(case_id=row).values_list("number", flat=True), default=0)

    def write(user: User, words: Callable[[], str]) -> object:
        given = ExceptionWords(
            code=code,
            steps=dict.fromkeys(OUTCOMES, 0),
            reason=words(),
            evidence=pieces,
            told_on=timezone.localdate(),
            told_by=told_by,
        )
        return exceptions.write_exception(
            actor=user, case_id=row, member_id=member, words=given, number=number
        )

    return write


def respond(chance: Chance) -> Deed:
    row = chance.row(Case)
    return lambda user, words: responding.respond(actor=user, case_id=row, text=words())


def appeal(chance: Chance) -> Deed:
    row = chance.row(Case)
    return lambda user, words: responding.appeal(actor=user, case_id=row, text=words())


def withdraw_an_appeal(chance: Chance) -> Deed:
    row = chance.row(Appeal)
    return lambda user, _: responding.withdraw_appeal(actor=user, appeal_id=row)


def answer_an_appeal(chance: Chance) -> Deed:
    row, outcome = chance.row(Appeal), chance.draw.choice(AppealOutcome.values)
    return lambda user, words: responding.answer_appeal(
        actor=user, appeal_id=row, outcome=outcome, answer=words()
    )


def name_who_answers(chance: Chance) -> Deed:
    row, other = chance.row(Appeal), somebody(chance)
    return lambda user, _: responding.name_who_answers(actor=user, appeal_id=row, user_id=other)


def write_a_correction(chance: Chance) -> Deed:
    row, step = chance.row(Case), chance.draw.randrange(1, 5)
    on = timezone.localdate() + timedelta(days=30)
    return lambda user, words: correcting.write_correction(
        actor=user,
        case_id=row,
        words=CorrectionWords(
            steps=dict.fromkeys(OUTCOMES, step), why=words(), plan=words(), plan_on=on
        ),
    )


def answer_a_correction(chance: Chance) -> Deed:
    row, confirmed = chance.row(Correction), chance.draw.random() < 0.7
    return lambda user, _: correcting.answer_correction(
        actor=user, correction_id=row, confirmed=confirmed
    )


def take_the_results_out(chance: Chance) -> Deed:
    row, form = chance.row(Cycle), chance.draw.choice(list(ExportForm))
    return lambda user, _: take_results_out(actor=user, cycle_id=row, form=form)


AFTERWARDS: Final = (
    comment,
    withdraw_a_comment,
    change_evidence,
    withdraw_evidence,
    write_an_exception,
    respond,
    appeal,
    withdraw_an_appeal,
    answer_an_appeal,
    name_who_answers,
    write_a_correction,
    answer_a_correction,
    take_the_results_out,
)
