"""Organisations as one of their members sees them: the people, their roles, the teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from trifecta.apps.people.models import (
    Organisation,
    OrganisationMember,
    OrganisationRole,
    RoleKind,
    Team,
    User,
)
from trifecta.apps.records.prepared import prepared
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation as one of its members sees it, with the roles that member holds.

    `aligned` says whether that member, as an executive, stands behind shared accountability.
    """

    row: Organisation
    member: OrganisationMember
    roles: frozenset[str]
    aligned: bool = False

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def looks_after(self) -> bool:
        """May give roles and change the organisation."""
        return RoleKind.OWNER in self.roles

    @property
    def sees_structure(self) -> bool:
        """May see which partnerships there are and who is in them; never what they write."""
        return bool(self.roles)

    def require_owner(self) -> None:
        """Raises NotFoundError for everybody who does not look after the organisation."""
        if not self.looks_after:
            raise NotFoundError


def organisation_for(*, actor: User, organisation_id: str) -> OrganisationView:
    """The organisation, when `actor` belongs to it; raises NotFoundError otherwise."""
    member = (
        OrganisationMember.objects.select_related("organisation")
        .filter(organisation_id=organisation_id, user=actor, left_at=None)
        .first()
    )
    if member is None:
        raise NotFoundError
    return _organisation_view(member)


def organisations_of(*, actor: User) -> list[OrganisationView]:
    members = (
        OrganisationMember.objects.select_related("organisation")
        .prefetch_related("roles")
        .filter(user=actor, left_at=None)
        .order_by("organisation__name", "id")
    )
    return [_organisation_view(member) for member in members]


def _organisation_view(member: OrganisationMember) -> OrganisationView:
    held = [role for role in member.roles.all() if role.ended_at is None]
    return OrganisationView(
        row=member.organisation,
        member=member,
        roles=frozenset(role.role for role in held),
        aligned=any(role.aligned_at is not None for role in held),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person of the organisation and the roles they hold; `aligned` by executive role."""

    member_id: str
    user_id: str
    name: str
    email: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """One role a person holds now."""

    id: str
    role: str
    label: str
    aligned_at: datetime | None


def people_of(*, actor: User, organisation_id: str) -> list[PersonView]:
    """Everybody in the organisation, by name; raises NotFoundError unless `actor` belongs to it."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    roles = OrganisationRole.objects.filter(ended_at=None).order_by("role")
    members = (
        OrganisationMember.objects.filter(organisation=view.row, left_at=None)
        .select_related("user")
        .prefetch_related(Prefetch("roles", queryset=roles, to_attr="roles_now"))
        .order_by("user__name", "id")
    )
    return [_person(member) for member in members]


def _person(member: OrganisationMember) -> PersonView:
    roles: list[OrganisationRole] = member.roles_now  # type: ignore[attr-defined]
    return PersonView(
        member_id=member.id,
        user_id=member.user_id,
        name=member.user.name,
        email=member.user.email,
        roles=tuple(
            RoleView(
                id=role.id,
                role=role.role,
                label=RoleKind(role.role).label,
                aligned_at=role.aligned_at,
            )
            for role in roles
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentView:
    """Which executive functions are filled, and which of them agreed to share accountability."""

    filled: frozenset[str]
    aligned: frozenset[str]


def alignment(*, organisation: Organisation) -> AlignmentView:
    """Of an organisation the caller has already been let into."""
    rows = _executives(organisation.id)
    filled = frozenset(row.role for row in rows)
    waiting = {row.role for row in rows if row.aligned_at is None}
    return AlignmentView(filled=filled, aligned=filled - waiting)


@prepared
def _executives(organisation_id: str) -> QuerySet[OrganisationRole]:
    return OrganisationRole.objects.filter(
        organisation_id=organisation_id, ended_at=None, role__startswith="executive_"
    )


def teams_of(*, actor: User, organisation_id: str) -> list[Team]:
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    return list(Team.objects.filter(organisation=view.row).order_by("name"))


def team_for(*, actor: User, team_id: str) -> Team:
    """A team, for everybody in its organisation; raises NotFoundError otherwise."""
    team = Team.objects.select_related("organisation").filter(id=team_id).first()
    if team is None:
        raise NotFoundError
    organisation_for(actor=actor, organisation_id=team.organisation_id)
    return team
