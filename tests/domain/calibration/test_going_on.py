"""Taking a cycle on: every step has words, and the line of words follows the stages."""

from __future__ import annotations

import pytest

from trifecta.domain.calibration.going_on import LINE, STEPS, line
from trifecta.domain.calibration.stages import BACK, ORDER, Stage


def test_every_stage_stands_in_the_line_once_and_in_order() -> None:
    assert tuple(stage for stages in LINE.values() for stage in stages) == ORDER


@pytest.mark.parametrize("stage", ORDER)
def test_one_word_is_current_and_those_before_it_are_done(stage: Stage) -> None:
    states = [state for _, state in line(stage)]

    place = states.index("current")
    assert states == ["done"] * place + ["current"] + ["ahead"] * (len(states) - place - 1)
    assert stage in LINE[line(stage)[place][0]]


def test_a_step_is_the_last_word_exactly_where_nothing_leads_back() -> None:
    for stage, step in STEPS.items():
        assert step.last == (stage not in BACK), stage


def test_every_step_of_a_whole_cycle_says_its_consequences_and_who_is_told() -> None:
    assert set(STEPS) == {stages[0] for stages in LINE.values()} - {Stage.DRAFT}
    for step in STEPS.values():
        assert step.then
        assert step.told.endswith(".")
