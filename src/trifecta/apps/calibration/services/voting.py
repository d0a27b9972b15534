"""Proposing alone, handing in, and the reveal that comes by itself with the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from trifecta.apps.calibration.models import Evidence, Flag, Look, Proposal, Seat
from trifecta.apps.calibration.news import tell_room_that_all_are_in
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, voting_of
from trifecta.apps.calibration.services.moving import move_case
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.deciding import CaseFacts, may_reveal
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES, Ballot, Estimate, Outcome, check_ballot
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

LONGEST_REASON: Final = 2_000
ACT_OF: Final[Mapping[Estimate, Act]] = {
    "first": Act.PROPOSE_FIRST,
    "second": Act.PROPOSE_SECOND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is proposed for one outcome; `step` 0 is the lowest, None where it was left open."""

    step: int | None
    reason: str = ""


@transaction.atomic
def save_proposal(
    *,
    actor: User,
    case_id: str,
    estimate: Estimate,
    outcome: Outcome,
    proposed: Proposed,
    version: int,
) -> Proposal:
    """Keep what I propose for one outcome; nobody else can read it, nor that it is there.

    `version` is that of my proposal when I read it, 0 before there was any; raises ConflictError
    where another tab has changed it since.
    """
    room, seat = _enter(actor, case_id, estimate)
    row = _mine(room, seat, estimate)
    if row.handed_in_at is not None:
        raise ConflictError("You have handed this in. Take it back first, then change it.")
    if version != (0 if row._state.adding else row.version):
        raise ConflictError(
            "You have changed this in another tab. Nothing was overwritten. Read it as it is now."
        )
    if outcome not in room.outcomes:
        raise NotFoundError
    _put(row, room, outcome, proposed)
    row.version = 1 if row._state.adding else row.version + 1
    row.save()
    _record(actor, room, "calibration.proposal_saved", row)
    return row


@transaction.atomic
def hand_in(*, actor: User, case_id: str, estimate: Estimate) -> None:
    """Hand in what I propose for all outcomes. With the last one all are shown, at once.

    Raises InvalidError while an outcome is missing and NotYetError where no evidence was marked.
    """
    room, seat = _enter(actor, case_id, estimate)
    row = _mine(room, seat, estimate)
    if row.handed_in_at is not None:
        return
    lacking = [one for one in room.outcomes if one not in row.steps or not row.reasons.get(one)]
    if lacking:
        names = ", ".join(f"“{OUTCOMES[one]}”" for one in lacking)
        raise InvalidError(f"Choose a step and say what you saw for {names}.")
    voting = voting_of(room, estimate, whose=seat)
    looked = looked_at(room, seat)
    for outcome in room.outcomes:
        ballot = Ballot(
            calibrator=seat.id, estimate=estimate, outcome=outcome, step=row.steps[outcome]
        )
        check_ballot(voting, ballot, stage=room.stage, steps=room.scale.steps, looked=looked)
    row.handed_in_at = timezone.now()
    row.save(update_fields=["handed_in_at"])
    _record(actor, room, "calibration.proposal_handed_in", row)
    settle_reveal(actor=actor, room=room)


@transaction.atomic
def take_back(*, actor: User, case_id: str, estimate: Estimate) -> None:
    """Take my proposal back to change it, as long as none are shown."""
    room, seat = _enter(actor, case_id, estimate)
    row = _mine(room, seat, estimate)
    if row._state.adding or row.handed_in_at is None:
        raise ConflictError("You have not handed this in.")
    row.handed_in_at = None
    row.save(update_fields=["handed_in_at"])
    _record(actor, room, "calibration.proposal_taken_back", row)


@transaction.atomic
def flag_member(
    *, actor: User, case_id: str, member_id: str, gaps: Mapping[str, int], why: str
) -> None:
    """Say, alone, that one member stands apart; gaps of nothing but 0 take the flag away.

    `gaps` are scale steps an outcome between the member and the partnership. Nobody reads it
    before the reveal. It can be changed until my first proposal is handed in.
    """
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.FLAG)
    seat = room.seat_or_absent()
    member = room.member(member_id)
    if _mine(room, seat, "first").handed_in_at is not None:
        raise ConflictError("You have handed in your proposal. Take it back first.")
    wanted = {one: gaps.get(one, 0) for one in room.outcomes}
    row = Flag.objects.filter(case=room.case, seat=seat, member=member).first()
    if not any(wanted.values()):
        if row is not None:
            _record(actor, room, "calibration.flag_removed", row)
            row.delete()
        return
    if any(abs(gap) >= room.scale.steps for gap in wanted.values()):
        raise InvalidError("Two people cannot be further apart than the scale is long.")
    if not why.strip():
        raise InvalidError(
            "Say what you saw.", fields={"why": "Say what you saw yourself, and when."}
        )
    row = row or Flag(
        organisation=room.cycle.organisation, case=room.case, seat=seat, member=member
    )
    row.gaps, row.why = wanted, short(why, field="why")
    row.save()
    _record(actor, room, "calibration.flag_given", row)


