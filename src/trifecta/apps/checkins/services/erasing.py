"""What of check-ins goes with an account: what nobody else reads."""

from __future__ import annotations

from trifecta.apps.checkins.models import Entry, Limit, Reply, Round
from trifecta.apps.people.models import User
from trifecta.domain.access import Visibility

KEPT_BACK = (Visibility.PRIVATE.value, Visibility.MEDIATOR.value)


def erase_own_answers(*, actor: User) -> None:
    """Delete what `actor` alone reads; they have left, and the caller has the transaction.

    Their part in a check-in that was never opened stays as an empty one, so that it stays closed.
    """
    mine = Entry.objects.filter(member__user=actor)
    Reply.objects.filter(member__user=actor, sent_at=None).delete()
    Limit.objects.filter(entry__in=mine, visibility__in=KEPT_BACK).delete()
    Limit.objects.filter(entry__in=mine, entry__round__revealed=False).delete()
    for row in mine.select_related("round").defer("round__outcome"):
        if not (row.round.revealed and _others_read(row.round)):
            _empty(row)


def _others_read(row: Round) -> bool:
    return Entry.objects.filter(round=row, member__left_at=None).exists()


def _empty(row: Entry) -> None:
    """Whatever was shared with leadership stays, as it reads that without the check-in."""
    row.answers = None
    row.save(update_fields=["answers"])
    Limit.objects.filter(entry=row).exclude(visibility=Visibility.LEADERSHIP.value).delete()
    Reply.objects.filter(member_id=row.member_id, finding__round_id=row.round_id).delete()
