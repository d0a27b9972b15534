"""The pages of a tension, walked without JavaScript."""

from __future__ import annotations

import html
import itertools
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.checkins.rounds import opened, started
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.checkins import services as checkins
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.tensions.models import Draft, PlayBack, Question, Statement, Tension
from trifecta.apps.tensions.services import (
    decline_question,
    mark_outcome,
    skip_gate,
    withdraw_tension,
)

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """What is on the page, without tags and scripts, spaces made one."""
    body = re.sub(r"(?s)<head>.*?</head>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def page(user: User, name: str, *args: str) -> str:
    response = browser(user).get(reverse(f"tensions:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return text_of(response)


def post(user: User, name: str, *args: str, **data: str) -> Any:
    return browser(user).post(reverse(f"tensions:{name}", args=args), data)


def kept(response: Any, typed: str) -> bool:
    """Whether what was typed stands in the page again, whole."""
    return typed in html.unescape(response.content.decode())


# ---------------------------------------------------------------- the whole way


def test_two_people_walk_from_nothing_to_open_plans(world: World) -> None:
    """Every step is a form that is sent and a page that says what comes next."""
    response = post(world.alice, "open", world.partnership.id, title=story.TITLE)
    tension_id = Tension.objects.get().id
    assert response.headers["Location"] == reverse("tensions:side", args=[tension_id])
    for user, need in ((world.alice, story.ALICE_NEEDS), (world.bob, story.BOB_NEEDS)):
        _write_side(user, tension_id, need)
    for user, other in ((world.alice, world.bob), (world.bob, world.alice)):
        _ask_three(world, user, other, tension_id)
    for question in Question.objects.select_related("addressee__user"):
        post(
            question.addressee.user,
            "answer",
            question.id,
            text="It is the review.",
            version=str(question.version),
        )
    for user, other in ((world.alice, world.bob), (world.bob, world.alice)):
        post(user, "say_back", tension_id, story.member_id(world, other), text="You need proof.")
        post(other, "verdict", PlayBack.objects.get(speaker__user=user).id, verdict="confirmed")
    assert story.seen_by(world.alice, tension_id).gate.open


def _write_side(user: User, tension_id: str, need: str) -> None:
    def write(kind: str, **data: str) -> str:
        response = post(user, "write", tension_id, kind, visibility="partners", **data)
        assert response.status_code == 302
        return str(response.headers["Location"])

    after = write("position", text="All of it, now.")
    assert after == reverse("tensions:write", args=[tension_id, "need"])
    write("need", text=need, because="it matters")
    write("constraint", text="Two are away.")
    assert "Read your side through" in page(user, "side", tension_id)
    shared = post(user, "share", tension_id)
    assert shared.headers["Location"] == reverse("tensions:tension", args=[tension_id])


def _ask_three(world: World, user: User, other: User, tension_id: str) -> None:
    member = story.member_id(world, other)
    ask_again = reverse("tensions:ask", args=[tension_id, member])
    for number in range(3):
        response = post(user, "ask", tension_id, member, text=f"What is behind it, {number}?")
        done = reverse("tensions:questions", args=[tension_id])
        assert response.headers["Location"] == (done if number == 2 else ask_again)


# ---------------------------------------------------------------- the list


def test_an_empty_list_teaches_what_a_tension_is(world: World) -> None:
    words = page(world.alice, "list", world.partnership.id)
    assert "No tension is open" in words
    assert "nobody reads it until you share it" in words


def test_the_list_says_whose_turn_it_is_and_sets_settled_ones_apart(world: World) -> None:
    story.both_shared(world)
    other = story.opened(world)
    withdraw_tension(actor=world.bob, tension_id=other, reason="It solved itself.")
    words = page(world.alice, "list", world.partnership.id)
    assert "Your turn to ask Bob." in words
    assert words.index("Settled or set aside") < words.index("Set aside.")


# ---------------------------------------------------------------- the page of a tension


def test_both_sides_stand_side_by_side_with_who_sees_what(world: World) -> None:
    words = page(world.alice, "tension", story.both_shared(world))
    for text in (story.ALICE_NEEDS, story.BOB_NEEDS, "Who sees this: You and Bob"):
        assert text in words
    assert words.count("Asks for") == 2


def test_an_unshared_side_says_the_same_whether_begun_or_not(world: World) -> None:
    tension_id = story.opened(world)
    before = page(world.bob, "tension", tension_id)
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    assert page(world.bob, "tension", tension_id) == before
    assert "nor tell whether it has been begun" in before


def test_only_its_writer_gets_links_to_change_a_statement(world: World) -> None:
    tension_id = story.both_shared(world)
    hers = Statement.objects.get(kind="need", member__user=world.alice)
    links = [reverse(f"tensions:{name}", args=[hers.id]) for name in ("statement", "visibility")]
    seen = {
        user.first_name: browser(user)
        .get(reverse("tensions:tension", args=[tension_id]))
        .content.decode()
        for user in (world.alice, world.bob)
    }
    assert all(link in seen["Alice"] for link in links)
    assert not any(link in seen["Bob"] for link in links)


def test_what_only_the_finder_uses_is_told_to_its_writer_alone(world: World) -> None:
    tension_id = story.both_shared(world)
    story.write(world.alice, tension_id, "constraint", "A secret", "mediator")
    assert "You have one more, for the plan finder only." in page(
        world.alice, "tension", tension_id
    )
    for user in (world.alice, world.bob):
        assert "A secret" not in page(user, "tension", tension_id)
    assert "A secret" in page(world.alice, "side", tension_id)


def test_earlier_tries_stand_above_the_next_one(world: World) -> None:
    tension_id = story.answered(world)
    row = story.say_back(world, tension_id, world.alice, world.bob)
    post(world.bob, "verdict", row.id, verdict="corrected", correction="It is our seats.")
    words = page(world.alice, "tension", tension_id)
    assert "“Alice hears what Bob needs.”" in words
    assert "Bob said: not quite. It is our seats." in words
    assert "In your own words: what does Bob need, and why?" in words


def test_a_skip_is_on_the_page_with_its_reason(world: World) -> None:
    tension_id = story.both_shared(world)
    post(world.alice, "skip", tension_id, reason="The board meets tomorrow.")
    words = page(world.bob, "questions", tension_id)
    assert "Questions and answers" in words
    assert story.seen_by(world.bob, tension_id).gate.skipped


def test_a_tension_set_aside_says_why_and_offers_to_go_on(world: World) -> None:
    tension_id = story.both_shared(world)
    post(world.bob, "set_aside", tension_id, reason="It solved itself.")
    words = page(world.alice, "tension", tension_id)
    assert "Bob has set this aside." in words
    assert "It solved itself." in words
    post(world.alice, "take_up", tension_id)
    assert "set this aside" not in page(world.alice, "tension", tension_id)


def test_a_settled_tension_is_for_reading(world: World) -> None:
    tension_id = story.understood(world)
    mark_outcome(actor=world.alice, tension_id=tension_id, state="agreed")  # type: ignore[arg-type]
    words = page(world.alice, "tension", tension_id)
    assert "You have agreed on this." in words
    assert "Change the title" not in words


def test_three_people_stand_beside_each_other(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    tension_id = story.both_shared(world)
    story.share(world.carol, tension_id, "Two names before the quarter ends.")
    response = browser(world.alice).get(reverse("tensions:tension", args=[tension_id]))
    assert 'class="sides three"' in response.content.decode()
    assert "You, Bob and Carol" in text_of(response)
    assert "Your turn: ask Bob and Carol" in text_of(response)


# ---------------------------------------------------------------- nothing typed is lost

LONG = "word " * 20_000


def test_a_hundred_kilobytes_come_back_with_what_to_do(world: World) -> None:
    tension_id = story.answered(world)
    bob = story.member_id(world, world.bob)
    asked = Question.objects.filter(addressee__user=world.alice)[0]
    waiting = story.say_back(world, tension_id, world.bob, world.alice)
    forms: list[tuple[str, list[str], dict[str, str]]] = [
        ("open", [world.partnership.id], {"title": LONG}),
        ("rename", [tension_id], {"title": LONG}),
        ("write", [tension_id, "position"], {"text": LONG}),
        ("write", [tension_id, "need"], {"text": "A need", "because": LONG}),
        ("ask", [tension_id, bob], {"text": LONG}),
        ("answer", [asked.id], {"text": LONG, "version": "2"}),
        ("say_back", [tension_id, bob], {"text": LONG}),
        ("verdict", [waiting.id], {"verdict": "corrected", "correction": LONG}),
        ("skip", [tension_id], {"reason": LONG}),
        ("set_aside", [tension_id], {"reason": LONG}),
    ]
    for name, args, data in forms:
        response = post(world.alice, name, *args, **data)
        assert response.status_code == 422, name
        assert kept(response, LONG.strip()), name
        assert "Nothing is lost" in text_of(response), name
        assert "<title>Error: " in response.content.decode(), name


def test_an_empty_form_says_what_to_write(world: World) -> None:
    tension_id = story.answered(world)
    bob = story.member_id(world, world.bob)
    for name, args, words in [
        ("open", [world.partnership.id], "Give it a title"),
        ("write", [tension_id, "need"], "Write the need."),
        ("ask", [tension_id, bob], "Write your question."),
        ("say_back", [tension_id, bob], "Write what you heard."),
        ("skip", [tension_id], "Say why it cannot wait"),
    ]:
        response = post(world.alice, name, *args)
        assert response.status_code == 422, name
        assert words in text_of(response), name


def test_hostile_text_is_shown_as_text(world: World) -> None:
    tension_id = story.opened(world)
    bad = '<script>alert("x")</script>{{ 7|add:7 }}'
    story.write(world.alice, tension_id, "position", bad)
    story.share(world.alice, tension_id, bad)
    body = browser(world.bob).get(reverse("tensions:tension", args=[tension_id])).content.decode()
    assert bad not in body
    assert html.escape(bad) in body


def test_a_form_sent_twice_writes_once(world: World) -> None:
    tension_id = story.opened(world)
    for _ in range(2):
        post(
            world.alice,
            "write",
            tension_id,
            "constraint",
            text="Two are away.",
            visibility="partners",
            once="t" * 24,
        )
    assert Statement.objects.count() == 1


def test_the_sixth_question_from_another_tab_is_refused_and_kept(world: World) -> None:
    tension_id = story.both_shared(world)
    story.ask(world, tension_id, world.alice, world.bob, 5)
    bob = story.member_id(world, world.bob)
    response = post(world.alice, "ask", tension_id, bob, text="And one more?")
    assert response.status_code == 429
    assert kept(response, "And one more?")
    assert "five questions, which is the most" in text_of(response)


def test_a_play_back_sent_while_one_waits_is_refused_and_kept(world: World) -> None:
    tension_id = story.answered(world)
    story.say_back(world, tension_id, world.alice, world.bob)
    bob = story.member_id(world, world.bob)
    response = post(world.alice, "say_back", tension_id, bob, text="A second thought.")
    assert response.status_code == 409
    assert kept(response, "A second thought.")


def test_writing_into_a_tension_set_aside_is_refused_and_kept(world: World) -> None:
    tension_id = story.both_shared(world)
    withdraw_tension(actor=world.bob, tension_id=tension_id, reason="It solved itself.")
    response = post(world.alice, "rename", tension_id, title="Another title")
    assert response.status_code == 409
    assert kept(response, "Another title")


# ---------------------------------------------------------------- two tabs


def test_a_stale_statement_shows_both_texts_and_the_next_press_decides(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "position", "First words")
    post(world.alice, "statement", row.id, text="From one tab", version="1")
    stale = post(world.alice, "statement", row.id, text="From the other", version="1")
    assert stale.status_code == 409
    assert kept(stale, "From the other")
    assert kept(stale, "From one tab")
    assert '<input type="hidden" name="version" value="2">' in stale.content.decode()
    post(world.alice, "statement", row.id, text="From the other", version="2")
    assert Statement.objects.get(id=row.id).text == "From the other"


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 40, "１"])
def test_a_made_up_version_never_overwrites(world: World, version: str) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "position", "First words")
    post(world.alice, "statement", row.id, text="Second words", version="1")
    response = post(world.alice, "statement", row.id, text="Third words", version=version)
    assert response.status_code == 409
    assert Statement.objects.get(id=row.id).text == "Second words"


def test_an_answer_to_a_changed_question_shows_the_new_words_first(world: World) -> None:
    tension_id = story.both_shared(world)
    (row,) = story.ask(world, tension_id, world.alice, world.bob)
    post(world.alice, "question", row.id, text="What changed?", version="1")
    response = post(world.bob, "answer", row.id, text="My answer", version="1")
    assert response.status_code == 409
    assert kept(response, "My answer")
    assert kept(response, "What changed?")


def test_a_spoilt_form_keeps_the_version_it_was_made_from(world: World) -> None:
    """Else a correction of one's own would overwrite what another tab has saved meanwhile."""
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "position", "First words")
    post(world.alice, "statement", row.id, text="From one tab", version="1")
    response = post(world.alice, "statement", row.id, text="", version="1")
    assert '<input type="hidden" name="version" value="1">' in response.content.decode()


