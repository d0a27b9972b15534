"""The outbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from trifecta.apps.records.models import Row


class Notice(Row):
    """One e-mail to one person; `key` makes sure that the same thing is never told twice."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=150)
    body = models.CharField(max_length=1000)
    path = models.CharField(max_length=200)
    calendar = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
