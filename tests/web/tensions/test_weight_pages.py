"""Putting needs in order, saying how far apart they are, and sealing it: without JavaScript."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse
from tests.apps.compromise.test_asking_again import one_or_the_other
from tests.apps.tensions import story
from tests.personas import World
from tests.web.tensions.test_pages import browser, page, post, text_of

from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import Side, Statement, WeightsDraft
from trifecta.apps.tensions.selectors import WeightsView, weights_for
from trifecta.apps.tensions.services import seal_weights, withdraw_tension, write_statement

pytestmark = pytest.mark.django_db
TEXTS = ("Sleep", "Proof", "Growth", "People")


def needs_of(actor: User, tension_id: str, *texts: str, visibility: str = "partners") -> list[str]:
    return [story.write(actor, tension_id, "need", text, visibility).id for text in texts]


def order_on(response: Any) -> list[str]:
    """The needs as they stand on a page, by their hidden fields."""
    return re.findall(r'name="order" value="([^"]+)"', response.content.decode())


def moves_on(response: Any) -> str:
    return str(re.findall(r'name="moves" value="([^"]*)"', response.content.decode())[0])


def send(user: User, name: str, tension_id: str, **data: Any) -> Any:
    return browser(user).post(reverse(f"tensions:{name}", args=[tension_id]), data)


def of(user: User, tension_id: str) -> WeightsView:
    return weights_for(actor=user, tension_id=tension_id)


def goes_to(response: Any, name: str, tension_id: str) -> bool:
    assert response.status_code == 302, text_of(response)
    return bool(response.headers["Location"] == reverse(f"tensions:{name}", args=[tension_id]))


# ---------------------------------------------------------------- in order


def test_the_way_from_an_order_to_a_seal(world: World) -> None:
    tension_id = story.opened(world)
    sleep, proof, growth = needs_of(world.alice, tension_id, *TEXTS[:3])
    story.write(world.alice, tension_id, "position", "Ask")
    written = page(world.alice, "write", tension_id, "need")
    assert "Go on" in written
    shown = browser(world.alice).get(reverse("tensions:rank", args=[tension_id]))
    assert order_on(shown) == [sleep, proof, growth]
    saved = send(world.alice, "rank", tension_id, order=[proof, sleep, growth], moves="")
    assert goes_to(saved, "compare", tension_id)
    suggested = browser(world.alice).get(reverse("tensions:compare", args=[tension_id]))
    assert "as a suggestion" in text_of(suggested)
    assert re.findall(r'value="(\d+)"[^>]*id="id_need_', suggested.content.decode()) == ["45", "18"]
    numbers = {f"need_{sleep}": "50", f"need_{growth}": "50"}
    saved = send(world.alice, "compare", tension_id, order=[proof, sleep, growth], **numbers)
    assert goes_to(saved, "weights", tension_id)
    words = page(world.alice, "weights", tension_id)
    assert "About half of what matters to you is “Proof”." in words
    assert "It is best to say what is so" in words
    sealed = post(world.alice, "seal_weights", tension_id, version="2")
    assert sealed.headers["Location"] == reverse("tensions:write", args=[tension_id, "constraint"])
    assert of(world.alice, tension_id).sealed == {proof: 0.5, sleep: 0.25, growth: 0.25}
    assert "You sealed this on" in page(world.alice, "weights", tension_id)


def test_a_press_on_an_arrow_moves_a_need_keeps_the_focus_and_saves_nothing(world: World) -> None:
    tension_id = story.opened(world)
    sleep, proof, growth = needs_of(world.alice, tension_id, *TEXTS[:3])
    moved = send(
        world.alice, "rank", tension_id, order=[sleep, proof, growth], moves="", move=f"{growth}:-1"
    )
    assert moved.status_code == 200
    assert order_on(moved) == [sleep, growth, proof]
    assert "Number 2 of 3 now: “Growth”" in text_of(moved)
    body = moved.content.decode()
    (focused,) = re.findall(r"<button[^>]*\bautofocus\b[^>]*>", body)
    assert f'value="{growth}:-1"' in focused
    assert "number 2 of 3" in html.unescape(focused)
    assert not WeightsDraft.objects.exists()


def test_moves_are_taken_back_one_by_one_or_all_at_once(world: World) -> None:
    tension_id = story.opened(world)
    sleep, proof, growth = needs_of(world.alice, tension_id, *TEXTS[:3])
    once = send(
        world.alice, "rank", tension_id, order=[sleep, proof, growth], moves="", move=f"{sleep}:1"
    )
    twice = send(
        world.alice,
        "rank",
        tension_id,
        order=order_on(once),
        moves=moves_on(once),
        move=f"{sleep}:1",
    )
    assert order_on(twice) == [proof, growth, sleep]
    carried = {"order": order_on(twice), "moves": moves_on(twice)}
    assert order_on(send(world.alice, "rank", tension_id, **carried, undo="1")) == order_on(once)
    back = send(world.alice, "rank", tension_id, **carried, start_over="1")
    assert order_on(back) == [sleep, proof, growth]
    assert moves_on(back) == ""


def test_an_order_of_needs_that_changed_meanwhile_comes_back_with_the_new_one_last(
    world: World,
) -> None:
    tension_id = story.opened(world)
    sleep, proof, growth = needs_of(world.alice, tension_id, *TEXTS[:3])
    (people,) = needs_of(world.alice, tension_id, "People")
    refused = send(world.alice, "rank", tension_id, order=[growth, sleep, proof], moves="")
    assert refused.status_code == 409
    assert "Your needs have changed since this page was opened" in text_of(refused)
    assert order_on(refused) == [growth, sleep, proof, people]
    saved = send(world.alice, "rank", tension_id, order=order_on(refused), moves="")
    assert goes_to(saved, "compare", tension_id)


@pytest.mark.parametrize(
    "moves", ["nonsense", "a:b", "x:99999999999999999999", ":", "x:٣", "a:1 " * 5000]
)
def test_moves_that_are_none_are_left_out(world: World, moves: str) -> None:
    tension_id = story.opened(world)
    order = needs_of(world.alice, tension_id, *TEXTS[:3])
    shown = send(world.alice, "rank", tension_id, order=order, moves=moves, undo="1")
    assert order_on(shown) == order
    assert moves_on(shown) == ""


def test_two_needs_are_one_question(world: World) -> None:
    tension_id = story.opened(world)
    sleep, proof = needs_of(world.alice, tension_id, *TEXTS[:2])
    assert "Think of both as bad as they may get." in page(world.alice, "rank", tension_id)
    assert "Choose one." in text_of(post(world.alice, "rank", tension_id))
    assert goes_to(post(world.alice, "rank", tension_id, first=proof), "compare", tension_id)
    assert of(world.alice, tension_id).begin_with.order == (proof, sleep)


def test_one_need_is_sealed_with_one_press(world: World) -> None:
    tension_id = story.both_shared(world)
    for name in ("rank", "compare", "points"):
        response = browser(world.alice).get(reverse(f"tensions:{name}", args=[tension_id]))
        assert goes_to(response, "weights", tension_id)
    words = page(world.alice, "weights", tension_id)
    assert "You have one need here, so it counts in full" in words
    sealed = post(world.alice, "seal_weights", tension_id, version="0")
    assert goes_to(sealed, "tension", tension_id)
    assert Side.objects.get(member__user=world.alice).weights_sealed_at


def test_of_two_needs_that_are_one_now_the_one_left_can_be_sealed(world: World) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    send(world.alice, "compare", tension_id, order=[sleep, proof], **{f"need_{proof}": "50"})
    post(world.alice, "remove", proof)
    words = page(world.alice, "weights", tension_id)
    assert "You have one need here, so it counts in full: “Sleep”." in words
    post(world.alice, "seal_weights", tension_id, version="2")
    assert of(world.alice, tension_id).sealed == {sleep: 1.0}


def test_without_a_need_one_is_written_first(world: World) -> None:
    tension_id = story.opened(world)
    response = browser(world.alice).get(reverse("tensions:weights", args=[tension_id]))
    assert response.headers["Location"] == reverse("tensions:write", args=[tension_id, "need"])


def test_a_need_for_oneself_alone_is_not_asked_and_that_is_said(world: World) -> None:
    tension_id = story.opened(world)
    needs_of(world.alice, tension_id, *TEXTS[:3])
    needs_of(world.alice, tension_id, "Mine alone", visibility="private")
    words = page(world.alice, "rank", tension_id)
    assert "Mine alone" not in words
    assert "One need of yours is for yourself alone" in words


# ---------------------------------------------------------------- how far apart


def ranked(world: World, *texts: str) -> tuple[str, list[str]]:
    tension_id = story.opened(world)
    needs = needs_of(world.alice, tension_id, *texts)
    send(world.alice, "rank", tension_id, order=needs, moves="")
    return tension_id, needs


def test_a_number_above_the_one_before_is_kept_and_the_order_offered(world: World) -> None:
    tension_id, (sleep, proof, growth) = ranked(world, *TEXTS[:3])
    typed = {f"need_{proof}": "40", f"need_{growth}": "80"}
    refused = send(world.alice, "compare", tension_id, order=[sleep, proof, growth], **typed)
    assert refused.status_code == 422
    words = text_of(refused)
    assert "80 is more than the 40 of the one before." in words
    assert "Put them in the order of these numbers" in words
    assert 'value="80"' in refused.content.decode()
    followed = send(
        world.alice,
        "compare",
        tension_id,
        order=[sleep, proof, growth],
        by_numbers="1",
        **typed,
    )
    assert goes_to(followed, "compare", tension_id)
    assert of(world.alice, tension_id).begin_with.order == (sleep, growth, proof)


def test_a_number_above_a_hundred_can_become_the_first(world: World) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    refused = send(
        world.alice, "compare", tension_id, order=[sleep, proof], **{f"need_{proof}": "200"}
    )
    assert refused.status_code == 422
    send(
        world.alice,
        "compare",
        tension_id,
        order=[sleep, proof],
        by_numbers="1",
        **{f"need_{proof}": "200"},
    )
    begin = of(world.alice, tension_id).begin_with
    assert (begin.order, begin.numbers) == ((proof, sleep), {proof: 100.0, sleep: 50.0})


def ranked_two(world: World) -> tuple[str, list[str]]:
    tension_id = story.opened(world)
    needs = needs_of(world.alice, tension_id, *TEXTS[:2])
    post(world.alice, "rank", tension_id, first=needs[0])
    return tension_id, needs


@pytest.mark.parametrize("typed", ["", "0", "-1", "1e9", "many", "9" * 400, "NaN"])
def test_what_is_no_number_is_named_beside_its_need(world: World, typed: str) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    refused = send(
        world.alice, "compare", tension_id, order=[sleep, proof], **{f"need_{proof}": typed}
    )
    assert refused.status_code == 422
    assert "Write a whole number" in text_of(refused) or "is more than" in text_of(refused)


def test_numbers_for_needs_that_changed_meanwhile_are_kept_and_the_new_one_is_asked(
    world: World,
) -> None:
    tension_id, (sleep, proof, growth) = ranked(world, *TEXTS[:3])
    needs_of(world.alice, tension_id, "People")
    typed = {f"need_{proof}": "40", f"need_{growth}": "20"}
    refused = send(world.alice, "compare", tension_id, order=[sleep, proof, growth], **typed)
    assert refused.status_code in {409, 422}
    assert 'value="40"' in refused.content.decode()
    assert "People" in text_of(refused)
    assert order_on(refused)[:3] == [sleep, proof, growth]


def test_before_an_order_there_is_nothing_to_compare(world: World) -> None:
    tension_id = story.opened(world)
    needs_of(world.alice, tension_id, *TEXTS[:3])
    response = browser(world.alice).get(reverse("tensions:compare", args=[tension_id]))
    assert goes_to(response, "rank", tension_id)


# ---------------------------------------------------------------- points


def test_points_that_do_not_add_up_come_back_with_how_many_are_missing(world: World) -> None:
    tension_id = story.opened(world)
    one, two = needs_of(world.alice, tension_id, *TEXTS[:2])
    response = send(world.alice, "points", tension_id, **{f"need_{one}": "60", f"need_{two}": "30"})
    assert response.status_code == 422
    assert "Your points come to 90. Give out ten more." in text_of(response)
    assert 'value="60"' in response.content.decode()
    send(world.alice, "points", tension_id, **{f"need_{one}": "60", f"need_{two}": "40"})
    again = browser(world.alice).get(reverse("tensions:points", args=[tension_id]))
    assert 'value="60"' in again.content.decode()


@pytest.mark.parametrize("points", ["", "0", "-1", "1e9", "many", "99999999999999999999"])
def test_points_that_are_no_points_are_named_beside_their_need(world: World, points: str) -> None:
    tension_id = story.opened(world)
    one, two = needs_of(world.alice, tension_id, *TEXTS[:2])
    response = send(
        world.alice, "points", tension_id, **{f"need_{one}": points, f"need_{two}": "40"}
    )
    assert response.status_code == 422


# ---------------------------------------------------------------- sealing


def test_what_was_not_on_the_page_is_not_sealed(world: World) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    send(world.alice, "compare", tension_id, order=[sleep, proof], **{f"need_{proof}": "50"})
    refused = post(world.alice, "seal_weights", tension_id, version="1")
    assert refused.status_code == 409
    assert Side.objects.get(member__user=world.alice).weights_sealed_at is None


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "١"])
def test_a_version_that_is_none_seals_nothing(world: World, version: str) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    send(world.alice, "compare", tension_id, order=[sleep, proof], **{f"need_{proof}": "50"})
    assert post(world.alice, "seal_weights", tension_id, version=version).status_code == 409


def test_a_change_after_sealing_says_what_the_others_see_and_can_be_dropped(world: World) -> None:
    tension_id, (sleep, proof) = ranked_two(world)
    story.seal(world.alice, tension_id, 70, 30)
    post(world.alice, "rank", tension_id, first=proof)
    send(world.alice, "compare", tension_id, order=[proof, sleep], **{f"need_{sleep}": "50"})
    words = page(world.alice, "weights", tension_id)
    assert "goes on counting" in words
    assert (
        "Bob can see that numbers behind the plans have changed: not which, and not how." in words
    )
    dropped = post(world.alice, "leave_as_sealed", tension_id)
    assert goes_to(dropped, "weights", tension_id)
    assert Statement.objects.get(id=sleep).weight == pytest.approx(0.7)
    assert "You sealed this on" in page(world.alice, "weights", tension_id)


def test_what_was_sealed_before_stands_on_the_page_of_its_owner(world: World) -> None:
    tension_id, _ = ranked_two(world)
    story.seal(world.alice, tension_id, 70, 30)
    story.seal(world.alice, tension_id, 20, 80)
    words = page(world.alice, "weights", tension_id)
    assert "What you had sealed before" in words
    assert "70" in words


def test_a_need_that_came_after_sealing_is_said_to_count_as_the_average(world: World) -> None:
    tension_id, _ = ranked_two(world)
    story.seal(world.alice, tension_id, 70, 30)
    needs_of(world.alice, tension_id, "People")
    words = page(world.alice, "weights", tension_id)
    assert "One need has come since" in words
    assert "counts as much as your others do on average" in words


def test_the_tension_and_its_plans_say_who_has_yet_to_seal(world: World) -> None:
    tension_id = story.both_shared(world)
    write_statement(actor=world.bob, tension_id=tension_id, kind="position", text="Now")
    post(world.alice, "skip", tension_id, reason="The board meets tomorrow.")
    assert "Say how much each counts" in page(world.alice, "tension", tension_id)
    plan = browser(world.alice).get(reverse("compromise:plan", args=[tension_id]))
    assert "First: how much does each of your needs count?" in text_of(plan)
    seal_weights(actor=world.alice, tension_id=tension_id, version=0)
    assert "To be seen once Bob seals what counts how much" in page(
        world.alice, "tension", tension_id
    )
    assert "To be seen once you seal what counts how much" in page(world.bob, "tension", tension_id)


def test_while_a_tension_rests_weights_can_be_read_and_not_changed(world: World) -> None:
    tension_id, _ = ranked_two(world)
    story.seal(world.alice, tension_id, 70, 30)
    withdraw_tension(actor=world.alice, tension_id=tension_id, reason="It went away by itself.")
    words = page(world.alice, "weights", tension_id)
    assert "About two thirds" in words or "About three quarters" in words
    assert "Say it anew" not in words
    for name in ("rank", "compare", "points"):
        response = browser(world.alice).get(reverse(f"tensions:{name}", args=[tension_id]))
        assert goes_to(response, "weights", tension_id)


# ---------------------------------------------------------------- asked once more


@pytest.fixture
def hangs(world: World) -> str:
    """The fairest plan hangs on a weight of bob's, and both have looked at it."""
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    for user in (world.alice, world.bob):
        look_at_plans(actor=user, tension_id=tension_id)
    return tension_id


