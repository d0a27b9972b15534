"""The outbox, and what each person wants to have in their mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from trifecta.apps.records.models import Row


class Mails(models.TextChoices):
    """Which notices somebody is mailed, and when."""

    EACH = "each", "Each as it happens"
    DAILY = "daily", "One a day at most"
    WAITING = "waiting", "Only what waits for me"


class MailChoice(Row):
    """What somebody has chosen; without a row it is each. `daily_on`: the last daily mail's day."""

    recipient = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    choice = models.CharField(max_length=10, choices=Mails.choices, default=Mails.EACH)
    daily_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(choice__in=Mails.values), name="mail_choice_known"),
        ]


class Notice(Row):
    """One thing one person is told; `key` makes sure that the same thing is never told twice.

    `waits` says that it asks its reader for something. `quiet_at` is when it was left out of the
    mail because its reader wants it that way.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=150)
    body = models.CharField(max_length=1000)
    path = models.CharField(max_length=200)
    calendar = models.TextField(blank=True)
    waits = models.BooleanField(default=True)
    quiet_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
