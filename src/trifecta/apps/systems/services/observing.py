"""Bringing in what was counted, and taking it out again."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.systems.models import Observed
from trifecta.apps.systems.selectors.rooms import ModelRoom, enter, latest_version
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import SystemsError, parse
from trifecta.domain.systems.observing.weekly import observations_in

LONGEST_COUNTS: Final = 200_000
MOST_TOLD: Final = 8


@transaction.atomic
def bring_in_counts(*, actor: User, model_id: str, counts: str) -> Observed:
    """Counts for the stocks and flows of the newest text, in the place of those before.

    All of them or none: raises InvalidError with each line and column to mend.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    check_counts(latest_version(room.model).text, counts)
    row = Observed.objects.filter(model=room.model).first() or Observed(
        organisation=room.partnership.organisation, model=room.model
    )
    row.counts, row.brought_by_id, row.brought_at = counts, room.me, timezone.now()
    row.save()
    _record(actor, room, "counts_brought_in")
    return row


@transaction.atomic
def remove_counts(*, actor: User, model_id: str) -> None:
    """Delete what was counted; the model stays."""
    room = enter(actor=actor, model_id=model_id, lock=True)
    Observed.objects.filter(model=room.model).delete()
    _record(actor, room, "counts_removed")


def check_counts(text: str, counts: str) -> None:
    """Raises InvalidError where `counts` cannot be read for the model that `text` describes."""
    if not counts.strip():
        raise InvalidError(
            "There is nothing to bring in.",
            fields={"counts": "Paste the counts, or choose a file."},
        )
    if len(counts) > LONGEST_COUNTS:
        raise InvalidError(
            "This is too much.",
            fields={"counts": f"Use at most {LONGEST_COUNTS:,} characters: leave out older weeks."},
        )
    try:
        model = parse(text)
    except SystemsError:
        raise InvalidError(
            "The model does not run yet, so counts cannot be put beside it. Mend the text first."
        ) from None
    try:
        observations_in(counts, model=model)
    except InvalidError as error:
        raise InvalidError(error.message, fields={"counts": by_line(error)}) from None


def by_line(error: InvalidError) -> str:
    """Everything to mend, each with its line, as far as one reads at a time."""
    said = [f"{place}: {words}" for place, words in error.fields.items()] or [error.message]
    more = len(said) - MOST_TOLD
    rest = [f"And {more} more like these."] if more > 0 else []
    return " ".join(one[:1].upper() + one[1:] for one in [*said[:MOST_TOLD], *rest])


def _record(actor: User, room: ModelRoom, what: str) -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=f"systems.{what}",
        subject=room.model,
    )
