"""How commands speak: plain sentences that read the same with and without colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text


def say(sentence: str) -> None:
    """One line to standard output, never wrapped, so that paths can be copied."""
    say_marked("", sentence, style="")


def say_marked(mark: str, sentence: str, *, style: str) -> None:
    """The same with a word in front that has a colour where there are colours."""
    line = Text.assemble((mark, style), sentence)
    Console(highlight=False, soft_wrap=True).print(line)
