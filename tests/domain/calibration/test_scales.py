"""Scales as organisations have them, and what becomes of a step on another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.scales import (
    LONGEST_LABEL,
    MOST,
    Carried,
    LabelledScale,
    check_carried,
    scale_from,
    suggested,
)
from trifecta.domain.errors import InvalidError

FIVE = scale_from(["Far below", "Below", "Meets", "Above", "Far above"], failing=2)
THREE = scale_from(["Below", "Meets", "Above"])
scales = st.integers(2, MOST).map(lambda steps: LabelledScale(labels=tuple("abcdefghi"[:steps])))


def test_labels_are_read_whatever_their_case_and_spaces() -> None:
    assert FIVE.step_of("  far   ABOVE ") == 4
    assert FIVE.label(0) == "Far below"
    with pytest.raises(InvalidError, match="“Great” is not on the scale"):
        FIVE.step_of("Great")


def test_the_lowest_steps_come_with_a_plan() -> None:
    assert [FIVE.is_failing(step) for step in range(FIVE.steps)] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("labels", "failing", "field"),
    [
        (["Only one"], 0, "labels"),
        (["", "  ", "One"], 0, "labels"),
        ([str(number) for number in range(MOST + 1)], 0, "labels"),
        (["Meets", " meets "], 0, "labels"),
        (["Low", "x" * (LONGEST_LABEL + 1)], 0, "labels"),
        (["Low", "High"], 2, "failing"),
        (["Low", "High"], -1, "failing"),
    ],
)
def test_a_scale_that_cannot_be_used_says_what_to_change(
    labels: list[str], failing: int, field: str
) -> None:
    with pytest.raises(InvalidError) as raised:
        scale_from(labels, failing=failing)
    assert set(raised.value.fields) == {field}


@given(old=scales, new=scales)
def test_a_suggestion_keeps_the_ends_and_the_order(old: LabelledScale, new: LabelledScale) -> None:
    carried = suggested(old, new)
    assert (carried.step(0), carried.step(old.steps - 1)) == (0, new.steps - 1)
    assert check_carried(carried.to, old=old, new=new) == carried


@given(scale=scales)
def test_the_same_scale_is_carried_over_as_it_is(scale: LabelledScale) -> None:
    assert suggested(scale, scale) == Carried(to=tuple(range(scale.steps)))


def test_halves_go_down() -> None:
    assert suggested(FIVE, THREE).to == (0, 0, 1, 1, 2)


@pytest.mark.parametrize("to", [(0, 1), (0, 1, 2, 2, 3), (0, 1, 0, 2, 2), (-1, 0, 1, 2, 2)])
def test_what_no_scale_can_mean_is_refused(to: tuple[int, ...]) -> None:
    with pytest.raises(InvalidError):
        check_carried(to, old=FIVE, new=THREE)
