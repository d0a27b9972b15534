"""What members have shared with leadership in opened check-ins, for their executives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trifecta.apps.checkins.models import Limit
from trifecta.apps.people.models import RoleKind, User
from trifecta.apps.people.selectors import organisation_for
from trifecta.domain.access import Visibility, may_read_statement
from trifecta.domain.errors import NotFoundError

MOST: Final = 200
EXECUTIVES: Final = frozenset(
    {RoleKind.EXECUTIVE_ENGINEERING, RoleKind.EXECUTIVE_PRODUCT, RoleKind.EXECUTIVE_BUSINESS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipLimit:
    """One statement with who wrote it and for which partnership; nothing else of its check-in."""

    id: str
    partnership: str
    team: str
    author: str
    role: str
    kind: str
    text: str
    opened_at: datetime


def shared_with_leadership(*, actor: User, organisation_id: str) -> list[LeadershipLimit]:
    """The latest of them; raises NotFoundError for everybody but the organisation's executives."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not EXECUTIVES & view.roles:
        raise NotFoundError
    rows = (
        Limit.objects.filter(
            organisation=view.row,
            visibility=Visibility.LEADERSHIP,
            entry__round__revealed=True,
            entry__round__partnership__ended_at=None,
        )
        .select_related("entry__member__user", "entry__round__partnership__team")
        .defer("entry__answers", "entry__round__outcome", "entry__round__partnership__success")
        .order_by("-entry__round__revealed_at", "-id")[:MOST]
    )
    return [_view(row) for row in rows if _may_read(actor, row)]


def _may_read(actor: User, row: Limit) -> bool:
    return bool(
        may_read_statement(
            viewer=actor.id,
            author=row.entry.member.user_id,
            visibility=Visibility(row.visibility),
            viewer_is_active_partner=False,
            viewer_is_leader=True,
            side_shared=row.entry.round.revealed,
        )
    )


def _view(row: Limit) -> LeadershipLimit:
    opened, member = row.entry.round, row.entry.member
    return LeadershipLimit(
        id=row.id,
        partnership=opened.partnership.name,
        team=opened.partnership.team.name,
        author=member.user.name,
        role=member.role,
        kind=row.kind,
        text=row.text,
        opened_at=opened.revealed_at or opened.opened_at,
    )
