"""A bargain in sentences: how many outcomes, how many of them are left, and what Nash takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.engine.bargains import Points
from trifecta.domain.people.words import joined

MOST_NAMED: Final = 6
"""So many values of an outcome are named."""


def bargain_words(bargain: Bargain, points: Points | None) -> tuple[str, ...]:
    """Sentences for a person who has just read one; `points` are None where they are too many."""
    first = f"{_counted(bargain.outcomes, 'outcome')}."
    if points is None:
        return (f"{first} Too many of them stand beside each other to be counted here.",)
    everybody = "both" if len(bargain.parties) == 2 else "all"
    left = len(points.utilities)
    cannot = f"{left:,} of them cannot be bettered for {everybody} at once."
    if left == bargain.outcomes:
        cannot = f"None of them can be bettered for {everybody} at once."
    has = [
        f"{party} has {worth:.2f}"
        for party, worth in zip(bargain.parties, points.utilities[points.nash], strict=True)
    ]
    return (
        f"{first} {cannot}",
        f"The largest product of what {everybody} have (Nash): {joined(has)}, with "
        f"{_settled(bargain, points.picked(points.nash))}.",
    )


def _settled(bargain: Bargain, picked: Sequence[int]) -> str:
    """The values of an outcome, by issue, the rest counted where they are many."""
    named = [
        f"{issue}: {values[place]}"
        for issue, values, place in zip(bargain.issues, bargain.values, picked, strict=True)
    ]
    more = len(named) - MOST_NAMED
    if more <= 1:
        return "; ".join(named)
    return "; ".join([*named[:MOST_NAMED], f"and {more} more"])


def _counted(count: int, word: str) -> str:
    many = f"{count:,}" if count < 10**15 else f"{count:.0e}"
    return f"{many} {word}{'' if count == 1 else 's'}"
