"""Needs before and after: an open mark where one stood, a filled one where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, parsed
from tests.charts.samples import NOOR, ROBIN

from trifecta.charts.changes import Change, change_lines

share = st.floats(0, 100)


def places(before: float | None, after: float) -> dict[str, float]:
    """Where each mark lies, by its class."""
    change = Change(name="Proof by January", before=before, after=after)
    (line,) = change_lines(person=ROBIN, changes=[change])
    return {
        str(mark.get("class")): across(holder.get("x"))
        for holder in parsed(line).iter("svg")
        for mark in holder
        if mark.get("class") in {"a", "a-ring"}
    }


@given(before=share, after=share)
def test_marks_lie_in_the_order_of_what_is_met(before: float, after: float) -> None:
    found = places(before, after)
    assert all(0 < x < 100 for x in found.values())
    assert (found["a-ring"] <= found["a"]) == (before <= after) or abs(before - after) < 0.02


def test_without_a_before_there_is_one_mark() -> None:
    assert set(places(None, 80)) == {"a"}


def test_it_is_said_in_words() -> None:
    changes = [
        Change(name="Proof", before=20, after=94),
        Change(name="Sound results", before=None, after=100),
    ]
    lines = change_lines(person=NOOR, changes=changes)
    said = [parsed(line)[0].get("aria-label") for line in lines]
    assert said == [
        "Proof: met to 94 per cent with this plan, 20 without an agreement.",
        "Sound results: met to 100 per cent with this plan.",
    ]


def test_less_than_nothing_and_more_than_all_have_no_place() -> None:
    for change in (Change(name="x", before=-1, after=5), Change(name="x", before=None, after=101)):
        with pytest.raises(ValueError, match="0 to 100"):
            change_lines(person=ROBIN, changes=[change])
