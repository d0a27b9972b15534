"""Bringing in what was counted, going one step back, and taking it out again."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.systems.models import Observed
from trifecta.apps.systems.selectors.rooms import ModelRoom, enter, latest_version
from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.systems import Model, SystemsError, parse
from trifecta.domain.systems.observing.cells import DateOrder, UnclearOrderError
from trifecta.domain.systems.observing.mapping import LONGEST_MAPPING, mapping_in
from trifecta.domain.systems.observing.merging import merged, rows_to_keep, text_of_rows
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.observing.weekly import observations_in

LONGEST_COUNTS: Final = 200_000
MOST_TOLD: Final = 8


@transaction.atomic
def bring_in_counts(
    *,
    actor: User,
    model_id: str,
    counts: str,
    mapping: str = "",
    add: bool = False,
    read: str | None = None,
) -> Observed:
    """Counts for the stocks and flows of the newest text, in the place of those before.

    With `add` they are put to those before instead: where both have a week, the newer number
    stands. What was there is kept one step back. `mapping` says how an export was mapped, and
    `read` which counts were there when it was decided ("" for none). All of them or none: raises
    InvalidError with each line and column to mend, and ConflictError where somebody else has
    brought others in.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    text = latest_version(room.model).text
    read_counts(text, counts)
    row = Observed.objects.filter(model=room.model).first()
    if read is not None and read != (row.brought_at.isoformat() if row else ""):
        raise ConflictError(
            "Somebody has changed the counts in the meantime. See below what is there now, then "
            "keep yours again."
        )
    if row is None:
        row = Observed(organisation=room.partnership.organisation, model=room.model)
    else:
        counts = added(text, row.counts, counts) if add else counts
    if row.counts and row.counts != counts:
        row.before, row.before_by_id, row.before_at = row.counts, row.brought_by_id, row.brought_at
    row.counts, row.brought_by_id, row.brought_at = counts, room.me, timezone.now()
    row.mapping = mapping[:LONGEST_MAPPING] if mapping_in(mapping) else row.mapping
    row.save()
    _record(actor, room, "counts_brought_in")
    return row


@transaction.atomic
def undo_counts(*, actor: User, model_id: str) -> Observed:
    """What stood there before the last change, again; doing it twice changes nothing.

    Raises ConflictError where nothing stood there before.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    row = Observed.objects.filter(model=room.model).first()
    if row is None or row.before is None or row.before_by_id is None or row.before_at is None:
        raise ConflictError("There are no earlier counts to go back to.")
    newer = row.counts, row.brought_by_id, row.brought_at
    row.counts, row.brought_by_id, row.brought_at = row.before, row.before_by_id, row.before_at
    row.before, row.before_by_id, row.before_at = newer
    row.save()
    _record(actor, room, "counts_put_back")
    return row


@transaction.atomic
def remove_counts(*, actor: User, model_id: str) -> None:
    """Delete what was counted, and what was before it; the model stays."""
    room = enter(actor=actor, model_id=model_id, lock=True)
    Observed.objects.filter(model=room.model).delete()
    _record(actor, room, "counts_removed")


def model_of(text: str) -> Model:
    """The model to put counts beside; raises InvalidError where the text does not run."""
    try:
        return parse(text)
    except SystemsError:
        raise InvalidError(
            "The model does not run yet, so counts cannot be put beside it. Mend the text first."
        ) from None


def read_counts(text: str, counts: str, *, order: DateOrder | None = None) -> Observations:
    """Weekly counts for the model that `text` describes; raises InvalidError to put right."""
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
    model = model_of(text)
    try:
        return observations_in(counts, model=model, order=order)
    except UnclearOrderError:
        raise
    except InvalidError as error:
        raise InvalidError(error.message, fields={"counts": by_line(error)}) from None


def added(text: str, before: str, newer: str) -> str:
    """Both together as they will be kept; raises InvalidError where they cannot be."""
    model = model_of(text)
    try:
        there = rows_to_keep(observations_in(before, model=model), model)
    except InvalidError:
        raise InvalidError(
            "Names in the text have changed since the counts that are there were brought in, so "
            "that nothing can be added to them. Let these take their place."
        ) from None
    rows = rows_to_keep(read_counts(text, newer), model)
    whole = text_of_rows(merged(there, rows).rows)
    read_counts(text, whole)
    return whole


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