def questions_on(response: Any) -> dict[str, list[str]]:
    """The needs that can be chosen, by the name of each field."""
    found: dict[str, list[str]] = {}
    for name, need in re.findall(
        r'type="radio" name="(\w+)" value="(\w+)"', response.content.decode()
    ):
        found.setdefault(name, []).append(need)
    return found


def test_only_whoever_the_plan_hangs_on_is_asked_once_more(world: World, hangs: str) -> None:
    assert "The fairest plan hangs on one of your numbers" in page(world.bob, "weights", hangs)
    assert "hangs on" not in page(world.alice, "weights", hangs)
    response = browser(world.alice).get(reverse("tensions:first_and_last", args=[hangs]))
    assert goes_to(response, "weights", hangs)


def test_a_few_needs_at_a_time_make_a_draft_to_look_at(world: World, hangs: str) -> None:
    shown = browser(world.bob).get(reverse("tensions:first_and_last", args=[hangs]))
    fields = questions_on(shown)
    assert len(fields) == 8
    answers = {name: needs[0 if name.startswith("first") else -1] for name, needs in fields.items()}
    assert goes_to(send(world.bob, "first_and_last", hangs, **answers), "weights", hangs)
    draft = of(world.bob, hangs).draft
    assert draft is not None
    assert draft.way == "choices"
    assert "goes on counting" in page(world.bob, "weights", hangs)


