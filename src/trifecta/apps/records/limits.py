"""How often one person or address may do a thing: fixed windows, counted in the shared cache."""

from __future__ import annotations

from math import ceil

from django.core.cache import cache
from django.utils import timezone

from trifecta.domain.errors import TooManyError


def count_one(*, what: str, who: str, most: int, seconds: int) -> None:
    """Count one use; raises TooManyError beyond `most` within a window of `seconds`.

    The error says how long the window still lasts.
    """
    window, gone = divmod(int(timezone.now().timestamp()), seconds)
    key = f"limit|{what}|{who}|{window}"
    if cache.add(key, 1, timeout=seconds):
        return
    try:
        used = cache.incr(key)
    except ValueError:
        return
    if used > most:
        left = seconds - gone
        raise TooManyError(
            f"That is {most} times within {minutes(seconds)}, which is the limit. "
            f"Try again in {minutes(left)}.",
            seconds=left,
        )


def minutes(seconds: int) -> str:
    """61 as "2 minutes": a minute that has begun counts whole."""
    number = max(1, ceil(seconds / 60))
    return "1 minute" if number == 1 else f"{number} minutes"
