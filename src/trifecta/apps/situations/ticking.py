"""What is due for preparations now and then."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.situations.services import forget_idle_drafts


def tick() -> dict[str, int]:
    return {"idle preparations forgotten": forget_idle_drafts(now=timezone.now())}
