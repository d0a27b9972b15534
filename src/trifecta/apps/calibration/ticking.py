"""What `trifecta tick` does for calibration."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.calibration.services.erasing import erase_due
from trifecta.apps.calibration.services.reminding import send_reminders


def tick() -> dict[str, int]:
    """Reminders that are due, and cycles whose contents have been kept for their time."""
    now = timezone.now()
    return {
        "reminders of review cycles queued": send_reminders(now=now),
        "review cycles erased": erase_due(now=now),
    }
