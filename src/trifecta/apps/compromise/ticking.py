"""What `trifecta tick` does for agreements."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.compromise.services.reminding import send_reminders, take_up_signed


def tick() -> dict[str, int]:
    """Reminders that are due, and words that everybody still here has signed."""
    now = timezone.now()
    return {
        "agreements brought into force": take_up_signed(now=now),
        "reminders of agreements queued": send_reminders(now=now),
    }