# ---------------------------------------------------------------- asking and answering


def test_a_suggestion_can_be_picked_edited_and_sent(world: World) -> None:
    tension_id = story.both_shared(world)
    bob = story.member_id(world, world.bob)
    picked = post(world.alice, "ask", tension_id, bob, pick="pm-number", text="", source="")
    assert "Which number does your own lead look at" in picked.content.decode()
    assert 'value="pm-number"' in picked.content.decode()
    post(world.alice, "ask", tension_id, bob, text="Which number counts?", source="pm-number")
    assert Question.objects.get().source == "pm-number"
    assert "Which number does your own lead" not in page(world.alice, "ask", tension_id, bob)


def test_picking_a_suggestion_keeps_what_was_typed_to_go_back_to(world: World) -> None:
    tension_id = story.both_shared(world)
    bob = story.member_id(world, world.bob)
    first = post(world.alice, "ask", tension_id, bob, pick="pm-number", text="Half a thought")
    assert "You had typed: “Half a thought”" in text_of(first)
    second = post(
        world.alice,
        "ask",
        tension_id,
        bob,
        pick="pm-quarter",
        text="Which number does your own lead look at when they look at your work?",
        source="pm-number",
        typed="Half a thought",
    )
    assert "You had typed: “Half a thought”" in text_of(second)
    back = post(world.alice, "ask", tension_id, bob, pick="mine", typed="Half a thought")
    assert "Half a thought</textarea>" in back.content.decode()
    assert not Question.objects.exists()


