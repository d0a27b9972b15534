"""What `trifecta tick` does for calibration."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.calibration.services.erasing import erase_due
from trifecta.apps.calibration.services.gathering import gather_open
from trifecta.apps.calibration.services.reminding import send_reminders
from trifecta.apps.calibration.services.responding import remind_of_appeals


def tick() -> dict[str, int]:
    """Evidence that has changed where it comes from, reminders that are due, and erasing."""
    now = timezone.now()
    return {
        "pieces of evidence gathered": gather_open(),
        "reminders of appeals queued": remind_of_appeals(),
        "reminders of review cycles queued": send_reminders(now=now),
        "review cycles erased": erase_due(now=now),
    }
