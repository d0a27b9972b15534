"""Table of what happens when nothing is agreed, as one member said it and the others confirmed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trifecta.apps.people.models import OwnedRow, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.tensions.models import Tension


class DefaultPlan(OwnedRow):
    """What ships without an agreement: `placements` is option id to stage id.

    It counts once every present member is in `confirmed_by` (ids, the one who proposed it first),
    until a newer one does. Set aside by somebody, it never counts; `answer` says what is off.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="defaults")
    proposed_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    placements = SealedJSONField()
    confirmed_by = SealedJSONField()
    set_aside_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(set_aside_by=None, set_aside_at=None, answer__isnull=True)
                | Q(set_aside_by__isnull=False, set_aside_at__isnull=False),
                name="default_plan_set_aside_by_somebody",
            ),
        ]
