"""The one tree of errors; every interface maps it once, and every message says what to do next."""

from __future__ import annotations

from collections.abc import Mapping


class TrifectaError(Exception):
    """Something a person can act on; the message is shown to them as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFoundError(TrifectaError):
    """Absent or not shared with the asker: from outside the two are the same."""

    def __init__(self) -> None:
        super().__init__("There is nothing here, or it is not shared with you.")


class InvalidError(TrifectaError):
    """What was entered cannot be used; `fields` maps a field's name to what to write instead."""

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields: dict[str, str] = dict(fields or {})


class NotYetError(TrifectaError):
    """The step exists, and something else comes first (a closed gate, an unopened round)."""


class ConflictError(TrifectaError):
    """Somebody else, or another tab, changed this in the meantime; nothing was overwritten."""


class TooManyError(TrifectaError):
    """A limit was reached; the message says which and when to try again.

    `seconds` is how long that is from now, where it is known.
    """

    def __init__(self, message: str, *, seconds: int | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds
