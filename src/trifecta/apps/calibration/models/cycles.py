"""Tables of cycles: what is rated, who is rated together, who calibrates, and how it went on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from trifecta.apps.people.models import (
    OwnedRow,
    PartnerRole,
    Partnership,
    PartnershipMember,
    User,
)
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.domain.calibration.panel import Interest as InterestKind
from trifecta.domain.calibration.stages import Stage

STAGES: tuple[str, ...] = tuple(stage.value for stage in Stage)
FUNCTIONS: tuple[str, ...] = ("engineering", "product", "business")
DECLARED: tuple[str, ...] = (
    InterestKind.MANAGES.value,
    InterestKind.CLOSE.value,
    InterestKind.OTHER.value,
)


def choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class Cycle(OwnedRow):
    """One time in which partnerships are rated; its scale is `labels`, the lowest step first.

    `starts_on` to `ends_on` is what is looked at. While partnerships are rated one by one `stage`
    stays at "blind", and each of them has its own. `failing` steps, from the lowest, come with a
    plan. After `keep_until` what was written is erased.
    """

    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    evidence_until = models.DateField()
    respond_days = models.PositiveSmallIntegerField(default=14)
    appeal_days = models.PositiveSmallIntegerField(default=21)
    keep_until = models.DateField()
    labels = models.JSONField()
    failing = models.PositiveSmallIntegerField(default=1)
    outcomes = models.JSONField()
    words = SealedTextField(null=True)
    stage = models.CharField(max_length=10, choices=choices(STAGES), default=Stage.DRAFT)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    appeals_to = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    noticed_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    respond_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-ends_on", "-created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="cycle_stage_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cycle_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(OwnedRow):
    """Somebody asked to calibrate in a cycle, for the function they answer for."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=12, choices=choices(FUNCTIONS))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(function__in=FUNCTIONS), name="seat_function_known"),
            models.UniqueConstraint(
                fields=["cycle", "user"], condition=Q(ended_at=None), name="seat_one_a_person"
            ),
        ]


class Case(OwnedRow):
    """One partnership in a cycle, with its own stage.

    `first_shown_at` and `second_shown_at` are set when the last proposal is in. A case that is set
    aside is not rated in this cycle.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="cases")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=choices(STAGES), default=Stage.DRAFT)
    first_shown_at = models.DateTimeField(null=True, blank=True)
    second_shown_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    set_aside_because = SealedTextField(null=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="case_stage_known"),
            models.UniqueConstraint(fields=["cycle", "partnership"], name="case_one_a_partnership"),
            models.CheckConstraint(
                condition=Q(set_aside_at=None, set_aside_by=None, set_aside_because__isnull=True)
                | Q(
                    set_aside_at__isnull=False,
                    set_aside_by__isnull=False,
                    set_aside_because__isnull=False,
                ),
                name="case_set_aside_by_somebody_for_a_reason",
            ),
        ]


class CaseMember(OwnedRow):
    """Somebody who is rated in a case, as they were a member when notice was given."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=PartnerRole.choices)
    position = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=1)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="case_member_once"),
        ]


class Interest(OwnedRow):
    """An interest that a calibrator has declared in one case; the others can read it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="interests")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=choices(DECLARED))
    words = SealedTextField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=DECLARED), name="interest_kind_known"),
            models.UniqueConstraint(
                fields=["case", "seat", "kind"],
                condition=Q(withdrawn_at=None),
                name="interest_declared_once",
            ),
        ]


class Recusal(OwnedRow):
    """A calibrator who stepped back from one case; `by` is somebody else where they were asked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    because = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seat"], name="recusal_once"),
        ]


class StageChange(OwnedRow):
    """A step of a cycle, or of one case in it: who, why, and a second person where it took two."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="changes")
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="changes", null=True, blank=True
    )
    before = models.CharField(max_length=10, choices=choices(STAGES))
    after = models.CharField(max_length=10, choices=choices(STAGES))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reason = SealedTextField(null=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["created_at", "id"]


class Reopening(OwnedRow):
    """A wish to go back, which somebody else has to agree to; `agreed` is None until then."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="reopenings")
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="reopenings", null=True, blank=True
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()
    here = models.CharField(max_length=10, choices=choices(STAGES))
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decided_at=None, case__isnull=False),
                name="reopening_one_wish_a_case",
            ),
            models.UniqueConstraint(
                fields=["cycle"],
                condition=Q(decided_at=None, case=None),
                name="reopening_one_wish_a_cycle",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, agreed=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, agreed__isnull=False),
                name="reopening_decided_by_somebody",
            ),
        ]


class EarlierRating(OwnedRow):
    """A rating somebody had before, carried over to the scale of the cycle it was imported into."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="earlier_ratings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    label = SealedTextField()
    step = SealedJSONField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "user", "period"], name="earlier_rating_once"),
        ]
