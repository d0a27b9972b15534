"""Holding a preparation for a browser, keeping one, and forgetting both.

A draft belongs to whoever has its id, which only a session knows, so that nobody needs an account:
acts on drafts have no actor and leave no trail. What is kept has an owner, and does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.records.keys import destroy_keys, seal_for_session, unseal_from_session
from trifecta.apps.situations.models import Draft, KeptPreparation
from trifecta.apps.tensions.services import open_tension, write_statement
from trifecta.domain.access import Visibility
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, TooManyError
from trifecta.domain.situations.sheets.preparing import (
    IDLE,
    Preparation,
    alone,
    clean_title,
    from_data,
    to_data,
)
from trifecta.domain.tensions.statements import Kind

MOST_KEPT: Final = 50
TOUCH_AFTER: Final = timedelta(minutes=1)
FIELD_OF: Final[Mapping[Kind, str]] = {
    Kind.POSITION: "position",
    Kind.NEED: "need",
    Kind.CONSTRAINT: "limit",
}


Told = TypeVar("Told")


def opened(row: Draft) -> Preparation | None:
    """What is in a draft; None where it cannot be opened."""
    plain = unseal_from_session(row.sealed, place=_place_of(row.id))
    return from_data(json.loads(plain)) if plain else None


@transaction.atomic
def new_draft(*, preparation: Preparation) -> str:
    """Hold it for a browser that holds nothing; returns the id of the draft."""
    row = Draft()
    _put(row, preparation)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def change_draft(
    *, draft_id: str, change: Callable[[Preparation], tuple[Preparation, Told]]
) -> Told:
    """Hold what `change` makes of what is held by then; returns what it tells beside that.

    Nobody else writes this draft while `change` runs, so what another tab saves is never lost; it
    has to be quick. Raises NotFoundError for a draft that is gone: a forgotten text stays away.
    """
    there = Draft.objects.select_for_update().filter(
        id=draft_id, touched_at__gt=timezone.now() - IDLE
    )
    row = there.first()
    held = None if row is None else opened(row)
    if row is None or held is None:
        raise NotFoundError
    after, told = change(held)
    _put(row, after)
    row.save(update_fields=["sealed", "touched_at"])
    return told


def _put(row: Draft, preparation: Preparation) -> None:
    row.sealed = seal_for_session(json.dumps(to_data(preparation)), place=_place_of(row.id))
    row.touched_at = timezone.now()


def _place_of(draft_id: str) -> str:
    return f"situations_draft|{draft_id}|sealed"


def touch_draft(*, draft_id: str, touched_at: datetime) -> None:
    """Two hours more, because it was looked at; nothing is written where that was noted within the
    last minute, so that looking at pages keeps no writer waiting.
    """
    now = timezone.now()
    if touched_at < now - TOUCH_AFTER:
        with transaction.atomic():
            Draft.objects.filter(id=draft_id, touched_at__lt=now).update(touched_at=now)


@transaction.atomic
def forget_draft(*, draft_id: str, only: Preparation | None = None) -> bool:
    """Delete it now, or only if it still is as given; returns whether it is gone."""
    row = Draft.objects.select_for_update().filter(id=draft_id).first()
    if row is not None and only is not None and opened(row) != only:
        return False
    if row is not None:
        row.delete()
    return True


@transaction.atomic
def forget_idle_drafts(*, now: datetime) -> int:
    """Delete what nobody has looked at for two hours; returns how many there were."""
    deleted, _ = Draft.objects.filter(touched_at__lte=now - IDLE).delete()
    return deleted


@transaction.atomic
def keep_preparation(*, actor: User, title: str, preparation: Preparation) -> KeptPreparation:
    """Keep it for `actor` alone, under a name of their own, without the text before it."""
    name = clean_title(title)
    User.objects.select_for_update().filter(id=actor.id).first()
    if KeptPreparation.objects.filter(owner=actor).count() >= MOST_KEPT:
        raise TooManyError(
            f"You keep {MOST_KEPT} already, which is the most. Delete one that you do not need any "
            "more, then keep this one."
        )
    row = KeptPreparation(owner=actor, title=name, content=to_data(alone(preparation)))
    row.save(force_insert=True)
    record(actor=actor, organisation=None, action="situations.kept", subject=row)
    return row


@transaction.atomic
def change_preparation(
    *,
    actor: User,
    preparation_id: str,
    preparation: Preparation,
    changed_at: datetime,
) -> None:
    """Keep the newer state of one that is kept, without the text before it, in place of the state
    of `changed_at`; raises ConflictError where it has another one by now.
    """
    row = _mine(actor, preparation_id)
    if changed_at != row.changed_at:
        raise ConflictError("It was changed in the meantime. Go back and look at it, then decide.")
    row.content = to_data(alone(preparation))
    row.changed_at = timezone.now()
    row.save(update_fields=["content", "changed_at"])
    record(actor=actor, organisation=None, action="situations.changed", subject=row)


@transaction.atomic
def rename_preparation(*, actor: User, preparation_id: str, title: str) -> None:
    """Another name."""
    row = _mine(actor, preparation_id)
    row.title = clean_title(title)
    row.save(update_fields=["title"])
    record(actor=actor, organisation=None, action="situations.renamed", subject=row)


@transaction.atomic
def delete_preparation(*, actor: User, preparation_id: str) -> None:
    """Delete it for good."""
    row = _mine(actor, preparation_id)
    record(actor=actor, organisation=None, action="situations.deleted", subject=row)
    row.delete()


@transaction.atomic
def erase_own_preparations(*, actor: User) -> None:
    """All of them, and the key that opened them; with the account of their owner."""
    KeptPreparation.objects.filter(owner=actor).delete()
    destroy_keys(organisation_id=actor.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What goes from a sheet into a tension, each as a statement of its own; all needs matter for
    the same reason.
    """

    positions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    because: str = ""
    limits: tuple[str, ...] = ()


@transaction.atomic
def carry_into_tension(
    *,
    actor: User,
    carried: Carried,
    partnership_id: str = "",
    tension_id: str = "",
    title: str = "",
) -> str:
    """Write it on `actor`'s side, each for `actor` alone; returns the tension's id.

    Into the tension `tension_id`, or into a new one of `partnership_id`, whose title is the one
    thing that the others see. A message about a text names the field it came from.
    """
    if not tension_id:
        tension_id = open_tension(actor=actor, partnership_id=partnership_id, title=title).id
    for kind, texts, because in (
        (Kind.POSITION, carried.positions, ""),
        (Kind.NEED, carried.needs, carried.because),
        (Kind.CONSTRAINT, carried.limits, ""),
    ):
        for text in texts:
            _write(actor, tension_id, kind, text, because)
    return tension_id


def _write(actor: User, tension_id: str, kind: Kind, text: str, because: str) -> None:
    try:
        write_statement(
            actor=actor,
            tension_id=tension_id,
            kind=kind,
            text=text,
            because=because,
            visibility=Visibility.PRIVATE,
        )
    except InvalidError as error:
        name = FIELD_OF[kind]
        fields = {name if one == "text" else one: said for one, said in error.fields.items()}
        raise InvalidError(error.message, fields=fields) from None


def _mine(actor: User, preparation_id: str) -> KeptPreparation:
    row = KeptPreparation.objects.select_for_update().filter(id=preparation_id, owner=actor).first()
    if row is None:
        raise NotFoundError
    return row