def test_a_draft_is_there_again_and_for_nobody_else(world: World) -> None:
    tension_id = story.both_shared(world)
    (row,) = story.ask(world, tension_id, world.alice, world.bob)
    response = post(world.bob, "answer", row.id, text="Half a thought", version="1", keep="1")
    assert response.status_code == 302
    assert Draft.objects.count() == 1
    assert "Half a thought" in page(world.bob, "answer", row.id)
    assert "Half a thought" not in page(world.alice, "questions", tension_id)


def test_declining_asks_for_no_reason_and_tells_the_asker(world: World) -> None:
    tension_id = story.both_shared(world)
    (row,) = story.ask(world, tension_id, world.alice, world.bob)
    decline_question(actor=world.bob, question_id=row.id)
    words = page(world.alice, "questions", tension_id)
    assert "Bob would rather not answer this. You can ask something else." in words


def test_a_question_can_be_changed_and_taken_back_from_the_list(world: World) -> None:
    tension_id = story.both_shared(world)
    (row,) = story.ask(world, tension_id, world.alice, world.bob)
    assert "Change the words" in page(world.alice, "questions", tension_id)
    post(world.alice, "question", row.id, text="What changed?", version="1")
    assert "What changed?" in page(world.bob, "questions", tension_id)
    post(world.alice, "take_back", row.id)
    assert "What changed?" not in page(world.bob, "questions", tension_id)


