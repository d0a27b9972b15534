"""Tables of tensions: sides and their statements, questions, play-backs, skips."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trifecta.apps.people.models import Organisation, Partnership, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row
from trifecta.domain.access import Visibility
from trifecta.domain.tensions.statements import Kind


def _choices(kinds: type[Visibility] | type[Kind]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class OwnedRow(Row):
    """A row of one organisation, whose key seals it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class TensionState(models.TextChoices):
    """How far a tension has come."""

    OPEN = "open"
    PLANNING = "planning"
    AGREED = "agreed"
    NAVIGATING = "navigating"
    WITHDRAWN = "withdrawn"


class Tension(OwnedRow):
    """A disagreement somebody opened; its sides are the partnership's present members."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="tensions")
    opened_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    title = SealedTextField()
    state = models.CharField(max_length=12, choices=TensionState.choices, default=TensionState.OPEN)
    withdrawn_because = SealedTextField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=TensionState.values), name="tension_state_known"
            ),
        ]


class Side(OwnedRow):
    """One member's side; `edition` counts how often shared needs have changed their meaning."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="sides")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tension", "member"], name="side_one_a_member"),
        ]


class Statement(OwnedRow):
    """A position, a need or a constraint, in its writer's words; `version` guards against two tabs."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="statements")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=_choices(Kind))
    text = SealedTextField()
    because = SealedTextField(null=True)
    visibility = models.CharField(
        max_length=10, choices=_choices(Visibility), default=Visibility.PARTNERS
    )
    weight = SealedJSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="statement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[value.value for value in Visibility]),
                name="statement_visibility_known",
            ),
        ]


class EarlierStatement(OwnedRow):
    """What a shared statement said before it was changed."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveIntegerField()
    text = SealedTextField()
    because = SealedTextField(null=True)
    visibility = models.CharField(max_length=10, choices=_choices(Visibility))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["statement", "version"], name="earlier_statement_one_a_version"
            ),
        ]


class Question(OwnedRow):
    """A clarifying question from one member to another, and the answer."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    source = models.CharField(max_length=60, blank=True)
    answer = SealedTextField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(asker=F("addressee")), name="question_between_two_people"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(declined_at=None),
                name="question_answered_or_declined",
            ),
        ]


class Verdict(models.TextChoices):
    """What the person a play-back is about said to it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class PlayBack(OwnedRow):
    """One try of `speaker` to say what `about` needs, and what `about` said to it."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="play_backs")
    speaker = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    correction = SealedTextField(null=True)
    edition = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(speaker=F("about")), name="play_back_about_somebody_else"
            ),
            models.UniqueConstraint(
                fields=["tension", "speaker", "about"],
                condition=Q(verdict="waiting"),
                name="play_back_one_waiting",
            ),
        ]


class GateSkip(OwnedRow):
    """Somebody opened the plans without the understanding, and said why."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="skips")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()


class Draft(OwnedRow):
    """A text somebody keeps for later; nobody else ever reads it."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=40)
    text = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "place"], name="draft_one_a_place"
            ),
        ]
