"""What a plan means to each of the people in it is said in words, from the figures alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.domain.compromise.problems import option, problem, problems

from trifecta.domain.compromise.explain import Explanation, PartyPart, explain
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.problem import Need, Plan, Problem, Score
from trifecta.domain.compromise.wording import (
    Standing,
    headline,
    in_sentence,
    lead,
    level_words,
    quoted,
)
from trifecta.domain.compromise.worked_example import growth_team

BEGINS = date(2026, 10, 12)
few = settings(max_examples=60, deadline=None)


def explained(row: Problem, reader: str | None = "alice") -> Explanation:
    return explain(row, find(row), reader=reader)


def part(explanation: Explanation, party: str) -> PartyPart:
    return next(row for row in explanation.parties if row.party == party)


def two(share: float, other: float, *, best: float = 1.0) -> list[Standing]:
    return [
        Standing(name="Alice", reader=True, share=share, best=best),
        Standing(name="Bob", reader=False, share=other, best=1.0),
    ]


def three(*shares: float) -> list[Standing]:
    names = ("Alice", "Bob", "Carol")
    return [
        Standing(name=name, reader=name == "Alice", share=share, best=1.0)
        for name, share in zip(names, shares, strict=True)
    ]


class TestHeadline:
    def test_says_what_both_can_have(self) -> None:
        said = headline(two(0.945, 0.96), verdict="false")
        assert said == "You can both have about 95% of what you need."

    def test_says_when_both_can_have_everything(self) -> None:
        said = headline(two(1.0, 1.0), verdict="between")
        assert said == "You can both have all of what you need."

    def test_counts_three_people(self) -> None:
        said = headline(three(0.9, 0.92, 0.95), verdict="false")
        assert said == "All three of you can have about 90% of what you need."

    def test_says_when_no_plan_is_good_for_both(self) -> None:
        said = headline(two(0.5, 0.6), verdict="real")
        assert said.startswith("No plan gives you both what you need. This one comes closest")

    def test_says_when_no_plan_is_good_for_all_three(self) -> None:
        assert "all three of you what you need" in headline(three(0.5, 0.5, 0.6), verdict="real")

    def test_names_each_where_one_gets_clearly_more(self) -> None:
        said = headline(two(0.85, 1.0), verdict="between")
        assert said == "You can have about 85% of what you need, Bob everything."

    def test_speaks_to_the_reader_first(self) -> None:
        swapped = two(0.85, 1.0)[::-1]
        assert headline(swapped, verdict="between").startswith("You can have about 85%")

    def test_says_when_nothing_on_the_list_helps_somebody(self) -> None:
        said = headline(two(0.0, 1.0, best=0.0), verdict="between")
        assert said == "Nothing on the list helps with what you need yet."

    def test_says_when_what_would_help_somebody_has_no_room(self) -> None:
        rows = [replace(row, offered=0.8) for row in two(0.0, 1.0, best=0.0)]
        said = headline(rows, verdict="between")
        assert said == "What would help with what you need does not fit into the time there is."

    def test_uses_names_where_nobody_of_them_reads_it(self) -> None:
        neutral = [replace(row, reader=False) for row in two(0.95, 0.96)]
        assert headline(neutral, verdict="false").startswith("Alice and Bob can have about 95%")


@pytest.fixture(scope="module")
def said() -> Explanation:
    row = growth_team(begins=BEGINS)
    return explain(row, find(row), reader="em")


class TestWorkedExample:
    def test_begins_with_the_answer(self, said: Explanation) -> None:
        assert said.headline == "You can both have about 95% of what you need."

    def test_tells_the_plan_in_the_order_of_its_stages(self, said: Explanation) -> None:
        assert said.lead.startswith("First, build an experiment kit")
        assert said.lead.endswith("After that, build the new onboarding service next quarter.")

    def test_shows_the_false_trade_off(self, said: Explanation) -> None:
        assert said.callout is not None
        assert said.callout.title.endswith("was never the choice")
        assert "“Build an experiment kit”" in said.callout.body

    def test_says_what_the_plan_costs_each_of_them(self, said: Explanation) -> None:
        assert any("Build the new onboarding service this" in row for row in part(said, "em").costs)
        assert any("one by one" in row for row in part(said, "pm").costs)

    def test_leaves_nobody_worse_from_stage_to_stage(self, said: Explanation) -> None:
        shares = [row.progress[0].share for row in said.stages]
        assert shares == sorted(shares)

    def test_tells_the_reader_what_their_own_best_plan_would_cost(self, said: Explanation) -> None:
        assert said.alone == "The plan that is best for you alone gives you 98%, and Noor 74%."


def test_a_need_out_of_reach_is_said_to_be_so() -> None:
    row = problem(
        option("kit"),
        needs={"alice": {"calm": {"kit": 60}}, "bob": {"proof": {"kit": 100}}},
    )
    assert explained(row).limits == (
        "No plan meets “Calm” in full. The most any of them does is 60%.",
    )


def test_two_needs_that_collide_are_named_and_the_others_are_not() -> None:
    row = problem(
        option("rewrite", {"now": 10}),
        option("launch", {"now": 10}),
        needs={
            "alice": {"learn": {"rewrite": 100}, "rest": {"rewrite": 100, "launch": 100}},
            "bob": {"proof": {"launch": 100}},
        },
    )
    (limit,) = explained(row).limits
    assert "“Learn” and “Proof” really collide" in limit


def test_nothing_is_called_false_where_the_trade_off_is_real() -> None:
    row = problem(
        option("rewrite", {"now": 10}),
        option("launch", {"now": 10}),
        needs={"alice": {"learn": {"rewrite": 100}}, "bob": {"proof": {"launch": 100}}},
    )
    assert explained(row).callout is None


def test_what_waits_is_a_cost_of_the_one_who_asked() -> None:
    row = problem(
        option("rewrite", {"now": 10, "then": 10}, asked_by="alice"),
        option("launch", {"now": 10}, asked_by="bob"),
        needs={"alice": {"learn": {"rewrite": 100}}, "bob": {"proof": {"launch": 100}}},
    )
    assert part(explained(row), "alice").costs == ("“Rewrite” waits until “Then”",)
    assert part(explained(row), "bob").costs == ()


def test_what_helps_and_fits_into_no_stage_is_told_from_what_helps_not_at_all() -> None:
    row = problem(
        option("rewrite", {"now": 9000, "then": 9000}),
        option("launch", {"now": 10}),
        needs={
            "alice": {"learn": {"rewrite": 100}},
            "bob": {"proof": {"launch": 100}, "calm": {"launch": 0}},
        },
    )
    found = explained(row)
    assert found.headline == (
        "What would help with what you need does not fit into the time there is."
    )
    assert "What would help with “Learn” does not fit into the time there is." in found.limits
    assert "Nothing on the list helps with “Calm” yet." in found.limits


def test_an_empty_plan_says_so() -> None:
    row = problem(
        option("kit"), needs={"alice": {"learn": {"kit": 0}}, "bob": {"proof": {"kit": 0}}}
    )
    assert "Nothing on the list" in explained(row).headline
    assert explained(row).lead.startswith("Nothing on the list")


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (1.0, "in full"),
        (0.9, "nearly in full"),
        (0.65, "for the most part"),
        (0.5, "by about half"),
        (0.1, "a little"),
        (0.0, "not at all"),
        (-0.2, "worse than now"),
    ],
)
def test_how_far_a_need_is_met_has_words(level: float, words: str) -> None:
    assert level_words(level) == words


def test_a_title_loses_its_capital_only_where_it_cannot_be_a_name() -> None:
    assert in_sentence("Build the kit.") == "build the kit"
    assert in_sentence("Halden gets the importer") == "Halden gets the importer"
    assert in_sentence("API first") == "API first"
    assert in_sentence("Second round of experiments") == "second round of experiments"


def test_many_pieces_of_work_are_counted_and_not_all_listed() -> None:
    said = lead([["Build a", "Build b", "Build c", "Build d", "Build e", "Build f"]])
    assert said == "Build a, build b, build c and build d, and two more things."


def with_hidden_need(row: Problem) -> Problem:
    """The same, and Bob has a need that only the finder knows, which no option touches."""
    halved = tuple(
        replace(need, weight=need.weight / 2) if need.party == "bob" else need for need in row.needs
    )
    secret = Need(id="secret", party="bob", text="secret words", weight=0.5, hidden=True)
    score = Score(option=row.options[0].id, need="secret", points=100)
    return replace(row, needs=(*halved, secret), scores=(*row.scores, score))


@few
@given(problems(parties=2))
def test_a_need_kept_to_the_finder_changes_no_word_but_by_way_of_the_plan(row: Problem) -> None:
    full = find(with_hidden_need(row)).recommended.plan
    shown = find(row)
    same_plan = explain(row, shown, reader="alice", plan=full)
    assert "secret" not in repr(same_plan)
    if full == shown.recommended.plan:
        assert same_plan == explain(row, shown, reader="alice")


@few
@given(problems())
def test_a_trade_off_is_called_false_only_where_the_plan_bears_it_out(row: Problem) -> None:
    findings = find(row)
    empty = explain(row, findings, reader="alice", plan=Plan(placements={}))
    assert empty.callout is None or min(findings.ideals.values()) <= 0


# ---------------------------------------------------------------- clash, and before and after


def colliding() -> Problem:
    return problem(
        option("rewrite", {"now": 10}),
        option("launch", {"now": 10}),
        option("rest", {"now": 0}),
        needs={
            "alice": {"learn": {"rewrite": 100}, "calm": {"rest": 100}},
            "bob": {"proof": {"launch": 100}},
        },
    )


def test_the_clash_is_named_with_the_readers_need_first_and_the_rest_is_free() -> None:
    row = colliding()
    assert explain(row, find(row), reader="bob").clash == (
        "The clash is between “Proof” and “Learn”. The rest of what you need does not collide."
    )


def test_where_nothing_collides_it_is_said() -> None:
    row = problem(
        option("kit"),
        needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}},
    )
    said = explain(row, find(row), reader="alice").clash
    assert said == "No two of the needs here really stand against each other."


def test_where_no_plan_gives_somebody_much_it_is_not_the_other_who_is_in_the_way() -> None:
    row = problem(
        option("kit"),
        needs={"alice": {"learn": {"kit": 20}}, "bob": {"proof": {"kit": 100}}},
    )
    said = explain(row, find(row), reader="alice").clash
    assert said.startswith(
        "No two of the needs here really stand against each other. What is still"
    )
    assert said.endswith("it takes another option, or more time.")


def test_needs_of_one_person_alone_are_no_clash() -> None:
    row = problem(option("kit"), needs={"alice": {"learn": {"kit": 100}}})
    assert explain(row, find(row), reader="alice").clash == ""


def test_every_need_stands_before_and_after_and_by_stage() -> None:
    row = growth_team(begins=date(2026, 10, 12))
    said = explain(row, find(row), reader="em")
    proof_row = said.changes[1].needs[0]
    assert proof_row.before == pytest.approx(0.40)
    assert [round(level, 2) for level in proof_row.after] == [0.14, 0.94, 0.94]
    assert proof_row.words == "Nearly in full, instead of by about half"


def test_without_a_default_there_is_no_before() -> None:
    row = colliding()
    needs = [need for party in explain(row, find(row)).changes for need in party.needs]
    assert [need.before for need in needs] == [None, None, None]
    assert [need.words for need in needs if need.text == "Calm"] == ["In full"]


def test_words_from_right_to_left_leave_the_sentence_around_them_alone() -> None:
    arabic = "فريق النمو"
    assert quoted(arabic) == f"“\N{FIRST STRONG ISOLATE}{arabic}\N{POP DIRECTIONAL ISOLATE}”"
    assert in_sentence(arabic).startswith("\N{FIRST STRONG ISOLATE}")
    assert quoted("Growth, “again”") == "“Growth, “again””"
    assert in_sentence("Build a kit") == "build a kit"
