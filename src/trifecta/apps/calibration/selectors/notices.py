"""The notice of a cycle as its reader gets it: who is rated together, by whom, from what."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.calibration.models import Case, CaseMember, EarlierRating
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    case_rooms,
    enter_cycle,
    first_name,
    outcomes_of,
)
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.notice import QUESTIONS, seat_words
from trifecta.domain.calibration.panel import CalibratingFunction, declared
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotice:
    """One partnership of a notice: who is rated together, and who calibrates them.

    `hears_own`: whoever answers appeals is a member, so that somebody else is named for this one.
    """

    case_id: str
    name: str
    members: tuple[CaseMember, ...]
    calibrators: tuple[str, ...]
    missing: tuple[CalibratingFunction, ...]
    declared: tuple[str, ...]
    mine: bool
    hears_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """What one reader is told; a member reads of their own partnerships alone."""

    room: CycleRoom
    cases: tuple[CaseNotice, ...]
    outcomes: tuple[tuple[str, str], ...]
    facilitator: str
    appeals_to: str
    earlier: int
    is_preview: bool


def notice_for(*, actor: User, cycle_id: str) -> NoticeView:
    """The notice, for everybody with a part in the cycle; before it is given its preview."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    preview = room.stage is Stage.DRAFT
    room.require(Act.SET_UP if preview else Act.READ_NOTICE)
    rows = Case.objects.filter(cycle=room.cycle, set_aside_at=None).select_related("partnership")
    rooms = [one for one in case_rooms(actor=actor, cycle=room.cycle, cases=rows) if _reads(one)]
    cycle = room.cycle
    return NoticeView(
        room=room,
        cases=tuple(
            _case_notice(one) for one in sorted(rooms, key=lambda one: (one.name, one.case.id))
        ),
        outcomes=tuple((OUTCOMES[one], QUESTIONS[one]) for one in outcomes_of(cycle)),
        facilitator=first_name(cycle.facilitator) if cycle.facilitator else "",
        appeals_to=first_name(cycle.appeals_to) if cycle.appeals_to else "",
        earlier=EarlierRating.objects.filter(cycle=cycle).count(),
        is_preview=preview,
    )


def _reads(room: CaseRoom) -> bool:
    return bool(room.parts)


def _case_notice(room: CaseRoom) -> CaseNotice:
    names: dict[CalibratingFunction, list[str]] = {one: [] for one in room.required}
    for one in room.panel:
        if one.present:
            names.setdefault(one.function, []).append(one.name)
    return CaseNotice(
        case_id=room.case.id,
        name=room.name,
        members=room.members,
        calibrators=seat_words(names),
        missing=room.missing,
        declared=declared(room.panel) if _in_room(room) else (),
        mine=Part.MEMBER in room.parts,
        hears_own=any(one.user_id == room.cycle.appeals_to_id for one in room.members),
    )


def _in_room(room: CaseRoom) -> bool:
    """Declared interests are for those who calibrate, and who leads the session."""
    return not room.parts.isdisjoint({Part.CALIBRATOR, Part.FACILITATOR})
