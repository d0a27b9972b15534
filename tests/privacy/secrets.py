"""Texts that can be recognised anywhere, and who may read each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Readers = Callable[[], frozenset[str]]


@dataclass(slots=True)
class Ledger:
    """Every text somebody has written, and the names of those who may read it at this moment."""

    written: dict[str, Readers] = field(default_factory=dict)

    def new(self, what: str, readers: Readers) -> str:
        """A text that occurs nowhere else; `readers` is asked each time somebody looks."""
        words = f"marker{len(self.written):04d}{what}"
        self.written[words] = readers
        return f"{words} as somebody wrote it"

    def leaks(self, *, reader: str, shown: str) -> list[str]:
        """The texts in `shown` that `reader` may not read."""
        return [
            words
            for words, readers in self.written.items()
            if words in shown and reader not in readers()
        ]

    def in_the_clear(self, stored: str) -> list[str]:
        """The texts that stand readable in what is stored or sent."""
        return [words for words in self.written if words in stored]
