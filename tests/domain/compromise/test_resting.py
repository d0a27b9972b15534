"""What a plan rests on tells each reader no weight, no date and no hidden need of anybody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import option, problem, problems, stage

from trifecta.domain.compromise import resting_words as words
from trifecta.domain.compromise.beside_words import Beside, beside_words, conflict_words
from trifecta.domain.compromise.engine.flips import Flip
from trifecta.domain.compromise.engine.programs import UNLIMITED
from trifecta.domain.compromise.engine.robust import Robustness
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem, Score
from trifecta.domain.compromise.resting import (
    Basis,
    basis_from,
    basis_of,
    colliding,
    data_of,
    favourites,
    naming_only,
)
from trifecta.domain.compromise.shown import shown_to
from trifecta.domain.compromise.worked_example import growth_team

few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GROWTH = growth_team(begins=date(2026, 10, 12))
COLLIDE = problem(
    option("rewrite", {"now": 10}),
    option("launch", {"now": 10}),
    needs={"alice": {"learn": {"rewrite": 100}}, "bob": {"proof": {"launch": 100}}},
)
NEEDS = {
    "alice": {"learn": {"kit": 100, "new": 90}, "calm": {"kit": 20}},
    "bob": {"proof": {"runs": 100}, "quality": {"kit": 60, "runs": -20}},
}
SHARED = problem(
    option("kit", {"now": 6}),
    option("runs", {"now": 6, "then": 6}),
    option("new", {"now": 6, "then": 6}),
    needs=NEEDS,
    now=6,
    then=8,
)


def worked_out(row: Problem, reader: str, plan: Plan | None = None) -> tuple[Findings, Basis]:
    found = find(row)
    suggested = found.recommended.plan
    return found, basis_of(
        row, found, reader=reader, plan=plan or suggested, suggested=suggested, budget=UNLIMITED
    )


def looked(row: Problem, found: Findings, reader: str, *, plan: Plan | None = None) -> words.Looked:
    suggested = found.recommended.plan
    return words.Looked(
        problem=row, findings=found, reader=reader, plan=plan or suggested, suggested=suggested
    )


def besides(row: Problem, found: Findings, reader: str) -> tuple[Beside, ...]:
    plan = found.recommended
    return tuple(
        beside_words(row, one, mine=plan.utilities[reader], reader=reader)
        for one in favourites(row, found, plan=plan.plan)
    )


def weighed(row: Problem, party: str, *weights: float) -> Problem:
    given = iter(weights)
    return replace(
        row,
        needs=tuple(
            replace(need, weight=next(given)) if need.party == party else need for need in row.needs
        ),
    )


def every_word(row: Problem, found: Findings, basis: Basis, reader: str) -> str:
    """All sentences a page has, as one text."""
    here = looked(row, found, reader)
    sturdier = basis.robust.sturdier
    return json.dumps(
        [
            words.sturdy_headline(basis.robust),
            words.sturdy_lead(basis.robust),
            *words.sturdy_sentences(here, basis.robust),
            words.own_weight(here, basis.robust),
            "" if sturdier is None else words.sturdier_words(here, sturdier),
            words.opening_lead(here, basis.unlocked),
            *words.opening_sentences(basis.unlocked),
            *(one.words for one in words.openings(here, basis.unlocked)),
            *(one.lead for one in besides(row, found, reader)),
            conflict_words(row, basis.filtered, reader=reader).lead,
        ],
        ensure_ascii=False,
    )


# ---------------------------------------------------------------- who gave what for what


def test_the_reader_gives_with_their_own_weight_and_others_without() -> None:
    row = replace(GROWTH)
    found = find(row)
    em, pm = (party.id for party in row.parties)
    own, other = besides(row, found, em)
    assert own.title == "Beside the plan that is best for you alone"
    assert "You give some of “Nobody is on one kind of test for weeks” (30% of what" in own.lead
    assert "For it, Noor gets more of “Proof, before" in own.lead
    assert other.title == "Beside the plan that is best for Noor alone"
    lines = {part.party: part.lines for one in (own, other) for part in one.trades}
    assert all(line.weight is not None for line in lines[em])
    assert all(line.weight is None for line in lines[pm])


@pytest.mark.parametrize("weights", [(0.6, 0.4), (0.7, 0.3)])
def test_what_others_weigh_changes_no_word_while_the_plans_are_the_same(
    weights: tuple[float, float],
) -> None:
    em, pm = (party.id for party in GROWTH.parties)
    other = weighed(GROWTH, pm, *weights)
    here, there = find(GROWTH), find(other)
    plan = here.recommended.plan
    assert plan == there.recommended.plan
    assert here.favourites[pm].plan == there.favourites[pm].plan
    assert besides(GROWTH, here, em) == besides(other, there, em)
    assert besides(GROWTH, here, pm) != besides(other, there, pm)
    assert colliding(GROWTH, here, plan=plan, budget=UNLIMITED) == colliding(
        other, there, plan=plan, budget=UNLIMITED
    )


@few
@given(row=problems(most_options=4))
def test_two_who_see_the_same_are_told_the_same_collision(row: Problem) -> None:
    found = find(row)
    plan = found.recommended.plan
    turned = replace(row, needs=row.needs[::-1], parties=row.parties[::-1])
    one = colliding(row, found, plan=plan, budget=UNLIMITED).conflict
    other = colliding(turned, found, plan=plan, budget=UNLIMITED).conflict
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert set(one.needs) == set(other.needs)


def test_needs_that_collide_are_named_and_what_to_do_with_it() -> None:
    found = find(COLLIDE)
    filtered = colliding(COLLIDE, found, plan=found.recommended.plan, budget=UNLIMITED)
    said = conflict_words(COLLIDE, filtered, reader="bob")
    assert said.lead.startswith("No plan meets these two needs as far as")
    assert [party for party, _, _ in said.needs] == ["bob", "alice"]
    assert "Either of them alone can be had that far." in said.end


def test_where_all_can_have_all_it_says_so() -> None:
    row = problem(option("both"), needs={"alice": {"a": {"both": 100}}, "bob": {"b": {"both": 99}}})
    found = find(row)
    own, other = besides(row, found, "alice")
    assert own.lead == "No plan is better for you than this one."
    assert other.lead == "The two do the same for every need that you may see."
    filtered = colliding(row, found, plan=found.recommended.plan, budget=UNLIMITED)
    assert "One plan meets every need" in conflict_words(row, filtered, reader="alice").lead


# ---------------------------------------------------------------- how sturdy


def test_only_ones_own_weights_are_named() -> None:
    named = {}
    for party in ("alice", "bob"):
        _, basis = worked_out(weighed(weighed(SHARED, "alice", 0.8, 0.2), "bob", 0.6, 0.4), party)
        named[party] = {flip.need for flip in basis.robust.flips}
    assert named["alice"] <= set(NEEDS["alice"])
    assert named["bob"] <= set(NEEDS["bob"])
    assert named["alice"] or named["bob"]


@few
@given(row=problems(most_options=4), turn=st.integers(0, 1))
def test_no_date_and_no_weight_of_another_is_named(row: Problem, turn: int) -> None:
    reader = row.parties[turn].id
    _, basis = worked_out(row, reader)
    theirs = {need.id for need in row.needs if need.party != reader}
    assert not theirs & {flip.need for flip in basis.robust.flips}
    assert not theirs & {one.change.need for one in basis.unlocked.confirmed}
    assert all(need.hidden == (need.party != reader) for need in naming_only(row, reader).needs)


def spread(found: Robustness) -> list[int]:
    return [round(share * 100) for _, share in words.spread_of(found)]


@few
@given(row=problems(most_options=4))
def test_the_cases_add_up_to_a_hundred_and_are_those_of_the_sentence(row: Problem) -> None:
    _, basis = worked_out(row, "alice")
    counts = spread(basis.robust)
    assert sum(counts) == 100
    assert min(counts) >= 0
    assert basis.robust.far <= basis.robust.holds - basis.robust.does_well + 1e-9
    if basis.robust.holds > 0.01 and 0.01 <= basis.robust.does_well <= 0.99:
        assert f"{counts[0]} of 100 cases" in words.sturdy_lead(basis.robust)


def test_a_plan_that_fills_every_week_has_little_room() -> None:
    _, basis = worked_out(GROWTH, GROWTH.parties[0].id)
    assert "little room" in words.sturdy_headline(basis.robust)
    assert spread(basis.robust)[3] > 50


@pytest.mark.parametrize(
    ("holds", "does_well", "headline"),
    [
        (1.0, 0.95, "stays good even if"),
        (0.8, 0.7, "mostly stays good"),
        (0.2, 0.19, "is good, and has little room"),
        (0.9, 0.2, "depends on your guesses"),
        (0.0, 0.0, "only be done if nothing takes longer"),
    ],
)
def test_the_answer_is_the_headline(holds: float, does_well: float, headline: str) -> None:
    _, basis = worked_out(SHARED, "alice")
    row = replace(basis.robust, holds=holds, does_well=does_well, far=0.0)
    assert headline in words.sturdy_headline(row)
    assert words.sturdy_lead(row).count(".") == 1


def test_nothing_says_that_a_hidden_need_chose_the_plan() -> None:
    """Whoever does not see the need is told of no plan that looks fairer, nor how much fairer."""
    hiding = replace(
        SHARED,
        needs=tuple(replace(need, hidden=need.id == "quality") for need in SHARED.needs),
        scores=(
            *(s for s in SHARED.scores if s.need != "quality"),
            Score(option="new", need="quality", points=100),
        ),
    )
    plan = find(hiding).recommended.plan
    shown = shown_to(hiding, reader="alice")
    found = find(shown)
    assert plan != found.recommended.plan
    told, all_told = (
        basis_of(shown, found, reader="alice", plan=plan, suggested=suggested, budget=UNLIMITED)
        for suggested in (plan, found.recommended.plan)
    )
    assert all_told.robust.fairer is not None
    assert told.robust.fairer is None
    assert told.robust.does_well > all_told.robust.does_well
    least = min(told.robust.plan.retention.values())
    if told.robust.sturdier is not None:
        assert min(told.robust.sturdier.judged.retention.values()) <= least + 1e-6


@pytest.mark.parametrize(
    ("then", "words_for_it"),
    [(0.44, "at 44% instead of 40%"), (0.404, "a little above 40%"), (0.9, "That is far from")],
)
def test_the_owner_hears_at_which_weight_another_plan_is_fairer(
    then: float, words_for_it: str
) -> None:
    found, basis = worked_out(SHARED, "alice")
    flip = Flip(need="calm", now=0.4, then=then, instead=Plan(placements={}))
    said = words.own_weight(
        looked(SHARED, found, "alice"), replace(basis.robust, fairer=None, flips=(flip,))
    )
    assert "most depends on “Calm”" in said
    assert words_for_it in said


def test_a_plan_that_is_not_the_fairest_has_no_weight_that_decides() -> None:
    found = find(GROWTH)
    other = found.favourites["em"].plan
    _, basis = worked_out(GROWTH, "em", plan=other)
    here = looked(GROWTH, found, "em", plan=other)
    assert basis.robust.fairer is not None
    assert "The suggested plan leaves whoever keeps least more" in words.own_weight(
        here, basis.robust
    )


# ---------------------------------------------------------------- what would give most


def test_what_would_give_most_is_said_first_and_whom_to_talk_to() -> None:
    found, basis = worked_out(GROWTH, GROWTH.parties[0].id)
    here = looked(GROWTH, found, GROWTH.parties[0].id)
    lead = words.opening_lead(here, basis.unlocked)
    assert lead.startswith(
        "11 more weeks of engineers in “The rest of the quarter” would give most"
    )
    assert "from 96% to 100% of today’s best" in lead
    said = " ".join(words.opening_sentences(basis.unlocked))
    assert "worth a conversation outside the team" in said
    assert words.openings(here, basis.unlocked)[0].helps


def test_only_the_owner_of_a_day_hears_of_it() -> None:
    late = problem(
        option("one", {"then": 10}),
        option("two", {"now": 10, "then": 10}),
        needs={"alice": {"a": {"one": 100}}, "bob": {"b": {"two": 100}}},
    )
    late = replace(
        late,
        needs=tuple(
            replace(need, discount={"now": 1.0, "then": 0.0}) if need.id == "a" else need
            for need in late.needs
        ),
        scores=(*late.scores, Score(option="two", need="a", points=20)),
        stages=(stage("now", engineers=10), stage("then", engineers=10)),
    )
    for reader, hears in (("alice", True), ("bob", False)):
        found, basis = worked_out(late, reader)
        told = every_word(late, found, basis, reader)
        assert ("Time until the end of “Then” for “A”" in told) == hears
        assert ("a day that you have set yourself" in told) <= hears


def test_where_nothing_helps_it_says_so() -> None:
    row = problem(option("both"), needs={"alice": {"a": {"both": 100}}, "bob": {"b": {"both": 99}}})
    found, basis = worked_out(row, "alice")
    assert "Nothing that was tried" in words.opening_lead(
        looked(row, found, "alice"), basis.unlocked
    )


def test_beside_somebody_who_shows_nothing_there_is_still_an_answer() -> None:
    needs = tuple(replace(need, hidden=need.party == "bob") for need in SHARED.needs)
    shown = shown_to(replace(SHARED, needs=needs), reader="alice")
    assert [party.id for party in shown.parties] == ["alice"]
    found, basis = worked_out(shown, "alice")
    assert "PROOF" not in every_word(shown, found, basis, "alice").upper()
    assert len(besides(shown, found, "alice")) == 1


# ---------------------------------------------------------------- kept


@few
@given(row=problems(most_options=4))
def test_what_is_kept_has_no_words_and_comes_back_the_same(row: Problem) -> None:
    secret = replace(row, needs=tuple(replace(need, text="sleepless") for need in row.needs))
    found, basis = worked_out(secret, "alice")
    text = json.dumps(data_of(basis))
    assert "sleepless" not in text
    assert basis_from(secret, found, json.loads(text)) == basis
