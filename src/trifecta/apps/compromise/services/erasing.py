"""What of plans and agreements goes with an account: what nobody else reads."""

from __future__ import annotations

from trifecta.apps.compromise.models import Score
from trifecta.apps.people.models import User


def erase_own_scores(*, actor: User) -> None:
    """Delete how far options meet the needs of `actor`; they have left, and no plan counts them."""
    Score.objects.filter(need__member__user=actor).delete()
