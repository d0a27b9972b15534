"""The pages of a check-in in a real browser: nothing is lost, and keys suffice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from tests.apps.checkins.rounds import answer_and_seal, started
from tests.apps.tensions import story
from tests.e2e.axe import problems
from tests.e2e.conftest import Person
from tests.e2e.steps import sign_in
from tests.personas import World, join, make_world

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import my_reply, result_of

pytestmark = pytest.mark.django_db(transaction=True)


def question(round_id: str, number: int) -> str:
    return reverse("checkins:question", args=[round_id, number])


def test_a_mark_is_kept_before_the_page_is_sent(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    round_id = started(world)
    alice = open_browser()
    sign_in(alice, world.alice)
    alice.go(question(round_id, 7))
    alice.page.locator("input[name=own]").nth(5).check()
    alice.page.get_by_text("Saved.").wait_for()
    alice.page.reload()
    assert alice.page.locator("input[name=own]").nth(5).is_checked()


def test_a_page_can_be_answered_with_the_keyboard_alone(
    open_browser: Callable[..., Person],
) -> None:
    world = make_world()
    round_id = started(world)
    alice = open_browser()
    sign_in(alice, world.alice)
    alice.go(question(round_id, 7))
    keys = alice.page.keyboard
    alice.page.locator("input[name=own]").first.focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "Tab", "Space", "Tab", "Enter"):
        keys.press(key)
    alice.page.wait_for_url(f"**{question(round_id, 8)}")
    alice.go(question(round_id, 7))
    assert alice.page.locator("input[name=own]").nth(2).is_checked()
    assert alice.page.locator("input[name^=guess]").first.is_checked()


def test_the_sum_of_points_follows_what_is_typed(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    alice = open_browser()
    sign_in(alice, world.alice)
    alice.go(reverse("checkins:points", args=[started(world)]))
    alice.page.get_by_label("Delivering when we said").fill("60")
    alice.page.get_by_label("People who stay and grow").fill("30")
    assert alice.page.locator("[data-total]").inner_text() == "90"
    alice.press("Save and go on")
    assert alice.page.title().startswith("Error: ")
    assert alice.page.evaluate("document.activeElement.id") == "errors"


def test_everybody_can_read_the_pages_of_three_people(
    open_browser: Callable[..., Person],
) -> None:
    """The pages of two people are looked at with every other page; these differ most from them."""
    world = make_world()
    addresses = pages_of_three(world)
    alice = open_browser(reduced_motion="reduce")
    sign_in(alice, world.alice)
    assert [found for address in addresses for found in problems(alice, address)] == []


def replies_to(world: World, round_id: str) -> list[str]:
    """bob and alice see their result differently; alice looks at what she can do about it."""
    pair = result_of(actor=world.alice, round_id=round_id).pairs[0]
    for actor, fit in ((world.alice, "in_part"), (world.bob, "differs"), (world.bob, "fits")):
        holds = my_reply(actor=actor, round_id=round_id, finding_id=pair.finding_id).sent
        services.send_reply(
            actor=actor,
            round_id=round_id,
            finding_id=pair.finding_id,
            fit=fit,
            words="When it is the two of us it is not like this.",
            instead_of=holds.id if holds else "",
        )
    place = [round_id, pair.finding_id]
    names = ("reply", "take-back-reply")
    return [reverse(f"checkins:{name}", args=place) for name in names]


def test_everybody_can_take_over_what_limits_them(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    round_id = started(world)
    for visibility in ("private", "mediator", "partners", "leadership"):
        services.add_limit(
            actor=world.alice,
            round_id=round_id,
            kind="leaving",
            text=f"Two are looking ({visibility}).",
            visibility=visibility,
        )
    for actor in (world.alice, world.bob):
        answer_and_seal(actor=actor, round_id=round_id)
    tension_id = story.opened(world)
    address = reverse("tensions:write", args=[tension_id, "constraint"])
    alice = open_browser(reduced_motion="reduce")
    sign_in(alice, world.alice)
    alice.go(address)
    alice.page.get_by_role("button", name="Leave it out here").first.click()
    alice.page.get_by_role("button", name="Take it over").first.click()
    alice.page.wait_for_url(f"**{address}")
    assert "Two are looking (mediator)." in alice.page.inner_text(".rows >> nth=0")
    assert list(problems(alice, address)) == []


def pages_of_three(world: World) -> list[str]:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    done = started(world)
    for seed, actor in enumerate((world.alice, world.bob, world.carol)):
        answer_and_seal(actor=actor, round_id=done, seed=seed, guess_seed=seed)
    addresses = replies_to(world, done)
    underway = started(world)
    return [
        *addresses,
        *(reverse(f"checkins:{name}", args=[done]) for name in ("diagnosis", "questions")),
        *(reverse(f"checkins:{name}", args=[underway]) for name in ("answer", "review")),
        question(underway, 1),
        reverse("checkins:trends", args=[world.partnership.id]),
    ]
