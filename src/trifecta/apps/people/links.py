"""Tokens of invitation links: random, and kept as a digest alone."""

from __future__ import annotations

import hashlib
import secrets


def new_link_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
