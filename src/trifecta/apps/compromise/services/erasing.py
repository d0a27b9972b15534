"""What of plans and agreements goes with an account: what nobody else reads."""

from __future__ import annotations

from trifecta.apps.compromise.models import (
    Acceptance,
    EarlierTerms,
    Look,
    NeedTerms,
    Score,
    WorkedOut,
)
from trifecta.apps.people.models import User


def erase_own_numbers(*, actor: User) -> None:
    """Delete what `actor` alone gave the plan finder; they have left, and no plan counts it.

    How far options meet their needs, how much of a need is enough and by when, whether they could
    live with a plan unless all could, what they had looked at, and what was worked out
    from any of it, for them and for others.
    """
    for kept in (Score, NeedTerms, EarlierTerms):
        kept.objects.filter(need__member__user=actor).delete()
    Acceptance.objects.filter(member__user=actor, mutual=False).delete()
    Look.objects.filter(member__user=actor).delete()
    WorkedOut.objects.filter(tension__partnership__members__user=actor).delete()