def test_the_page_of_play_backs_goes_straight_to_the_one_thing_to_do(world: World) -> None:
    tension_id = story.answered(world)
    address = reverse("tensions:play_back", args=[tension_id])
    bob = story.member_id(world, world.bob)
    response = browser(world.alice).get(address)
    assert response.headers["Location"] == reverse("tensions:say_back", args=[tension_id, bob])
    row = story.say_back(world, tension_id, world.bob, world.alice)
    assert "Read what Bob heard" in page(world.alice, "play_back", tension_id)
    assert "Did Bob hear you right?" in page(world.alice, "verdict", row.id)


# ---------------------------------------------------------------- one's side


def test_writing_goes_to_the_first_question_without_an_answer(world: World) -> None:
    tension_id = story.opened(world)
    side = reverse("tensions:side", args=[tension_id])
    client = browser(world.alice)
    assert client.get(side).headers["Location"].endswith("/side/position/")
    story.write(world.alice, tension_id, "position", "Ask")
    assert client.get(side).headers["Location"].endswith("/side/need/")
    story.write(world.alice, tension_id, "need", "Need")
    assert client.get(side).status_code == 200


def test_widening_on_a_shared_side_asks_first_and_says_who_will_read(world: World) -> None:
    tension_id = story.both_shared(world)
    row = story.write(world.alice, tension_id, "constraint", "Two are away.", "private")
    asked = post(world.alice, "visibility", row.id, visibility="leadership")
    assert asked.status_code == 200
    assert "Your executives can read it as soon as you confirm" in text_of(asked)
    assert Statement.objects.get(id=row.id).visibility == "private"
    post(world.alice, "visibility", row.id, visibility="leadership", confirmed="1")
    assert Statement.objects.get(id=row.id).visibility == "leadership"


