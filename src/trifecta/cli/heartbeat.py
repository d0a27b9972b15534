"""How the background worker shows that it is alive, so that `trifecta doctor` can tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache
from django.utils import timezone

KEY: Final = "worker-seen"
FRESH: Final = timedelta(minutes=3)


def beat() -> None:
    """Say that the worker is alive now; kept in the database, so it is seen from every machine."""
    cache.set(KEY, timezone.now(), timeout=None)


def last_beat() -> datetime | None:
    """When a worker was last alive."""
    seen: datetime | None = cache.get(KEY)
    return seen
