"""Responses and appeals, as each of those who may read them does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from trifecta.apps.calibration.models import Appeal, AppealOutcome, Correction, Response
from trifecta.apps.calibration.selectors.naming import names_here, naming_words
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act, Part, may
from trifecta.domain.errors import NotFoundError

ROOM = frozenset({Part.CALIBRATOR, Part.FACILITATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseView:
    """What a member said to their rating."""

    id: str
    by: str
    mark: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal with its words, for who may read them. `to` is "" while nobody answers it.

    `naming` says who names somebody then.
    `looked_again` is what the room found since: the day it was confirmed, and why.
    """

    id: str
    room: CaseRoom
    by: str
    member_id: str
    mine: bool
    to: str
    for_me: bool
    text: str
    at: datetime
    due_on: date
    overdue: bool
    outcome: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    withdrawn: bool
    naming: str = ""
    looked_again: tuple[tuple[datetime, str], ...] = ()

    @property
    def open(self) -> bool:
        return self.answered_at is None and not self.withdrawn

    @property
    def found(self) -> str:
        """The outcome in words."""
        return str(AppealOutcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealOutline:
    """That there is an appeal, whose, with whom and until when; never its words."""

    id: str
    by: str
    to: str
    due_on: date
    state: str
    may_be_named: bool


def my_responses(room: CaseRoom) -> list[ResponseView]:
    """What the reader has said to their own rating."""
    if room.my_membership is None:
        return []
    rows = Response.objects.filter(case=room.case, member=room.my_membership)
    return [_response(row) for row in rows.select_related("member__user")]


def responses_for(*, actor: User, case_id: str) -> tuple[CaseRoom, list[ResponseView]]:
    """What members said, for the room and people operations; partners do not read each other's."""
    room = enter_case(actor=actor, case_id=case_id)
    if room.my_membership is not None:
        raise NotFoundError
    room.require(Act.READ_RESPONSES)
    rows = Response.objects.filter(case=room.case).select_related("member__user")
    return room, [_response(row) for row in rows]


def _response(row: Response) -> ResponseView:
    return ResponseView(
        id=row.id,
        by=row.member.user.name,
        mark=row.member.mark,
        text=row.text,
        at=row.created_at,
    )


def appeal_for(*, actor: User, appeal_id: str) -> AppealView:
    """For who appealed and who answers; for the room as well, once it was asked to look again."""
    row = _appeals().filter(id=appeal_id).first()
    if row is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=row.case_id)
    if not _reads(room, row):
        raise NotFoundError
    return _appeal(room, row)


def my_appeals(room: CaseRoom) -> list[AppealView]:
    """The reader's own appeals in a case, the latest first."""
    if room.my_membership is None:
        return []
    rows = _appeals().filter(case=room.case, member=room.my_membership).order_by("-created_at")
    return [_appeal(room, row) for row in rows]


def appeals_to_me(room: CaseRoom) -> list[AppealView]:
    """What the reader answers or has answered in a case."""
    rows = _appeals().filter(case=room.case, to=room.actor, withdrawn_at=None)
    return [_appeal(room, row) for row in rows if _reads(room, row)]


def to_look_at_again(room: CaseRoom) -> list[AppealView]:
    """What the room was asked to look at again."""
    if not ROOM & room.parts:
        return []
    rows = _appeals().filter(case=room.case, outcome=AppealOutcome.LOOK_AGAIN)
    return [_appeal(room, row) for row in rows]


def appeal_outlines(room: CaseRoom, *, outsiders: frozenset[str]) -> list[AppealOutline]:
    """Every appeal of a case for people operations, without its words.

    Whoever stands in for them sees those for which somebody has to be named. `outsiders` are the
    ids of those who could answer one.
    """
    if room.my_membership is not None:
        return []
    if not may(Act.SEE_APPEALS, room.parts, room.stage):
        return [one for one in _outlines(room, outsiders) if one.may_be_named and _stands_in(room)]
    return _outlines(room, outsiders)


def _stands_in(room: CaseRoom) -> bool:
    """Whether the actor names somebody in place of people operations."""
    return may(Act.NAME_WHO_ANSWERS, room.parts, room.stage) and names_here(room)


def _outlines(room: CaseRoom, outsiders: frozenset[str]) -> list[AppealOutline]:
    today = timezone.localdate()
    found = []
    for row in _appeals().filter(case=room.case, withdrawn_at=None):
        waits = row.answered_at is None
        late = waits and today > row.due_on
        found.append(
            AppealOutline(
                id=row.id,
                by=row.member.user.name,
                to=row.to.name if row.to else "",
                due_on=row.due_on,
                state="answered" if not waits else "overdue" if late else "open",
                may_be_named=waits and (late or row.to_id not in outsiders),
            )
        )
    return found


def outline_to_name(*, actor: User, appeal_id: str) -> tuple[CaseRoom, Appeal]:
    """An appeal that the actor finds somebody for; its words are not for them."""
    row = _appeals().filter(id=appeal_id, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=row.case_id)
    if room.my_membership is not None or not names_here(room):
        raise NotFoundError
    room.require(Act.NAME_WHO_ANSWERS)
    return room, row


def _appeals() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("to", "member__user", "answered_by", "case")


def _reads(room: CaseRoom, row: Appeal) -> bool:
    if room.my_membership is not None:
        return row.member_id == room.my_membership.id
    if row.withdrawn_at is not None:
        return False
    if ROOM & room.parts:
        return row.outcome == AppealOutcome.LOOK_AGAIN
    return Part.APPEALS in room.parts and row.to_id == room.actor.id


def _appeal(room: CaseRoom, row: Appeal) -> AppealView:
    waits = row.answered_at is None and row.withdrawn_at is None
    again = row.outcome == AppealOutcome.LOOK_AGAIN
    found = Correction.objects.filter(appeal=row, confirmed_at__isnull=False) if again else ()
    return AppealView(
        id=row.id,
        room=room,
        by=row.member.user.name,
        member_id=row.member_id,
        mine=row.member.user_id == room.actor.id,
        to=row.to.name if row.to else "",
        for_me=row.to_id == room.actor.id and Part.APPEALS in room.parts,
        text=row.text,
        at=row.created_at,
        due_on=row.due_on,
        overdue=waits and timezone.localdate() > row.due_on,
        outcome=row.outcome,
        answer=row.answer or "",
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_at=row.answered_at,
        withdrawn=row.withdrawn_at is not None,
        naming=naming_words(room.cycle, room.case) if waits and row.to is None else "",
        looked_again=tuple((one.confirmed_at, one.why) for one in found if one.confirmed_at),
    )
