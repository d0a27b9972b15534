"""What a browser holds, and what its owner keeps; nobody else is told that either exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.situations.models import Draft, KeptPreparation
from trifecta.apps.situations.services import opened
from trifecta.domain.errors import NotFoundError
from trifecta.domain.situations.sheets.preparing import IDLE, Preparation, alone, from_data

BEGINNING: Final = 280
"""Characters by which one of them is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDraft:
    """What a browser holds, and when it was last noted that somebody looked at it."""

    preparation: Preparation
    touched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A preparation in the list of its owner; `begins` is the beginning of its text."""

    id: str
    title: str
    begins: str
    kept_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWhole:
    """A kept preparation with all that is in it."""

    line: Kept
    preparation: Preparation


def draft_of(*, draft_id: str) -> HeldDraft | None:
    """What a browser holds; None once it has been idle for too long, or was never there."""
    row = Draft.objects.filter(id=draft_id, touched_at__gt=timezone.now() - IDLE).first()
    held = None if row is None else opened(row)
    if row is None or held is None:
        return None
    return HeldDraft(preparation=held, touched_at=row.touched_at)


def kept_by(*, actor: User) -> list[Kept]:
    """Everything that `actor` keeps, the newest first."""
    rows = KeptPreparation.objects.filter(owner=actor)
    return [_line(row) for row in rows.order_by("-changed_at", "-id")]


def kept_one(*, actor: User, preparation_id: str) -> KeptWhole:
    """One of them; raises NotFoundError for what is not `actor`'s.

    A text before it, which earlier versions kept unseen, is left out.
    """
    row = KeptPreparation.objects.filter(id=preparation_id, owner=actor).first()
    if row is None:
        raise NotFoundError
    return KeptWhole(line=_line(row), preparation=alone(from_data(row.content)))


def my_preparations(*, actor: User) -> list[dict[str, Any]]:
    """All that `actor` keeps, for the file with their data."""
    rows = KeptPreparation.objects.filter(owner=actor).order_by("created_at", "id")
    return [
        {
            "id": row.id,
            "title": row.title,
            "kept": row.created_at,
            "changed": row.changed_at,
            **row.content,
        }
        for row in rows
    ]


def _line(row: KeptPreparation) -> Kept:
    return Kept(
        id=row.id,
        title=row.title,
        begins=row.content["written"]["text"][:BEGINNING],
        kept_at=row.created_at,
        changed_at=row.changed_at,
    )
