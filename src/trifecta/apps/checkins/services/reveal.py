"""Opening a round: every pair's diagnosis is computed and stored with the flag that opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from django.utils import timezone

from trifecta.apps.checkins.models import Entry, Finding, Limit, Round
from trifecta.apps.checkins.selectors.organisation import known_answers
from trifecta.apps.checkins.selectors.results import side_of
from trifecta.apps.checkins.selectors.rounds import RoundView
from trifecta.domain.checkins.constraints import SHARED
from trifecta.domain.checkins.entry import EntryAnswers, from_data
from trifecta.domain.checkins.estimator import Diagnosis, diagnose
from trifecta.domain.checkins.gaps import most_telling
from trifecta.domain.checkins.headline import Names, headline
from trifecta.domain.checkins.next_step import overall
from trifecta.domain.checkins.norms import estimate_norms
from trifecta.domain.checkins.pulse import QUESTIONS
from trifecta.domain.checkins.reliability import pooled_reliability
from trifecta.domain.checkins.stored import diagnosis_data


def reveal(*, view: RoundView) -> None:
    """Open a round whose participants have all sealed; its row is locked by the caller.

    Norms and reliability come from rounds of the organisation that were opened before this one.
    """
    entries = {row.member_id: row for row in Entry.objects.filter(round_id=view.id)}
    answers = {member_id: from_data(row.answers) for member_id, row in entries.items()}
    known = known_answers(organisation_id=view.partnership.organisation.id)
    norms, reliability = estimate_norms(known.people), pooled_reliability(known.pairs)
    found: list[tuple[Names, Diagnosis]] = []
    for first, second in combinations(view.participants, 2):
        one = side_of(entries[first.id], role=first.role, items=view.items, about=second.id)
        other = side_of(entries[second.id], role=second.role, items=view.items, about=first.id)
        diagnosis = diagnose(one, other, norms=norms, reliability=reliability)
        telling = most_telling(view.items, one, other, norms=norms, reliability=reliability)
        Finding.objects.create(
            organisation=view.partnership.organisation,
            round_id=view.id,
            first_id=first.id,
            second_id=second.id,
            diagnosis={"telling": [item.key for item in telling], **diagnosis_data(diagnosis)},
        )
        found.append(((first.name, second.name), diagnosis))
    row = Round.objects.get(id=view.id)
    row.revealed, row.revealed_at = True, timezone.now()
    row.outcome = _outcome(view, answers, found)
    row.save(update_fields=["revealed", "revealed_at", "outcome"])


def _outcome(
    view: RoundView,
    answers: Mapping[str, EntryAnswers],
    found: Sequence[tuple[Names, Diagnosis]],
) -> dict[str, Any]:
    """What the partnership page shows of a round without opening the entries again."""
    shared = Limit.objects.filter(entry__round_id=view.id, visibility__in=SHARED)
    pulses = [answers[member.id].pulse for member in view.participants]
    return {
        "verdict": overall(diagnosis.verdict for _, diagnosis in found),
        "headline": headline(found).sentence,
        "pulse": {q.key: [p[q.key] for p in pulses if q.key in p] for q in QUESTIONS},
        "shared_kinds": sorted({limit.kind for limit in shared}),
    }
