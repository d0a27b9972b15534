"""Saying what numbers of a model may be, and taking that out again."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.systems.models import Ranges
from trifecta.apps.systems.selectors.rooms import ModelRoom, enter, latest_version
from trifecta.apps.systems.services.models import one_line_end
from trifecta.apps.systems.services.observing import by_line
from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.systems import SystemsError, parse
from trifecta.domain.systems.ensembles.ranges import checked, ranges_in

LONGEST_RANGES: Final = 10_000


@transaction.atomic
def save_ranges(*, actor: User, model_id: str, text: str, read: int) -> Ranges:
    """Ranges for numbers of the newest text, in the place of those before.

    All of them or none: raises InvalidError with each line to mend. Lines of before whose number
    has gone from the model may stay. `read` is the number of the ranges that these were made from,
    0 for none; raises ConflictError when somebody has saved others in the meantime.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    row = Ranges.objects.filter(model=room.model).first()
    if read != (row.number if row else 0):
        raise ConflictError(
            "Somebody has changed the ranges in the meantime. They stand below; save again to put "
            "yours in their place."
        )
    text = check_ranges(latest_version(room.model).text, text, before=row.text if row else "")
    if row is None:
        row = Ranges(organisation=room.partnership.organisation, model=room.model, number=0)
    row.text, row.said_by_id, row.said_at = text, room.me, timezone.now()
    row.number += 1
    row.save()
    _record(actor, room, "ranges_saved")
    return row


@transaction.atomic
def remove_ranges(*, actor: User, model_id: str) -> None:
    """Delete what the numbers may be; the model stays."""
    room = enter(actor=actor, model_id=model_id, lock=True)
    Ranges.objects.filter(model=room.model).delete()
    _record(actor, room, "ranges_removed")


def check_ranges(model_text: str, text: str, *, before: str = "") -> str:
    """The text as it is kept; raises InvalidError where it cannot be read for this model."""
    text = one_line_end(text).rstrip()
    if len(text) > LONGEST_RANGES:
        raise InvalidError(
            "This is too much.",
            fields={
                "text": f"Use at most {LONGEST_RANGES:,} characters; this has {len(text):,}. "
                "Nothing is lost: shorten it here."
            },
        )
    try:
        model = parse(model_text)
    except SystemsError:
        raise InvalidError(
            "The model does not run yet, so its numbers cannot be varied. Mend its text first."
        ) from None
    try:
        kept = frozenset(one.name for one in ranges_in(before))
        text = checked(model, text, also=kept)
        if ranges_in(text):
            return text
    except InvalidError as error:
        raise InvalidError(error.message, fields={"text": by_line(error)}) from None
    nothing = "Say of at least one number what it may be."
    raise InvalidError(nothing, fields={"text": nothing})


def _record(actor: User, room: ModelRoom, what: str) -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=f"systems.{what}",
        subject=room.model,
    )
