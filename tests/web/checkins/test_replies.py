"""The pages on which somebody says how far a result fits, and what changes once it does not."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join
from tests.web.checkins.pages import Visitor, text, title
from tests.web.checkins.test_results import heading, main_of

from trifecta.apps.checkins.models import Finding, Reply
from trifecta.apps.checkins.selectors import result_of

pytestmark = pytest.mark.django_db
WORDS = "We agree in the office, and not when sales is in the room."


def place(round_id: str) -> tuple[str, str]:
    return round_id, Finding.objects.get(round_id=round_id).id


def test_who_sees_it_is_said_where_it_is_written(world: World) -> None:
    words = text(Visitor(world.bob).get("reply", *place(opened(world))))
    assert "You are pulled much the same way, and you read each other well." in words
    assert "Alice can read it as soon as you send it" in words
    assert "not your executives, and it goes into no rating" in words
    assert "Until you send it, it is yours alone." in words


def test_before_anybody_says_something_both_columns_are_the_same(world: World) -> None:
    round_id = opened(world)
    words = text(Visitor(world.alice).get("diagnosis", round_id))
    assert "Alice has said nothing to it. Nobody has to." in words
    assert "Bob has said nothing to it. Nobody has to." in words
    assert words.count("Say whether it fits") == 1


def test_the_claim_stays_and_the_page_says_that_it_is_seen_differently(world: World) -> None:
    round_id = opened(world)
    before = heading(Visitor(world.alice).get("diagnosis", round_id).content.decode())
    answer = Visitor(world.bob).post("reply", *place(round_id), fit="differs", words=WORDS)
    assert answer.headers["Location"].startswith(reverse("checkins:diagnosis", args=[round_id]))
    page = Visitor(world.alice).get("diagnosis", round_id)
    assert heading(page.content.decode()) == before
    words = text(page)
    assert "Bob sees it differently. Start there." in words
    assert "Not how it is" in words
    assert WORDS in words
    assert "Talk about what does not fit, before anything else" in words
    assert "?about=check-in" in page.content.decode()
    assert main_of(Visitor(world.alice), "diagnosis", round_id) == main_of(
        Visitor(world.bob), "diagnosis", round_id
    )


def test_in_part_stands_in_its_column_and_leaves_the_next_step_alone(world: World) -> None:
    round_id = opened(world)
    Visitor(world.bob).post("reply", *place(round_id), fit="in_part", words="")
    words = text(Visitor(world.alice).get("diagnosis", round_id))
    assert "In part Who sees this: Alice and Bob" in words
    assert "Start there" not in words
    assert "Nothing has to change" in words


def test_a_tension_about_it_begins_with_a_title(world: World) -> None:
    alice = Visitor(world.alice)
    address = reverse("tensions:open", args=[world.partnership.id])
    assert (
        "What our check-in says about us"
        in alice.client.get(f"{address}?about=check-in").content.decode()
    )
    assert "our check-in says" not in alice.client.get(f"{address}?about=x").content.decode()


def test_keeping_it_for_later_shows_it_to_its_writer_alone(world: World) -> None:
    round_id = opened(world)
    Visitor(world.bob).post("reply", *place(round_id), words=WORDS, later="1")
    assert WORDS in text(Visitor(world.bob).get("reply", *place(round_id)))
    assert "Go on with what you kept for later" in text(
        Visitor(world.bob).get("diagnosis", round_id)
    )
    for name, args in (("diagnosis", (round_id,)), ("reply", place(round_id))):
        assert WORDS not in text(Visitor(world.alice).get(name, *args))


def test_nothing_typed_is_lost_when_something_is_missing(world: World) -> None:
    round_id = opened(world)
    page = Visitor(world.bob).post("reply", *place(round_id), words=WORDS)
    assert page.status_code == 422
    assert title(page).startswith("Error: ")
    assert "Choose how far it fits." in text(page)
    assert WORDS in text(page)
    assert not Reply.objects.exists()


def test_a_form_sent_twice_says_it_once(world: World) -> None:
    round_id = opened(world)
    bob = Visitor(world.bob)
    for _ in range(2):
        bob.post("reply", *place(round_id), fit="differs", words=WORDS, once="t" * 24)
    assert Reply.objects.count() == 1


def test_a_stale_tab_shows_what_was_sent_and_then_may_replace_it(world: World) -> None:
    round_id = opened(world)
    bob = Visitor(world.bob)
    bob.post("reply", *place(round_id), fit="differs", words=WORDS, instead_of="")
    page = bob.post("reply", *place(round_id), fit="fits", words="No, it does.", instead_of="")
    assert page.status_code == 409
    words = text(page)
    assert "What you have sent in the meantime" in words
    assert WORDS in words
    assert "No, it does." in words
    holds = Reply.objects.get().id
    assert f'name="instead_of" value="{holds}"' in page.content.decode()
    bob.post("reply", *place(round_id), fit="fits", words="No, it does.", instead_of=holds)
    words = text(Visitor(world.alice).get("diagnosis", round_id))
    assert "Start there" not in words
    assert f"Not how it is. “{WORDS}”" in words


def test_it_can_be_taken_back(world: World) -> None:
    round_id = opened(world)
    bob = Visitor(world.bob)
    bob.post("reply", *place(round_id), fit="differs", words=WORDS)
    page = text(bob.get("take-back-reply", *place(round_id)))
    assert "Alice could read it until now, and may remember it." in page
    bob.post("take-back-reply", *place(round_id))
    assert WORDS not in text(Visitor(world.alice).get("diagnosis", round_id))
    assert bob.get("take-back-reply", *place(round_id)).status_code == 302


def test_it_goes_where_the_round_goes_and_no_further(world: World) -> None:
    """Executives, people operations and the organisation's pages never show it."""
    round_id = opened(world)
    Visitor(world.bob).post("reply", *place(round_id), fit="differs", words=WORDS)
    for user in (world.olga, world.pat, world.oscar):
        visitor = Visitor(user)
        for address in (
            reverse("checkins:leadership", args=[world.organisation.id]),
            reverse("people:organisation", args=[world.organisation.id]),
            reverse("tensions:leadership", args=[world.organisation.id]),
        ):
            shown = visitor.client.get(address).content.decode()
            assert WORDS not in shown
            assert "differently" not in shown


