"""Invitations by link: single use, expiring, revocable, good for people without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.links import digest_of, new_link_token
from trifecta.apps.people.models import (
    Invitation,
    Organisation,
    OrganisationRole,
    PartnerRole,
    Partnership,
    RoleKind,
    User,
)
from trifecta.apps.people.partnerships import MAX_MEMBERS, add_member
from trifecta.apps.people.putting_away import hold_open_partnership
from trifecta.apps.people.selectors import organisation_for
from trifecta.apps.people.services import clean_choice, join_organisation
from trifecta.apps.records.audit import record
from trifecta.apps.records.limits import count_one
from trifecta.domain.errors import InvalidError, NotFoundError

VALID_FOR: Final = timedelta(days=14)
MOST_AN_HOUR: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """The invitation and its token, which is shown once and never stored."""

    id: str
    token: str


def invite_partner(*, actor: User, partnership_id: str, role: str) -> NewInvitation:
    """A link into a partnership; for its members and for people with a role in the organisation."""
    count_one(what="invite", who=actor.id, most=MOST_AN_HOUR, seconds=3600)
    with transaction.atomic():
        partnership = _may_invite_to(actor, partnership_id)
        clean_choice(role, field="role", among=PartnerRole.values)
        active = partnership.members.filter(left_at=None).count()
        if active >= MAX_MEMBERS:
            raise InvalidError("This partnership has four members, which is the most there can be.")
        return _create(actor, partnership.organisation, partnership=partnership, role=role)


def invite_to_organisation(*, actor: User, organisation_id: str, role: str = "") -> NewInvitation:
    """A link into the organisation, with a role if one is named; for its owners."""
    count_one(what="invite", who=actor.id, most=MOST_AN_HOUR, seconds=3600)
    with transaction.atomic():
        view = organisation_for(actor=actor, organisation_id=organisation_id)
        if not view.looks_after:
            raise NotFoundError
        clean_choice(role, field="role", among=["", *RoleKind.values])
        return _create(actor, view.row, partnership=None, role=role)


@transaction.atomic
def revoke_invitation(*, actor: User, invitation_id: str) -> Invitation:
    """Make a link useless; for those who could have made it."""
    found = Invitation.objects.filter(id=invitation_id).first()
    if found is None:
        raise NotFoundError
    if found.partnership_id:
        _may_invite_to(actor, found.partnership_id)
    elif not organisation_for(actor=actor, organisation_id=found.organisation_id).looks_after:
        raise NotFoundError
    row = _held(id=found.id, used_at=None, revoked_at=None)
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    record(
        actor=actor, organisation=row.organisation, action="people.invitation_revoked", subject=row
    )
    return row


@transaction.atomic
def accept_invitation(*, actor: User, token: str) -> Invitation:
    """Join by a link, once; raises NotFoundError when nobody can use it (any more)."""
    mine = {"token_digest": digest_of(token)}
    found = Invitation.objects.filter(**mine).first()
    if found is not None and found.partnership_id:
        hold_open_partnership(found.partnership_id)
    row = _held(**mine, used_at=None, revoked_at=None, expires_at__gt=timezone.now())
    organisation, partnership = row.organisation, row.partnership
    if partnership is not None:
        add_member(organisation=organisation, partnership=partnership, user=actor, role=row.role)
    else:
        _join(organisation, actor, row.role)
    row.used_at, row.used_by = timezone.now(), actor
    row.save(update_fields=["used_at", "used_by"])
    record(actor=actor, organisation=organisation, action="people.invitation_accepted", subject=row)
    return row


def _held(**which: Any) -> Invitation:
    """One invitation, locked; its partnership is locked before it, always."""
    row = Invitation.objects.select_for_update().filter(**which).first()
    if row is None:
        raise NotFoundError
    return row


def _join(organisation: Organisation, user: User, role: str) -> None:
    member = join_organisation(organisation=organisation, user=user)
    if role:
        OrganisationRole.objects.get_or_create(
            organisation=organisation, member=member, role=role, ended_at=None
        )


def _create(
    actor: User, organisation: Organisation, *, partnership: Partnership | None, role: str
) -> NewInvitation:
    token = new_link_token()
    row = Invitation.objects.create(
        organisation=organisation,
        partnership=partnership,
        role=role,
        invited_by=actor,
        token_digest=digest_of(token),
        expires_at=timezone.now() + VALID_FOR,
    )
    record(actor=actor, organisation=organisation, action="people.invitation_made", subject=row)
    return NewInvitation(id=row.id, token=token)


def _may_invite_to(actor: User, partnership_id: str) -> Partnership:
    row = hold_open_partnership(partnership_id)
    if row.members.filter(user=actor, left_at=None).exists():
        return row
    if organisation_for(actor=actor, organisation_id=row.organisation_id).sees_structure:
        return row
    raise NotFoundError
