"""What partners have shared with leadership, for the executives of their organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from trifecta.apps.people.models import RoleKind, User
from trifecta.apps.people.selectors import OrganisationView, organisation_for
from trifecta.apps.tensions.models import Side, Statement, TensionState
from trifecta.domain.access import Visibility, may_read_statement
from trifecta.domain.errors import NotFoundError

MOST: Final = 200
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


def _rows(view: OrganisationView) -> QuerySet[Statement]:
    shared = Side.objects.filter(
        tension=OuterRef("tension"), member=OuterRef("member"), shared_at__isnull=False
    )
    rows = Statement.objects.filter(
        Exists(shared),
        organisation=view.row,
        visibility=Visibility.LEADERSHIP,
        removed_at=None,
        tension__partnership__ended_at=None,
    ).exclude(tension__state=TensionState.WITHDRAWN)
    return rows.select_related("member__user", "tension__partnership__team").order_by(
        "-changed_at", "-id"
    )[:MOST]


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
