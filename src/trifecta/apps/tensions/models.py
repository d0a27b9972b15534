"""Tables of tensions: sides, statements, questions, play-backs, skips, drafts, weights."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trifecta.apps.people.models import OwnedRow, Partnership, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.domain.access import Visibility
from trifecta.domain.tensions.statements import Kind

KINDS: tuple[str, ...] = tuple(kind.value for kind in Kind)
LONGEST_PLACE: Final = 40
VISIBILITIES: tuple[str, ...] = tuple(value.value for value in Visibility)


def _choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class TensionState(models.TextChoices):
    """How far a tension has come; PLANNING is never stored: it is OPEN with plans open."""

    OPEN = "open"
    PLANNING = "planning"
    AGREED = "agreed"
    NAVIGATING = "navigating"
    WITHDRAWN = "withdrawn"


STORED_STATES: tuple[str, ...] = tuple(
    state.value for state in TensionState if state is not TensionState.PLANNING
)
SETTLED = frozenset({TensionState.AGREED, TensionState.NAVIGATING})


class Tension(OwnedRow):
    """A disagreement somebody opened; its sides are the partnership's present members.

    `changed_at` moves with what every partner can see, and with nothing else.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="tensions")
    opened_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    title = SealedTextField()
    state = models.CharField(
        max_length=12, choices=_choices(STORED_STATES), default=TensionState.OPEN
    )
    withdrawn_by = models.ForeignKey(
        PartnershipMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_because = SealedTextField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=STORED_STATES), name="tension_state_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=TensionState.WITHDRAWN.value,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                )
                | Q(
                    ~Q(state=TensionState.WITHDRAWN.value),
                    withdrawn_by__isnull=True,
                    withdrawn_because__isnull=True,
                ),
                name="tension_withdrawn_by_somebody_for_a_reason",
            ),
        ]


class Side(OwnedRow):
    """One member's side, shared with those who were members at `shared_at` (its last sharing).

    `edition` counts how often the meaning of needs that the partners can read has changed.
    `weights_sealed_at` is when its writer last sealed how much their needs count; None before.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="sides")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    first_shared_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=0)
    weights_first_sealed_at = models.DateTimeField(null=True, blank=True)
    weights_sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tension", "member"], name="side_one_a_member"),
            models.CheckConstraint(
                condition=Q(weights_first_sealed_at=None, weights_sealed_at=None)
                | Q(weights_sealed_at__gte=F("weights_first_sealed_at")),
                name="side_weights_sealed_again_after_the_first_time",
            ),
            models.CheckConstraint(
                condition=Q(first_shared_at=None, shared_at=None)
                | Q(shared_at__gte=F("first_shared_at")),
                name="side_shared_again_after_the_first_time",
            ),
        ]


class Statement(OwnedRow):
    """A position, a need or a constraint in its writer's words; `version` guards against two tabs.

    `weight` is a need's share (0 to 1) of its writer's needs as they have sealed it, None before.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="statements")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=_choices(KINDS))
    text = SealedTextField()
    because = SealedTextField(null=True)
    visibility = models.CharField(
        max_length=10, choices=_choices(VISIBILITIES), default=Visibility.PARTNERS
    )
    weight = SealedJSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="statement_kind_known"),
            models.CheckConstraint(
                condition=Q(visibility__in=VISIBILITIES), name="statement_visibility_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.NEED.value, because__isnull=False)
                | Q(~Q(kind=Kind.NEED.value), because__isnull=True, weight__isnull=True),
                name="statement_needs_alone_have_reasons_and_weights",
            ),
        ]


class EarlierStatement(OwnedRow):
    """What a statement on a shared side said, and to whom, before it was changed.

    `shared_at` is when the side had last been shared by then; None where that was not kept.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveIntegerField()
    shared_at = models.DateTimeField(null=True, blank=True)
    text = SealedTextField()
    because = SealedTextField(null=True)
    visibility = models.CharField(max_length=10, choices=_choices(VISIBILITIES))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["statement", "version"], name="earlier_statement_one_a_version"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=VISIBILITIES), name="earlier_statement_visibility_known"
            ),
        ]


class Question(OwnedRow):
    """A clarifying question from one member to another, and what became of it."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    source = models.CharField(max_length=60, blank=True)
    answer = SealedTextField(null=True)
    version = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_changed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(asker=F("addressee")), name="question_between_two_people"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, declined_at=None)
                | Q(answered_at=None, withdrawn_at=None)
                | Q(declined_at=None, withdrawn_at=None),
                name="question_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer__isnull=True)
                | Q(answered_at__isnull=False, answer__isnull=False),
                name="question_answered_with_an_answer",
            ),
        ]


class Verdict(models.TextChoices):
    """What the person a play-back is about said to it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class PlayBack(OwnedRow):
    """One try of `speaker` to say what `about` needs, and what `about` said to it.

    `edition` is that of the needs of `about` when they confirmed; 0 before.
    """

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
            models.CheckConstraint(
                condition=Q(verdict="waiting", decided_at=None, correction__isnull=True)
                | Q(verdict="confirmed", decided_at__isnull=False, correction__isnull=True)
                | Q(verdict="corrected", decided_at__isnull=False, correction__isnull=False),
                name="play_back_verdict_known_and_dated",
            ),
            models.UniqueConstraint(
                fields=["tension", "speaker", "about"],
                condition=Q(verdict="waiting"),
                name="play_back_one_waiting",
            ),
        ]


class GateSkip(OwnedRow):
    """Somebody opened the plans before `stage` was done, and said why."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="skips")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=_choices(("asked", "answered", "played_back")))
    reason = SealedTextField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=("asked", "answered", "played_back")),
                name="gate_skip_stage_known",
            ),
            models.UniqueConstraint(fields=["tension", "member"], name="gate_skip_one_a_member"),
        ]


class Draft(OwnedRow):
    """A text somebody keeps for later; nobody else ever reads it, nor that it is there."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=LONGEST_PLACE)
    text = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "place"], name="draft_one_a_place"
            ),
        ]


class WeightsDraft(OwnedRow):
    """How much somebody's needs count before they seal it; see `domain/tensions/weighing.py`."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    said = SealedJSONField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member"], name="weights_draft_one_a_member"
            ),
        ]


class EarlierWeights(OwnedRow):
    """What somebody's needs counted from `sealed_at` until this row was made, by statement id."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    shares = SealedJSONField()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tension", "member", "version"], name="earlier_weights_one_a_version"
            ),
        ]


class AnsweredLimit(OwnedRow):
    """A limit of a check-in that its writer has taken over into a tension, or left out of it.

    `statement` is what it became there; without one it was left out, or has been removed since.
    """

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="+")
    limit = models.ForeignKey("checkins.Limit", on_delete=models.CASCADE, related_name="+")
    statement = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tension", "limit"], name="answered_limit_once"),
        ]
