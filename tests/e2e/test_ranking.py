"""Needs are put in order with a mouse, a finger, a keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.apps.compromise.test_asking_again import one_or_the_other
from tests.apps.tensions import story
from tests.e2e.axe import violations
from tests.e2e.conftest import NARROW, WIDE, Person
from tests.e2e.steps import order_of, sign_in
from tests.personas import World, make_world

from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.tensions.models import WeightsDraft
from trifecta.apps.tensions.selectors import weights_for

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS = (
    "Work my engineers learn from",
    "ألا يعمل أحد في عطلة نهاية الأسبوع",
    "A date that " + "customers, partners and the board " * 6 + "can rely on",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "Sleep",
)
Open = Callable[..., Person]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def tension_id(world: World) -> str:
    """alice has as many needs as there may be."""
    tension = story.opened(world)
    for text in NEEDS:
        story.write(world.alice, tension, "need", text)
    return tension


def at_the_order(open_browser: Open, world: World, tension_id: str, **options: Any) -> Person:
    person = open_browser(**options)
    sign_in(person, world.alice)
    person.go(f"/tension/{tension_id}/side/weights/rank/")
    assert order_of(person) == list(NEEDS)
    return person


def saved(person: Person, world: World, tension_id: str) -> list[str]:
    """The order that is kept after it was saved on the page."""
    with person.page.expect_navigation():
        person.press("Save and go on")
    view = weights_for(actor=world.alice, tension_id=tension_id)
    return [view.need(key).text for key in view.begin_with.order]


def middle_of(person: Person, selector: str, place: int) -> tuple[float, float]:
    box = person.page.locator(selector).nth(place).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def order(*places: int) -> list[str]:
    return [NEEDS[place] for place in places]


def test_with_a_mouse_a_need_is_dragged(open_browser: Open, world: World, tension_id: str) -> None:
    person = at_the_order(open_browser, world, tension_id, viewport={"width": 1280, "height": 1200})
    mouse = person.page.mouse
    mouse.move(*middle_of(person, "[data-grip]", 4))
    mouse.down()
    x, y = middle_of(person, ".ranks > li", 0)
    mouse.move(x, y - 20, steps=25)
    assert person.page.locator(".ranks > li.held").count() == 1
    mouse.up()
    assert order_of(person) == order(4, 0, 1, 2, 3)
    assert "Number 1 of 5 now: “Sleep”" in person.page.inner_text("[data-ranked]")
    person.page.get_by_role("button", name="Take the last move back").click()
    assert order_of(person) == list(NEEDS)
    mouse.move(*middle_of(person, ".ranked", 0))
    mouse.down()
    x, y = middle_of(person, ".ranks > li", 1)
    mouse.move(x, y + 20, steps=12)
    mouse.up()
    assert saved(person, world, tension_id) == order(1, 0, 2, 3, 4)


def test_escape_lets_go_of_a_need_where_it_was(
    open_browser: Open, world: World, tension_id: str
) -> None:
    person = at_the_order(open_browser, world, tension_id, viewport={"width": 1280, "height": 1200})
    mouse = person.page.mouse
    mouse.move(*middle_of(person, "[data-grip]", 4))
    mouse.down()
    mouse.move(*middle_of(person, ".ranks > li", 1), steps=15)
    assert order_of(person) != list(NEEDS)
    person.page.keyboard.press("Escape")
    mouse.up()
    assert order_of(person) == list(NEEDS)
    assert person.page.locator("input[name=moves]").input_value() == ""


def test_with_a_finger_a_need_is_dragged_by_its_dots_and_the_page_scrolls_elsewhere(
    open_browser: Open, world: World, tension_id: str
) -> None:
    person = at_the_order(
        open_browser,
        world,
        tension_id,
        viewport={"width": 390, "height": 1400},
        has_touch=True,
        is_mobile=True,
    )
    finger = person.page.context.new_cdp_session(person.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    x, start = middle_of(person, "[data-grip]", 1)
    _, end = middle_of(person, ".ranks > li", 0)
    touch("touchStart", (x, start))
    for step in range(1, 16):
        touch("touchMove", (x, start + (end - 20 - start) * step / 15))
    touch("touchEnd")
    assert order_of(person) == order(1, 0, 2, 3, 4)
    x, y = middle_of(person, ".ranked", 2)
    touch("touchStart", (x, y))
    for step in range(1, 8):
        touch("touchMove", (x, y - 30 * step))
    touch("touchEnd")
    assert order_of(person) == order(1, 0, 2, 3, 4)
    assert saved(person, world, tension_id) == order(1, 0, 2, 3, 4)


def test_with_the_keyboard_the_focus_stays_on_the_need_that_moves(
    open_browser: Open, world: World, tension_id: str
) -> None:
    person = at_the_order(open_browser, world, tension_id)
    keyboard = person.page.keyboard
    person.page.locator(".ranks > li").nth(3).locator("button").first.focus()
    for _ in range(5):
        keyboard.press("Enter")
    assert order_of(person) == order(3, 0, 1, 2, 4)
    focused = person.page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Move up: {NEEDS[3]}, number 1 of 5"
    assert person.page.evaluate("document.activeElement.getAttribute('aria-disabled')") == "true"
    keyboard.press("Tab")
    keyboard.press("Space")
    assert order_of(person) == order(0, 3, 1, 2, 4)
    person.page.get_by_role("button", name="As it was when you began").press("Enter")
    assert order_of(person) == list(NEEDS)
    assert not WeightsDraft.objects.exists()


def test_without_a_script_the_buttons_send_the_form_and_the_focus_comes_back(
    open_browser: Open, world: World, tension_id: str
) -> None:
    person = at_the_order(open_browser, world, tension_id, java_script_enabled=False)
    assert not person.page.locator("[data-grip]").first.is_visible()
    person.page.locator(".ranks > li").nth(4).locator("button").first.press("Enter")
    person.page.wait_for_load_state()
    assert order_of(person) == order(0, 1, 2, 4, 3)
    focused = person.page.locator("button:focus")
    assert focused.get_attribute("aria-label") == "Move up: Sleep, number 4 of 5"
    focused.press("Enter")
    person.page.wait_for_load_state()
    assert order_of(person) == order(0, 1, 4, 2, 3)
    person.press("Take the last move back")
    assert order_of(person) == order(0, 1, 2, 4, 3)
    assert saved(person, world, tension_id) == order(0, 1, 2, 4, 3)
    assert person.page.locator("input[type=range]").count() == 0


def test_a_slider_and_a_number_say_the_same(
    open_browser: Open, world: World, tension_id: str
) -> None:
    person = at_the_order(open_browser, world, tension_id)
    person.press("Save and go on")
    number = person.page.locator("input[type=number]").first
    slider = person.page.locator("input[type=range]").first
    assert slider.input_value() == number.input_value() == "56"
    number.fill("80")
    assert slider.input_value() == "80"
    slider.fill("90")
    assert number.input_value() == "90"


@pytest.mark.parametrize(
    ("view", "scheme"), [(WIDE, "dark"), (NARROW, "light")], ids=["wide", "narrow"]
)
def test_a_few_at_a_time_are_chosen_with_the_keyboard(
    open_browser: Open, world: World, view: dict[str, int], scheme: str
) -> None:
    tension = one_or_the_other(world, 27, 25, 24, 24)
    look_at_plans(actor=world.bob, tension_id=tension)
    person = open_browser(viewport=view, color_scheme=scheme, reduced_motion="reduce")
    sign_in(person, world.bob)
    person.go(f"/tension/{tension}/side/weights/")
    person.press("Answer four short questions")
    sound(person)
    person.press("Save and go on")
    sound(person)
    for place in range(4):
        few = person.page.locator("fieldset").nth(place)
        few.get_by_role("radio", name=re.compile("^Lift first")).first.press("Space")
        few.get_by_role("radio", name=re.compile("^Lift last")).last.press("Space")
    person.press("Save and go on")
    assert person.sees("Seal it anew?")
    sound(person)
    person.press("Seal it")
    person.go(f"/tension/{tension}/side/weights/")
    assert person.sees("What you had sealed before")
    sound(person)


def sound(person: Person) -> None:
    """axe finds nothing on this page, and nothing is cut off."""
    assert [one["id"] for one in violations(person.page)] == [], person.page.url
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert person.page.evaluate(width) <= 0, person.page.url


@pytest.mark.parametrize("view", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_weighing_is_sound_with_the_longest_words(
    open_browser: Open, world: World, tension_id: str, view: dict[str, int], scheme: str
) -> None:
    """axe finds nothing and nothing is cut off, on the way from the order to the seal and after."""
    person = open_browser(viewport=view, color_scheme=scheme, reduced_motion="reduce")
    sign_in(person, world.alice)
    path = f"/tension/{tension_id}/side/weights/"

    for name in ("", "points/", "rank/"):
        person.go(path + name)
        sound(person)
    person.press("Save and go on")
    sound(person)
    person.page.locator("input[type=number]").nth(2).fill("90")
    person.press("Save and go on")
    sound(person)
    person.press("Put them in the order of these numbers")
    sound(person)
    person.press("Save and go on")
    sound(person)
    person.press("Seal it")
    person.go(path)
    sound(person)
