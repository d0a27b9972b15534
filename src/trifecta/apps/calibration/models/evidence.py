"""Tables of evidence: what is known about a partnership's work, comments, and who looked at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trifecta.apps.calibration.models.cycles import Case, Seat
from trifecta.apps.people.models import OwnedRow, User
from trifecta.apps.records.fields import SealedJSONField, SealedTextField


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    AGREEMENT = "agreement", "An agreement"
    CONTRIBUTION = "contribution", "A contribution and what came of it"
    DELIVERY = "delivery", "How delivery goes"
    FEEDBACK = "feedback", "What engineers say"
    CONSTRAINTS = "constraints", "The whole set of constraints"
    OTHER = "other", "Something else"


class EvidenceSource(models.TextChoices):
    """Where a piece of evidence comes from."""

    GATHERED = "gathered", "Gathered by itself"
    MEMBER = "member", "Added by a member"
    ROOM = "room", "Added by who calibrates"


class Evidence(OwnedRow):
    """One thing known about a case; `key` names what it was gathered from, "" where written.

    `path` leads to where it stands in the product, `link` to somewhere else. `outcomes` are those
    it says something about.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    source = models.CharField(max_length=10, choices=EvidenceSource.choices)
    key = models.CharField(max_length=80, blank=True)
    title = SealedTextField()
    body = SealedTextField(null=True)
    facts = SealedJSONField(null=True)
    link = SealedTextField(null=True)
    path = models.CharField(max_length=200, blank=True)
    outcomes = models.JSONField(default=list)
    happened_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=~Q(key=""), name="evidence_gathered_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(source=EvidenceSource.GATHERED, by=None)
                | (~Q(source=EvidenceSource.GATHERED) & Q(by__isnull=False)),
                name="evidence_written_by_somebody",
            ),
        ]


class EvidenceComment(OwnedRow):
    """What somebody says about a piece of evidence; whoever reads the one reads the other."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]


class Look(OwnedRow):
    """A calibrator has marked a piece of evidence as looked at."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="looks")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "seat"], name="look_once"),
        ]
