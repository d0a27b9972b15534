"""The reveal shows a mark a calibrator on the steps of the scale, and no average."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, names, parsed, spoken

from trifecta.charts.reveal import MOST_MARKS, Calibrator, Outcome, Proposed, Reveal, reveal

LABELS = ("Far less", "Less", "As agreed", "More", "Far more")


def people(several: int) -> list[Calibrator]:
    return [
        Calibrator(name=f"Person {place}", function="engineering", place=place)
        for place in range(several)
    ]


def picture(*steps: int, before: tuple[int, ...] = (), labels: tuple[str, ...] = LABELS) -> Reveal:
    who = people(len(steps))

    def proposed(given_steps: tuple[int, ...]) -> tuple[Proposed, ...]:
        return tuple(
            Proposed(by=one, step=step) for one, step in zip(who, given_steps, strict=True)
        )

    outcome = Outcome(
        title="Team health",
        note="Two steps apart",
        proposed=proposed(steps),
        before=proposed(before) if before else (),
    )
    return reveal(
        caption="What each of you proposes", labels=labels, calibrators=who, outcomes=[outcome]
    )


def places(shown: Reveal, lane: int = 0) -> list[float]:
    """Where the marks stand, in per cent, in the order in which they are drawn."""
    return [
        across(holder.get("x"))
        for holder in parsed(shown.rows[0].lanes[lane].svg).iter("svg")
        if holder.get("x")
    ]


def bars(shown: Reveal) -> list[tuple[float, float]]:
    lines = parsed(shown.rows[0].lanes[0].svg).iter("line")
    return [(across(x.get("x1")), across(x.get("x2"))) for x in lines if x.get("class") == "gapbar"]


@given(
    st.integers(2, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n - 1), min_size=1, max_size=8))
    )
)
def test_everybody_has_one_mark_at_the_step_they_propose(drawn: tuple[int, list[int]]) -> None:
    steps, proposed = drawn
    shown = picture(*proposed, labels=tuple(f"Step {n}" for n in range(steps)))

    assert places(shown) == pytest.approx(
        [(one + 0.5) / steps * 100 for one in sorted(proposed)], abs=0.01
    )


def test_a_bar_goes_from_the_lowest_to_the_highest() -> None:
    assert bars(picture(1, 3, 2)) == [(30.0, 70.0)]
    assert bars(picture(3, 1)) == [(30.0, 70.0)]


def test_where_all_agree_there_is_no_bar() -> None:
    assert bars(picture(2, 2, 2)) == []


def test_two_at_one_step_stand_beside_each_other() -> None:
    svg = picture(2, 2).rows[0].lanes[0].svg

    assert "translate(-9.5,0)" in svg
    assert "translate(9.5,0)" in svg


def test_six_calibrators_have_six_shapes_and_a_seventh_a_ring() -> None:
    assert len({one.letter for one in people(MOST_MARKS)}) == MOST_MARKS
    seventh = people(MOST_MARKS + 1)[-1]
    assert (seventh.letter, seventh.kind) == ("a", "ring")
    assert 'class="a-ring"' in picture(*range(3), 0, 1, 2, 0).rows[0].lanes[0].svg


@given(names, names)
def test_names_and_labels_break_nothing(name: str, label: str) -> None:
    who = Calibrator(name=name, function=name, place=0)
    shown = reveal(
        caption=name,
        labels=(label, "More"),
        calibrators=[who],
        outcomes=[Outcome(title=name, note="", proposed=(Proposed(by=who, step=0),))],
    )

    parsed(shown.rows[0].lanes[0].svg)
    parsed(shown.key[0].svg)


def test_a_screen_reader_hears_who_proposes_what() -> None:
    said = spoken(picture(1, 3).rows[0].lanes[0].svg)

    assert said == "Team health: Person 0 “Less” and Person 1 “More”"


def test_before_and_after_are_two_lines() -> None:
    shown = picture(2, 2, before=(1, 3))
    before, after = shown.rows[0].lanes

    assert (before.label, after.label) == ("Before", "After")
    assert places(shown, 0) == [30.0, 70.0]
    assert places(shown, 1) == [50.0, 50.0]
    assert "a-ring" in before.svg
    assert "a-ring" not in after.svg
    assert "before talking" in spoken(before.svg)


def test_the_table_has_the_same_in_words() -> None:
    table = picture(2, 3, before=(1, 3)).table

    assert [column.name for column in table.columns] == ["Outcome", "Person 0", "Person 1"]
    assert table.rows == (("Team health", "As agreed (before: Less)", "More"),)


def test_ends_and_middle_stay_where_there_is_little_room() -> None:
    assert [one.shown_small for one in picture(0).steps] == [True, False, True, False, True]
    even = picture(0, labels=("A", "B", "C", "D")).steps
    assert [one.shown_small for one in even] == [True, False, False, True]


def test_a_step_that_is_not_on_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        picture(5)


def test_there_is_no_average_anywhere() -> None:
    shown = picture(0, 3)
    everything = "".join(lane.svg for lane in shown.rows[0].lanes) + str(shown.table)

    assert "1.5" not in everything.replace("1.5px", "")
    assert "average" not in everything.lower()
