"""Table of what the organisation has decided and plans of one tension are held to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from trifecta.apps.people.models import OwnedRow, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.tensions.models import Tension


class PlanPolicy(OwnedRow):
    """A policy of the strategy, and what it means for the options that are written down.

    `never` has ids of options it rules out; `after` has pairs of an option and the one it has to
    build on.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="policies")
    proposed_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    title = SealedTextField()
    never = SealedJSONField()
    after = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
