"""Where everybody's best is not proven, no more is said of a trade-off than is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.domain.compromise.problems import best_retentions, problems

from trifecta.cli.plan_words import tell_assessment, tell_plan
from trifecta.domain.compromise.engine import solving
from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.finder import Budget
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.report import assessed, proposed
from trifecta.domain.compromise.tradeoffs import proven_standing
from trifecta.domain.compromise.worked_example import growth_team

GROWTH = growth_team(begins=date(2026, 10, 12))


@pytest.fixture(scope="module")
def answer() -> Answer:
    return solving.solve(GROWTH)


@pytest.fixture(scope="module")
def short_of_time(answer: Answer) -> Answer:
    """The same, had the search not proven that nobody can have a fifth more."""
    bounds = {party: best * 1.2 for party, best in answer.ideals.items()}
    return replace(answer, ideal_bounds=bounds)


def test_with_every_best_proven_it_is_the_answers_own(answer: Answer) -> None:
    assert proven_standing(answer) == answer.standing


def test_what_is_kept_is_counted_against_what_no_plan_exceeds(
    answer: Answer, short_of_time: Answer
) -> None:
    standing = proven_standing(short_of_time)
    assert standing.kappa == pytest.approx(answer.standing.kappa / 1.2)
    assert (answer.standing.verdict, standing.verdict) == ("false", "between")
    assert standing.kappa_bound == answer.standing.kappa_bound
    assert 0 <= standing.potential < answer.standing.potential


def test_the_json_says_how_far_the_plan_may_be_from_the_best(short_of_time: Answer) -> None:
    data = proposed(GROWTH, short_of_time)
    first = data["plans"][0]
    assert first["gap"] == pytest.approx(first["bound"] - first["value"] / 1.2)
    assert assessed(GROWTH, short_of_time)["assessment"]["verdict"] == "between"


def test_the_terminal_claims_no_more(
    answer: Answer, short_of_time: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    for tell in (tell_plan, tell_assessment):
        tell(GROWTH, answer)
    sure = " ".join(capsys.readouterr().out.split())
    for tell in (tell_plan, tell_assessment):
        tell(GROWTH, short_of_time)
    unsure = " ".join(capsys.readouterr().out.split())
    for words in ("No plan does better.", "This is not the trade-off it looks like"):
        assert words in sure
        assert words not in unsure
    assert "no plan can do better than 96.1%" in unsure
    assert "at least 80%" in unsure
    assert "not proven to be the best there are" in unsure


@settings(max_examples=60, deadline=None)
@given(problems())
def test_without_any_time_the_truth_lies_between_what_is_said(asked: Problem) -> None:
    found = solving.solve(asked, budget=Budget.of(seconds=0, clock=iter(range(10**6)).__next__))
    true = min(best_retentions(asked))
    standing = proven_standing(found)
    assert standing.kappa <= true + 1e-6
    assert true <= standing.kappa_bound + 1e-6
