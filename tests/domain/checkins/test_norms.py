"""Item norms follow the organisation slowly, and never point at one person."""

from __future__ import annotations

import pytest

from trifecta.domain.checkins.norms import MIN_PEOPLE, NEUTRAL, NormedAnswers, estimate_norms


def people(role: str, *values: int) -> list[NormedAnswers]:
    return [NormedAnswers(role=role, own={"launch": value}) for value in values]


def test_without_answers_the_norm_is_neutral() -> None:
    assert NEUTRAL.between("em", "pm", "launch") == 0
    assert estimate_norms([]) == NEUTRAL


def test_few_people_do_not_move_a_norm_at_all() -> None:
    assert estimate_norms(people("em", *[3] * (MIN_PEOPLE - 1))) == NEUTRAL


def test_a_norm_is_pulled_towards_neutral_the_more_the_fewer_answered() -> None:
    few = estimate_norms(people("em", *[2] * 10)).means["em", "launch"]
    many = estimate_norms(people("em", *[2] * 90)).means["em", "launch"]
    assert few == pytest.approx(1.0)
    assert many == pytest.approx(1.8)


def test_two_people_are_compared_with_one_norm_between_their_roles() -> None:
    norms = estimate_norms(people("em", *[3] * 20) + people("pm", *[-3] * 20))
    assert norms.between("em", "pm", "launch") == pytest.approx(0.0)
    assert norms.between("em", "em", "launch") == pytest.approx(2.0)
    assert norms.between("pm", "em", "launch") == norms.between("em", "pm", "launch")


def test_a_skipped_item_does_not_count_as_neutral() -> None:
    silent = [NormedAnswers(role="em", own={})] * 50
    norms = estimate_norms(people("em", *[2] * 10) + silent)
    assert norms.means["em", "launch"] == pytest.approx(1.0)
