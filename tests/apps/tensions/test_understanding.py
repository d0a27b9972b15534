"""Asking, answering and saying back, until plans open."""

from __future__ import annotations

import pytest
from tests.apps.tensions import story
from tests.personas import World

from trifecta.apps.notices.models import Notice
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.models import Draft, PlayBack, Question, TensionState
from trifecta.apps.tensions.selectors import my_draft, question_for_me
from trifecta.apps.tensions.services import (
    answer_question,
    ask_question,
    change_question,
    confirm_play_back,
    correct_play_back,
    decline_question,
    keep_draft,
    mark_outcome,
    open_tension,
    play_back,
    rename_tension,
    skip_gate,
    take_up_tension,
    withdraw_question,
    withdraw_tension,
)
from trifecta.apps.tensions.services.drafts import answer_place
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)

pytestmark = pytest.mark.django_db


def answer(world: World, question: Question, text: str = "The review.", version: int = 1) -> None:
    answer_question(actor=world.bob, question_id=question.id, text=text, version=version)


@pytest.fixture
def tension_id(world: World) -> str:
    return story.both_shared(world)


@pytest.fixture
def question(world: World, tension_id: str) -> Question:
    """One that alice has put to bob."""
    return story.ask(world, tension_id, world.alice, world.bob)[0]


# ---------------------------------------------------------------- the whole way


def test_plans_open_when_each_has_said_back_what_the_other_needs(world: World) -> None:
    view = story.seen_by(world.alice, story.understood(world))
    assert view.gate.open
    assert view.state == "planning"
    assert [turn.kind for turn in view.turns] == ["plan"]


def test_a_correction_asks_for_another_try_and_keeps_the_first(world: World) -> None:
    tension_id = story.answered(world)
    first = story.say_back(world, tension_id, world.alice, world.bob)
    correct_play_back(actor=world.bob, play_back_id=first.id, correction="It is our seats.")
    second = story.say_back(world, tension_id, world.alice, world.bob)
    confirm_play_back(actor=world.bob, play_back_id=second.id)
    tries = story.seen_by(world.alice, tension_id).play_backs
    assert [(row.verdict, row.correction) for row in tries] == [
        ("corrected", "It is our seats."),
        ("confirmed", ""),
    ]


# ---------------------------------------------------------------- asking


def test_nobody_asks_before_both_sides_are_shared(world: World) -> None:
    tension_id = story.opened(world)
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    with pytest.raises(NotYetError):
        story.ask(world, tension_id, world.alice, world.bob)
    with pytest.raises(NotYetError, match="Share your side first"):
        story.ask(world, tension_id, world.bob, world.alice)


def test_the_sixth_question_is_one_too_many(world: World, tension_id: str) -> None:
    story.ask(world, tension_id, world.alice, world.bob, 5)
    with pytest.raises(TooManyError, match="five questions, which is the most"):
        story.ask(world, tension_id, world.alice, world.bob)


def test_a_question_taken_back_or_declined_can_be_replaced(world: World, tension_id: str) -> None:
    asked = story.ask(world, tension_id, world.alice, world.bob, 5)
    withdraw_question(actor=world.alice, question_id=asked[0].id)
    story.ask(world, tension_id, world.alice, world.bob)
    decline_question(actor=world.bob, question_id=asked[1].id)
    story.ask(world, tension_id, world.alice, world.bob)


def test_a_question_taken_back_is_nowhere_to_be_seen(world: World, question: Question) -> None:
    withdraw_question(actor=world.alice, question_id=question.id)
    assert story.seen_by(world.bob, question.tension_id).questions == ()
    with pytest.raises(NotFoundError):
        question_for_me(actor=world.bob, question_id=question.id)


def test_an_answered_question_stays_as_it_is(world: World, question: Question) -> None:
    answer(world, question)
    with pytest.raises(ConflictError):
        withdraw_question(actor=world.alice, question_id=question.id)
    with pytest.raises(ConflictError):
        change_question(actor=world.alice, question_id=question.id, text="Other?", version=2)
    with pytest.raises(ConflictError):
        decline_question(actor=world.bob, question_id=question.id)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 100_000])
