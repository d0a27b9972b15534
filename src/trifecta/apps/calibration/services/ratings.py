"""The rating of a case as it is written: the one that counts, and the next that takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from trifecta.apps.calibration.models import Case, MemberException, Rating, RatingState
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.apps.people.models import User
from trifecta.domain.errors import ConflictError, NotYetError


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a rating says, checked: a step and reasons an outcome, and the plan with its day."""

    steps: Mapping[str, int]
    reasons: Mapping[str, str]
    plan: str | None = None
    plan_on: date | None = None

    @classmethod
    def like(cls, row: Rating) -> Self:
        return cls(steps=row.steps, reasons=row.reasons, plan=row.plan, plan_on=row.plan_on)


def current_rating(case: Case) -> Rating | None:
    """The rating that is proposed or decided."""
    rows = Rating.objects.filter(case=case).exclude(state=RatingState.REPLACED)
    return rows.select_related("written_by", "decided_by").first()


def rating_of_number(room: CaseRoom, number: int) -> Rating:
    """The rating that was read; raises ConflictError where another has taken its place."""
    rating = current_rating(room.case)
    if rating is None:
        raise NotYetError("No rating has been written yet.")
    if rating.number != number:
        raise ConflictError(
            "The rating has changed since you opened this page. Read it as it is now."
        )
    return rating


def put_rating(
    *, actor: User, room: CaseRoom, before: Rating | None, written: Written, without: str = ""
) -> Rating:
    """Write a rating under the next number, agreed to by nobody yet, in place of `before`.

    Exceptions go along, but for that of the member `without`. The caller holds the case's row.
    """
    if before is not None:
        before.state = RatingState.REPLACED
        before.save(update_fields=["state"])
    row = Rating(
        organisation=room.cycle.organisation,
        case=room.case,
        number=_last_number(room.case) + 1,
        steps=dict(written.steps),
        reasons=dict(written.reasons),
        plan=written.plan,
        plan_on=written.plan_on,
        written_by=actor,
    )
    row.save(force_insert=True)
    if before is not None:
        _carry_exceptions(before, row, without=without)
    return row


def _carry_exceptions(before: Rating, after: Rating, *, without: str) -> None:
    for row in MemberException.objects.filter(rating=before).exclude(member_id=without):
        MemberException(
            organisation_id=row.organisation_id,
            rating=after,
            member_id=row.member_id,
            code=row.code,
            steps=row.steps,
            reason=row.reason,
            evidence=row.evidence,
            told_on=row.told_on,
            told_by_id=row.told_by_id,
        ).save(force_insert=True)


def _last_number(case: Case) -> int:
    rows = Rating.objects.filter(case=case).values_list("number", flat=True)
    return max(rows, default=0)
