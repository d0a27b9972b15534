"""Links that somebody adds as a source: to a page of the web, shown with the host they lead to."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from trifecta.domain.errors import InvalidError

LONGEST_LINK: Final = 1_000
SCHEMES: Final = frozenset({"http", "https"})
SAY: Final = "Write a whole address that begins with https://, or leave it out."


def checked_link(text: str, *, field: str = "link") -> str:
    """The link as it can be followed, "" for none; raises InvalidError saying what to write."""
    text = text.strip()
    if not text:
        return ""
    if len(text) > LONGEST_LINK:
        raise InvalidError(
            "The link is too long.", fields={field: f"Use at most {LONGEST_LINK:,} characters."}
        )
    if not text.isprintable() or any(sign.isspace() for sign in text) or not host_of(text):
        raise InvalidError("This is no address of a page.", fields={field: SAY})
    return text


def host_of(link: str) -> str:
    """Where a link leads, as a browser spells it; "" for what is no http or https address.

    Names in other scripts come in their ASCII form, since two that look alike are not the same.
    """
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in SCHEMES or not host or "@" in parts.netloc or "\\" in link:
        return ""
    return f"{host}:{port}" if port else host
