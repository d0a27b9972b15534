"""Who may still write in a round: its participants, while it is sealed, one change at a time."""

from __future__ import annotations

from trifecta.apps.checkins.models import Entry, Round
from trifecta.apps.checkins.selectors.rounds import RoundView, round_for
from trifecta.apps.people.models import User
from trifecta.domain.errors import ConflictError

OPENED = (
    "This check-in has been opened in the meantime, so its answers stay as they are. "
    "What has changed since then belongs into the next one."
)
OVERTAKEN = (
    "Somebody has joined or left, so this check-in cannot be opened any more. Start a new one."
)


def lock_for_writing(*, actor: User, round_id: str) -> tuple[RoundView, Entry]:
    """The round and the actor's own entry, both locked until the transaction ends.

    The round comes first in every transaction, so that a reveal waits for a write under way and a
    write never lands behind a reveal. Raises NotFoundError, and ConflictError once it is too late.
    """
    if Round.objects.select_for_update().filter(id=round_id).only("id").first() is None:
        round_for(actor=actor, round_id=round_id)
    view = round_for(actor=actor, round_id=round_id)
    if view.state == "revealed":
        raise ConflictError(OPENED)
    if view.state == "overtaken":
        raise ConflictError(OVERTAKEN)
    return view, Entry.objects.select_for_update().get(id=view.entry_id)
