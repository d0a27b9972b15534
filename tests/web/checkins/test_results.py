"""The pages of an opened check-in: the answer first, then how sure, where, and what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.apps.checkins.rounds import answer_and_seal, answer_questions, hundred, opened, started
from tests.personas import World, join
from tests.web.checkins.pages import Visitor, text

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Round
from trifecta.apps.checkins.selectors import my_limits, round_for

pytestmark = pytest.mark.django_db


def heading(body: str) -> str:
    found = re.search(r'<h1 class="answer">(.*?)</h1>', body)
    return found.group(1) if found else ""


def test_the_answer_is_the_headline(world: World) -> None:
    page = Visitor(world.alice).get("diagnosis", opened(world))
    assert heading(page.content.decode()) == (
        "You are pulled much the same way, and you read each other well."
    )
    assert "How sure we are Very. Of a hundred pairs" in text(page)


def test_not_knowing_is_a_headline_like_any_other(world: World) -> None:
    round_id = started(world)
    services.seal_entry(actor=world.alice, round_id=round_id)
    services.seal_entry(actor=world.bob, round_id=round_id)
    page = Visitor(world.bob).get("diagnosis", round_id)
    assert heading(page.content.decode()) == "We cannot tell yet."
    assert "Too few questions were answered on both sides" in text(page)
    assert "Three questions that would help most" in text(page)
    assert "How sure we are" not in text(page)


def test_both_read_the_same_page(world: World) -> None:
    round_id = opened(world, alike=False)
    for name in ("diagnosis", "questions"):
        alice, bob = (main_of(Visitor(who), name, round_id) for who in (world.alice, world.bob))
        assert alice == bob


def main_of(visitor: Visitor, name: str, round_id: str) -> str:
    """The page without the link to say something to it, which each has in their own column."""
    body: str = visitor.get(name, round_id).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return re.sub(r'<p class="mine">.*?</p>', "", main)


def test_a_sealed_one_cannot_be_read_by_its_address(world: World) -> None:
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id)
    for name in ("diagnosis", "questions"):
        answer = Visitor(world.bob).get(name, round_id)
        assert answer.headers["Location"] == reverse("checkins:answer", args=[round_id])


def test_every_picture_has_its_numbers_as_a_table(world: World) -> None:
    body = Visitor(world.alice).get("diagnosis", opened(world, alike=False)).content.decode()
    assert body.count('class="lane"') == 8
    assert '<th scope="col" class="n">Bob’s guess</th>' in body
    assert "style=" not in body


def test_all_questions_are_there_the_widest_first(world: World) -> None:
    body = Visitor(world.alice).get("questions", opened(world, alike=False)).content.decode()
    assert body.count("<li><h3>") == 24
    off = [int(n) for n in re.findall(r"off by (\d)</span>", body)]
    assert off[0] == max(off)


def test_what_each_is_judged_on_stands_side_by_side(world: World) -> None:
    round_id = started(world)
    for actor, points in (
        (world.alice, hundred(people=70, reliability=30)),
        (world.bob, hundred(results=90, people=10)),
    ):
        services.save_points(actor=actor, round_id=round_id, about="", points=points, final=True)
    opened(world)
    words = text(Visitor(world.alice).get("diagnosis", round_id))
    assert "Little of it is the same: 10 of your 100 points are shared." in words
    assert "People who stay and grow 70 10" in words


def test_what_the_other_did_not_name_is_there_with_its_label(world: World) -> None:
    round_id = started(world)
    services.add_limit(
        actor=world.bob,
        round_id=round_id,
        kind="money",
        text="Three seats are paid until January.",
        visibility="partners",
    )
    services.add_limit(
        actor=world.bob, round_id=round_id, kind="review", text="On notice.", visibility="private"
    )
    opened(world)
    for user in (world.alice, world.bob):
        page = Visitor(user).get("diagnosis", round_id)
        assert "Three seats are paid until January." in text(page)
        assert "Alice and Bob" in text(page)
        assert "On notice" not in text(page)
        assert "How I am reviewed" not in text(page)


def test_its_writer_can_change_who_is_shown_it(world: World) -> None:
    round_id = started(world)
    limit_id = services.add_limit(
        actor=world.bob, round_id=round_id, kind="money", text="Seats.", visibility="partners"
    )
    opened(world)
    bob = Visitor(world.bob)
    page = bob.get("shown-to", round_id, limit_id)
    assert "Alice could read it until now, and may remember it." in text(page)
    answer = bob.post("shown-to", round_id, limit_id, visibility="private")
    assert answer.headers["Location"] == reverse("checkins:limits", args=[round_id])
    assert "Only you" in text(bob.get("limits", round_id))
    assert "Seats." not in text(Visitor(world.alice).get("diagnosis", round_id))
    assert bob.post("shown-to", round_id, limit_id, visibility="world").status_code == 422


def test_the_page_ends_with_one_thing_to_do(world: World) -> None:
    body = Visitor(world.alice).get("diagnosis", opened(world, alike=False)).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    assert main.count('class="button"') == 1
    assert "What to do next" in main


def test_three_people_get_a_section_a_pair(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    for seed, actor in enumerate((world.alice, world.bob, world.carol)):
        answer_and_seal(actor=actor, round_id=round_id, seed=seed, guess_seed=seed)
    page = Visitor(world.carol).get("diagnosis", round_id)
    words = text(page)
    for names in ("Alice and Bob", "Alice and Carol", "Bob and Carol"):
        assert names in words
    html = page.content.decode()
    jumps = re.findall(r'href="#(pair-\d|unseen|next)"', html)
    assert jumps == ["pair-1", "pair-2", "pair-3", "unseen", "next"]
    assert all(f'id="{name}"' in html for name in jumps)
    everyone = Visitor(world.bob).get("questions", round_id)
    assert everyone.content.decode().count('class="lane"') == 24 * 3


def test_trends_say_nothing_about_a_direction_before_three(world: World) -> None:
    page = Visitor(world.alice).get("trends", world.partnership.id)
    assert "There is nothing here yet" in text(page)
    opened(world)
    words = text(Visitor(world.alice).get("trends", world.partnership.id))
    assert "One check-in so far" in words
    assert "A direction shows from the third check-in on" in words


def test_from_three_on_trends_have_bands_and_titles(world: World) -> None:
    for days in (120, 60, 0):
        round_id = opened(world)
        Round.objects.filter(id=round_id).update(revealed_at=timezone.now() - timedelta(days=days))
    page = Visitor(world.bob).get("trends", world.partnership.id)
    assert "From 3 check-ins" in text(page)
    assert "No clear change in how you read each other" in text(page)
    assert page.content.decode().count('class="band"') == 5


def test_executives_read_what_was_shown_to_them(world: World) -> None:
    round_id = started(world)
    services.add_limit(
        actor=world.bob, round_id=round_id, kind="money", text="Seats.", visibility="leadership"
    )
    olga = Visitor(world.olga)
    assert "Nobody has shown you anything yet" in text(
        olga.get("leadership", world.organisation.id)
    )
    opened(world)
    words = text(olga.get("leadership", world.organisation.id))
    assert "Seats." in words
    assert "Bob, product, Growth" in words


def test_own_statements_are_there_for_their_writer_after_the_opening(world: World) -> None:
    round_id = started(world)
    services.add_limit(
        actor=world.alice, round_id=round_id, kind="review", text="On notice.", visibility="private"
    )
    opened(world)
    assert "On notice." in text(Visitor(world.alice).get("limits", round_id))
    assert "On notice." not in text(Visitor(world.bob).get("limits", round_id))
    assert len(my_limits(actor=world.alice, round_id=round_id)[1]) == 1


def test_where_nothing_is_misread_the_page_does_not_say_so(world: World) -> None:
    words = text(Visitor(world.alice).get("diagnosis", opened(world)))
    assert "You guessed each other right" in words
    assert "misread each other most" not in words
    assert "Long bars" not in words


def test_marks_that_are_all_the_same_get_a_place_to_begin(world: World) -> None:
    round_id = started(world)
    for actor in (world.alice, world.bob):
        view = round_for(actor=actor, round_id=round_id)
        same = {item.key: 2 for item in view.items}
        answer_questions(
            actor=actor,
            round_id=round_id,
            own=same,
            guesses={member.id: same for member in view.others},
        )
        services.seal_entry(actor=actor, round_id=round_id)
    words = text(Visitor(world.alice).get("diagnosis", round_id))
    assert "Three questions to begin with" in words
    assert "a slight pull says more than the same mark everywhere" in words
