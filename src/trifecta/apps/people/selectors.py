"""What one person may read of people: their partnerships, the organisation, open invitations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from trifecta.apps.people.links import digest_of
from trifecta.apps.people.models import (
    MARKS,
    Invitation,
    Organisation,
    OrganisationMember,
    OrganisationRole,
    Partnership,
    PartnershipMember,
    RoleKind,
    Team,
    User,
    first_name_of,
)
from trifecta.apps.records.prepared import prepared
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member as the others see them; `mark` is the shape they keep on every page."""

    id: str
    user_id: str
    name: str
    full_name: str
    role: str
    mark: str
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipView:
    """A partnership as one of its active members sees it; `row` is for services."""

    row: Partnership
    me: MemberView
    members: tuple[MemberView, ...]
    former: tuple[MemberView, ...]

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def organisation(self) -> Organisation:
        return self.row.organisation

    @property
    def counterparts(self) -> tuple[MemberView, ...]:
        return tuple(member for member in self.members if member.id != self.me.id)

    def member(self, member_id: str) -> MemberView:
        """Any member, past ones included; raises NotFoundError."""
        for member in (*self.members, *self.former):
            if member.id == member_id:
                return member
        raise NotFoundError


def partnership_for(*, actor: User, partnership_id: str) -> PartnershipView:
    """The partnership, when `actor` is an active member; raises NotFoundError otherwise."""
    found = _running(partnership_id)
    if not found:
        raise NotFoundError
    row = found[0]
    row.ordered_members = _members(partnership_id)  # type: ignore[attr-defined]
    view = _view(row, actor)
    if view is None:
        raise NotFoundError
    (row.organisation,) = _organisations(row.organisation_id)
    return view


@prepared
def _running(partnership_id: str) -> QuerySet[Partnership]:
    return Partnership.objects.filter(id=partnership_id, ended_at=None)


@prepared
def _members(partnership_id: str) -> QuerySet[PartnershipMember]:
    return _named_members().filter(partnership_id=partnership_id)


@prepared
def _organisations(organisation_id: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(id=organisation_id)


def partnerships_of(*, actor: User) -> list[PartnershipView]:
    """Every partnership `actor` is an active member of, by name."""
    rows = _partnerships().filter(members__user=actor, members__left_at=None).order_by("name", "id")
    views = (_view(row, actor) for row in rows)
    return [view for view in views if view is not None]


def _partnerships() -> QuerySet[Partnership]:
    return with_members(Partnership.objects.filter(ended_at=None))


def with_members(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """`rows` with everybody who is or was in them, in order of joining, as `ordered_members`."""
    members = Prefetch("members", queryset=_named_members(), to_attr="ordered_members")
    return rows.select_related("organisation", "team").prefetch_related(members)


def _named_members() -> QuerySet[PartnershipMember]:
    """In order of joining, with their names; whether they are willing is not even read."""
    rows = PartnershipMember.objects.defer("willing").order_by("position")
    return rows.annotate(user_name=F("user__name"), user_email=F("user__email"))


def everybody_in(*, partnership: Partnership) -> list[MemberView]:
    """All who are or were in a partnership that the caller has let its actor into."""
    (row,) = with_members(Partnership.objects.filter(id=partnership.id))
    return [member_view(member) for member in row.ordered_members]  # type: ignore[attr-defined]


def _view(row: Partnership, actor: User) -> PartnershipView | None:
    everyone: list[PartnershipMember] = row.ordered_members  # type: ignore[attr-defined]
    active = [member_view(member) for member in _active(everyone)]
    former = [member_view(member) for member in everyone if member.left_at is not None]
    me = next((member for member in active if member.user_id == actor.id), None)
    if me is None:
        return None
    return PartnershipView(
        row=row,
        me=me,
        members=tuple(active),
        former=tuple(former),
    )


def _active(members: Iterable[PartnershipMember]) -> list[PartnershipMember]:
    return [member for member in members if member.left_at is None]


def member_view(row: PartnershipMember) -> MemberView:
    """Of a row of `_named_members`."""
    name, email = row.user_name, row.user_email  # type: ignore[attr-defined]
    return MemberView(
        id=row.id,
        user_id=row.user_id,
        name=first_name_of(name=name, email=email),
        full_name=name,
        role=row.role,
        mark=row.mark,
        joined_at=row.joined_at,
        left_at=row.left_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WillingnessView:
    """Whether everybody is willing; never who has not said so. `mine` is my own answer."""

    mine: bool | None
    everybody: bool


def willingness(*, actor: User, partnership_id: str) -> WillingnessView:
    """Raises NotFoundError unless `actor` is an active member."""
    return standing(view=partnership_for(actor=actor, partnership_id=partnership_id)).willingness


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a partnership stands on besides its members; see WillingnessView and AlignmentView."""

    willingness: WillingnessView
    open_invitations: int
    alignment: AlignmentView


def standing(*, view: PartnershipView) -> Standing:
    """Of a partnership that its reader has been let into already."""
    (mine,) = _membership(view.me.id)
    now = timezone.now()
    return Standing(
        willingness=WillingnessView(mine=mine.willing, everybody=view.row.all_willing),
        open_invitations=sum(row.expires_at > now for row in _unused_invitations(view.id)),
        alignment=alignment(organisation=view.organisation),
    )


@prepared
def _membership(member_id: str) -> QuerySet[PartnershipMember]:
    return PartnershipMember.objects.filter(id=member_id)


@prepared
def _unused_invitations(partnership_id: str) -> QuerySet[Invitation]:
    """Neither used nor taken back; whether they have run out is not asked."""
    rows = Invitation.objects.filter(partnership_id=partnership_id, used_at=None, revoked_at=None)
    return rows.only("id", "expires_at")


# ---------------------------------------------------------------- organisations


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
    rows = _partnerships().filter(organisation=view.row).order_by("team__name", "name", "id")
    outlines = []
    for row in rows:
        members = _active(row.ordered_members)  # type: ignore[attr-defined]
        mine = any(member.user_id == actor.id for member in members)
        if mine or view.sees_structure:
            outlines.append(_outline(row, members, mine=mine))
    return outlines


def outline_for(*, actor: User, partnership_id: str) -> PartnershipOutline:
    """One of them, for its members and for people with a role in the organisation."""
    row = _partnerships().filter(id=partnership_id).first()
    if row is None:
        raise NotFoundError
    members = _active(row.ordered_members)  # type: ignore[attr-defined]
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


# ---------------------------------------------------------------- invitations


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


def account_by_id(*, user_id: str) -> User | None:
    """An active account, for the interfaces that sign people in."""
    return User.objects.filter(id=user_id, is_active=True).first()


def any_account() -> bool:
    """Whether anybody has an account here yet; the first one may sign up without an invitation."""
    return User.objects.exists()
