"""What limits the reader: what a check-in has of it, and what stands on their side of a tension."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.checkins.selectors import LimitView, my_latest_limits
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import AnsweredLimit, Statement
from trifecta.apps.tensions.selectors.tension import TensionView
from trifecta.domain.access import READABLE, Visibility
from trifecta.domain.tensions.statements import Kind, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLimit:
    """A limit of the reader's own that can be taken over, with the visibility it would keep."""

    id: str
    kind: str
    text: str
    visibility: Visibility

    @property
    def shown(self) -> bool:
        """Whether partners are shown it, once the side it is taken over to is shared."""
        return self.visibility in READABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitOffers:
    """What check-in `number` has to offer: not answered yet, and left out by the reader."""

    number: int
    offered: tuple[OfferedLimit, ...]
    left_out: tuple[OfferedLimit, ...]


def limits_to_take(*, actor: User, tension: TensionView) -> LimitOffers:
    """The reader's own limits from the last opened check-in that are not on their side yet.

    Nobody else is ever shown this, nor that there is something to offer. A tension that is closed
    for changes is offered nothing.
    """
    number, limits = my_latest_limits(actor=actor, partnership=tension.partnership)
    if not tension.live or not limits:
        return LimitOffers(number=number, offered=(), left_out=())
    answered = set(
        AnsweredLimit.objects.filter(
            tension_id=tension.id, limit_id__in=[limit.id for limit in limits]
        ).values_list("limit_id", flat=True)
    )
    there = {row.text for row in tension.mine.constraints}
    missing = [_offer(limit) for limit in limits if tidy(limit.text) not in there]
    return LimitOffers(
        number=number,
        offered=tuple(one for one in missing if one.id not in answered),
        left_out=tuple(one for one in missing if one.id in answered),
    )


def my_limits_here(*, actor: User, tension_id: str) -> list[str]:
    """The limits on the reader's own side, in their words, but for those kept from plans."""
    rows = Statement.objects.filter(
        tension_id=tension_id,
        member__user=actor,
        member__left_at=None,
        kind=Kind.CONSTRAINT,
        removed_at=None,
    ).exclude(visibility=Visibility.PRIVATE)
    return [row.text for row in rows]


def _offer(limit: LimitView) -> OfferedLimit:
    return OfferedLimit(id=limit.id, kind=limit.kind, text=limit.text, visibility=limit.visibility)
