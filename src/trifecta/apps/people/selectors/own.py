"""What of people belongs to one person and goes with them: account, belonging, invitations."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from trifecta.apps.people.models import (
    Invitation,
    OrganisationMember,
    Partnership,
    PartnershipMember,
    PutAway,
    SignIn,
    User,
)
from trifecta.apps.people.selectors.partnerships import with_members

Data = dict[str, Any]


def my_account(*, actor: User) -> Data:
    """What is kept of the account itself, and where it is signed in."""
    places = SignIn.objects.filter(user=actor, session__expire_date__gt=timezone.now())
    return {
        "id": actor.id,
        "name": actor.name,
        "email": actor.email,
        "since": actor.date_joined,
        "signed_in": [
            {"browser": row.browser, "since": row.created_at}
            for row in places.order_by("created_at", "id")
        ],
    }


def my_organisations(*, actor: User) -> list[Data]:
    """Where `actor` belongs or belonged, with every role they held."""
    rows = OrganisationMember.objects.filter(user=actor).select_related("organisation")
    return [
        {
            "id": row.organisation_id,
            "name": row.organisation.name,
            "joined": row.created_at,
            "left": row.left_at,
            "roles": [
                {
                    "role": role.role,
                    "since": role.created_at,
                    "until": role.ended_at,
                    "stands_behind_shared_accountability_since": role.aligned_at,
                }
                for role in sorted(row.roles.all(), key=lambda one: (one.created_at, one.id))
            ],
        }
        for row in rows.prefetch_related("roles").order_by("created_at", "id")
    ]


def my_partnerships(*, actor: User) -> list[Data]:
    """Every partnership `actor` is or was in, and with whom."""
    mine = PartnershipMember.objects.filter(user=actor).order_by("joined_at", "id")
    rows = with_members(Partnership.objects.filter(members__user=actor).distinct())
    known = {row.id: row for row in rows}
    return [_partnership(known[row.partnership_id], row) for row in mine]


def _partnership(row: Partnership, mine: PartnershipMember) -> Data:
    everybody: list[PartnershipMember] = row.ordered_members  # type: ignore[attr-defined]
    read = mine.left_at is None and row.ended_at is None
    return {
        "id": row.id,
        "name": row.name,
        "team": row.team.name,
        "organisation": row.organisation.name,
        "my_member_id": mine.id,
        "role": mine.role,
        "joined": mine.joined_at,
        "left": mine.left_at,
        "put_away_since": row.ended_at,
        "willing": mine.willing,
        "what_success_means": row.success if read else None,
        "members": [
            {"member_id": one.id, "name": one.user_name, "role": one.role}  # type: ignore[attr-defined]
            for one in everybody
        ],
    }


def my_invitations(*, actor: User) -> list[Data]:
    """The links `actor` has made; their tokens are kept nowhere."""
    rows = Invitation.objects.filter(invited_by=actor)
    rows = rows.select_related("organisation", "partnership").order_by("created_at", "id")
    return [
        {
            "organisation": row.organisation.name,
            "partnership": row.partnership.name if row.partnership else None,
            "role": row.role,
            "made": row.created_at,
            "runs_out": row.expires_at,
            "used": row.used_at,
            "taken_back": row.revoked_at,
        }
        for row in rows
    ]


def my_rests(*, actor: User) -> list[Data]:
    """When `actor` has put a partnership away."""
    rows = PutAway.objects.filter(by=actor).select_related("partnership")
    return [
        {"partnership": row.partnership.name, "at": row.created_at}
        for row in rows.order_by("created_at", "id")
    ]


def where_i_read(*, actor: User) -> frozenset[str]:
    """The partnerships whose shared words `actor` may read at this moment."""
    rows = PartnershipMember.objects.filter(
        user=actor, left_at=None, partnership__ended_at=None
    ).values_list("partnership_id", flat=True)
    return frozenset(rows)