def test_history_trends_and_the_partnership_page_know(world: World) -> None:
    first = opened(world)
    Visitor(world.bob).post("reply", *place(first), fit="differs", words=WORDS)
    alice = Visitor(world.alice)
    partnership = alice.client.get(reverse("people:partnership", args=[world.partnership.id]))
    assert "Talk about what does not fit" in text(partnership)
    assert "Bob sees it differently." in text(partnership)
    history = alice.client.get(reverse("people:history", args=[world.partnership.id]))
    assert "Bob said to check-in 1 : not how it is." in text(history)
    trends = alice.get("trends", world.partnership.id)
    assert trends.content.decode().count('class="a-ring"') == 2
    assert "Seen differently" in text(trends)
    assert "Check-in 1" in text(trends)


def test_each_pair_of_three_is_its_own(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    for seed, actor in enumerate((world.alice, world.bob, world.carol)):
        answer_and_seal(actor=actor, round_id=round_id, seed=seed, guess_seed=seed)
    pairs = {p.names: p for p in result_of(actor=world.carol, round_id=round_id).pairs}
    carol = Visitor(world.carol)
    carol.post("reply", round_id, pairs["Bob", "Carol"].finding_id, fit="differs", words=WORDS)
    for user, links in ((world.alice, 2), (world.bob, 2), (world.carol, 1)):
        words = text(Visitor(user).get("diagnosis", round_id))
        assert "About Bob and Carol, Carol sees it differently. Start there." in words
        assert words.count("Carol sees it differently. Start there.") == 2
        assert words.count("Say whether it fits") == links
