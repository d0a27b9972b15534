"""Reading does a bounded amount of work for each word, whatever the words are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from trifecta.domain.situations.reading import read

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
)


def calls(action: Callable[[], Any]) -> int:
    """How many Python functions are called: the same on every machine, unlike seconds."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_about_twice_the_work(piece: str) -> None:
    read(piece)  # word lists are read once
    once, twice = (piece * (length // len(piece)) for length in (6_000, 12_000))

    assert calls(lambda: read(twice)) <= 2.4 * calls(lambda: read(once)) + 2_000
