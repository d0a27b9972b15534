"""Tables of agreements: versions of their words, signatures, commitments, last notes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trifecta.apps.people.models import OwnedRow, Partnership, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row
from trifecta.apps.tensions.models import Tension


class AgreementKind(models.TextChoices):
    """A plan, or how people live with a disagreement that stays."""

    PLAN = "plan"
    NAVIGATE = "navigate"


class AgreementState(models.TextChoices):
    """Where an agreement stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACTIVE = "active"
    REVIEWED = "reviewed"
    ENDED = "ended"


RUNNING = (AgreementState.DRAFT, AgreementState.PROPOSED, AgreementState.ACTIVE)


class Agreement(OwnedRow):
    """What the members of a partnership hold each other to; its words are in its versions."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="agreements"
    )
    tension = models.ForeignKey(
        Tension, on_delete=models.PROTECT, related_name="agreements", null=True, blank=True
    )
    proposal = models.ForeignKey(
        "compromise.Proposal",
        on_delete=models.PROTECT,
        related_name="agreements",
        null=True,
        blank=True,
    )
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="renewals", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=AgreementKind.choices)
    state = models.CharField(
        max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT
    )
    started_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    skips = SealedJSONField(null=True)
    gate_skipped = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)
    active_since = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AgreementKind.values), name="agreement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"], active_since=None)
                | (~Q(state__in=["draft", "proposed"]) & Q(active_since__isnull=False)),
                name="agreement_active_since_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="reviewed", reviewed_at__isnull=False)
                | (~Q(state="reviewed") & Q(reviewed_at=None)),
                name="agreement_reviewed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="agreement_ended_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["tension"],
                condition=Q(state__in=RUNNING),
                name="agreement_one_running_a_tension",
            ),
            models.UniqueConstraint(fields=["proposal"], name="agreement_one_a_proposal"),
            models.UniqueConstraint(fields=["renews"], name="agreement_renewed_once"),
        ]


class VersionState(models.TextChoices):
    """What became of one version of the words."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    PAST = "past"
    DECLINED = "declined"
    REPLACED = "replaced"


class AgreementVersion(OwnedRow):
    """The words of an agreement at one time; they never change once they have been proposed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    terms = SealedJSONField()
    written_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    why = SealedTextField(null=True)
    declined_because = SealedTextField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="agreement_version_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="agreement_version_state_known"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="agreement_version_counts_from_one"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=["draft", "proposed"]),
                name="agreement_version_one_open",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state="in_force"),
                name="agreement_version_one_in_force",
            ),
        ]


class Signature(Row):
    """One member's signature under exactly one version."""

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="signatures"
    )
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["signed_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "member"], name="signature_once_a_version"),
        ]


class CommitmentState(models.TextChoices):
    """What its owner said became of a commitment."""

    OPEN = "open", "Open"
    KEPT = "kept", "Kept"
    NOT_KEPT = "not_kept", "Not kept"
    DROPPED = "dropped", "Dropped"


class Commitment(OwnedRow):
    """Who does what by when, since it was signed by all; its id is its key in the terms."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="commitments")
    owner = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    stage = SealedTextField(null=True)
    due = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=CommitmentState.choices, default=CommitmentState.OPEN
    )
    reason = SealedTextField(null=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["position", "due", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CommitmentState.values), name="commitment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="commitment_settled_at_a_moment",
            ),
        ]


class AgreementNote(OwnedRow):
    """What one member adds when the agreement is looked back at; all members read it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "member"], name="agreement_note_one_a_member"
            ),
        ]
