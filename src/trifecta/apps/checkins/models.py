"""Tables of check-ins: rounds, sealed entries, limits, diagnoses, replies, closed quarters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trifecta.apps.people.models import Organisation, Partnership, PartnershipMember
from trifecta.apps.records.fields import SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row
from trifecta.domain.access import Visibility


class Round(Row):
    """One check-in of a partnership: open, then revealed once, or closed without being revealed.

    `items` are the keys of the questions asked in it. `outcome` is written at the reveal and holds
    what the partnership page needs without opening anybody's entry.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    items = models.JSONField()
    opened_by = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    revealed = models.BooleanField(default=False)
    revealed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = SealedJSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(revealed=False, closed_at=None),
                name="round_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(revealed=False, revealed_at=None)
                | Q(revealed=True, revealed_at__isnull=False),
                name="round_revealed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(revealed=False) | Q(closed_at=None), name="round_revealed_or_closed"
            ),
        ]


class Entry(Row):
    """One member's part in a round, there from the start; nobody else's page reads `answers`.

    `sealed_at` is when its writer last sealed it, None while they are still writing.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSONField(null=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "member"], name="entry_one_a_member"),
        ]


class Limit(Row):
    """Something that limits the writer of an entry: its kind, its words, and who is shown it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="limits")
    kind = SealedTextField()
    text = SealedTextField()
    visibility = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(visibility__in=[v.value for v in Visibility]),
                name="limit_visibility_known",
            ),
        ]


class Finding(Row):
    """What a revealed round says about two of its members, as it was found at the reveal."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="findings")
    first = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    diagnosis = SealedJSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "first", "second"], name="finding_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="finding_of_two_people"),
        ]


class HealthChoice(Row):
    """Since when check-ins count for the leadership of an organisation; None while they do not.

    An organisation without a row has never chosen: its check-ins count from the start.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True, blank=True)


class ClosedQuarter(Row):
    """What leadership is shown of a quarter: decided once and never again.

    `shown` holds parts of the whole and no count, no partnership, no person; None where there were
    too few partnerships for any.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=7)
    shown = SealedJSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "quarter"], name="closed_quarter_closed_once"
            ),
        ]


class Reply(Row):
    """What one of the two says to a finding about them: a draft, one that holds, or an earlier one.

    Nobody but its writer reads a draft, which has no `sent_at`. The one that holds has been sent
    and not `replaced_at` by another; earlier ones stay readable until their writer takes all back.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="replies")
    member = models.ForeignKey(PartnershipMember, on_delete=models.PROTECT, related_name="+")
    fit = SealedTextField()
    words = SealedTextField()
    sent_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["finding", "member"],
                condition=Q(sent_at=None),
                name="reply_one_draft",
            ),
            models.UniqueConstraint(
                fields=["finding", "member"],
                condition=Q(sent_at__isnull=False, replaced_at=None),
                name="reply_one_that_holds",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None)
                | Q(sent_at__isnull=False, replaced_at__gte=F("sent_at")),
                name="reply_replaced_after_it_was_sent",
            ),
        ]
