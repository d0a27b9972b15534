"""What `trifecta tick` does for agreements, and for quarters, which count agreements too."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.checkins.services import close_quarters
from trifecta.apps.compromise.selectors.dealings import dealings_in
from trifecta.apps.compromise.services.reminding import send_reminders, take_up_signed


def tick() -> dict[str, int]:
    """Reminders that are due, words that everybody has signed, quarters that are over."""
    now = timezone.now()
    return {
        "agreements brought into force": take_up_signed(now=now),
        "reminders of agreements queued": send_reminders(now=now),
        "quarters closed": close_quarters(now=now, dealings_in=dealings_in),
    }
