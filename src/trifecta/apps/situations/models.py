"""Preparations: those of a browser, which end by themselves, and those that somebody keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row


class Draft(Row):
    """A preparation of one browser, whose session alone has its id; nobody's name is on it."""

    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    sealed = models.TextField()


class KeptPreparation(Row):
    """A preparation that its owner keeps, under a data key of the owner's alone."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preparations"
    )
    title = SealedTextField()
    content = SealedJSONField()
    changed_at = models.DateTimeField(default=timezone.now)

    @property
    def organisation_id(self) -> str:
        """What the data key is made for: the owner, since no organisation has a part in this."""
        return self.owner_id
