"""What plans and agreements need of a tension: whether the gate is open, and the needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.tensions.models import Statement, TensionState
from trifecta.apps.tensions.rooms import Room, enter
from trifecta.apps.tensions.selectors.views import SkipView, skip_views
from trifecta.domain.access import Visibility, may_use_in_plan_finder
from trifecta.domain.errors import NotYetError
from trifecta.domain.tensions.statements import Kind
from trifecta.domain.tensions.weights import completed


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """Whether plans are open, and who opened them on the record.

    No plan is shown while somebody is `unsealed`: has not sealed how much their needs count.
    `reweighed_at` is when somebody last changed that after everybody had sealed; not who, nor how.
    """

    open: bool
    skips: tuple[SkipView, ...]
    partnership: PartnershipView
    tension_id: str
    title: str
    state: str
    unsealed: tuple[MemberView, ...] = ()
    reweighed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedForFinder:
    """A need the plan finder works with.

    A `hidden` one is used and not shown to the reader, not even counted, unless it is their own:
    it was kept for the finder, or the side it stands on was not shared with this reader.
    """

    id: str
    member_id: str
    text: str
    because: str
    weight: float
    hidden: bool


def gate_for(*, actor: User, tension_id: str) -> GateView:
    """Raises NotFoundError for anybody who is not an active member."""
    return _gate(enter(actor=actor, tension_id=tension_id))


def _gate(room: Room) -> GateView:
    return GateView(
        open=room.gate.open,
        skips=skip_views(room),
        partnership=room.partnership,
        tension_id=room.tension.id,
        title=room.tension.title,
        state=room.state,
        unsealed=tuple(room.partnership.member(member) for member in room.facts.unsealed),
        reweighed_at=room.reweighed_at,
    )


def require_open_gate(*, actor: User, tension_id: str) -> GateView:
    """The gate, when it is open; raises NotYetError with what comes first."""
    return _opened(gate_for(actor=actor, tension_id=tension_id))


def gate_and_needs(*, actor: User, tension_id: str) -> tuple[GateView, list[NeedForFinder]]:
    """The open gate with all that the finder works with; raises as `require_open_gate` does."""
    room = enter(actor=actor, tension_id=tension_id)
    return _opened(_gate(room)), _needs(room)


def _opened(view: GateView) -> GateView:
    if view.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension has been set aside. Take it up again first.")
    if not view.open:
        raise NotYetError("Plans open when each of you has said what you heard.")
    return view


def needs_for_finder(*, actor: User, tension_id: str) -> list[NeedForFinder]:
    """Every present member's needs with weights (0 to 1, sum 1 a member), hidden ones included."""
    return _needs(enter(actor=actor, tension_id=tension_id))


def _needs(room: Room) -> list[NeedForFinder]:
    rows = _usable(room)
    weights: dict[str, float] = {}
    for member in room.partnership.members:
        weights |= completed({row.id: row.weight for row in rows if row.member_id == member.id})
    return [
        NeedForFinder(
            id=row.id,
            member_id=row.member_id,
            text=row.text,
            because=row.because or "",
            weight=weights[row.id],
            hidden=row.visibility == Visibility.MEDIATOR or not room.i_read(row.member_id),
        )
        for row in rows
    ]


def _usable(room: Room) -> list[Statement]:
    present = {member.id for member in room.partnership.members if room.shared(member.id)}
    rows = Statement.objects.filter(
        tension=room.tension, kind=Kind.NEED, removed_at=None, member_id__in=present
    )
    return [
        row
        for row in rows
        if may_use_in_plan_finder(visibility=Visibility(row.visibility), side_shared=True)
    ]
