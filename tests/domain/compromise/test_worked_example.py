"""The growth team's way out comes out of the finder, and nobody told it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.findings import Argued
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.worked_example import growth_team

BEGINS = date(2026, 10, 12)


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(growth_team(begins=BEGINS))


def argued(findings: Findings, kind: str, party: str | None = None) -> Argued:
    return next(row for row in findings.argued if (row.kind, row.party) == (kind, party))


def test_the_kit_is_built_first(findings: Findings) -> None:
    assert findings.recommended.plan.stage_of("kit") == "first"


def test_the_experiments_are_batched_onto_the_kit_afterwards(findings: Findings) -> None:
    assert findings.recommended.plan.stage_of("batches") == "second"


def test_people_take_turns_and_the_statistics_are_part_of_the_work(findings: Findings) -> None:
    assert findings.recommended.plan.stage_of("turns") == "second"
    assert findings.recommended.plan.stage_of("statistics") == "second"


def test_the_new_build_is_promised_for_the_next_quarter(findings: Findings) -> None:
    assert findings.recommended.plan.stage_of("build_next") == "later"


def test_nothing_that_was_asked_for_at_first_is_in_the_plan(findings: Findings) -> None:
    asked = {"hand_first", "hand_rest", "design_now", "build_now"}
    assert not asked & set(findings.recommended.plan.placements)


def test_both_have_about_95_per_cent_of_what_they_need(findings: Findings) -> None:
    for share in findings.recommended.utilities.values():
        assert share == pytest.approx(0.95, abs=0.02)


def test_it_was_a_false_trade_off(findings: Findings) -> None:
    assert findings.standing.verdict == "false"


@pytest.mark.parametrize(
    ("kind", "party"), [("asked", "em"), ("asked", "pm"), ("shared", None), ("default", None)]
)
def test_everything_that_was_argued_about_is_worse_for_both(
    findings: Findings, kind: str, party: str | None
) -> None:
    before = argued(findings, kind, party).judged.utilities
    after = findings.recommended.utilities
    assert all(after[member] > before[member] + 0.1 for member in after)


def test_it_really_collides_when_the_kit_is_not_on_the_list() -> None:
    problem = growth_team(begins=BEGINS)
    kit_and_what_needs_it = {"kit", "batches", "fewer", "turns", "statistics", "build_next"}
    without = replace(
        problem,
        options=tuple(row for row in problem.options if row.id not in kit_and_what_needs_it)[1:],
        scores=(),
    )
    left = {row.id for row in without.options}
    without = replace(
        without,
        scores=tuple(score for score in problem.scores if score.option in left),
        options=tuple(
            replace(
                row,
                after=tuple(name for name in row.after if name in left),
                excludes=tuple(name for name in row.excludes if name in left),
            )
            for row in without.options
        ),
    )
    assert find(without).standing.verdict == "real"
