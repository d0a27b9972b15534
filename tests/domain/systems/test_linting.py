"""Each rule speaks on the line where it bites, with its numbers, and is else silent."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.systems.specs import Maker

from trifecta.domain.systems import FaultKind, SystemsError, parse, run
from trifecta.domain.systems.linting import LEVELS, Finding, Level, lint

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared/data"))

HIRING = """\
[Candidates] > Screens @ 25
Screens   > Offers    @ Leak(0.5)
Offers    > Hires     @ Leak(0.5)
Hires     > Employees(5) @ 1.0
Employees > [Departed] @ Leak(0.1)
"""

FIRES = {
    "left-to-right": "[w] > Done @ 2 + 3 * 4",
    "joined-number": "[w] > Done @ 1 3 4",
    "joined-name": "[w] > Phone Screens @ 5",
    "number-and-bracket": "[w] > Done @ 3(4)",
    "unclosed-bracket": "[w] > Done @ 2 * (3 + 4",
    "decimal-formula-is-a-rate": "Work(10) > Done @ 0.5 * 1",
    "infinite-in-formula": "[w] > Done @ 5\nDone > Out @ w",
    "comment-after-stock": "Recruiters(3) # three",
    "flow-without-rate": "Start(10) > Middle @ 2\nMiddle > End",
    "empty-rate": "Start(10) > End @",
    "third-stock": "a(10) > b > c @ 2",
    "arrow-after-rate": "a(50) > b @ 1 > 2",
    "negative-rate": "a(5) > b @ 0 - 2",
    "conversion-takes-all": "a(10) > b @ 0.5\na > c @ Leak(0.1)",
    "conversion-multiplies": "a(25) > b @ 5.0",
    "conversion-under-maximum": "a(1) > b(0, 10) @ 0.5",
    "leak-above-one": "a(5) > b @ Leak(2)",
    "leak-below-zero": "a(5) > b(9) @ Leak(0 - 1)",
    "never-moves": "a(5) > b @ Leak(0.0)",
    "rounded-to-nothing": "a(7) > b @ Leak(0.1)",
    "float-rounded-down": "a(100) > b @ Leak(0.29)",
    "goes-negative": "a(5) > b @ Leak(c)\nc(2)",
    "pushes-back": "cap(5) > x @ 2\n[w] > b(0, cap) @ 3",
    "flow-into-itself": "a(5) > a @ 1",
    "begins-above-maximum": "a(5) > b(9, 3) @ 1",
    "overfilled-maximum": "[x] > b(0, 5) @ 4\n[y] > b @ 4",
    "zero-does-not-count": "a(5) > b @ 1\na(0) > c @ 1",
    "becomes-infinite": "a(5) > b @ 1\n[a] > c @ 1",
    "names-differ-by-case": "[w] > Hires @ 2\nhires > Staff @ 1",
    "never-fed": "a > b @ 1",
    "conversion-loses": "[w] > a @ 25\na > b @ 0.5",
    "moves-fractions": "a(5) > b @ Rate(0.3)",
    "one-after-another": "a(100) > b @ Leak(0.5)\na > c @ Leak(0.5)",
    "served-last": "a(10) > b @ 8\na > c @ 8",
    "sees-what-is-left": "[w] > a(9) @ a\na > b @ 4",
    "infinite-twice": "[w] > a @ 1\n[w] > b @ 1",
    "unused-stock": "Hires\n[w] > a @ 1",
    "begins-below-zero": "a(0-3) > b @ 1",
    "zero-is-whole": "[w] > a(0.0) @ 1",
    "misread-number": "[w] > a @ 1e3",
    "comment-after-flow": "[w] > a @ 5 # five a week",
    "unchecked-name": "[w] > a @ (Recruters + 1)",
}
QUIET = {
    "left-to-right": "[w] > Done @ (2 + 3) * 4",
    "joined-number": "[w] > Done @ 1 + 3",
    "joined-name": "[ w ] >  PhoneScreens  @ 5",
    "number-and-bracket": "[w] > Done @ 3 * (4)",
    "unclosed-bracket": "[w] > Done @ 2 * (3 + 4)",
    "decimal-formula-is-a-rate": "Work(10) > Done @ Rate(0.5 * 1)",
    "infinite-in-formula": "[w] > Done @ 5\nDone > Out @ Done / 2",
    "comment-after-stock": "# Recruiters(3)",
    "flow-without-rate": "Start(10) > Middle @ 2\nMiddle > End @ 1",
    "empty-rate": "Start(10) > End @ 1",
    "third-stock": "a(10) > b @ 2\nb > c @ 2",
    "arrow-after-rate": "a(50) > b @ 1",
    "negative-rate": "a(5) > b @ 2 - 1",
    "conversion-takes-all": "a(10) > b @ Leak(0.5)\na > c @ Leak(0.1)",
    "conversion-multiplies": "a(25) > b @ 5",
    "conversion-under-maximum": "a(1) > b @ 0.5",
    "leak-above-one": "a(5) > b @ Leak(1)",
    "leak-below-zero": "a(5) > b(9) @ Leak(1 - 0.5)",
    "never-moves": "a(50) > b @ Leak(0.1)",
    "rounded-to-nothing": "a(10) > b @ Leak(0.1)",
    "float-rounded-down": "a(100) > b @ Leak(0.25)",
    "goes-negative": "a(5) > b @ Leak(c)\nc(1)",
    "pushes-back": "cap(5)\n[w] > b(0, cap) @ 3",
    "flow-into-itself": "a(5) > b @ 1",
    "begins-above-maximum": "a(5) > b(3, 3) @ 1",
    "overfilled-maximum": "[x] > b(0, 500) @ 4\n[y] > b @ 4",
    "zero-does-not-count": "a(5) > b @ 1\na > c @ 1",
    "becomes-infinite": "[a] > b @ 1\na > c @ 1",
    "names-differ-by-case": "[w] > Hires @ 2\nHires > Staff @ 1",
    "never-fed": "a(3) > b @ 1",
    "conversion-loses": "[w] > a @ 25\na > b @ 1.0",
    "moves-fractions": "a(5) > b @ Rate(3)",
    "one-after-another": "a(100) > b @ Leak(0.5)",
    "served-last": "[w] > a(20) @ 20\na > b @ 8\na > c @ 8",
    "sees-what-is-left": "a > b @ 4\n[w] > a(9) @ a",
    "infinite-twice": "[w] > a @ 1\nw > b @ 1",
    "unused-stock": "Hires(2)\n[w] > a @ Hires",
    "begins-below-zero": "a(3-3) > b @ 1",
    "zero-is-whole": "[w] > a(0) @ 1",
    "misread-number": "[w] > a @ 1000",
    "comment-after-flow": "# five a week\n[w] > a @ 5",
    "unchecked-name": "[w] > a @ (Recruiters + 1)\nRecruiters(3)",
}


def rules(text: str) -> list[str]:
    return [finding.rule for finding in lint(text)]


def only(text: str, rule: str) -> Finding:
    (finding,) = [finding for finding in lint(text) if finding.rule == rule]
    return finding


def test_every_rule_has_a_case_that_fires_and_one_that_does_not() -> None:
    assert FIRES.keys() == QUIET.keys() == LEVELS.keys()


@pytest.mark.parametrize("rule", LEVELS)
def test_it_fires_where_it_bites(rule: str) -> None:
    finding = next(finding for finding in lint(FIRES[rule]) if finding.rule == rule)

    assert finding.level is LEVELS[rule]
    lines = FIRES[rule].split("\n")
    assert 1 <= finding.place.column < finding.place.end <= len(lines[finding.place.line - 1]) + 1
    assert finding.what.endswith(".")
    assert finding.instead.endswith(".")


@pytest.mark.parametrize("rule", LEVELS)
def test_it_is_silent_where_all_is_well(rule: str) -> None:
    assert rule not in rules(QUIET[rule])


@pytest.mark.parametrize("rule", [rule for rule in LEVELS if LEVELS[rule] is not Level.ERROR])
def test_what_is_no_error_runs(rule: str) -> None:
    run(parse(FIRES[rule]))


@pytest.mark.parametrize("rule", [rule for rule in LEVELS if LEVELS[rule] is Level.ERROR])
def test_what_is_an_error_does_not(rule: str) -> None:
    with pytest.raises(SystemsError):
        run(parse(FIRES[rule]))


def test_a_model_without_traps_is_left_in_peace() -> None:
    assert lint(HIRING) == ()
    assert lint("") == ()


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("a(2 + 3 * 4) > b @ 1", "left-to-right", "2 + 3 * 4 is 20 here, not 14"),
        ("[w] > a @ 1 3 4", "joined-number", "1 3 4 is read as the one number 134"),
        ("[w] > a @ 3(4)", "number-and-bracket", "3(4) is read as 34"),
        ("[w] > a @ 2 * (3 + 4", "unclosed-bracket", "2 * (3 + 4 is read as 3 + 4"),
        ("[w] > a @ 25\na > b @ 0.5", "conversion-loses", "of 25 there, 12 arrive and 13 are gone"),
        ("a(1) > b(0,10) @ 0.5", "conversion-under-maximum", "takes 20 out of a, which holds 1"),
        ("a(5) > b @ Leak(c)\nc(2)", "goes-negative", "takes 10 of a, which holds 5"),
        ("a(7) > b @ Leak(0.1)", "rounded-to-nothing", "0.1 of 7 is 0.7, which is rounded down"),
        ("a(100) > b @ Leak(0.29)", "float-rounded-down", "rounded down to 28 and not 29"),
        ("[x] > b(0,5) @ 4\n[y] > b @ 4", "overfilled-maximum", "8 flow into b, which has room f"),
        ("a(10) > b @ 8\na > c @ 8", "served-last", "8 should leave on this line, and 2 of 10"),
        ("a(5) > b @ 1\na(0) > c @ 1", "zero-does-not-count", "a begins with 5"),
    ],
)
def test_the_numbers_of_the_line_are_said(text: str, rule: str, words: str) -> None:
    assert words in only(text, rule).what


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1e3", "1000"), (".5", "0.5"), ("5.", "5"), ("0..2", "0.2"), ("1_000", "1000")],
)
def test_what_looks_like_a_number_is_written_as_one(written: str, meant: str) -> None:
    assert only(f"[w] > a @ {written}", "misread-number").instead == f"Write {meant}."
    assert rules(f"[w] > a @ {written}") == ["misread-number"]


def test_the_caret_stands_below_the_formula() -> None:
    place = only("# first\n  [w]  >  a  @  2 + 3 * 4  ", "left-to-right").place
    assert (place.line, place.column, place.end) == (2, 17, 26)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a(10) > b @ 4 / c\nc", FaultKind.DIVISION_BY_ZERO),
        ("a(5) > b(0, 10) @ 0.0", FaultKind.DIVISION_BY_ZERO),
        ("a(10) > b @ 1\na(10) > c @ 1", FaultKind.CONFLICTING_VALUE),
        ("a(9) @ 1", FaultKind.NO_DESTINATION),
        ("[w] > a @ Recruters\nRecruiters(3)", FaultKind.UNKNOWN_NAME),
        ("[w] > a @ -5", FaultKind.OPERATOR_FIRST),
    ],
)
def test_what_a_run_would_meet_is_an_error_before_it(text: str, kind: FaultKind) -> None:
    assert [(one.rule, one.level) for one in lint(text)] == [(str(kind), Level.ERROR)]


def test_an_initial_value_in_brackets_has_to_look_up() -> None:
    (finding,) = lint("c((a + b) / 2) > d @ 1\na(4) > b(6) @ 1")
    assert finding.rule == "initial-in-brackets"
    assert "a has no value yet" in finding.what


def test_every_fault_of_a_text_is_among_the_findings() -> None:
    text = "a(5) > b @ Invalid(1)\nb > c @ 1 +\nc > 5x @ 1"
    assert [one.place.line for one in lint(text) if one.level is Level.ERROR] == [1, 2, 3]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_errors_are_said_of_all_models_that_fail_and_of_no_others(seed: int) -> None:
    text = Maker(seed).spec()
    try:
        run(parse(text), rounds=3)
    except SystemsError:
        assert any(finding.level is Level.ERROR for finding in lint(text))
    else:
        met = [one for one in lint(text) if one.level is Level.ERROR]
        assert all("happens in round" in one.what for one in met), (text, met)


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    for finding in lint(text):
        assert finding.place.line <= text.count("\n") + 1


def test_published_models_that_run_have_no_errors_and_few_traps() -> None:
    file = SHARED / "systems" / "real-specs.json"
    if not file.exists():
        pytest.skip("set SHARED_DATA to the folder that has systems/real-specs.json")
    traps = {}
    for name, case in json.loads(file.read_text()).items():
        if case["reference"][0] == "ok":
            found = lint(case["spec"])
            assert not [one for one in found if one.level is Level.ERROR], name
            traps[name] = [one.rule for one in found if one.level is Level.TRAP]
    true_ones = {"flow-without-rate", "never-fed", "rounded-to-nothing", "begins-above-maximum"}
    assert {rule for rules_of in traps.values() for rule in rules_of} <= true_ones
    assert max(map(len, traps.values())) == 1


def test_a_large_model_is_looked_at_soon() -> None:
    lines = [f"S{at}({at % 50}) > S{at + 1} @ Leak(0.5)" for at in range(1_999)]
    began = time.process_time()
    lint("\n".join(lines))
    assert time.process_time() - began < 3


def test_the_hiring_model_is_looked_at_within_a_tenth_of_a_second() -> None:
    lint(HIRING)
    began = time.process_time()
    lint(HIRING)
    assert time.process_time() - began < 0.1
