"""What explaining, testing and relaxing found is said in words, and nothing that is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import option, problem, problems

from trifecta.domain.compromise import answer_words as words
from trifecta.domain.compromise.answer_report import explained_data, robust_data, unlocked_data
from trifecta.domain.compromise.engine.against import explained
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.robust import robustness
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.unlock import unlocking
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.shown import shown_to
from trifecta.domain.compromise.worked_example import growth_team

few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GROWTH = growth_team(begins=date(2026, 10, 12))
COLLIDE = problem(
    option("rewrite", {"now": 10}),
    option("launch", {"now": 10}),
    needs={"alice": {"learn": {"rewrite": 100}}, "bob": {"proof": {"launch": 100}}},
)
SPREAD = Spread()


def said_of_the_plan(row: Problem, plan: Plan | None = None) -> str:
    """Every word and figure of an explanation."""
    found = explained(row, plan=plan)
    against = [
        [
            words.against_sentence(row, found, one),
            *(
                words.trade_words(t)
                for some in (*one.gave.values(), *one.got.values())
                for t in some
            ),
        ]
        for one in found.against
    ]
    lines = [words.explained_lead(row, found), *words.conflict_sentences(found)]
    return json.dumps([lines, against, explained_data(row, found)])


def said_of_the_draws(row: Problem, plan: Plan | None = None) -> str:
    found = robustness(row, plan=plan, draws=15)
    lines = [words.robust_lead(found), *words.robust_sentences(row, found)]
    return json.dumps([lines, robust_data(row, found, SPREAD, seed=0)])


def said_of_changes(row: Problem, plan: Plan | None = None) -> str:
    assert plan is None or plan
    found = unlocking(row)
    lines = [words.unlock_lead(row, found), *words.unlock_sentences(found)]
    changes = [words.change_words(row, change.change) for change in found.confirmed]
    return json.dumps([lines, changes, unlocked_data(row, found)])


SAYING = pytest.mark.parametrize("said", [said_of_the_plan, said_of_the_draws, said_of_changes])


def hiding(row: Problem, need_id: str, *, weight: float, factor: float) -> Problem:
    """A need that its owner keeps to the finder, with another weight and other scores."""
    mine = row.need(need_id)
    rest = (1 - weight) / (1 - mine.weight) if mine.weight < 1 else 1.0
    return replace(
        row,
        needs=tuple(
            replace(need, hidden=True, weight=weight if rest != 1.0 else need.weight)
            if need.id == need_id
            else replace(need, weight=need.weight * rest)
            if need.party == mine.party
            else need
            for need in row.needs
        ),
        scores=tuple(
            replace(score, points=score.points * factor) if score.need == need_id else score
            for score in row.scores
        ),
    )


@SAYING
@few
@given(problems(most_options=4), st.sampled_from([0.1, 0.6]), st.sampled_from([-1.0, 0.2]))
def test_what_one_keeps_to_oneself_changes_no_word_for_another(
    said: Callable[..., str], row: Problem, weight: float, factor: float
) -> None:
    here = hiding(row, "alice-0", weight=0.3, factor=1.0)
    there = hiding(row, "alice-0", weight=weight, factor=factor)
    plan = solve(here).plans[0].judged.plan
    seen, other = shown_to(here, reader="bob"), shown_to(there, reader="bob")
    assert rounded(said(seen, plan)) == rounded(said(other, plan))


def rounded(text: str) -> object:
    """Figures to six digits: weights that are shared out again differ in the last one."""

    def number(value: str) -> float:
        return round(float(value), 6) + 0.0

    return json.loads(text, parse_float=number)


@SAYING
def test_a_hidden_need_is_named_nowhere(said: Callable[..., str]) -> None:
    row = replace(
        GROWTH, needs=tuple(replace(need, hidden=need.id == "proof") for need in GROWTH.needs)
    )
    text = said(shown_to(row, reader=None)) if said is said_of_the_plan else said(row)
    assert "proof" not in text
    assert "funding review" not in text


def test_an_explanation_begins_with_what_all_can_have_and_the_clash() -> None:
    found = explained(GROWTH)
    lead = words.explained_lead(GROWTH, found)
    assert lead.startswith("Robin and Noor can have about 95% of what they need. The clash is")
    assert "(Robin) and “Proof" in lead
    sentence = words.against_sentence(GROWTH, found, found.against[0])
    assert sentence == (
        "Beside the plan that is best for Robin, this one gives Robin 3 points less and Noor "
        "22 points more of what each needs."
    )


def test_somebody_who_has_their_favourite_plan_is_told_so() -> None:
    found = explained(problem(option("kit"), needs={"alice": {"calm": {"kit": 100}}}))
    (against,) = found.against
    assert words.against_sentence(COLLIDE, found, against).startswith("No plan is better for")
    assert [*words.conflict_sentences(found)] == [
        "Nothing keeps everybody from having as much as in their favourite plan."
    ]


def test_draws_say_how_often_the_plan_can_be_done() -> None:
    found = robustness(GROWTH, draws=300)
    lead = words.robust_lead(found)
    assert lead.startswith("The plan can be done in")
    assert "of 300 draws" in lead
    text = " ".join(words.robust_sentences(GROWTH, found))
    assert "What it lacks most often is engineers in “" in text
    assert "more weeks there it would be one in twenty" in text
    assert "at 15% instead of 65%, another plan is fairer" in text
    assert "Eight draws were solved again." in text


def test_without_anything_uncertain_the_plan_always_stands() -> None:
    nothing = Spread(weights=0, efforts=0, scores=0)
    found = robustness(GROWTH, draws=20, spread=nothing)
    assert words.robust_lead(found) == (
        "In 100% of 20 draws the plan stays within 3 points of the best."
    )
    assert words.drawn_sentence(nothing) == "Nothing was drawn otherwise than it was said."


def test_what_helps_most_is_said_with_its_unit() -> None:
    found = unlocking(GROWTH)
    assert words.unlock_lead(GROWTH, found) == (
        "11 more weeks of engineers in “The rest of the quarter” would help most: whoever keeps "
        "least goes from 96% to 100% of today's best."
    )
    assert [*words.unlock_sentences(found)] == [
        "19 changes were looked at, five were solved. No other one can give more."
    ]


def test_shares_of_bests_that_are_not_proven_are_said_to_be_of_what_was_found() -> None:
    found = unlocking(GROWTH)
    higher = {party: best + 0.02 for party, best in found.answer.ideals.items()}
    unsure = replace(found, answer=replace(found.answer, ideal_bounds=higher))
    assert words.unlock_lead(GROWTH, unsure).endswith(
        "goes from 96% to 100% of the best that was found for them today."
    )


def test_where_nothing_ties_anything_there_is_nothing_to_relax() -> None:
    free = problem(option("kit", 0), needs={"alice": {"calm": {"kit": 100}}})
    assert words.unlock_lead(free, unlocking(free)) == (
        "There is nothing here that could be relaxed."
    )
