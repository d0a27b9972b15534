"""Which partnerships an organisation has and who is in them: structure, never content."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.people.models import Partnership, PartnershipMember, User
from trifecta.apps.people.selectors.organisations import organisation_for
from trifecta.apps.people.selectors.partnerships import (
    MemberView,
    active_members,
    member_view,
    open_partnerships,
)
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipOutline:
    """Which partnerships there are and who is in them: structure, never content."""

    id: str
    name: str
    organisation_id: str
    team: str
    team_id: str
    members: tuple[MemberView, ...]
    mine: bool


def partnership_outlines(*, actor: User, organisation_id: str) -> list[PartnershipOutline]:
    """All of them for people with a role in the organisation; else those `actor` is a member of."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    rows = open_partnerships().filter(organisation=view.row).order_by("team__name", "name", "id")
    outlines = []
    for row in rows:
        members = active_members(row.ordered_members)  # type: ignore[attr-defined]
        mine = any(member.user_id == actor.id for member in members)
        if mine or view.sees_structure:
            outlines.append(_outline(row, members, mine=mine))
    return outlines


def outline_for(*, actor: User, partnership_id: str) -> PartnershipOutline:
    """One of them, for its members and for people with a role in the organisation."""
    row = open_partnerships().filter(id=partnership_id).first()
    if row is None:
        raise NotFoundError
    members = active_members(row.ordered_members)  # type: ignore[attr-defined]
    mine = any(member.user_id == actor.id for member in members)
    if not mine:
        view = organisation_for(actor=actor, organisation_id=row.organisation_id)
        if not view.sees_structure:
            raise NotFoundError
    return _outline(row, members, mine=mine)


def _outline(
    row: Partnership, members: list[PartnershipMember], *, mine: bool
) -> PartnershipOutline:
    return PartnershipOutline(
        id=row.id,
        name=row.name,
        organisation_id=row.organisation_id,
        team=row.team.name,
        team_id=row.team_id,
        members=tuple(member_view(member) for member in members),
        mine=mine,
    )