def test_a_question_of_nothing_or_of_a_hundred_kilobytes_is_refused(
    world: World, tension_id: str, text: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        ask_question(
            actor=world.alice,
            tension_id=tension_id,
            addressee_id=story.member_id(world, world.bob),
            text=text,
        )
    assert set(caught.value.fields) == {"text"}


def test_only_counterparts_can_be_asked(world: World, tension_id: str) -> None:
    for somebody in (story.member_id(world, world.alice), "nobody"):
        with pytest.raises(NotFoundError):
            ask_question(
                actor=world.alice, tension_id=tension_id, addressee_id=somebody, text="Why?"
            )


def test_a_made_up_source_is_not_kept(world: World, tension_id: str) -> None:
    bob = story.member_id(world, world.bob)
    for source, kept in (("em-fragile", "em-fragile"), ("<script>", "")):
        row = ask_question(
            actor=world.alice, tension_id=tension_id, addressee_id=bob, text="?", source=source
        )
        assert row.source == kept


# ---------------------------------------------------------------- answering


def test_nobody_answers_a_question_that_is_not_theirs(world: World, question: Question) -> None:
    for actor in (world.alice, world.carol, world.mallory):
        with pytest.raises(NotFoundError):
            answer_question(actor=actor, question_id=question.id, text="Mine", version=1)
    with pytest.raises(NotFoundError):
        decline_question(actor=world.alice, question_id=question.id)
    with pytest.raises(NotFoundError):
        change_question(actor=world.bob, question_id=question.id, text="Mine?", version=1)
    with pytest.raises(NotFoundError):
        withdraw_question(actor=world.bob, question_id=question.id)


def test_an_answer_to_words_that_changed_meanwhile_is_not_kept(
    world: World, question: Question
) -> None:
    change_question(actor=world.alice, question_id=question.id, text="Other?", version=1)
    with pytest.raises(ConflictError, match="has changed since"):
        answer(world, question)
    answer(world, question, version=2)


def test_an_answer_to_a_question_taken_back_is_told_so(world: World, question: Question) -> None:
    withdraw_question(actor=world.alice, question_id=question.id)
    with pytest.raises(ConflictError, match="taken this question back"):
        answer(world, question)


def test_an_answer_can_be_bettered_until_it_was_said_back(world: World) -> None:
    tension_id = story.answered(world)
    row = Question.objects.filter(addressee__user=world.bob)[0]
    answer(world, row, "Better words.", version=row.version)
    row.refresh_from_db()
    assert (row.answer, row.answer_changed_at is not None) == ("Better words.", True)
    story.say_back(world, tension_id, world.alice, world.bob)
    with pytest.raises(ConflictError, match="said back"):
        answer(world, row, "Too late.", version=row.version)


def test_a_declined_question_can_still_be_answered(world: World, question: Question) -> None:
    decline_question(actor=world.bob, question_id=question.id)
    answer(world, question)
    assert story.seen_by(world.alice, question.tension_id).questions[0].state == "answered"


# ---------------------------------------------------------------- saying back


def test_nobody_says_back_before_their_questions_are_answered(
    world: World, tension_id: str
) -> None:
    story.ask(world, tension_id, world.alice, world.bob, 3)
    with pytest.raises(NotYetError, match="read the answers"):
        story.say_back(world, tension_id, world.alice, world.bob)


def test_a_second_try_waits_for_the_first(world: World) -> None:
    tension_id = story.answered(world)
    story.say_back(world, tension_id, world.alice, world.bob)
    with pytest.raises(NotYetError):
        story.say_back(world, tension_id, world.alice, world.bob)
    assert PlayBack.objects.count() == 1


def test_only_the_one_it_is_about_says_whether_it_is_right_and_only_once(world: World) -> None:
    tension_id = story.answered(world)
    row = story.say_back(world, tension_id, world.alice, world.bob)
    with pytest.raises(NotFoundError):
        confirm_play_back(actor=world.alice, play_back_id=row.id)
    confirm_play_back(actor=world.bob, play_back_id=row.id)
    with pytest.raises(ConflictError):
        correct_play_back(actor=world.bob, play_back_id=row.id, correction="No, wait.")


def test_nobody_says_back_what_an_outsider_or_they_themselves_need(world: World) -> None:
    tension_id = story.answered(world)
    with pytest.raises(NotFoundError):
        play_back(
            actor=world.alice,
            tension_id=tension_id,
            about_id=story.member_id(world, world.alice),
            text="I need",
        )


# ---------------------------------------------------------------- drafts


def test_a_draft_is_its_writers_alone_and_gone_once_sent(world: World, question: Question) -> None:
    place = answer_place(question.id)
    for text in ("Half a", "Half a thought"):
        keep_draft(actor=world.bob, tension_id=question.tension_id, place=place, text=text)
    drafts = [
        my_draft(tension=story.seen_by(user, question.tension_id), place=place)
        for user in (world.bob, world.alice)
    ]
    assert drafts == ["Half a thought", ""]
    answer(world, question)
    assert not Draft.objects.exists()


# ---------------------------------------------------------------- skipping and setting aside


def test_a_skip_opens_the_plans_with_name_and_reason_and_tells_the_others(
    world: World, tension_id: str
) -> None:
    skip_gate(actor=world.alice, tension_id=tension_id, reason="The board meets tomorrow.")
    view = story.seen_by(world.bob, tension_id)
    assert view.gate.open
    (skip,) = view.skips
    assert (skip.member.name, skip.stage, skip.reason) == (
        "Alice",
        "asked",
        "The board meets tomorrow.",
    )
    assert Notice.objects.filter(recipient=world.bob, key__contains="skipped").exists()


@pytest.mark.parametrize("reason", ["", "now", "x" * 1000])
def test_a_skip_needs_a_reason_of_a_sensible_length(
    world: World, tension_id: str, reason: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        skip_gate(actor=world.alice, tension_id=tension_id, reason=reason)
    assert set(caught.value.fields) == {"reason"}


def test_nobody_skips_from_behind_a_closed_door_nor_twice(world: World) -> None:
    tension_id = story.opened(world)
    with pytest.raises(NotYetError, match="Share your side"):
        skip_gate(actor=world.alice, tension_id=tension_id, reason="It cannot wait at all.")
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    skip_gate(actor=world.alice, tension_id=tension_id, reason="It cannot wait at all.")
    with pytest.raises(ConflictError):
        skip_gate(actor=world.alice, tension_id=tension_id, reason="It cannot wait at all.")


def test_a_tension_set_aside_loses_nothing_and_can_be_taken_up_by_either(
    world: World, tension_id: str
) -> None:
    withdraw_tension(actor=world.alice, tension_id=tension_id, reason="It solved itself.")
    view = story.seen_by(world.bob, tension_id)
    assert (view.state, view.withdrawn_because) == ("withdrawn", "It solved itself.")
    with pytest.raises(NotYetError, match="set aside"):
        story.ask(world, tension_id, world.bob, world.alice)
    take_up_tension(actor=world.bob, tension_id=tension_id)
    assert story.seen_by(world.alice, tension_id).state == "open"
    assert story.words_seen(world.bob, tension_id) >= {story.ALICE_NEEDS, story.BOB_NEEDS}


def test_what_an_agreement_rests_on_does_not_move(world: World) -> None:
    tension_id = story.understood(world)
    for _ in range(2):
        mark_outcome(actor=world.alice, tension_id=tension_id, state=TensionState.AGREED)
    with pytest.raises(NotYetError, match="agreement"):
        story.write(world.alice, tension_id, "need", "Something else")
    mark_outcome(actor=world.alice, tension_id=tension_id, state=TensionState.PLANNING)
    story.write(world.alice, tension_id, "constraint", "Something else")
    assert story.seen_by(world.alice, tension_id).state == "planning"


def test_a_title_is_asked_for_and_kept_short(world: World) -> None:
    for title in ("", "  ", "x" * 121):
        with pytest.raises(InvalidError) as caught:
            open_tension(actor=world.alice, partnership_id=world.partnership.id, title=title)
        assert set(caught.value.fields) == {"title"}
    tension_id = story.opened(world)
    rename_tension(actor=world.bob, tension_id=tension_id, title="  Now \n or later ")
    assert story.seen_by(world.alice, tension_id).title == "Now or later"


def test_nobody_opens_a_tension_with_themselves(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotYetError, match="Invite your counterpart"):
        story.opened(world)


# ---------------------------------------------------------------- mail and the record


def test_mail_says_that_something_waits_and_never_what(world: World) -> None:
    story.understood(world)
    texts = {story.TITLE, story.ALICE_NEEDS, story.BOB_NEEDS, "The review counts.", "number 1"}
    for notice in Notice.objects.all():
        for text in texts:
            assert text not in f"{notice.subject} {notice.body} {notice.path}"


def test_several_questions_on_one_day_are_one_mail(world: World, tension_id: str) -> None:
    story.ask(world, tension_id, world.alice, world.bob, 3)
    assert Notice.objects.filter(recipient=world.bob, key__contains="asked").count() == 1


def test_every_step_is_on_the_record_without_a_word_of_what_was_written(world: World) -> None:
    story.understood(world)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {
        "tensions.opened",
        "tensions.statement_written",
        "tensions.side_shared",
        "tensions.question_asked",
        "tensions.question_answered",
        "tensions.played_back",
        "tensions.play_back_confirmed",
    } <= actions
    reasons = set(
        AuditEvent.objects.filter(action__startswith="tensions.").values_list("reason", flat=True)
    )
    assert reasons <= {"", "position", "need", "constraint"}
    assert verify().problems == ()
