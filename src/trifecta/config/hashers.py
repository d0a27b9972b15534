"""Password hashing that takes its turn: each costs a fifth of a second of processor time."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher

_turn: Final = BoundedSemaphore(1)


class QueuedPasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2 as Django does it, one at a time a process, so that sign-ins starve no other page."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with _turn:
            return super().encode(password, salt, iterations)
