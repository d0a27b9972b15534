"""What the other way to run a text gives is said where it differs, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.systems import Semantics, parse, run
from trifecta.domain.systems.differing import OTHER, difference
from trifecta.domain.systems.linting import Level, lint
from trifecta.domain.systems.precedence import as_run

HIRING = """[Candidates] > Screens @ 25
Screens > Offers @ 0.3
Offers > Hires(2) @ Leak(0.5)"""


def said(text: str, semantics: Semantics, *, rounds: int = 3, stock: str = "") -> str:
    model = parse(text)
    ran = run(model, rounds=rounds, semantics=semantics)
    return difference(model, ran, semantics=semantics, period="week", stock=stock)


def test_both_ends_and_the_first_parting_are_said() -> None:
    assert said(HIRING, Semantics.PUBLISHED) == (
        "By sane semantics, Hires would be at 5.8 after 3 weeks, not at 5. The two part from week "
        "2 on, first in Offers."
    )
    assert said(HIRING, Semantics.SANE) == (
        "As the language was published, Hires would be at 5 after 3 weeks, not at 5.8. The two "
        "part from week 2 on, first in Offers."
    )


def test_a_stock_that_ends_the_same_is_said_to() -> None:
    assert "Screens would be at 25 too after 3 weeks." in said(
        HIRING, Semantics.SANE, stock="Screens"
    )


@pytest.mark.parametrize("semantics", Semantics)
def test_nothing_is_said_of_a_text_that_both_run_alike(semantics: Semantics) -> None:
    assert said("[In] > Doing @ 5\nDoing > Done @ 2", semantics) == ""


def test_what_the_other_way_refuses_is_said_with_its_line() -> None:
    seen = said("A(3) > B @ Leak(2)", Semantics.PUBLISHED)
    assert seen.startswith("By sane semantics, this text does not run: Line 1, column 17:")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(0, 30), st.sampled_from(["0.3", "7", "Leak(0.5)", "a * 2"]))
def test_it_is_said_exactly_where_rounds_differ(first: int, most: int, rate: str) -> None:
    text = f"a({first}) > b(0, {most}) @ {rate}\na > c @ 4"
    model = parse(text)
    runs = {one: run(model, rounds=6, semantics=one) for one in Semantics}
    here, there = (list(runs[one].rows()) for one in Semantics)
    alike = all(
        row == pytest.approx(other, rel=1e-9) for row, other in zip(here, there, strict=True)
    )
    for one in Semantics:
        assert bool(difference(model, runs[one], semantics=one)) is not alike
    assert set(OTHER) == set(Semantics)


def rules(text: str, semantics: Semantics) -> dict[str, Level]:
    return {one.rule: one.level for one in lint(text, semantics=semantics)}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("left-to-right", "A(9) > B @ 2 + 3 * 4"),
        ("rounded-to-nothing", "A(7) > B @ Leak(0.1)"),
        ("served-last", "A(10) > B @ 8\nA > C @ 8"),
        ("conversion-under-maximum", "A(10) > B(2, 5) @ 0.5"),
        ("overfilled-maximum", "[x] > B(0, 5) @ 4\n[y] > B @ 4"),
    ],
)
def test_traps_that_sane_semantics_do_not_have_are_left_out(rule: str, text: str) -> None:
    assert rule in rules(text, Semantics.PUBLISHED)
    assert rule not in rules(text, Semantics.SANE)


@pytest.mark.parametrize("text", ["A(3) > B @ -2", "A(3) > A @ 1", "A > B", "A(3) > B @ 0.4"])
def test_what_is_misread_either_way_is_said_either_way(text: str) -> None:
    assert rules(text, Semantics.SANE)
    assert rules(text, Semantics.SANE) == rules(text, Semantics.PUBLISHED)


def test_what_a_conversion_loses_is_not_rounded_when_sane() -> None:
    (one,) = lint("A(9) > B @ 0.25", semantics=Semantics.SANE)
    assert "2.5 arrive and 7.5 are gone" in one.what


@pytest.mark.parametrize(
    ("text", "rule"),
    [("A(3) > B @ Leak(2)", "share-above-one"), ("A(3) > B @ (1 + C)", "unknown-name")],
)
def test_what_sane_semantics_refuse_is_an_error_there(text: str, rule: str) -> None:
    assert rules(text, Semantics.SANE) == {rule: Level.ERROR}


def test_a_formula_read_from_left_to_right_says_what_it_means() -> None:
    model = parse("A(9) > B(1 + 2 * 3) @ 2 + 3 * 4")
    assert as_run(model, Semantics.PUBLISHED) is model
    sane = as_run(model, Semantics.SANE)
    assert str(sane.flows[0].formula) == "2 + (3 * 4)"
    assert str(sane.stocks[1].initial) == "1 + (2 * 3)"
