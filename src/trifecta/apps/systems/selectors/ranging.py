"""What numbers of a model may be, as its members see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.systems.models import Ranges
from trifecta.apps.systems.selectors.models import ModelView, whole
from trifecta.apps.systems.selectors.rooms import enter


@dataclass(frozen=True, slots=True, kw_only=True)
class RangesView:
    """Lines of ranges, as they were saved; `version` tells them from those before and after."""

    text: str
    said_by: MemberView
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RangesWhole:
    """A model with its ranges, if there are any."""

    model: ModelView
    ranges: RangesView | None

    @property
    def text(self) -> str:
        return self.ranges.text if self.ranges else ""

    @property
    def version(self) -> int:
        return self.ranges.version if self.ranges else 0


def ranges_for(*, actor: User, model_id: str) -> RangesWhole:
    """Raises NotFoundError for whoever is not in the partnership of the model."""
    room = enter(actor=actor, model_id=model_id)
    row = Ranges.objects.filter(model=room.model).first()
    return RangesWhole(model=whole(room), ranges=_view(row, room.partnership) if row else None)


def _view(row: Ranges, people: PartnershipView) -> RangesView:
    return RangesView(
        text=row.text, said_by=people.member(row.said_by_id), at=row.said_at, version=row.number
    )