def test_narrowing_says_who_has_been_able_to_read_it(world: World) -> None:
    tension_id = story.both_shared(world)
    row = story.write(world.alice, tension_id, "constraint", "Two are away.")
    asked = post(world.alice, "visibility", row.id, visibility="private")
    assert "Bob could read it until now, and may remember it." in text_of(asked)


def test_the_check_before_sharing_says_what_will_be_read_by_whom(world: World) -> None:
    tension_id = story.opened(world)
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    story.write(world.alice, tension_id, "constraint", "For all", "leadership")
    words = page(world.alice, "side", tension_id)
    assert "Share it with Bob?" in words
    assert "four in all" in words
    assert "Your executives can read the one marked “Leadership too”, with your name." in words


def test_a_side_without_a_readable_need_says_what_is_missing(world: World) -> None:
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "position", "Ask")
    story.write(world.alice, tension_id, "need", "Hidden", "mediator")
    words = page(world.alice, "side", tension_id)
    assert "First let Bob read one of your needs" in words
    assert post(world.alice, "share", tension_id).status_code == 409


# ---------------------------------------------------------------- two worlds, and few queries


def test_what_one_has_not_shared_leaves_the_others_pages_byte_for_byte_the_same(
    world: World,
) -> None:
    """Twin worlds: with and without alice's side, her drafts, weights and what she hides."""
    tension_id = story.opened(world)
    story.share(world.bob, tension_id, story.BOB_NEEDS)
    addresses = [
        reverse("tensions:list", args=[world.partnership.id]),
        *(reverse(f"tensions:{name}", args=[tension_id]) for name in PAGES),
    ]
    before = [stable(browser(world.bob).get(address)) for address in addresses]
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    story.write(world.alice, tension_id, "need", "Hidden", "mediator")
    post(world.alice, "ask", tension_id, story.member_id(world, world.bob), text="x", keep="1")
    after = [stable(browser(world.bob).get(address)) for address in addresses]
    assert after == before


def test_what_one_hides_on_a_shared_side_leaves_no_trace_either(world: World) -> None:
    tension_id = story.understood(world)
    with_plans = [name for name in PAGES if name != "tension"]
    addresses = [reverse(f"tensions:{name}", args=[tension_id]) for name in with_plans]
    before = [stable(browser(world.bob).get(address)) for address in addresses]
    for visibility in ("private", "mediator"):
        for kind in ("need", "constraint"):
            row = story.write(world.alice, tension_id, kind, "Hidden", visibility)
            post(world.alice, "statement", row.id, text="Other", because="so", version="1")
    after = [stable(browser(world.bob).get(address)) for address in addresses]
    assert after == before


PAGES = ("tension", "questions", "play_back", "side")


def stable(response: Any) -> str:
    """The page without the tokens that are new each time."""
    body = response.content.decode()
    return re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", body)


