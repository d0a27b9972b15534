"""The page about the language has every id of a fault or rule, with examples that come true."""

from __future__ import annotations

import re

import pytest
from tests.docs.scripts import DOCS

from trifecta.domain.systems import FaultKind, Semantics, SystemsError, parse, run
from trifecta.domain.systems.bounds import (
    DEEPEST,
    LARGEST_TEXT,
    MOST_DIGITS,
    MOST_LINES,
    MOST_ROUNDS,
    MOST_TOKENS,
    MOST_VALUES,
)
from trifecta.domain.systems.linting import LEVELS, lint

PAGE = (DOCS / "reference" / "systems-language.md").read_text("utf-8")
SANE = (DOCS / "explanation" / "two-semantics.md").read_text("utf-8")
ROW = re.compile(r"^\| `([a-z-]+)` \| (.*?) \| (.*) \|$", re.MULTILINE)
ROWS = {
    name: ("\n".join(re.findall("`([^`]+)`", example)), said.replace("\\|", "|"))
    for name, example, said in ROW.findall(PAGE)
}


def test_every_rule_and_every_fault_has_a_row_and_no_row_is_about_one_that_is_gone() -> None:
    assert ROWS.keys() | {"too-deep", "too-long"} == {
        *LEVELS,
        *map(str, FaultKind),
        "initial-in-brackets",
    }
    assert "| `too-deep` |" in PAGE
    assert "| `too-long` |" in PAGE


@pytest.mark.parametrize("rule", [*LEVELS, "initial-in-brackets"])
def test_its_example_gets_what_the_page_says(rule: str) -> None:
    example, said = ROWS[rule]
    assert said in [str(finding) for finding in lint(example) if finding.rule == rule]


@pytest.mark.parametrize("kind", [kind for kind in FaultKind if str(kind) in ROWS])
def test_its_example_fails_as_the_page_says(kind: FaultKind) -> None:
    example, said = ROWS[str(kind)]
    semantics = Semantics.SANE if kind is FaultKind.SHARE_ABOVE_ONE else Semantics.PUBLISHED
    with pytest.raises(SystemsError) as caught:
        run(parse(example), rounds=30, semantics=semantics)
    assert caught.value.fault.kind is kind
    assert said == f"{caught.value.fault.problem} {caught.value.fault.remedy}"


@pytest.mark.parametrize(
    "bound",
    [DEEPEST, LARGEST_TEXT, MOST_DIGITS, MOST_LINES, MOST_ROUNDS, MOST_TOKENS, MOST_VALUES],
)
def test_every_bound_is_told(bound: int) -> None:
    assert f"{bound:,}" in PAGE.split("## Bounds")[1].split("## What")[0]


def test_both_runs_of_the_explanation_are_as_they_come_out() -> None:
    model = parse(
        "[Candidates] > Screens @ 25\nScreens > Offers @ 0.3\nOffers > Hires(2) @ Leak(0.5)"
    )
    rows = [
        " ".join(str(number) for number in (at, *row))
        for semantics in Semantics
        for at, row in enumerate(run(model, rounds=3, semantics=semantics).rows())
    ]
    shown = [" ".join(line.split()) for line in SANE.splitlines()]
    assert [line for line in shown if re.fullmatch(r"\d( [\d.]+)+", line)] == rows
    lost = run(model, rounds=3, semantics="sane").lost[-1]
    assert f"Lost in conversions: {lost['Screens']:g} of Screens." in shown
