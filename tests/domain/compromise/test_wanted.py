"""How much of a need is enough, and by when: in words, kept as they were said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.compromise.problems import option, problem

from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.scoring import DEGREES
from trifecta.domain.compromise.wanted import (
    ENOUGH,
    LATE,
    Wanted,
    checked,
    enough_words,
    wanted_from,
)
from trifecta.domain.errors import InvalidError

TODAY = date(2026, 11, 26)

anything = st.builds(
    Wanted,
    enough=st.sampled_from([level.value for level in ENOUGH]),
    needed_by=st.none() | st.dates(),
    late=st.sampled_from([level.value for level in LATE]),
)


@given(anything)
def test_what_is_kept_reads_back(wanted: Wanted) -> None:
    assert wanted_from(wanted.as_data) == wanted


def test_unasked_all_of_it_is_wanted_and_any_day_will_do() -> None:
    assert wanted_from({}) == Wanted(enough=100, needed_by=None, late=0)
    assert Wanted().discount(()) == {}
    assert enough_words(Wanted()) == ""


def test_enough_is_said_in_the_words_and_points_of_the_options() -> None:
    said = {degree.key: degree for degree in DEGREES}
    for level in ENOUGH:
        assert level.value == said[level.key].points
        assert level.words.startswith(said[level.key].words)


def test_a_new_day_lies_ahead_and_one_that_was_kept_may_have_passed() -> None:
    past = Wanted(needed_by=TODAY - timedelta(days=1))
    assert checked(past, before=past, today=TODAY) == past
    with pytest.raises(InvalidError) as caught:
        checked(past, before=Wanted(), today=TODAY)
    assert "needed_by" in caught.value.fields


def test_levels_nobody_offered_are_refused_by_field() -> None:
    with pytest.raises(InvalidError) as caught:
        checked(Wanted(enough=1, late=99), before=Wanted(), today=TODAY)
    assert set(caught.value.fields) == {"enough", "late"}


@pytest.mark.parametrize(("enough", "met"), [(100, 0.5), (75, 50 / 75), (50, 1.0), (20, 1.0)])
def test_with_less_to_reach_the_same_work_meets_more_of_it(enough: int, met: float) -> None:
    row = problem(
        option("kit"), needs={"alice": {"learn": {"kit": 50}}, "bob": {"proof": {"kit": 100}}}
    )
    wanted = replace(row.needs[0], enough=float(Wanted(enough=enough).enough))
    findings = find(replace(row, needs=(wanted, row.needs[1])))
    assert findings.recommended.levels["learn"] == pytest.approx(met)


def test_what_comes_late_counts_as_much_as_was_said() -> None:
    row = problem(option("kit", {"then": 1}), needs={"alice": {"learn": {"kit": 100}}})
    ends = row.stages[0].ends
    assert ends is not None
    stages = (row.stages[0], replace(row.stages[1], ends=ends + timedelta(weeks=4)))
    for late, met in ((0, 0.0), (50, 0.5)):
        discount = Wanted(needed_by=ends, late=late).discount(stages)
        need = replace(row.needs[0], discount=discount)
        assert find(replace(row, stages=stages, needs=(need,))).reach["learn"].value == met
