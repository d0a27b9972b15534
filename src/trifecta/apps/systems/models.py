"""Tables of models: their texts, what was counted, what may come, and what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trifecta.apps.people.models import OwnedRow, Partnership, PartnershipMember
from trifecta.apps.records.fields import SealedTextField
from trifecta.domain.systems.model import Semantics


class Period(models.TextChoices):
    """What a round of a model stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    ROUND = "round"


class SystemModel(OwnedRow):
    """A model of a partnership: what it is to answer; its text is in its versions.

    `answered_by` names the stock that answers the question; the last one does where it is empty.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="system_models"
    )
    started_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    question = SealedTextField()
    answered_by = SealedTextField(null=True)
    period = models.CharField(max_length=10, choices=Period.choices, default=Period.WEEK)
    rounds = models.PositiveSmallIntegerField(default=12)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(period__in=Period.values), name="system_model_period_known"
            ),
            models.CheckConstraint(
                condition=Q(rounds__gte=1, rounds__lte=200), name="system_model_rounds_in_bounds"
            ),
        ]


class ModelVersion(OwnedRow):
    """The text of a model at one time and how it runs; it never changes.

    `restored` is the number it repeats.
    """

    model = models.ForeignKey(SystemModel, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = SealedTextField()
    semantics = models.CharField(
        max_length=10, choices=[(one.value, one.name) for one in Semantics], default="systems"
    )
    written_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    restored = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["model", "number"], name="system_version_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="system_version_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(semantics__in=["systems", "sane"]),
                name="system_version_semantics_known",
            ),
        ]


class Observed(OwnedRow):
    """What was counted by the week, and what stood there before the last change, to go back to.

    `mapping` says which column of an export is which, as it was said last; no export is kept.
    """

    model = models.OneToOneField(SystemModel, on_delete=models.CASCADE, related_name="observed")
    brought_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    counts = SealedTextField()
    mapping = SealedTextField(null=True)
    before = SealedTextField(null=True)
    before_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(before_at__isnull=True, before_by__isnull=True)
                | Q(before_at__isnull=False, before_by__isnull=False),
                name="system_observed_before_by_somebody",
            ),
        ]


class Ranges(OwnedRow):
    """What numbers of a model may be, a line each; `number` counts how often it was saved."""

    model = models.OneToOneField(SystemModel, on_delete=models.CASCADE, related_name="ranges")
    said_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField(default=1)
    text = SealedTextField()


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    RUNNING = "running"
    REVIEWED = "reviewed"
    LET_GO = "let_go"


class DecisionDone(models.TextChoices):
    """Whether what was decided was done."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class DecisionOutcome(models.TextChoices):
    """Whether the data changed as it was expected to."""

    AS_EXPECTED = "as_expected"
    PARTLY = "partly"
    OTHERWISE = "otherwise"
    CANNOT_TELL = "cannot_tell"


class Decision(OwnedRow):
    """What a model led to: an action with an owner and a day, and what should then be seen."""

    model = models.ForeignKey(SystemModel, on_delete=models.CASCADE, related_name="decisions")
    version = models.PositiveSmallIntegerField()
    what = SealedTextField()
    expected = SealedTextField()
    owner = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    review_on = models.DateField()
    decided_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=DecisionState.choices, default=DecisionState.RUNNING
    )
    done = models.CharField(max_length=10, choices=DecisionDone.choices, blank=True)
    outcome = models.CharField(max_length=12, choices=DecisionOutcome.choices, blank=True)
    learnt = SealedTextField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="system_decision_state_known"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gte=models.F("due")),
                name="system_decision_looked_at_after_it_is_done",
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at=None, done="", outcome="")
                | Q(state="let_go", ended_at__isnull=False, done="", outcome="")
                | Q(
                    state="reviewed",
                    ended_at__isnull=False,
                    done__in=DecisionDone.values,
                    outcome__in=DecisionOutcome.values,
                ),
                name="system_decision_ends_with_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["model"],
                condition=Q(state="running"),
                name="system_decision_one_running_a_model",
            ),
        ]