def settle_reveal(*, actor: User, room: CaseRoom) -> bool:
    """Show all proposals where all are in; the caller holds the case's row.

    Called whenever that may have become so: a proposal handed in, a calibrator gone.
    """
    if room.stage is Stage.BLIND:
        return _reveal_first(actor, room)
    if room.stage is Stage.DISCUSSED and room.case.second_shown_at is None:
        voting = voting_of(room, "second")
        if room.missing or not voting.shown("second", stage=room.stage):
            return False
        room.case.second_shown_at = timezone.now()
        room.case.save(update_fields=["second_shown_at"])
        tell_room_that_all_are_in(room, estimate="second")
        _record(actor, room, "calibration.second_shown", room.case)
        return True
    return False


def _reveal_first(actor: User, room: CaseRoom) -> bool:
    facts = CaseFacts(
        stage=room.stage,
        required=room.required,
        panel=room.panel,
        voting=voting_of(room, "first"),
        evidence=frozenset(),
    )
    if not may_reveal(facts):
        return False
    room.case.first_shown_at = timezone.now()
    room.case.save(update_fields=["first_shown_at"])
    move_case(actor=actor, cycle=room.cycle, case=room.case, to=Stage.REVEALED)
    tell_room_that_all_are_in(room, estimate="first")
    return True


def looked_at(room: CaseRoom, seat: Seat) -> frozenset[str]:
    """The evidence of the case that a calibrator has marked as looked at."""
    rows = Look.objects.filter(
        seat=seat, evidence__case=room.case, evidence__withdrawn_at=None
    ).values_list("evidence_id", flat=True)
    return frozenset(rows)


def evidence_of(room: CaseRoom) -> frozenset[str]:
    rows = Evidence.objects.filter(case=room.case, withdrawn_at=None)
    return frozenset(rows.values_list("id", flat=True))


def short(text: str, *, field: str, most: int = LONGEST_REASON) -> str:
    """The text without the spaces around it; raises InvalidError where it is too long."""
    text = text.strip()
    if len(text) > most:
        raise InvalidError(
            "This is too long.",
            fields={field: f"Use at most {most:,} characters; this has {len(text):,}."},
        )
    return text


def _enter(actor: User, case_id: str, estimate: Estimate) -> tuple[CaseRoom, Seat]:
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(ACT_OF[estimate])
    if estimate == "second" and room.case.second_shown_at is not None:
        raise NotYetError("The second proposals are shown already, and stay as they are.")
    return room, room.seat_or_absent()


def _mine(room: CaseRoom, seat: Seat, estimate: Estimate) -> Proposal:
    """My proposal, not yet saved where there is none; after talking it begins with my first."""
    rows = {row.estimate: row for row in Proposal.objects.filter(case=room.case, seat=seat)}
    if estimate in rows:
        return rows[estimate]
    before = rows.get("first") if estimate == "second" else None
    return Proposal(
        organisation=room.cycle.organisation,
        case=room.case,
        seat=seat,
        estimate=estimate,
        steps=dict(before.steps) if before else {},
        reasons=dict(before.reasons) if before else {},
    )


def _put(row: Proposal, room: CaseRoom, outcome: Outcome, proposed: Proposed) -> None:
    steps, reasons = dict(row.steps), dict(row.reasons)
    if proposed.step is None:
        steps.pop(outcome, None)
    else:
        room.scale.label(proposed.step)
        steps[outcome] = proposed.step
    reasons[outcome] = short(proposed.reason, field="reason")
    row.steps, row.reasons = steps, reasons


def _record(actor: User, room: CaseRoom, action: str, subject: Model) -> None:
    record(
        actor=actor,
        organisation=room.cycle.organisation,
        action=action,
        subject=subject,
    )
