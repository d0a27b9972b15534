"""How long a check-in takes: with each member more there is one guess more to each question."""

from __future__ import annotations

from typing import Final

WORDS: Final = {2: "ten minutes", 3: "fifteen minutes", 4: "twenty minutes"}


def minutes_for(members: int) -> str:
    """About how long each of `members` people needs, in words; two where fewer are there yet.

    Each of the 26 questions asks for an own mark and one guess for each other member: 52 marks for
    two, 78 for three, 104 for four, beside the parts that do not grow.
    """
    return WORDS[min(max(members, min(WORDS)), max(WORDS))]
