"""Tables of the records application, and the base of every other row."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.base import ModelState
from django.utils import timezone

from trifecta.apps.records.fields import IdField
from trifecta.apps.records.ids import ID_LENGTH


class Row(models.Model):
    """A row with a random public id and the moment it was made."""

    id = IdField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are of a later Django
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """A row as it was read: its columns put where their fields look for them.

        Setting them one after the other, as a new row needs it, is a third of what reading costs.
        """
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True))
        row._state = ModelState()
        row._state.adding = False
        row._state.db = db
        return row


class DataKey(Row):
    """An organisation's data key, wrapped by the master key; the newest one seals."""

    organisation_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    wrapped = models.BinaryField()


class AuditHead(models.Model):
    """The last link of one chain; locked while the next one is added."""

    chain = models.CharField(max_length=ID_LENGTH, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)


class AuditEvent(Row):
    """One state change: who did what to which row, linked to the event before it."""

    chain = models.CharField(max_length=ID_LENGTH)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=ID_LENGTH, blank=True)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=ID_LENGTH)
    reason = models.CharField(max_length=80, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_one_a_place"),
        ]


class OnceToken(models.Model):
    """A form that has been acted on, and where its sender was sent."""

    id = models.BigAutoField(primary_key=True)
    actor_id = models.CharField(max_length=ID_LENGTH)
    token = models.CharField(max_length=40)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "token"], name="once_token_acts_once"),
        ]
