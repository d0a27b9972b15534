"""Tables of plans: stages with room, options with effort, scores, and plans somebody suggested."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trifecta.apps.people.models import OwnedRow, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.tensions.models import Statement, Tension


class Stage(OwnedRow):
    """A stretch of time with people in it; without an end it is "later".

    `capacity` is person-weeks by resource.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="stages")
    name = SealedTextField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    capacity = SealedJSONField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["starts", "created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="stage_ends_after_it_starts"
            ),
        ]


class Option(OwnedRow):
    """A piece of work that a plan may hold.

    `effort` is person-weeks by stage id and resource; `after`, `excludes` and `together` are ids of
    other options, `asked_by` ids of members.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="options")
    proposed_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    title = SealedTextField()
    note = SealedTextField(null=True)
    effort = SealedJSONField()
    after = SealedJSONField()
    excludes = SealedJSONField()
    together = SealedJSONField()
    asked_by = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]


class NeedTerms(OwnedRow):
    """How much of a need is enough and by when, as its owner says; see `domain/…/wanted.py`."""

    need = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="terms")
    terms = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)


class EarlierTerms(OwnedRow):
    """What the owner of a need had said of it before, and until when."""

    need = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="earlier_terms")
    version = models.PositiveIntegerField()
    terms = SealedJSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "version"], name="earlier_terms_one_a_version"),
        ]


class Score(OwnedRow):
    """How far an option meets a need, in points of a hundred, as the need's owner sees it."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="scores")
    need = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="scores")
    points = SealedJSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option", "need"], name="score_one_a_need"),
        ]


class ProposalState(models.TextChoices):
    """What became of a suggested plan."""

    SUGGESTED = "suggested"
    TAKEN_UP = "taken_up"
    SET_ASIDE = "set_aside"


class Proposal(OwnedRow):
    """A plan one member suggests to the others; `plan` holds the words and the placements."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="proposals")
    suggested_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    plan = SealedJSONField()
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.SUGGESTED
    )
    answered_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.UniqueConstraint(
                fields=["tension"],
                condition=Q(state="suggested"),
                name="proposal_one_open_a_tension",
            ),
        ]
