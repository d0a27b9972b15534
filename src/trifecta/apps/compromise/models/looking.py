"""Tables of what members do with plans alone: live with one, look, learn what it rests on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trifecta.apps.people.models import OwnedRow, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField
from trifecta.apps.tensions.models import Tension

DIGEST = 64


class Acceptance(OwnedRow):
    """Whether a member could live with a plan; `key` names its placements as they stood then.

    `could` is the member's alone. `mutual` is set on the rows of all once everybody has said yes.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PartnershipMember, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=DIGEST)
    could = SealedJSONField()
    mutual = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "key"], name="acceptance_one_a_plan"
            ),
        ]


class Look(OwnedRow):
    """That a member looked at plans with numbers they had not looked at before.

    Or that they had it worked out with these numbers what plans rest on.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PartnershipMember, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=DIGEST)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "digest"], name="look_once_at_the_same_numbers"
            ),
        ]


class WorkedOut(OwnedRow):
    """What a plan rests on, as it was worked out for one member; ids and figures, and no words.

    `key` names its placements, `digest` the figures it was worked out from; neither can be read.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PartnershipMember, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=DIGEST)
    digest = models.CharField(max_length=DIGEST)
    basis = SealedJSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "key"], name="worked_out_one_a_plan"
            ),
        ]
