"""What is due for notices now and then."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.notices.services import send_daily, send_waiting


def tick() -> dict[str, int]:
    return {"notices sent": send_waiting(), "daily mails sent": send_daily(now=timezone.now())}
