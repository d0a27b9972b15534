"""Ranges as lines of text: read, matched with a model, and changed a number at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.ensembles import distribution, parameter
from trifecta.domain.systems.ensembles.distributions import Distribution, forms
from trifecta.domain.systems.ensembles.ranges import (
    MOST_RANGES,
    between,
    checked,
    matched,
    ranges_in,
    rewritten,
)

MODEL = parse("[In] > A(5) @ 10\nA > B @ 0.3\nA > B @ Leak(B / 10 + 0.2)\n[In] > C @ Rate(2.5)")


def test_a_text_is_read_line_by_line_with_its_notes_left_out() -> None:
    found = ranges_in("# why\nA > B #2=uniform(0.1, 0.2) # a guess\n\nB = 5")
    assert [(one.line, one.name, str(one.what)) for one in found] == [
        (2, "A > B #2", "uniform(0.1, 0.2)"),
        (4, "B", "choice(5)"),
    ]
    assert [one.ends for one in found] == [(0.1, 0.2), None]


def test_everything_there_is_to_mend_is_said_at_once_by_its_line() -> None:
    with pytest.raises(InvalidError) as said:
        ranges_in("A\n# fine\nB = even(3)\nC = 1\nC = 2\n= 3\nD =")
    assert sorted(said.value.fields) == ["line 1", "line 3", "line 5", "line 6", "line 7"]


def test_kept_lines_go_by_names_that_follow_their_numbers() -> None:
    text = checked(MODEL, "In>A = 3   # always\nline 4=uniform(1,2)\n# end")
    assert text == "In > A = choice(3)  # always\nIn > C = uniform(1, 2)\n# end"
    assert checked(MODEL, text) == text


def test_a_number_that_has_gone_is_refused_unless_it_was_there_before() -> None:
    with pytest.raises(InvalidError) as said:
        checked(MODEL, "A = 3\nGone = 4")
    assert list(said.value.fields) == ["line 2"]
    assert checked(MODEL, "A = 3\nGone = 4", also=frozenset({"Gone"})).endswith("Gone = choice(4)")


def test_too_many_ranges_are_refused() -> None:
    many = parse("\n".join(f"S{at}" for at in range(MOST_RANGES + 1)))
    text = "\n".join(f"S{at} = 1" for at in range(MOST_RANGES + 1))
    with pytest.raises(InvalidError, match="At most 100"):
        checked(many, text)
    assert checked(many, text.rpartition("\n")[0])


def test_ranges_are_matched_with_the_numbers_a_model_has_now() -> None:
    found = matched(MODEL, ranges_in("line 1 = 3\nGone = 4\nIn > A = 5"))
    assert list(found.known) == ["In > A"]
    assert found.known["In > A"].line == 1
    assert [one.name for one in found.gone] == ["Gone", "In > A"]


def test_a_change_leaves_other_lines_their_order_and_their_notes() -> None:
    text = "# why\nA = integers(2, 6)  # two teams\n\nB = 3"
    changes = {"A": distribution("uniform(1, 2)"), "B": None, "C": distribution("4"), "D": None}
    assert rewritten(text, changes) == ("# why\nA = uniform(1, 2)  # two teams\n\nC = choice(4)")
    assert rewritten("", {"A": distribution("4")}) == "A = choice(4)"


@given(st.dictionaries(st.sampled_from("ABCD"), st.sampled_from(["5", "uniform(1, 2)"])))
def test_what_is_written_is_what_is_read(wanted: dict[str, str]) -> None:
    changes = {name: distribution(text) for name, text in wanted.items()}
    found = ranges_in(rewritten("# note\nB = 7  # old", changes))
    kept = {"B": distribution("7")} | changes
    assert {one.name: one.what for one in found} == kept


def ends(name: str, low: str, high: str) -> Distribution:
    return between(low, high, of=parameter(MODEL, name), model=MODEL)


def test_two_whole_ends_of_a_whole_number_stay_whole() -> None:
    assert str(ends("A", "2", "6")) == "integers(2, 6)"
    assert str(ends("A", "2", "6.5")) == "uniform(2, 6.5)"
    assert str(ends("In > C", "2", "6")) == "uniform(2, 6)"
    assert str(ends("A", "3", "3")) == "integers(3, 3)"


def test_a_share_alone_goes_up_to_1_and_other_numbers_of_a_leak_do_not() -> None:
    assert str(ends("line 2", "0.2", "1")) == "uniform(0.2, 1)"
    with pytest.raises(InvalidError, match="from 0 to 1"):
        ends("line 2", "20", "40")
    assert str(ends("line 3 #1", "5", "20")) == "integers(5, 20)"


@pytest.mark.parametrize(
    ("low", "high", "where"),
    [
        ("", "4", ["low"]),
        ("4", "", ["high"]),
        ("x", "y", ["low", "high"]),
        ("-1", "4", ["low"]),
        ("5", "4", ["low"]),
        ("1", "9" * 400, ["high"]),
        ("1e3", "inf", ["low", "high"]),
        ("nan", "4", ["low"]),
    ],
)
def test_ends_that_are_no_range_say_which_one_to_mend(
    low: str, high: str, where: list[str]
) -> None:
    with pytest.raises(InvalidError) as said:
        ends("A", low, high)
    assert list(said.value.fields) == where


def test_every_distribution_says_how_it_is_written() -> None:
    assert all(form.partition("(")[0] and says for form, says in forms())


@pytest.mark.parametrize("text", ["9" * 400, f"uniform(1, {'9' * 5000})", f"choice({10**16})"])
def test_a_number_that_no_float_holds_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        distribution(text)