@pytest.mark.parametrize(
    ("name", "most"), [("tension", 14), ("questions", 13), ("side", 14), ("play_back", 12)]
)
def test_a_page_takes_few_queries_however_much_was_written(
    world: World, django_assert_max_num_queries: Any, name: str, most: int
) -> None:
    tension_id = story.answered(world)
    for number in range(6):
        story.write(world.alice, tension_id, "constraint", f"Limit {number}")
    client = browser(world.alice)
    address = reverse(f"tensions:{name}", args=[tension_id])
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


def test_the_list_takes_as_many_queries_for_five_as_for_one(
    world: World, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    story.both_shared(world)
    client = browser(world.alice)
    address = reverse("tensions:list", args=[world.partnership.id])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    for _ in range(4):
        story.both_shared(world)
    with django_assert_num_queries(len(captured)):
        client.get(address)


def test_leadership_sees_the_statement_and_nothing_else_of_the_tension(world: World) -> None:
    tension_id = story.both_shared(world)
    story.write(world.bob, tension_id, "constraint", "Three seats depend on it.", "leadership")
    words = page(world.olga, "leadership", world.organisation.id)
    assert "Three seats depend on it." in words
    for text in (story.TITLE, story.BOB_NEEDS, story.ALICE_NEEDS):
        assert text not in words


def test_a_skip_form_on_a_page_of_its_own_names_the_consequence(world: World) -> None:
    tension_id = story.answered(world)
    words = page(world.alice, "skip", tension_id)
    assert "Skip the play-back?" in words
    assert "Bob can see it at once, and it stays with the agreement." in words
    skip_gate(actor=world.alice, tension_id=tension_id, reason="The board meets tomorrow.")
    assert "Plans are open already" in page(world.bob, "skip", tension_id)


def test_what_a_check_in_has_is_offered_and_taken_over_by_one_press(world: World) -> None:
    round_id = started(world)
    limit_id = checkins.add_limit(
        actor=world.alice,
        round_id=round_id,
        kind="leaving",
        text="Two look.",
        visibility="mediator",
    )
    opened(world)
    tension_id = story.opened(world)
    place = (tension_id, "constraint")
    assert "Two look." in page(world.alice, "write", *place)
    assert "Only you see this list." in page(world.alice, "write", *place)
    assert "From your check-in" not in page(world.bob, "write", *place)
    response = post(world.alice, "take_limit", tension_id, limit_id)
    assert response.headers["Location"] == reverse("tensions:write", args=place)
    assert "From your check-in" not in page(world.alice, "write", *place)
    assert "Plan finder only" in page(world.alice, "write", *place)
    assert "Two look." not in page(world.bob, "tension", tension_id)


def test_what_a_limit_for_the_plan_finder_does_is_said_where_it_is_chosen(world: World) -> None:
    tension_id = story.opened(world)
    assert "comes up for you alone" in page(world.alice, "write", tension_id, "constraint")
    assert "Plans take it into account" in page(world.alice, "write", tension_id, "need")


def test_a_question_to_somebody_who_left_waits_for_nobody(world: World) -> None:
    tension_id = _three_have_shared(world)
    story.ask(world, tension_id, world.alice, world.carol)
    assert "Take it back" in page(world.alice, "questions", tension_id)
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    words = page(world.alice, "questions", tension_id)
    assert "before answering" in words
    assert "Not answered yet" not in words
    assert "Take it back" not in words


def test_of_several_play_backs_to_say_one_has_the_filled_button(world: World) -> None:
    tension_id = _three_have_shared(world)
    everyone = (world.alice, world.bob, world.carol)
    for asker, other in itertools.permutations(everyone, 2):
        story.answer_all(other, story.ask(world, tension_id, asker, other, 2))
    response = browser(world.alice).get(reverse("tensions:play_back", args=[tension_id]))
    html_of_page = response.content.decode()
    assert html_of_page.count('class="button"') == 1
    assert html_of_page.count('class="button second"') == 1


def _three_have_shared(world: World) -> str:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    tension_id = story.both_shared(world)
    story.share(world.carol, tension_id, "Contracts that we can keep.")
    return tension_id
