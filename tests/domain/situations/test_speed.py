"""Reading does a bounded amount of work for each word, whatever the words are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from trifecta.domain.situations.highlights import highlights_of, pieces_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.sheets.sheet import suggestions

HOSTILE = (
    "won't budge ",
    "my PM never listens to us ",
    "product and engineering ",
    "not ",
    "' ",
    "PM ",
    "...",
    "\n",
    "is so very ",
    "a",
    "because ",
    "they said no to us and we ",
    "( ",
    "it's ",
    "my PM is lazy. ",
    "he is an idiot and the PM lies, ",
    "I'm an idiot ",
    '"they are lazy" ',
    "our PM: just merge the teams. ",
    "the PM says we should merge them and ",
    "skip it and each feature takes longer, ",
    "engineering wants fewer features because product wants more and ",
    "we have to choose speed or quality and ",
    "sack them and of course they leave and ",
    "the new CRO wanted it that way because ",
    "me: no him: you need it ",
    "; her: a ",
    "I run the ledger team and ",
    "before the 1:1 with Dele (EM) ",
    "what I want is simple: ",
    "Context: ",
    "we can't do both, ",
    "asked HR to move her and ",
)


def look_at(text: str) -> None:
    """What it takes to show a text with all that is found in it."""
    analysis = read(text)
    assert sum(len(piece.text) for piece in pieces_of(text, highlights_of(analysis))) == len(text)
    suggestions(text, analysis)


def lines(action: Callable[[], Any]) -> int:
    """How many lines are run, those of a comprehension once for each thing: the same on every
    machine, unlike seconds.
    """
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_about_twice_the_work(piece: str) -> None:
    look_at(piece)  # word lists are read once
    once, twice = (piece * (length // len(piece)) for length in (4_000, 8_000))

    assert lines(lambda: look_at(twice)) <= 2.2 * lines(lambda: look_at(once)) + 2_000
