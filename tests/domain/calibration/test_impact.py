"""Adverse impact: two measures together, few people withheld, and no alarm from chance."""

from __future__ import annotations

import pytest
from benchmarks.calibration.impacts import alarms
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.calibration.impact import (
    FEWEST_IN_A_CELL,
    FEWEST_PEOPLE,
    GroupCount,
    Impact,
    below_by_chance,
    impact,
)
from trifecta.domain.calibration.words import impact_lead, impact_notes
from trifecta.domain.errors import InvalidError

counts = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def compared(*groups: tuple[int, int]) -> Impact:
    return impact(
        [
            GroupCount(group="ABCDEFGH"[place], people=people, selected=selected)
            for place, (people, selected) in enumerate(groups)
        ]
    )


def verdicts(*groups: tuple[int, int]) -> list[str]:
    return [group.verdict for group in compared(*groups).groups]


def test_both_measures_together_say_to_look() -> None:
    found = compared((100, 60), (100, 30))
    assert found.look == ("B",)
    second = found.groups[1]
    assert second.ratio == pytest.approx(0.5)
    assert second.p == pytest.approx(3.4e-5, rel=0.05)
    assert "Look closer at “B”" in impact_lead(found)


def test_the_ratio_alone_never_alarms() -> None:
    found = compared((20, 6), (20, 3))
    assert [group.verdict for group in found.groups] == ["highest", "ratio_alone"]
    assert found.look == ()
    assert "no sign by itself" in impact_lead(found)


def test_a_small_difference_among_many_is_called_small() -> None:
    assert verdicts((5000, 3000), (5000, 2700)) == ["highest", "small"]


def test_more_comparisons_ask_for_more() -> None:
    alone, among = compared((40, 20), (40, 10)), compared((40, 20), (40, 10), (40, 18), (40, 19))
    assert alone.groups[1].p is not None
    assert among.groups[1].p == pytest.approx(3 * alone.groups[1].p)


def test_nobody_selected_anywhere_is_no_sign() -> None:
    assert verdicts((20, 0), (30, 0)) == ["no_sign", "highest"]


@given(groups=st.lists(counts, min_size=2, max_size=5))
@settings(max_examples=80, deadline=None)
def test_few_people_are_never_told_of(groups: list[tuple[int, int]]) -> None:
    found = compared(*groups)
    hidden = set()
    for (people, selected), group in zip(groups, found.groups, strict=True):
        if people < FEWEST_PEOPLE:
            assert (group.people, group.selected, group.rate) == (None, None, None)
            assert group.verdict == "too_few"
        if people < FEWEST_PEOPLE or min(selected, people - selected) < FEWEST_IN_A_CELL:
            hidden.add(group.group)
            assert (group.rate, group.ratio, group.p, group.by_chance) == (None,) * 4
    if found.highest in hidden:
        assert {group.ratio for group in found.groups} == {None}


@given(groups=st.lists(counts, min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_whoever_is_looked_at_fails_both_measures(groups: list[tuple[int, int]]) -> None:
    for (people, selected), group in zip(groups, compared(*groups).groups, strict=True):
        if group.verdict == "look":
            best = max(s / n for n, s in groups if n >= FEWEST_PEOPLE)
            assert selected / people < 0.8 * best


def test_what_is_withheld_is_said_with_the_way_around_it() -> None:
    notes = " ".join(impact_notes(compared((20, 10), (20, 1))))
    assert "withheld" in notes
    assert "hand on the sentence" in notes


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([GroupCount(group="A", people=3, selected=4)], "between 0 and"),
        ([GroupCount(group="A", people=9, selected=4)] * 2, "counted twice"),
        ([GroupCount(group=str(n), people=9, selected=4) for n in range(51)], "At most 50"),
    ],
)
def test_impossible_counts_are_refused(groups: list[GroupCount], reason: str) -> None:
    with pytest.raises(InvalidError, match=reason):
        impact(groups)


def test_without_bias_the_ratio_alone_would_alarm_most_of_the_time() -> None:
    """Twenty against twenty, a fifth selected: 71 % of runs, and 2 % for both measures."""
    found = alarms(20, (0.2, 0.2), runs=4000, seed=3)
    assert found.ratio == pytest.approx(0.713, abs=0.025)
    assert found.exact == pytest.approx(0.7130, abs=5e-4)
    assert found.both <= 0.05


@pytest.mark.parametrize("people", [10, 60])
def test_without_bias_both_measures_together_alarm_seldom(people: int) -> None:
    assert alarms(people, (0.4, 0.4), runs=3000, seed=4).both <= 0.055


def test_chance_vanishes_as_groups_grow() -> None:
    assert below_by_chance(1000, 1000, 0.4) < 0.001 < below_by_chance(50, 50, 0.4)
