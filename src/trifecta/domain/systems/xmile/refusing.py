"""What of a file cannot be read: all of it that can be told at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from trifecta.domain.errors import InvalidError

MOST_REFUSALS: Final = 20
"""Reasons that are told; the work on a file ends there."""


class RefusedError(InvalidError):
    """A file cannot be read; `refusals` are the reasons that were met, at least one."""

    def __init__(self, *refusals: str) -> None:
        super().__init__("\n".join(refusals))
        self.refusals = refusals


def refuse(line: int, why: str) -> NoReturn:
    """A RefusedError with the line of the file in front."""
    raise RefusedError(f"Line {line}: {why}")


class Refusals:
    """Collects reasons, so that all of them can be told together."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Keep what is refused inside and go on; raises once there are MOST_REFUSALS."""
        try:
            yield
        except RefusedError as error:
            self.found += error.refusals
            if len(self.found) >= MOST_REFUSALS:
                self.tell()

    def tell(self) -> None:
        """Raise RefusedError where something was refused."""
        if self.found:
            raise RefusedError(*dict.fromkeys(self.found[:MOST_REFUSALS]))
