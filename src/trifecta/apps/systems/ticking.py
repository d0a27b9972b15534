"""What `trifecta tick` does for models: reminders of what was decided from them."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.systems.services.reminding import send_reminders


def tick() -> dict[str, int]:
    return {"reminders of models queued": send_reminders(now=timezone.now())}
