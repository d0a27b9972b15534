"""What partnerships did with agreements in a quarter: numbers for figures about all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from trifecta.apps.checkins.services.closing import Span
from trifecta.apps.compromise.models import Agreement, Commitment, CommitmentState
from trifecta.domain.checkins.health import Dealings


def dealings_in(span: Span) -> Mapping[str, Dealings]:
    """By partnership, those without any left out; for the service that closes a quarter.

    Nothing of it is shown to anybody as it is, and no text is read for it.
    """
    kept, not_kept = _settled(span, CommitmentState.KEPT), _settled(span, CommitmentState.NOT_KEPT)
    days = _days(span)
    return {
        id_: Dealings(
            kept=kept.get(id_, 0), not_kept=not_kept.get(id_, 0), days=tuple(days.get(id_, ()))
        )
        for id_ in kept.keys() | not_kept.keys() | days.keys()
    }


def _settled(span: Span, state: CommitmentState) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    rows = Commitment.objects.filter(
        organisation_id=span.organisation_id,
        state=state,
        settled_at__gte=span.starts,
        settled_at__lt=span.ends,
    ).values_list("agreement__partnership_id", flat=True)
    for partnership_id in rows:
        found[partnership_id] += 1
    return found


def _days(span: Span) -> dict[str, list[int]]:
    """From the opening of a tension to the last signature under an agreement about it."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = Agreement.objects.filter(
        organisation_id=span.organisation_id,
        tension__isnull=False,
        renews=None,
        active_since__gte=span.starts,
        active_since__lt=span.ends,
    ).values_list("partnership_id", "tension__created_at", "active_since")
    for partnership_id, opened_at, signed_at in rows:
        if signed_at is not None:
            found[partnership_id].append(max(0, (signed_at - opened_at).days))
    return found
