"""Partnerships as their members see them, who is in them, and what they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from trifecta.apps.people.models import (
    Invitation,
    Organisation,
    Partnership,
    PartnershipMember,
    PutAway,
    User,
    first_name_of,
)
from trifecta.apps.people.selectors.organisations import AlignmentView, alignment
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
    """A partnership as one of its active members sees it; `row` is for services.

    `has_rested` says whether it was ever put away, `has_links` whether a link to join it is out.
    """

    row: Partnership
    me: MemberView
    members: tuple[MemberView, ...]
    former: tuple[MemberView, ...]
    has_rested: bool
    has_links: bool

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
    return view


@prepared
def _running(partnership_id: str) -> QuerySet[Partnership]:
    return _outlined(Partnership.objects.filter(id=partnership_id, ended_at=None))


def _outlined(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """With the organisation, and whether there is more to read that most partnerships lack."""
    of_it = OuterRef("pk")
    return rows.select_related("organisation").annotate(
        has_rested=Exists(PutAway.objects.filter(partnership=of_it)),
        has_links=Exists(_unused().filter(partnership=of_it)),
    )


@prepared
def _members(partnership_id: str) -> QuerySet[PartnershipMember]:
    return _named_members().filter(partnership_id=partnership_id)


def partnerships_of(*, actor: User) -> list[PartnershipView]:
    """Every partnership `actor` is an active member of, by name."""
    mine = open_partnerships().filter(members__user=actor, members__left_at=None)
    views = (_view(row, actor) for row in _outlined(mine).order_by("name", "id"))
    return [view for view in views if view is not None]


def open_partnerships() -> QuerySet[Partnership]:
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
    active = [member_view(member) for member in active_members(everyone)]
    former = [member_view(member) for member in everyone if member.left_at is not None]
    me = next((member for member in active if member.user_id == actor.id), None)
    if me is None:
        return None
    return PartnershipView(
        row=row,
        me=me,
        members=tuple(active),
        former=tuple(former),
        has_rested=row.has_rested,  # type: ignore[attr-defined]
        has_links=row.has_links,  # type: ignore[attr-defined]
    )


def active_members(members: Iterable[PartnershipMember]) -> list[PartnershipMember]:
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
    links, now = _unused_invitations(view.id) if view.has_links else [], timezone.now()
    return Standing(
        willingness=WillingnessView(mine=mine.willing, everybody=view.row.all_willing),
        open_invitations=sum(row.expires_at > now for row in links),
        alignment=alignment(organisation=view.organisation),
    )


@prepared
def _membership(member_id: str) -> QuerySet[PartnershipMember]:
    return PartnershipMember.objects.filter(id=member_id)


@prepared
def _unused_invitations(partnership_id: str) -> QuerySet[Invitation]:
    return _unused().filter(partnership_id=partnership_id).only("id", "expires_at")


def _unused() -> QuerySet[Invitation]:
    """Neither used nor taken back; whether they have run out is not asked."""
    return Invitation.objects.filter(used_at=None, revoked_at=None)
