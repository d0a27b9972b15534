"""How commands speak: plain sentences that read the same with and without colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text


def say(sentence: str, *, style: str = "") -> None:
    """One line to standard output, never wrapped, so that paths can be copied."""
    Console(highlight=False, soft_wrap=True).print(Text(sentence, style=style))
