"""What one person has put into check-ins, to take along: nothing of what anybody else answered."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from trifecta.apps.checkins.models import Entry, Limit, Reply
from trifecta.apps.people.models import User
from trifecta.domain.checkins.sheets import item

Data = dict[str, Any]


def my_check_ins(*, actor: User) -> list[Data]:
    """Every check-in `actor` took part in: their own answers, limits and replies."""
    rows = Entry.objects.filter(member__user=actor).select_related("round").defer("round__outcome")
    limits, replies = _limits(actor), _replies(actor)
    return [
        _check_in(row, limits[row.id], replies[row.round_id])
        for row in rows.order_by("round__opened_at", "id")
    ]


def _check_in(row: Entry, limits: list[Data], replies: list[Data]) -> Data:
    asked = [item(key) for key in row.round.items]
    return {
        "id": row.round_id,
        "partnership_id": row.round.partnership_id,
        "number": row.round.number,
        "begun": row.round.opened_at,
        "sealed": row.sealed_at,
        "opened": row.round.revealed_at,
        "questions": {one.key: [one.first.full, one.second.full] for one in asked},
        "answers": row.answers,
        "limits": limits,
        "replies": replies,
    }


def _limits(actor: User) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = defaultdict(list)
    rows = Limit.objects.filter(entry__member__user=actor).order_by("created_at", "id")
    for row in rows:
        found[row.entry_id].append(
            {
                "kind": row.kind,
                "text": row.text,
                "visibility": row.visibility,
                "written": row.created_at,
            }
        )
    return found


def _replies(actor: User) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = defaultdict(list)
    rows = Reply.objects.filter(member__user=actor).select_related("finding")
    for row in rows.defer("finding__diagnosis").order_by("created_at", "id"):
        found[row.finding.round_id].append(
            {
                "between": [row.finding.first_id, row.finding.second_id],
                "fit": row.fit,
                "words": row.words,
                "sent": row.sent_at,
                "replaced": row.replaced_at,
            }
        )
    return found
