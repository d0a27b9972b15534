"""Invitations that somebody may still use, without their tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from trifecta.apps.people.links import digest_of
from trifecta.apps.people.models import MARKS, Invitation, User
from trifecta.apps.people.selectors.organisations import organisation_for
from trifecta.apps.people.selectors.partnerships import partnership_for
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationView:
    """An invitation somebody may still use, without its token; `full`: nobody else fits in now."""

    id: str
    organisation: str
    partnership: str
    organisation_id: str
    partnership_id: str | None
    role: str
    invited_by: str
    invited_by_id: str
    created_at: datetime
    expires_at: datetime
    full: bool


def open_invitations(*, actor: User, partnership_id: str) -> list[InvitationView]:
    """Those of a partnership `actor` is an active member of."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    return _open(Invitation.objects.filter(partnership=view.row))


def open_organisation_invitations(*, actor: User, organisation_id: str) -> list[InvitationView]:
    """Those to the organisation itself and to any partnership in it; for people with a role."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not view.sees_structure:
        raise NotFoundError
    return _open(Invitation.objects.filter(organisation=view.row))


def invitation_by_token(*, token: str) -> InvitationView | None:
    """What a link offers, or None when nobody can use it (any more)."""
    found = _open(Invitation.objects.filter(token_digest=digest_of(token)))
    return found[0] if found else None


def _usable() -> dict[str, Any]:
    return {"used_at": None, "revoked_at": None, "expires_at__gt": timezone.now()}


def _open(rows: QuerySet[Invitation]) -> list[InvitationView]:
    rows = rows.filter(**_usable())
    active = Count("partnership__members", filter=Q(partnership__members__left_at=None))
    rows = rows.select_related("organisation", "partnership", "invited_by").annotate(active=active)
    rows = rows.order_by("-created_at")
    return [_invitation(row) for row in rows]


def _invitation(row: Invitation) -> InvitationView:
    return InvitationView(
        id=row.id,
        organisation=row.organisation.name,
        partnership=row.partnership.name if row.partnership else "",
        organisation_id=row.organisation_id,
        partnership_id=row.partnership_id,
        role=row.role,
        invited_by=row.invited_by.name,
        invited_by_id=row.invited_by_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        full=row.active >= len(MARKS),  # type: ignore[attr-defined]
    )
