"""What partners have shared with leadership, for the executives of their organisation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, Max, OuterRef, QuerySet

from trifecta.apps.people.models import PartnershipMember, RoleKind, User
from trifecta.apps.people.selectors import OrganisationView, organisation_for
from trifecta.apps.tensions.models import AnsweredLimit, Side, Statement, TensionState
from trifecta.domain.access import Visibility, may_read_statement
from trifecta.domain.errors import NotFoundError
from trifecta.domain.tensions.statements import Kind

MOST: Final = 200
RELATED: Final = ("member__user", "tension__partnership__team")
EXECUTIVES: Final = frozenset(
    {RoleKind.EXECUTIVE_ENGINEERING, RoleKind.EXECUTIVE_PRODUCT, RoleKind.EXECUTIVE_BUSINESS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipStatement:
    """One statement with who said it and for which partnership; nothing else of its tension."""

    id: str
    partnership: str
    team: str
    author: str
    role: str
    kind: str
    text: str
    because: str
    changed_at: datetime


def shared_with_leadership(*, actor: User, organisation_id: str) -> list[LeadershipStatement]:
    """The latest of them; raises NotFoundError for everybody but the organisation's executives."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not EXECUTIVES & view.roles:
        raise NotFoundError
    return [_view(row) for row in _rows(view) if _may_read(actor, row)]


def limits_told_to_leadership(
    *, partnership_id: str, member_ids: Collection[str], starts_on: date, ends_on: date
) -> list[LeadershipStatement]:
    """What limits a partnership, as these of its members have told leadership, the oldest first.

    For the service that gathers evidence, which has told them: written by `ends_on`, and not
    left as it was since before `starts_on`. What was taken over from a check-in is left out, and
    so is what was last shared before one of them joined.
    """
    joined = PartnershipMember.objects.filter(id__in=member_ids).aggregate(last=Max("joined_at"))
    heard = Side.objects.filter(
        tension=OuterRef("tension"), member=OuterRef("member"), shared_at__gte=joined["last"]
    )
    from_a_check_in = AnsweredLimit.objects.filter(statement=OuterRef("pk"))
    rows = _told().filter(
        Exists(heard),
        ~Exists(from_a_check_in),
        tension__partnership_id=partnership_id,
        member_id__in=member_ids,
        kind=Kind.CONSTRAINT.value,
        created_at__date__lte=ends_on,
        changed_at__date__gte=starts_on,
    )
    found = rows.order_by("created_at", "id")[:MOST]
    return [_view(row) for row in found.select_related(*RELATED)]


def still_told_to_leadership(*, ids: Collection[str]) -> frozenset[str]:
    """Which of these statements leadership may read at this moment."""
    return frozenset(_told().filter(id__in=ids).values_list("id", flat=True))


def _rows(view: OrganisationView) -> QuerySet[Statement]:
    rows = _told().filter(organisation=view.row)
    return rows.select_related(*RELATED).order_by("-changed_at", "-id")[:MOST]


def _told() -> QuerySet[Statement]:
    """Statements on shared sides that their writers have shared with leadership."""
    shared = Side.objects.filter(
        tension=OuterRef("tension"), member=OuterRef("member"), shared_at__isnull=False
    )
    return Statement.objects.filter(
        Exists(shared),
        visibility=Visibility.LEADERSHIP,
        removed_at=None,
        tension__partnership__ended_at=None,
    ).exclude(tension__state=TensionState.WITHDRAWN)


def _may_read(actor: User, row: Statement) -> bool:
    return may_read_statement(
        viewer=actor.id,
        author=row.member.user_id,
        visibility=Visibility(row.visibility),
        viewer_is_active_partner=False,
        viewer_is_leader=True,
        side_shared=True,
    ).allowed


def _view(row: Statement) -> LeadershipStatement:
    partnership = row.tension.partnership
    return LeadershipStatement(
        id=row.id,
        partnership=partnership.name,
        team=partnership.team.name,
        author=row.member.user.name,
        role=row.member.role,
        kind=row.kind,
        text=row.text,
        because=row.because or "",
        changed_at=row.changed_at,
    )
