"""A rating is decided by every function, after talking, with evidence looked at, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.domain.calibration.panels import ALICE, BOB, CARLA, calibrator

from trifecta.domain.calibration.deciding import CaseFacts, may_decide, may_reveal, still_lacking
from trifecta.domain.calibration.panel import required_functions
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import Ballot, Voting


def ballots(*estimates: str) -> tuple[Ballot, ...]:
    return tuple(
        Ballot(calibrator=one, estimate=estimate, outcome="delivery", step=2)  # type: ignore[arg-type]
        for estimate in estimates
        for one in ("alice", "bob")
    )


READY = CaseFacts(
    stage=Stage.DISCUSSED,
    required=required_functions({"em", "pm"}),
    panel=(ALICE, BOB),
    voting=Voting(
        outcomes=("delivery",),
        present=frozenset({"alice", "bob"}),
        ballots=ballots("first", "second"),
    ),
    evidence=frozenset({"agreement"}),
    looked={"alice": frozenset({"agreement"}), "bob": frozenset({"agreement"})},
    notes=1,
    consents=frozenset({"alice", "bob"}),
    reasons_written=True,
)


def test_with_everything_in_place_it_is_decided() -> None:
    assert may_decide(READY)
    assert still_lacking(READY) == ()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"panel": (ALICE,)}, "product"),
        ({"panel": (ALICE, calibrator("Bob", "product", recused=True))}, "product"),
        ({"required": required_functions({"em", "pm", "business"})}, "business"),
        ({"evidence": frozenset()}, "no evidence"),
        ({"looked": {"alice": frozenset({"agreement"})}}, "Bob has not"),
        ({"looked": {"alice": frozenset({"agreement"}), "bob": frozenset({"old"})}}, "Bob has not"),
        ({"notes": 0}, "Write down what was said"),
        ({"voting": replace(READY.voting, ballots=ballots("first"))}, "once more"),
        ({"consents": frozenset({"alice"})}, "Product has not agreed"),
        ({"consents": frozenset({"alice", "mallory"})}, "Product has not agreed"),
        ({"reasons_written": False}, "reasons"),
        ({"failing": True}, "plan"),
        ({"failing": True, "plan_written": True}, "which day"),
    ],
)
def test_it_is_never_decided_mechanically(changed: dict[str, Any], says: str) -> None:
    decision = may_decide(replace(READY, **changed))
    assert not decision
    assert says in decision.reason


def test_a_failing_partnership_with_a_plan_and_a_day_is_decided() -> None:
    day = date(2027, 2, 1)
    assert may_decide(replace(READY, failing=True, plan_written=True, plan_looked_at=day))


@pytest.mark.parametrize("stage", [stage for stage in ORDER if stage is not Stage.DISCUSSED])
def test_nothing_is_decided_in_any_other_stage(stage: Stage) -> None:
    assert not may_decide(replace(READY, stage=stage))


def test_consent_of_somebody_who_stepped_back_does_not_count() -> None:
    gone = calibrator("Bob", "product", recused=True)
    other = calibrator("Dan", "product")
    facts = replace(READY, panel=(ALICE, gone, other))
    assert "Product has not agreed to the rating yet." in still_lacking(facts)


def test_everything_that_is_missing_is_named_at_once() -> None:
    bare = replace(READY, evidence=frozenset(), notes=0, consents=frozenset())
    assert len(still_lacking(bare)) == 3


def test_proposals_are_revealed_when_all_are_in_and_refused_in_the_same_words_before() -> None:
    blind = replace(READY, stage=Stage.BLIND)
    assert may_reveal(blind)
    reasons = {
        may_reveal(replace(blind, voting=replace(blind.voting, ballots=given))).reason
        for given in ((), ballots("first")[:1], ballots("first")[1:])
    }
    assert len(reasons) == 1
    assert not may_reveal(replace(blind, panel=(ALICE, CARLA)))
    assert not may_reveal(READY)
