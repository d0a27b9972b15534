"""What an organisation's opened rounds say together, for norms and reliability and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from trifecta.apps.checkins.models import Entry, Round
from trifecta.domain.checkins.entry import first_marks, from_data
from trifecta.domain.checkins.norms import NormedAnswers

MOST_ENTRIES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswers:
    """Everybody's own answers under their role, and all answers to what was asked twice."""

    people: tuple[NormedAnswers, ...]
    pairs: tuple[tuple[int, int], ...]


def known_answers(*, organisation_id: str) -> KnownAnswers:
    """From the last opened round of each partnership, so that nobody counts twice in it.

    For the service that opens a round; nothing of it is shown to anybody.
    """
    latest = (
        Round.objects.filter(partnership=OuterRef("partnership"), revealed=True)
        .order_by("-number")
        .values("id")[:1]
    )
    rounds = Round.objects.filter(
        organisation_id=organisation_id, revealed=True, id=Subquery(latest)
    )
    entries = (
        Entry.objects.filter(round__in=rounds)
        .select_related("member")
        .order_by("-round__revealed_at", "id")[:MOST_ENTRIES]
    )
    found = [(entry.member.role, from_data(entry.answers)) for entry in entries]
    return KnownAnswers(
        people=tuple(
            NormedAnswers(role=role, own=first_marks(answers.own)) for role, answers in found
        ),
        pairs=tuple(pair for _, answers in found for pair in answers.repeats()),
    )
