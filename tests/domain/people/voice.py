"""The words the product never uses, as a check for any text it shows."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    r"\b(should have|simply|oops|great job|well done|co-orientation|congruency|dyad|lack of "
    r"understanding|villain|fault|failed|late again)\b|!",
    re.IGNORECASE,
)
TELLS_OF_OTHERS = re.compile(
    r"\b(Bob|Carol|Dana|they|others?)\b[^.]*\b(answered|finished|submitted|begun|started|missing)\b"
    r"|\bwaiting for\b|\bof (two|three|four) (have|has)\b",
    re.IGNORECASE,
)
TEMPLATE_LEFTOVER = re.compile(r"[{}]|None(?! of)|  |\.\.|\bno of\b")


def complaints(text: str) -> list[str]:
    """What is wrong with the voice of a text; nothing for a good one."""
    return [found.group(0) for found in FORBIDDEN.finditer(text)] + [
        found.group(0) for found in TEMPLATE_LEFTOVER.finditer(text)
    ]
