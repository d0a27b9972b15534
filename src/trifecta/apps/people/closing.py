"""What of people ends with an account: links, partnerships, roles, belonging, signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.sessions.models import Session
from django.utils import timezone

from trifecta.apps.people.models import (
    Invitation,
    Organisation,
    OrganisationMember,
    OrganisationRole,
    Partnership,
    PartnershipMember,
    RoleKind,
    SignIn,
    User,
)
from trifecta.apps.people.partnerships import leave_every_partnership
from trifecta.apps.people.selectors import OrganisationView, organisations_of, partnerships_of
from trifecta.apps.records.audit import record
from trifecta.domain.errors import InvalidError

NOWHERE: Final = "closed.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What closing an account would mean for `actor` now.

    `held` are the organisations that somebody else has to look after first; `alone` those that
    nobody else was ever in, which are deleted.
    """

    held: tuple[OrganisationView, ...]
    alone: tuple[OrganisationView, ...]
    partnerships: tuple[str, ...]
    put_away: int


def closing_of(*, actor: User) -> Closing:
    """Whether `actor` can close their account now, and what follows."""
    views = organisations_of(actor=actor)
    alone = _nobody_else_ever([view.id for view in views], actor)
    open_ones = tuple(view.name for view in partnerships_of(actor=actor))
    memberships = PartnershipMember.objects.filter(user=actor, left_at=None).count()
    return Closing(
        held=tuple(view for view in views if _needs_another_owner(view.row, actor)),
        alone=tuple(view for view in views if view.id in alone),
        partnerships=open_ones,
        put_away=memberships - len(open_ones),
    )


def leave_everything(*, actor: User) -> frozenset[str]:
    """Take back links, leave partnerships, end roles and belonging; the caller has the transaction.

    Returns the organisations that nobody else was ever in. Raises InvalidError where `actor` is
    the last to look after one that others are in.
    """
    belongings = list(
        OrganisationMember.objects.select_for_update()
        .filter(user=actor, left_at=None)
        .select_related("organisation")
        .order_by("organisation_id")
    )
    for belonging in belongings:
        _require_another_owner(belonging.organisation, actor)
    _take_back_links(actor)
    leave_every_partnership(actor=actor)
    for belonging in belongings:
        _end_belonging(actor, belonging)
    return _nobody_else_ever([row.organisation_id for row in belongings], actor)


def forget_person(*, actor: User) -> None:
    """No session, password or address is left; the name stays on what others share with it."""
    keys = list(SignIn.objects.filter(user=actor).values_list("session_id", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for member in PartnershipMember.objects.filter(user=actor):
        member.willing = None
        member.save(update_fields=["willing"])
    actor.name = actor.name or actor.first_name
    actor.email = f"{actor.id}@{NOWHERE}"
    actor.is_active = False
    actor.set_unusable_password()
    actor.save()


def forget_organisation(*, organisation_id: str) -> None:
    """Delete an organisation that only one person was ever in.

    Check-ins, tensions and agreements take two, so there are none in it.
    """
    PartnershipMember.objects.filter(organisation_id=organisation_id).delete()
    Partnership.objects.filter(organisation_id=organisation_id).delete()
    Organisation.objects.filter(id=organisation_id).delete()


def _require_another_owner(organisation: Organisation, actor: User) -> None:
    list(OrganisationRole.objects.select_for_update().filter(organisation=organisation).only("id"))
    if _needs_another_owner(organisation, actor):
        raise InvalidError(
            f"Nobody else looks after {organisation.name}. Give that role to somebody first, then "
            "close your account."
        )


def _needs_another_owner(organisation: Organisation, actor: User) -> bool:
    """Whether `actor` is the last owner of an organisation that others are in."""
    roles = OrganisationRole.objects.filter(
        organisation=organisation, role=RoleKind.OWNER, ended_at=None
    )
    owners = set(roles.values_list("member__user_id", flat=True))
    if owners != {actor.id}:
        return False
    members = OrganisationMember.objects.filter(organisation=organisation, left_at=None)
    return members.exclude(user=actor).exists()


def _nobody_else_ever(organisation_ids: list[str], actor: User) -> frozenset[str]:
    others = OrganisationMember.objects.filter(organisation_id__in=organisation_ids)
    shared = others.exclude(user=actor).values_list("organisation_id", flat=True)
    return frozenset(organisation_ids) - frozenset(shared)


def _take_back_links(actor: User) -> None:
    rows = Invitation.objects.select_for_update().filter(
        invited_by=actor, used_at=None, revoked_at=None
    )
    for row in rows.order_by("id"):
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record(
            actor=actor,
            organisation=row.organisation,
            action="people.invitation_revoked",
            subject=row,
            reason="account_closed",
        )


def _end_belonging(actor: User, belonging: OrganisationMember) -> None:
    for role in OrganisationRole.objects.filter(member=belonging, ended_at=None).order_by("id"):
        role.ended_at = timezone.now()
        role.save(update_fields=["ended_at"])
        record(
            actor=actor,
            organisation=belonging.organisation,
            action="people.role_ended",
            subject=role,
            reason=role.role,
        )
    belonging.left_at = timezone.now()
    belonging.save(update_fields=["left_at"])
    record(
        actor=actor,
        organisation=belonging.organisation,
        action="people.organisation_left",
        subject=belonging,
    )
