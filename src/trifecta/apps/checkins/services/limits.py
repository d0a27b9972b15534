"""Writing down what limits oneself, and choosing who is shown it."""

from __future__ import annotations

from django.db import transaction

from trifecta.apps.checkins.models import Limit
from trifecta.apps.checkins.selectors.rounds import round_for
from trifecta.apps.checkins.services.access import lock_for_writing
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.access import Visibility
from trifecta.domain.checkins.constraints import KINDS, LONGEST_TEXT, MOST_STATEMENTS
from trifecta.domain.errors import InvalidError, NotFoundError


@transaction.atomic
def add_limit(*, actor: User, round_id: str, kind: str, text: str, visibility: str) -> str:
    """Add one thing that limits the actor and return its id; raises InvalidError."""
    view, entry = lock_for_writing(actor=actor, round_id=round_id)
    if Limit.objects.filter(entry=entry).count() >= MOST_STATEMENTS:
        raise InvalidError(
            f"{MOST_STATEMENTS} is the most there can be. Take one out first, or join two in one."
        )
    row = Limit(organisation=view.partnership.organisation, entry=entry)
    _write(row, kind=kind, text=text, visibility=visibility)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def change_limit(
    *, actor: User, round_id: str, limit_id: str, kind: str, text: str, visibility: str
) -> None:
    """Change one of the actor's own while the round is sealed."""
    _, entry = lock_for_writing(actor=actor, round_id=round_id)
    row = Limit.objects.filter(id=limit_id, entry=entry).first()
    if row is None:
        raise NotFoundError
    _write(row, kind=kind, text=text, visibility=visibility)
    row.save()


@transaction.atomic
def remove_limit(*, actor: User, round_id: str, limit_id: str) -> None:
    """Take one of the actor's own out while the round is sealed; one that is gone stays gone."""
    _, entry = lock_for_writing(actor=actor, round_id=round_id)
    Limit.objects.filter(id=limit_id, entry=entry).delete()


@transaction.atomic
def show_limit_to(*, actor: User, round_id: str, limit_id: str, visibility: str) -> None:
    """Choose who is shown one of the actor's own in a round that has been opened.

    Widening works at once. Narrowing works from now on; what has been read cannot be unread.
    """
    view = round_for(actor=actor, round_id=round_id)
    row = (
        Limit.objects.select_for_update()
        .filter(id=limit_id, entry_id=view.entry_id, entry__round__revealed=True)
        .first()
    )
    if row is None:
        raise NotFoundError
    row.visibility = _visibility(visibility)
    row.save(update_fields=["visibility"])
    record(
        actor=actor,
        organisation=view.partnership.organisation,
        action="checkins.limit_shown_to",
        subject=row,
        reason=row.visibility,
    )


def _write(row: Limit, *, kind: str, text: str, visibility: str) -> None:
    words = text.strip()
    problems: dict[str, str] = {}
    if kind not in KINDS:
        problems["kind"] = "Choose what kind of limit this is."
    if not words:
        problems["text"] = "Say in a sentence or two what limits you."
    if len(words) > LONGEST_TEXT:
        problems["text"] = f"Use at most {LONGEST_TEXT} characters; this has {len(words)}."
    if problems:
        raise InvalidError(next(iter(problems.values())), fields=problems)
    row.kind, row.text, row.visibility = kind, words, _visibility(visibility)


def _visibility(value: str) -> str:
    try:
        return Visibility(value).value
    except ValueError:
        message = "Choose who is shown this."
        raise InvalidError(message, fields={"visibility": message}) from None
