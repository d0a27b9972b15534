"""Tables of what comes after the release: responses, appeals, corrections, and exports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trifecta.apps.calibration.models.cycles import Case, CaseMember, Cycle
from trifecta.apps.people.models import OwnedRow, User
from trifecta.apps.records.fields import SealedJSONField, SealedTextField


class Response(OwnedRow):
    """What a member says to their rating; a later one stands beside the first."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="responses")
    member = models.ForeignKey(CaseMember, on_delete=models.CASCADE, related_name="+")
    text = SealedTextField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]


class AppealOutcome(models.TextChoices):
    """What somebody outside the room found."""

    STANDS = "stands", "The rating stands"
    LOOK_AGAIN = "look_again", "The calibrators look at it again"


class Appeal(OwnedRow):
    """A member asks somebody who was not in the room to look at their rating, by a day.

    `to` is None until people operations have named somebody, where nobody who was named fits.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appeals")
    member = models.ForeignKey(CaseMember, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    text = SealedTextField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=AppealOutcome.choices, blank=True)
    answer = SealedTextField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="appeal_one_open_a_member",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer__isnull=True, outcome="")
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answer__isnull=False,
                    outcome__in=AppealOutcome.values,
                ),
                name="appeal_answered_with_an_answer",
            ),
        ]


class Correction(OwnedRow):
    """A record that stands beside a locked rating and says what is right instead, and why.

    It counts from `confirmed_at` on, when somebody of another function has agreed. `member` is the
    one whose exception it corrects; None for the rating all share. No `steps` say that this member
    shares the rating after all. `plan` with its day is there where a rating becomes a failing one.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    member = models.ForeignKey(
        CaseMember, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    appeal = models.ForeignKey(
        Appeal, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    steps = SealedJSONField()
    why = SealedTextField()
    plan = SealedTextField(null=True)
    plan_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="correction_numbered_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="correction_confirmed_by_somebody",
            ),
        ]


class ExportForm(models.TextChoices):
    """What the results of a cycle were taken out as."""

    PAGE = "page", "as a page to print"
    CSV = "csv", "as a CSV"
    JSON = "json", "as a JSON"


class Export(OwnedRow):
    """That somebody took the results of a cycle out, and as what; nothing of what was in them."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="exports")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=4, choices=ExportForm.choices)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(form__in=ExportForm.values), name="export_form_known"
            ),
        ]
