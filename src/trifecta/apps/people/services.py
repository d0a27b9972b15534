"""Changes to organisations, teams, roles: access, decision, write, audit in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import (
    CompanyKind,
    Organisation,
    OrganisationMember,
    OrganisationRole,
    RoleKind,
    Team,
    User,
    YesNo,
)
from trifecta.apps.people.news import tell_role_ended, tell_role_given
from trifecta.apps.people.selectors import OrganisationView, organisation_for
from trifecta.apps.records.audit import record
from trifecta.domain.errors import InvalidError, NotFoundError

MAX_NAME = 120
EXECUTIVES = frozenset(
    {RoleKind.EXECUTIVE_ENGINEERING, RoleKind.EXECUTIVE_PRODUCT, RoleKind.EXECUTIVE_BUSINESS}
)


def clean_name(value: str, *, field: str, most: int = MAX_NAME) -> str:
    """A name without surrounding space; raises InvalidError when it is empty or too long."""
    name = " ".join(value.split())
    if not name:
        raise InvalidError("A name is missing.", fields={field: "Write a name."})
    if len(name) > most:
        raise InvalidError(
            "The name is too long.", fields={field: f"Use at most {most} characters."}
        )
    return name


def clean_choice(value: str, *, field: str, among: list[str]) -> str:
    if value not in among:
        raise InvalidError("One answer is missing.", fields={field: "Choose one of the answers."})
    return value


@transaction.atomic
def create_organisation(
    *, actor: User, name: str, kind: str = CompanyKind.GENERAL, is_demo: bool = False
) -> Organisation:
    """A new organisation that `actor` looks after."""
    organisation = Organisation.objects.create(
        name=clean_name(name, field="name"),
        kind=clean_choice(kind, field="kind", among=CompanyKind.values),
        is_demo=is_demo,
    )
    member = OrganisationMember.objects.create(organisation=organisation, user=actor)
    OrganisationRole.objects.create(organisation=organisation, member=member, role=RoleKind.OWNER)
    record(
        actor=actor,
        organisation=organisation,
        action="people.organisation_created",
        subject=organisation,
    )
    return organisation


@transaction.atomic
def change_organisation(
    *, actor: User, organisation_id: str, name: str, kind: str, business_units: str
) -> Organisation:
    """Rename, or say what kind of company this is; for its owners."""
    view = _owned(actor, organisation_id)
    row = view.row
    row.name = clean_name(name, field="name")
    row.kind = clean_choice(kind, field="kind", among=CompanyKind.values)
    row.business_units = clean_choice(business_units, field="business_units", among=YesNo.values)
    row.save(update_fields=["name", "kind", "business_units"])
    record(actor=actor, organisation=row, action="people.organisation_changed", subject=row)
    return row


@transaction.atomic
def create_team(*, actor: User, organisation_id: str, name: str) -> Team:
    """A team of the organisation; the same name gives the team that is there."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    name = clean_name(name, field="team")
    existing = Team.objects.filter(organisation=view.row, name__iexact=name).first()
    if existing is not None:
        return existing
    team = Team.objects.create(organisation=view.row, name=name)
    record(actor=actor, organisation=view.row, action="people.team_created", subject=team)
    return team


@transaction.atomic
def grant_role(*, actor: User, organisation_id: str, member_id: str, role: str) -> OrganisationRole:
    """Give a person a role; for owners. A role they hold already stays as it is."""
    view = _owned(actor, organisation_id)
    role = clean_choice(role, field="role", among=RoleKind.values)
    member = _member(view, member_id)
    row, created = OrganisationRole.objects.get_or_create(
        organisation=view.row, member=member, role=role, ended_at=None
    )
    if created:
        tell_role_given(actor=actor, role=row)
        record(
            actor=actor,
            organisation=view.row,
            action="people.role_granted",
            subject=row,
            reason=role,
        )
    return row


@transaction.atomic
def end_role(*, actor: User, organisation_id: str, role_id: str) -> None:
    """Take a role away; for owners. The last owner stays."""
    view = _owned(actor, organisation_id)
    roles = OrganisationRole.objects.select_for_update().filter(
        organisation=view.row, ended_at=None
    )
    row = roles.filter(id=role_id).first()
    if row is None:
        raise NotFoundError
    if row.role == RoleKind.OWNER and roles.filter(role=RoleKind.OWNER).count() == 1:
        raise InvalidError(
            "Somebody has to look after this organisation. Name another person first."
        )
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    tell_role_ended(actor=actor, role=row)
    record(
        actor=actor, organisation=view.row, action="people.role_ended", subject=row, reason=row.role
    )


@transaction.atomic
def declare_alignment(*, actor: User, organisation_id: str, aligned: bool) -> None:
    """An executive says whether they stand behind shared accountability."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    rows = list(
        OrganisationRole.objects.select_for_update().filter(
            member=view.member, ended_at=None, role__in=EXECUTIVES
        )
    )
    if not rows:
        raise NotFoundError
    for row in rows:
        row.aligned_at = timezone.now() if aligned else None
        row.save(update_fields=["aligned_at"])
        record(
            actor=actor,
            organisation=view.row,
            action="people.alignment_declared" if aligned else "people.alignment_withdrawn",
            subject=row,
        )


@transaction.atomic
def rename_account(*, actor: User, name: str) -> None:
    actor.name = clean_name(name, field="name", most=80)
    actor.save(update_fields=["name"])
    record(actor=actor, organisation=None, action="people.account_renamed", subject=actor)


def join_organisation(*, organisation: Organisation, user: User) -> OrganisationMember:
    """The membership, made when missing; the caller has the transaction and checked access."""
    member, _ = OrganisationMember.objects.get_or_create(
        organisation=organisation, user=user, left_at=None
    )
    return member


def _owned(actor: User, organisation_id: str) -> OrganisationView:
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not view.looks_after:
        raise NotFoundError
    return view


def _member(view: OrganisationView, member_id: str) -> OrganisationMember:
    member = OrganisationMember.objects.filter(
        organisation=view.row, id=member_id, left_at=None
    ).first()
    if member is None:
        raise NotFoundError
    return member
