"""How often one person or address may do a thing: fixed windows, counted in the shared cache."""

from __future__ import annotations

from django.core.cache import cache
from django.utils import timezone

from trifecta.domain.errors import TooManyError


def count_one(*, what: str, who: str, most: int, seconds: int) -> None:
    """Count one use; raises TooManyError beyond `most` within a window of `seconds`."""
    window = int(timezone.now().timestamp()) // seconds
    key = f"limit|{what}|{who}|{window}"
    if cache.add(key, 1, timeout=seconds):
        return
    try:
        used = cache.incr(key)
    except ValueError:
        return
    if used > most:
        minutes = max(1, seconds // 60)
        raise TooManyError(
            f"That is {most} times within {minutes} minutes, which is the limit. Try again later."
        )
