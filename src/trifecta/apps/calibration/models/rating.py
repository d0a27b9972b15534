"""Tables of rating: blind proposals and flags, what was said, the rating and who agrees to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trifecta.apps.calibration.models.cycles import Case, CaseMember, Seat
from trifecta.apps.people.models import OwnedRow, User
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row

ESTIMATES: tuple[str, ...] = ("first", "second")


class Proposal(OwnedRow):
    """What one calibrator proposes, alone: a step and a reason an outcome.

    Its giver alone reads it until all are shown; it counts from `handed_in_at` on.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    estimate = models.CharField(max_length=6, choices=[(one, one) for one in ESTIMATES])
    steps = SealedJSONField()
    reasons = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(estimate__in=ESTIMATES), name="proposal_estimate_known"
            ),
            models.UniqueConstraint(
                fields=["case", "seat", "estimate"], name="proposal_one_an_estimate"
            ),
        ]


class Flag(OwnedRow):
    """A calibrator says, alone and before the reveal, that one member stands apart.

    `gaps` are steps an outcome between the member and the partnership, below 0 where lower.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(CaseMember, on_delete=models.CASCADE, related_name="+")
    gaps = SealedJSONField()
    why = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seat", "member"], name="flag_once"),
        ]


class DiscussionNote(OwnedRow):
    """What was said when the calibrators talked; everybody in the room reads it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    text = SealedTextField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]


class RatingState(models.TextChoices):
    """What became of one rating of a case."""

    PROPOSED = "proposed"
    REPLACED = "replaced"
    DECIDED = "decided"


class Rating(OwnedRow):
    """A rating as it is written down to be agreed to; a change of its words makes a new one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=RatingState.choices, default=RatingState.PROPOSED
    )
    steps = SealedJSONField()
    reasons = SealedJSONField()
    plan = SealedTextField(null=True)
    plan_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="rating_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=RatingState.values), name="rating_state_known"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["proposed", "decided"]),
                name="rating_one_that_counts",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_by__isnull=False, decided_at__isnull=False)
                | ~Q(state="decided"),
                name="rating_decided_by_somebody",
            ),
        ]


class ExceptionCode(models.TextChoices):
    """Why one member does not share the rating: clear individual non-performance, nothing else."""

    ABSENT = "absent", "Does not show up for the work"
    SKILL = "skill", "Lacks a skill that the role takes"
    RESPECT = "respect", "The team does not respect them"


class MemberException(OwnedRow):
    """One member's own rating within a rating; visible as an exception wherever it is shown."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="exceptions")
    member = models.ForeignKey(CaseMember, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=10, choices=ExceptionCode.choices)
    steps = SealedJSONField()
    reason = SealedTextField()
    evidence = SealedJSONField()
    told_on = models.DateField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "member"], name="exception_one_a_member"),
            models.CheckConstraint(
                condition=Q(code__in=ExceptionCode.values), name="exception_code_known"
            ),
        ]


class Consent(Row):
    """One calibrator agrees to exactly one rating, with the exceptions in it."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="consents")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "seat"], name="consent_once"),
        ]
