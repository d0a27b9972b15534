"""The one thing to do now, in the order in which others wait for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from tests.domain.people.samples import (
    BOTH_EXECUTIVES,
    NOW,
    REVEALED,
    TODAY,
    ago,
    agreement,
    any_facts,
    facts,
    tension,
)
from tests.domain.people.voice import TELLS_OF_OTHERS, complaints

from trifecta.domain.people.journey import (
    STEP_NAMES,
    CheckinFacts,
    Facts,
    JourneyStep,
    StepId,
    SuggestedPlan,
    journey_steps,
    reached_by,
)
from trifecta.domain.people.next_step import next_step


def line_of(story: Facts, current: StepId) -> tuple[JourneyStep, ...]:
    return journey_steps(
        current=current,
        reached=reached_by(
            checkins=story.checkins, tensions=story.tensions, agreements=story.agreements
        ),
    )


SEALED = CheckinFacts(open_round_id="r2", i_have_begun=True, i_have_submitted=True)


def test_someone_alone_is_asked_to_invite_the_role_that_leads_beside_theirs() -> None:
    step = next_step(facts(roles=("em",), counterparts=()))
    assert step.title == "Invite whoever leads product with you"
    assert step.link.url_name == "people:invite"


def test_while_a_link_is_open_there_is_something_useful_to_do() -> None:
    step = next_step(facts(roles=("em",), counterparts=(), open_invitations=1))
    assert step.action == "Write down what success means"


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("general", "checkins:start"),
        ("startup", "tensions:open"),
        ("enterprise", "people:readiness"),
        ("product_led", "people:invite"),
        ("technical_first", "people:invite"),
    ],
)
def test_a_new_pair_starts_with_what_suits_its_company(kind: str, page: str) -> None:
    assert next_step(facts(kind=kind)).link.url_name == page


def test_a_large_company_whose_executives_agree_starts_with_a_check_in() -> None:
    step = next_step(facts(kind="enterprise", executives_aligned=BOTH_EXECUTIVES))
    assert step.link.url_name == "checkins:start"


def test_a_link_that_is_open_already_is_not_proposed_again() -> None:
    step = next_step(facts(kind="technical_first", open_invitations=1))
    assert step.link.url_name == "checkins:start"


def test_in_conflict_a_new_pair_starts_with_one_disagreement() -> None:
    step = next_step(facts(kind="enterprise", in_conflict=True))
    assert step.link.url_name == "tensions:open"
    assert "open conflict" in step.body


@pytest.mark.parametrize("begun", [True, False])
def test_an_open_check_in_that_i_have_not_finished_comes_up(begun: bool) -> None:
    step = next_step(facts(checkins=CheckinFacts(open_round_id="r1", i_have_begun=begun)))
    assert step.link.args == ("r1",)
    assert step.action == ("Go on" if begun else "Begin")


def test_a_sealed_check_in_says_when_it_opens_and_nothing_about_bob() -> None:
    step = next_step(facts(checkins=SEALED))
    assert step.title == "Your answers are sealed"
    assert "both of you have finished" in step.body
    assert "Bob" not in step.title + step.body


def test_a_result_that_nothing_has_followed_leads_to_a_tension() -> None:
    checkins = replace(REVEALED, last_headline="You misread each other.")
    step = next_step(facts(checkins=checkins))
    assert step.link.url_name == "tensions:open"
    assert "You misread each other. " in step.body


def test_a_result_without_trouble_leads_to_nothing() -> None:
    step = next_step(facts(checkins=replace(REVEALED, last_diagnosis="neither")))
    assert step.title == "Nothing waits for you"


@pytest.mark.parametrize("diagnosis", ["both", "neither", "unclear"])
def test_a_result_that_somebody_sees_differently_is_talked_about_first(diagnosis: str) -> None:
    checkins = replace(
        REVEALED,
        last_diagnosis=diagnosis,
        last_headline="You misread each other.",
        last_seen_differently=("You", "Bob"),
        last_replied_at=ago(1),
    )
    step = next_step(facts(checkins=checkins))
    assert step.title == "Talk about what does not fit"
    assert step.body.startswith("You and Bob see it differently. ")
    assert step.link.url_name == "checkins:diagnosis"
    assert complaints(step.body) == []


def test_a_tension_before_the_reply_has_not_talked_about_it() -> None:
    checkins = replace(
        REVEALED, last_seen_differently=("Bob",), last_replied_at=ago(1), last_diagnosis="neither"
    )
    before = tension(state="withdrawn", opened_at=ago(2))
    since = tension(state="withdrawn", opened_at=ago(0))
    assert "does not fit" in next_step(facts(checkins=checkins, tensions=(before,))).title
    assert "does not fit" not in next_step(facts(checkins=checkins, tensions=(since,))).title


def test_a_tension_since_the_result_is_what_followed_it() -> None:
    done = tension(state="withdrawn", opened_at=ago(1))
    assert next_step(facts(checkins=REVEALED, tensions=(done,))).title == "Nothing waits for you"


@pytest.mark.parametrize(
    ("turn", "title"),
    [
        ("write_side", "Write down what you need, and why"),
        ("ask", "Ask Bob three to five questions"),
        ("answer", "Answer what Bob asked"),
        ("play_back", "Tell Bob what you heard"),
        ("confirm_play_back", "Did Bob hear you right?"),
        ("plan", "Look for a plan together"),
    ],
)
def test_my_turn_in_a_tension_comes_before_my_check_in(turn: str, title: str) -> None:
    mine = tension(my_turn=turn, counterpart="Bob")
    step = next_step(facts(checkins=CheckinFacts(open_round_id="r1"), tensions=(mine,)))
    assert step.title == title
    assert "Fifty experiments" in step.body


def test_what_holds_bob_up_comes_before_what_does_not() -> None:
    write = tension(tension_id="t1", my_turn="write_side")
    confirm = tension(tension_id="t2", my_turn="confirm_play_back", counterpart="Bob")
    assert next_step(facts(tensions=(write, confirm))).link.args == ("t2",)


def test_a_signature_that_is_missing_comes_first_of_all() -> None:
    unsigned = agreement(state="proposed", my_signature_missing=True)
    mine = tension(my_turn="confirm_play_back", counterpart="Bob")
    step = next_step(facts(tensions=(mine,), agreements=(unsigned,)))
    assert step.link.url_name == "compromise:sign"


def test_a_plan_that_bob_suggests_is_read_before_looking_for_another() -> None:
    looking = tension(my_turn="plan", state="planning")
    plan = SuggestedPlan(tension_id="t1", title="Fifty experiments", by="Bob")
    step = next_step(replace(facts(tensions=(looking,)), suggested=(plan,)))
    assert step.title == "Bob suggests a plan"
    assert step.link.url_name == "compromise:plan"


def test_a_draft_that_nobody_has_put_forward_asks_for_no_signature() -> None:
    draft = agreement(state="draft", my_signature_missing=True)
    assert next_step(facts(agreements=(draft,))).link.url_name != "compromise:sign"


def test_on_the_day_chosen_for_it_the_agreement_is_looked_back_at() -> None:
    due = agreement(review_on=TODAY)
    assert next_step(facts(checkins=REVEALED, agreements=(due,))).title == (
        "Look back at what you agreed"
    )


def test_before_that_day_the_agreement_is_there_to_be_kept() -> None:
    running = agreement(review_on=TODAY + timedelta(days=20), open=2, kept=1)
    quiet = replace(REVEALED, last_diagnosis="neither")
    step = next_step(facts(checkins=quiet, agreements=(running,)))
    assert "Two promises are open. You look back at it on 11 December." in step.body


@pytest.mark.parametrize(
    ("open_", "overdue", "words"),
    [
        (3, 1, "Three promises are open, one of them past the day you named."),
        (1, 1, "One promise is open, and the day you named has passed."),
        (1, 0, "One promise is open."),
        (0, 0, "Every promise in it has an answer."),
    ],
)
def test_promises_past_their_day_are_named_without_a_name(
    open_: int, overdue: int, words: str
) -> None:
    running = agreement(open=open_, overdue=overdue, review_on=None)
    quiet = replace(REVEALED, last_diagnosis="neither")
    step = next_step(facts(checkins=quiet, agreements=(running,)))
    assert words in step.body


def test_after_six_weeks_it_is_time_to_check_in_again() -> None:
    quiet = replace(REVEALED, last_diagnosis="neither")
    fresh = facts(checkins=replace(quiet, last_revealed_at=ago(41)))
    old = facts(checkins=replace(quiet, last_revealed_at=ago(42)))
    assert next_step(fresh).title == "Nothing waits for you"
    assert next_step(old).title == "Check in again"
    assert "10 October" in next_step(old).body


@given(any_facts)
def test_for_any_facts_there_is_one_step_with_a_place_to_go(drawn: Facts) -> None:
    step = next_step(drawn)
    assert step.title
    assert step.body
    assert step.action
    assert step.link.args
    assert bool(step.second) == (step.second_link is not None)


@given(any_facts)
def test_no_step_tells_whether_the_others_have_answered(drawn: Facts) -> None:
    step = next_step(drawn)
    if step.step == "check_in":
        assert not TELLS_OF_OTHERS.search(f"{step.title}. {step.body}")


@given(any_facts)
def test_every_step_is_in_our_voice(drawn: Facts) -> None:
    step = next_step(drawn)
    assert complaints(f"{step.title}. {step.body} {step.action} {step.second}") == []


@given(any_facts)
def test_the_line_of_steps_has_one_current_and_links_only_to_what_is_done(drawn: Facts) -> None:
    current = next_step(drawn).step
    steps = line_of(drawn, current)
    assert [step.name for step in steps] == list(STEP_NAMES.values())
    assert [step.id for step in steps if step.state == "current"] == [current]
    for step in steps:
        assert (step.link is not None) == (step.state == "done")


def test_the_line_of_steps_after_an_agreement_links_back_to_all_of_it() -> None:
    story = facts(checkins=REVEALED, tensions=(tension(state="agreed"),), agreements=(agreement(),))
    steps = line_of(story, "look_back")
    assert [step.state for step in steps] == ["done"] * 5 + ["current"]


def test_without_a_check_in_a_tension_is_current_and_nothing_before_it_is_ticked() -> None:
    steps = line_of(facts(tensions=(tension(),), in_conflict=True), "tension")
    assert [step.state for step in steps] == ["ahead", "ahead", "current"] + ["ahead"] * 3


def test_times_are_read_on_the_readers_calendar() -> None:
    late_evening = NOW.replace(hour=23, minute=30)
    due = agreement(review_on=late_evening.date())
    assert next_step(facts(now=late_evening, agreements=(due,))).step == "look_back"
