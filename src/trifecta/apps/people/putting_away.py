"""Putting a partnership away and bringing it back, under one lock; and which ones are put away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from trifecta.apps.people.models import Invitation, Partnership, PartnershipMember, PutAway, User
from trifecta.apps.people.news import tell_brought_back, tell_put_away
from trifecta.apps.people.selectors import (
    MemberView,
    OrganisationView,
    PartnershipOutline,
    PartnershipView,
    member_view,
    organisation_for,
    outline_for,
    with_members,
)
from trifecta.apps.records.audit import record
from trifecta.domain.errors import NotFoundError

# ---------------------------------------------------------------- acts


def hold_partnership(partnership_id: str) -> Partnership:
    """The partnership, with its row and then its memberships locked until the transaction ends.

    Whoever joins, leaves, puts away or brings back holds it first, so that they never cross.
    Raises NotFoundError when there is none.
    """
    row = Partnership.objects.select_for_update().filter(id=partnership_id).first()
    if row is None:
        raise NotFoundError
    list(PartnershipMember.objects.select_for_update().filter(partnership=row).only("id"))
    return row


def hold_open_partnership(partnership_id: str) -> Partnership:
    """As `hold_partnership`; raises NotFoundError while it is put away too."""
    row = hold_partnership(partnership_id)
    if row.ended_at is not None:
        raise NotFoundError
    return row


@transaction.atomic
def put_away_partnership(*, actor: User, partnership_id: str) -> Partnership:
    """Let it rest for all: no page, reminder or open link; nothing is deleted.

    For its active members, and while it has none for people with a role in the organisation. One
    that rests already stays as it is, so that two who put it away at the same moment both have.
    """
    row = hold_partnership(partnership_id)
    _require_decider(actor, row)
    if row.ended_at is None:
        rest = _rest(actor, row)
        tell_put_away(actor=actor, partnership=row, rest_id=rest.id)
    return row


def rest_when_empty(*, actor: User, partnership: Partnership) -> None:
    """Put away what its last member has just left; the caller holds it and has checked access."""
    if partnership.ended_at is None and not partnership.members.filter(left_at=None).exists():
        _rest(actor, partnership, reason="last_member_left")


@transaction.atomic
def bring_back_partnership(*, actor: User, partnership_id: str) -> Partnership:
    """Open it again for all, as it was; for the same people. One that is open stays open."""
    row = hold_partnership(partnership_id)
    _require_decider(actor, row)
    rest = PutAway.objects.filter(partnership=row, brought_back_at=None).first()
    if rest is None:
        return row
    rest.brought_back_at, rest.brought_back_by = timezone.now(), actor
    rest.save(update_fields=["brought_back_at", "brought_back_by"])
    row.ended_at = None
    row.save(update_fields=["ended_at"])
    tell_brought_back(actor=actor, partnership=row, rest_id=rest.id)
    _record(actor, row, "people.partnership_brought_back")
    return row


def _rest(actor: User, row: Partnership, *, reason: str = "") -> PutAway:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    rest = PutAway.objects.create(
        organisation_id=row.organisation_id, partnership=row, by=actor, created_at=row.ended_at
    )
    _record(actor, row, "people.partnership_put_away", reason=reason)
    for invitation in Invitation.objects.select_for_update().filter(
        partnership=row, used_at=None, revoked_at=None
    ):
        invitation.revoked_at = row.ended_at
        invitation.save(update_fields=["revoked_at"])
        _record(actor, invitation, "people.invitation_revoked", reason="put_away")
    return rest


def _require_decider(actor: User, row: Partnership) -> None:
    active = row.members.filter(left_at=None)
    if active.filter(user=actor).exists():
        return
    if active.exists() or not _sees_structure(actor, row.organisation_id):
        raise NotFoundError


def _sees_structure(actor: User, organisation_id: str) -> bool:
    return organisation_for(actor=actor, organisation_id=organisation_id).sees_structure


def _record(
    actor: User, subject: Partnership | Invitation, action: str, *, reason: str = ""
) -> None:
    record(
        actor=actor,
        organisation=subject.organisation,
        action=action,
        subject=subject,
        reason=reason,
    )


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAwayView:
    """A partnership that is put away: its names, since when and by whom, never what is in it.

    `by` is a first name for those who are in it, "" for the reader, None for everybody else.
    """

    id: str
    name: str
    team: str
    organisation_id: str
    organisation: str
    members: tuple[MemberView, ...]
    since: datetime
    by: str | None
    mine: bool

    @property
    def mine_to_decide(self) -> bool:
        """Whether the reader may bring it back."""
        return self.mine or not self.members


def open_to_decide(*, actor: User, partnership_id: str) -> PartnershipOutline:
    """An open partnership that `actor` may put away; raises NotFoundError otherwise."""
    outline = outline_for(actor=actor, partnership_id=partnership_id)
    if outline.members and not outline.mine:
        raise NotFoundError
    return outline


def put_away_for(*, actor: User, partnership_id: str) -> PutAwayView:
    """One that `actor` may bring back; raises NotFoundError otherwise, and while it is open."""
    row = _put_away().filter(id=partnership_id).first()
    if row is None:
        raise NotFoundError
    view = _view(row, actor)
    if not view.mine and (view.members or not _sees_structure(actor, row.organisation_id)):
        raise NotFoundError
    return view


def put_away_of(*, actor: User) -> list[PutAwayView]:
    """Those that `actor` is in, the latest first."""
    rows = _put_away().filter(members__user=actor, members__left_at=None)
    return [_view(row, actor) for row in rows]


def put_away_in(*, actor: User, organisation: OrganisationView) -> list[PutAwayView]:
    """All of an organisation, for people with a role in it; nothing for everybody else."""
    if not organisation.sees_structure:
        return []
    rows = _put_away().filter(organisation=organisation.row)
    return [_view(row, actor) for row in rows]


def rests_of(*, partnership: PartnershipView) -> list[PutAway]:
    """When a partnership that its reader has been let into was put away, oldest first."""
    if not partnership.has_rested:
        return []
    rows = PutAway.objects.filter(partnership=partnership.row).order_by("created_at")
    return list(rows.select_related("by", "brought_back_by"))


def _put_away() -> QuerySet[Partnership]:
    rests = PutAway.objects.filter(brought_back_at=None).select_related("by")
    rows = with_members(Partnership.objects.filter(ended_at__isnull=False))
    return rows.prefetch_related(
        Prefetch("rests", queryset=rests, to_attr="present_rest")
    ).order_by("-ended_at", "id")


def _view(row: Partnership, actor: User) -> PutAwayView:
    found: Any = row
    members = [member for member in found.ordered_members if member.left_at is None]
    mine = any(member.user_id == actor.id for member in members)
    (rest,) = found.present_rest
    told = "" if rest.by_id == actor.id else rest.by.first_name
    return PutAwayView(
        id=row.id,
        name=row.name,
        team=row.team.name,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        members=tuple(member_view(member) for member in members),
        since=rest.created_at,
        by=told if mine else None,
        mine=mine,
    )
