"""The models to start from run, explain all that is in them, and teach what they say they do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.domain.people.voice import complaints

from trifecta.domain.systems import parse, run
from trifecta.domain.systems.answering import PERIODS
from trifecta.domain.systems.library import NAMES, Starter, starter, starters

EACH = pytest.mark.parametrize("one", starters(), ids=lambda one: one.key)


def ends(one: Starter, *changes: tuple[str, str], stock: str = "") -> float:
    """The last value of the answering stock, or of another, after some changes of the text."""
    text = one.text
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return run(parse(text), rounds=one.rounds)[stock or one.answered_by][-1]


def named(key: str) -> Starter:
    found = starter(key)
    assert found is not None
    return found


def test_there_are_six_and_they_are_found_by_key() -> None:
    assert [one.key for one in starters()] == list(NAMES)
    assert starter("nothing-of-the-kind") is None


@EACH
def test_it_runs_and_its_question_is_answered_by_a_stock_that_is_shown(one: Starter) -> None:
    ran = run(parse(one.text), rounds=one.rounds)
    assert one.answered_by in ran.names
    assert one.period in PERIODS
    assert one.question.endswith("?")


@EACH
def test_every_stock_and_flow_is_explained_and_nothing_else(one: Starter) -> None:
    model = parse(one.text)
    flows = {
        f"{model.stocks[flow.source].name} > {model.stocks[flow.destination].name}"
        for flow in model.flows
        if flow.destination is not None
    }
    names = [part.name for part in one.parts]
    assert sorted(names) == sorted({*model.names, *flows})


@EACH
def test_it_speaks_as_the_product_does(one: Starter) -> None:
    words = [one.name, one.question, one.summary, one.lesson, one.known, *one.first]
    said = "\n".join([*words, *(part.words for part in one.parts)])
    assert complaints(said) == []
    assert 2 <= len(one.first) <= 4


def test_hiring_is_held_up_by_interviews_and_not_by_recruiters() -> None:
    one = named("hiring")
    assert ends(one, ("Recruiters(6)", "Recruiters(8)")) == ends(one)
    assert ends(one, ("Recruiters(6)", "Recruiters(8)"), stock="Screened") > ends(
        one, stock="Screened"
    )
    assert ends(one, ("Interviewers(8)", "Interviewers(10)")) > ends(one)
    assert ends(one, ("0.25", "0.35")) > ends(one)


def test_incidents_go_over_an_edge_that_a_better_start_stays_below() -> None:
    one = named("incidents")
    assert ends(one) > 50
    for change in (("(60)", "(40)"), ("@ 6", "@ 4"), ("@ 3", "@ 5")):
        assert ends(one, change) == 0
    assert ends(one, ("(7)", "(8)")) > 40


def test_repairs_cost_first_and_pay_back_in_the_twentieth_week() -> None:
    one = named("technical-debt")
    base = run(parse(one.text), rounds=26)["Features"]
    repaired = run(parse(one.text.replace("Repair(1)", "Repair(3)")), rounds=26)["Features"]
    ahead = [week for week in range(1, 27) if repaired[week] > base[week] + 1e-9]
    assert ahead[0] == 20


def test_beginning_less_finishes_more() -> None:
    one = named("work-in-progress")
    for change in (("@ 5", "@ 4"), ("(12)", "(8)"), ("(12)", "(8, 8)")):
        assert ends(one, change) > ends(one)


def test_a_team_that_grows_faster_does_less_at_first_and_more_later() -> None:
    one = named("onboarding")
    faster = parse(one.text.replace("@ 4", "@ 8"))
    gains = [
        more - less
        for more, less in zip(
            run(faster, rounds=12)["Done"], run(parse(one.text), rounds=12)["Done"], strict=True
        )
    ]
    assert gains[3] < 0 < gains[10]


def test_the_fish_are_gone_while_the_catch_still_rises() -> None:
    one = named("fishery")
    caught = run(parse(one.text), rounds=one.rounds)["Caught"]
    seasons = [after - before for before, after in pairwise(caught)]
    assert ends(one) == 0
    assert seasons[13] == max(seasons)
    assert seasons[15] == 0
    assert ends(one, ("[Yards] > Boats @ 1\n", "")) > 1500