def test_what_is_chosen_twice_or_not_at_all_is_named_and_the_rest_kept(
    world: World, hangs: str
) -> None:
    shown = browser(world.bob).get(reverse("tensions:first_and_last", args=[hangs]))
    fields = questions_on(shown)
    answers = {name: needs[0 if name.startswith("first") else -1] for name, needs in fields.items()}
    answers["last_1"] = answers["first_1"]
    del answers["first_2"]
    answers["last_3"] = "nonsense"
    refused = send(world.bob, "first_and_last", hangs, **answers)
    assert refused.status_code == 422
    words = text_of(refused)
    assert "Question 2: choose two different ones." in words
    assert "Question 3: choose which one first." in words
    assert "Question 4: choose one of these." in words
    assert refused.content.decode().count(" checked") == 6
    assert not WeightsDraft.objects.exists()


@pytest.mark.parametrize(("name", "most"), [("weights", 16), ("rank", 16), ("compare", 16)])
def test_a_page_takes_as_many_queries_for_five_needs_as_for_three(
    world: World, django_assert_max_num_queries: Any, name: str, most: int
) -> None:
    tension_id, _ = ranked(world, *TEXTS[:3])
    for _ in range(2):
        needs_of(world.alice, tension_id, "Another")
        send(world.alice, "rank", tension_id, order=of(world.alice, tension_id).ids, moves="")
        client = browser(world.alice)
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"tensions:{name}", args=[tension_id])).status_code == 200
