"""What of tensions goes with an account: what nobody else reads."""

from __future__ import annotations

from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.tensions.models import (
    Draft,
    EarlierStatement,
    EarlierWeights,
    Side,
    Statement,
    WeightsDraft,
)
from trifecta.domain.access import Visibility

KEPT_BACK = (Visibility.PRIVATE.value, Visibility.MEDIATOR.value)


def erase_own_words(*, actor: User) -> None:
    """Delete what `actor` alone reads; they have left, and the caller has the transaction."""
    mine = Statement.objects.filter(member__user=actor)
    for alone in (Draft, WeightsDraft, EarlierWeights):
        alone.objects.filter(member__user=actor).delete()
    mine.filter(visibility__in=KEPT_BACK).delete()
    mine.exclude(removed_at=None).delete()
    EarlierStatement.objects.filter(statement__in=mine, visibility__in=KEPT_BACK).delete()
    shared = Side.objects.filter(member__user=actor).exclude(shared_at=None)
    read = {(row.tension_id, row.member_id): _others_read(row) for row in shared}
    for row in mine.defer("text", "because"):
        others_read = read.get((row.tension_id, row.member_id))
        if others_read is None or not (others_read or row.visibility == Visibility.LEADERSHIP):
            row.delete()
        elif row.weight is not None:
            row.weight = None
            row.save(update_fields=["weight"])


def _others_read(side: Side) -> bool:
    """Whether somebody who is still there was there when it was shared."""
    return PartnershipMember.objects.filter(
        partnership__tensions=side.tension_id, left_at=None, joined_at__lte=side.shared_at
    ).exists()
