"""What people wrote, put into a Markdown file so that it is shown as they wrote it."""

from __future__ import annotations

import re
from typing import Final

ANYWHERE: Final = re.compile(
    r"[\\`*\[|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is a letter
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
)
AT_THE_START: Final = re.compile(r"^(?:(?=[#>+=-])|(\d{1,9})(?=[.)]))")
NEW_LINE: Final = "  \n"
"""Two spaces keep the end of a line."""


def as_text(text: str) -> str:
    """`text` as Markdown that is shown as plain text, line by line: no heading, list, tag or link.

    Space around a line is left out; an empty line begins a paragraph.
    """
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(_escaped(line.strip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(NEW_LINE.join(lines) for lines in paragraphs if lines)


def _escaped(line: str) -> str:
    return AT_THE_START.sub(r"\1\\", ANYWHERE.sub(r"\\\g<0>", line))
