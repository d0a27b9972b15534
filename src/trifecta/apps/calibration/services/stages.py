"""Taking a cycle from stage to stage, setting a case aside, and going back by two people."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import Appeal, Case, Cycle, Proposal, RatingState, Reopening
from trifecta.apps.calibration.news import (
    tell_members_and_room,
    tell_room_of_wish,
    tell_that_evidence_is_open_again,
)
from trifecta.apps.calibration.selectors.days import evidence_over, responses_over
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    case_rooms,
    enter_case,
    enter_cycle,
)
from trifecta.apps.calibration.services.cycles import take_members
from trifecta.apps.calibration.services.gathering import gather_cycle
from trifecta.apps.calibration.services.moving import move_case, move_cycle
from trifecta.apps.calibration.services.ratings import current_rating
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_outlines
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import BACK, Stage, following, may_advance, may_reopen
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError
from trifecta.domain.people.words import joined

FEWEST_MEMBERS: Final = 2
AFTER_BLIND: Final = Stage.LOCKED
"""Where the cycle goes when every case is decided; between the two each case goes its own way."""
EVIDENCE_ANEW: Final = timedelta(days=7)
"""How long evidence is open when a cycle goes back to it."""
GATHERED_BEFORE: Final = frozenset({Stage.EVIDENCE, Stage.BLIND})
"""Evidence is gathered when it opens, and for the last time when it closes."""


@transaction.atomic
def advance_cycle(*, actor: User, cycle_id: str, to: Stage) -> None:
    """Take the cycle to its next stage; raises NotYetError with everything that comes first."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.ADVANCE_CYCLE)
    if room.stage is to:
        return
    if to is not next_stage(room.cycle):
        decision = may_advance(room.stage, to)
        raise ConflictError(decision.reason)
    lacking = lacking_before(room, to)
    if lacking:
        raise NotYetError(" ".join(lacking))
    if to is Stage.EVIDENCE:
        _take_members_anew(room)
    if to in GATHERED_BEFORE:
        gather_cycle(actor=actor, cycle=room.cycle)
    if to is Stage.RELEASED:
        room.cycle.respond_until = timezone.localdate() + timedelta(days=room.cycle.respond_days)
        room.cycle.save(update_fields=["respond_until"])
    move_cycle(actor=actor, cycle=room.cycle, to=to)
    tell_members_and_room(room, to=to)


def next_stage(cycle: Cycle) -> Stage | None:
    """What people operations take the cycle to next."""
    here = Stage(cycle.stage)
    return AFTER_BLIND if here is Stage.BLIND else following(here)


def lacking_before(room: CycleRoom, to: Stage) -> tuple[str, ...]:
    """Everything that is missing before the cycle goes on, a sentence each."""
    if to is Stage.EVIDENCE:
        return _lacking_for_notice(room)
    if to is Stage.BLIND and not evidence_over(room.cycle):
        return ("Members can add evidence until the day they were told. It is not over yet.",)
    if to is Stage.LOCKED:
        return _undecided(room)
    if to is Stage.RESPONDED and not responses_over(room.cycle):
        return ("Members can respond until the day they were told. It is not over yet.",)
    if to is Stage.CLOSED and _open_appeals(room.cycle):
        return ("There are appeals that have not been answered.",)
    return ()


def _lacking_for_notice(room: CycleRoom) -> tuple[str, ...]:
    cases = list(Case.objects.filter(cycle=room.cycle).select_related("partnership"))
    rooms = case_rooms(actor=room.actor, cycle=room.cycle, cases=cases)
    found = [] if cases else ["Choose at least one partnership."]
    for one in rooms:
        if len(one.members) < FEWEST_MEMBERS:
            found.append(f"{one.name} has fewer than two members, so nothing is shared there.")
        if one.missing:
            found.append(f"Nobody calibrates {one.name} for {joined(list(one.missing))}.")
    if evidence_over(room.cycle):
        found.append("The last day for evidence has passed. Choose one that is still to come.")
    if not room.cycle.appeals_to_id:
        found.append("Say who answers appeals. Members are told from the beginning.")
    return tuple(found)


def _undecided(room: CycleRoom) -> tuple[str, ...]:
    """Counts what is open and names none: how far each one is, its calibrators know."""
    rows = Case.objects.filter(cycle=room.cycle, set_aside_at=None)
    stages = set(rows.order_by().values_list("stage", flat=True).distinct())
    if not stages:
        return ("Every partnership was set aside, so there is nothing to lock.",)
    if stages != {Stage.DECIDED}:
        return ("The cycle is locked when every partnership is decided or set aside.",)
    return ()


def _open_appeals(cycle: Cycle) -> bool:
    rows = Appeal.objects.filter(case__cycle=cycle, answered_at=None, withdrawn_at=None)
    return rows.exists()


def _take_members_anew(room: CycleRoom) -> None:
    """Who is rated is who is a member on the day notice is given."""
    outlines = {
        one.id: one
        for one in partnership_outlines(
            actor=room.actor, organisation_id=room.cycle.organisation_id
        )
    }
    take_members(room, outlines)


