"""What is due for the records now and then."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from trifecta.apps.records.once import forget_tokens

KEEP_TOKENS: Final = timedelta(days=7)


def tick() -> dict[str, int]:
    return {"sent forms forgotten": forget_tokens(before=timezone.now() - KEEP_TOKENS)}
