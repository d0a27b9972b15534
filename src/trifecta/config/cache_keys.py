"""Keys of the cache: nothing can be read in them, such as the address of somebody's network."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def unreadable(key: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION, with a digest under the server's secret key."""
    return salted_hmac("cache key", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