@transaction.atomic
def set_case_aside(*, actor: User, case_id: str, because: str) -> None:
    """Do not rate a partnership in this cycle after all; everybody in the case reads why."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.SET_ASIDE)
    because = short(because, field="because")
    if not because:
        raise InvalidError(
            "Say why.", fields={"because": "Members and calibrators read this. Say it in a line."}
        )
    room.case.set_aside_at = timezone.now()
    room.case.set_aside_by = actor
    room.case.set_aside_because = because
    room.case.save()
    _record(actor, room.cycle, "calibration.case_set_aside", room.case)


@transaction.atomic
def ask_to_reopen(*, actor: User, case_id: str, reason: str) -> Reopening:
    """Ask that a decided case is talked about again; somebody else of the room agrees or not."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.ASK_TO_REOPEN_CASE)
    if Stage(room.cycle.stage) is not Stage.BLIND:
        raise NotYetError("The cycle is locked, and nothing in it changes any more.")
    wish = _ask(actor, room.cycle, room.case, room.stage, reason)
    tell_room_of_wish(room, wish_id=wish.id)
    return wish


@transaction.atomic
def ask_to_reopen_cycle(*, actor: User, cycle_id: str, reason: str) -> Reopening:
    """Ask that the whole cycle goes back a stage; not once any proposals have been seen."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.ASK_TO_REOPEN_CYCLE)
    _refuse_where_seen(room.cycle)
    return _ask(actor, room.cycle, None, room.stage, reason)


@transaction.atomic
def answer_reopening(*, actor: User, reopening_id: str, agreed: bool) -> None:
    """The second person says yes or no to going back."""
    row = Reopening.objects.filter(id=reopening_id).first()
    if row is None:
        raise NotFoundError
    cycle, case = _let_in_to_answer(actor, row)
    row.refresh_from_db()
    if row.decided_at is not None:
        raise ConflictError("This has been answered already.")
    here = Stage(case.stage if case else cycle.stage)
    decision = may_reopen(here, asked_by=row.asked_by_id, confirmed_by=actor.id, reason=row.reason)
    if agreed and (here != row.here or not decision):
        raise NotYetError(decision.reason)
    if agreed and case is None:
        _refuse_where_seen(cycle)
    row.decided_by, row.decided_at, row.agreed = actor, timezone.now(), agreed
    row.save(update_fields=["decided_by", "decided_at", "agreed"])
    if agreed:
        _go_back(row, cycle, case, actor)
        if cycle.stage == Stage.EVIDENCE:
            tell_that_evidence_is_open_again(enter_cycle(actor=actor, cycle_id=cycle.id))
    else:
        _record(actor, cycle, "calibration.reopening_declined", row)


def _ask(actor: User, cycle: Cycle, case: Case | None, here: Stage, reason: str) -> Reopening:
    decision = may_reopen(here, asked_by=actor.id, confirmed_by="", reason=reason)
    if not reason.strip():
        raise InvalidError(decision.reason, fields={"reason": decision.reason})
    if here not in BACK:
        raise NotYetError(decision.reason)
    if Reopening.objects.filter(cycle=cycle, case=case, decided_at=None).exists():
        raise ConflictError("Somebody has asked for this already. It waits for a second person.")
    row = Reopening(
        organisation=cycle.organisation,
        cycle=cycle,
        case=case,
        asked_by=actor,
        reason=short(reason, field="reason", most=1_000),
        here=here,
    )
    row.save(force_insert=True)
    _record(actor, cycle, "calibration.reopening_asked", row)
    return row


def _let_in_to_answer(actor: User, row: Reopening) -> tuple[Cycle, Case | None]:
    """The second person may do what the first may; they are not the same."""
    if row.case_id:
        room: CaseRoom = enter_case(actor=actor, case_id=row.case_id, lock=True)
        room.require(Act.ASK_TO_REOPEN_CASE)
        return room.cycle, room.case
    cycle_room = enter_cycle(actor=actor, cycle_id=row.cycle_id, lock=True)
    cycle_room.require(Act.ANSWER_REOPENING_CYCLE)
    return cycle_room.cycle, None


def _refuse_where_seen(cycle: Cycle) -> None:
    if Case.objects.filter(cycle=cycle, first_shown_at__isnull=False).exists():
        raise NotYetError(
            "Proposals have been shown in this cycle, and cannot be made blind again."
        )


def _go_back(row: Reopening, cycle: Cycle, case: Case | None, actor: User) -> None:
    asked_by = row.asked_by
    to = BACK[Stage(row.here)]
    if case is not None:
        _undecide(case)
        move_case(
            actor=asked_by, cycle=cycle, case=case, to=to, reason=row.reason, confirmed_by=actor
        )
        return
    if to is Stage.EVIDENCE:
        Proposal.objects.filter(case__cycle=cycle).update(handed_in_at=None)
        _open_evidence_anew(cycle)
    move_cycle(actor=asked_by, cycle=cycle, to=to, reason=row.reason, confirmed_by=actor)


def _open_evidence_anew(cycle: Cycle) -> None:
    """A day that has passed would close it at once, so everybody gets some days more."""
    cycle.evidence_until = max(cycle.evidence_until, timezone.localdate() + EVIDENCE_ANEW)
    cycle.save(update_fields=["evidence_until"])


def _undecide(case: Case) -> None:
    """The rating stays as it is written and has to be agreed to again."""
    rating = current_rating(case)
    if rating is not None:
        rating.state = RatingState.PROPOSED
        rating.decided_by = None
        rating.decided_at = None
        rating.save(update_fields=["state", "decided_by", "decided_at"])
        rating.consents.all().delete()


def _record(actor: User, cycle: Cycle, action: str, subject: Case | Reopening) -> None:
    record(actor=actor, organisation=cycle.organisation, action=action, subject=subject)
