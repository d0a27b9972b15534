"""The screen that a room shares: by keyboard alone, and while others hand in elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.apps.calibration import cycles as scenes
from tests.e2e.conftest import Person
from tests.e2e.steps import sign_in
from tests.personas import World, another_partnership, make_world

from trifecta.apps.calibration.models import Case
from trifecta.apps.calibration.services import cycles, deciding
from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 20_000


def screen(oscar: Person, scene: scenes.Scene) -> None:
    oscar.go(f"/cycle/{scene.cycle.id}/session/{scene.case.id}/")


def hand_in(scene: scenes.Scene, name: str) -> None:
    user = scene.world.everyone[name]
    scenes.look_at_everything(scene, user)
    scenes.propose(scene, user, scenes.FIRST[name])


def test_the_screen_shows_the_reveal_by_itself_and_nothing_before(
    open_browser: Callable[..., Person],
) -> None:
    world = make_world()
    scene = scenes.scene_at(world, Stage.BLIND)
    oscar, piet = open_browser(), open_browser()
    sign_in(oscar, world.oscar)
    sign_in(piet, world.piet)
    screen(oscar, scene)
    before = oscar.page.inner_text("main")

    hand_in(scene, "olga")
    with oscar.page.expect_navigation():
        oscar.page.keyboard.press("r")
    assert oscar.page.inner_text("main") == before

    hand_in(scene, "piet")
    expect(oscar.page.locator("h1")).to_contain_text("Talk about team health", timeout=SOON)
    piet.go(f"/case/{scene.case.id}/")
    assert piet.sees("Talk about team health")


def test_what_somebody_is_writing_is_not_taken_away(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = open_browser()
    sign_in(oscar, world.oscar)
    screen(oscar, scene)
    oscar.page.keyboard.press("n")
    oscar.page.keyboard.type("Half a sent")

    deciding.write_note(actor=world.olga, case_id=scene.case.id, text="From another screen.")

    expect(oscar.page.locator("#changed")).to_contain_text("has changed", timeout=SOON)
    assert oscar.page.locator("#id_text").input_value() == "Half a sent"
    oscar.page.keyboard.press("Tab")
    oscar.page.keyboard.press("Tab")
    with oscar.page.expect_navigation():
        oscar.page.keyboard.press("Enter")
    assert oscar.sees("Half a sent")
    assert oscar.sees("From another screen.")


def several(world: World) -> scenes.Scene:
    """Growth, and Search of the same two people, in one cycle; Growth is revealed."""
    search = another_partnership(world, "Search").partnership
    scene = scenes.set_up(world)
    cycles.choose_partnerships(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        partnership_ids=[world.partnership.id, search.id],
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    scenes.reveal(scene)
    return scene


def test_a_session_is_led_by_keyboard_alone(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    scene = several(world)
    oscar = open_browser()
    sign_in(oscar, world.oscar)
    oscar.go(f"/cycle/{scene.cycle.id}/session/")
    keys = oscar.page.keyboard
    tab_to(oscar, "Begin")
    keys.press("Enter")
    listens_at(oscar, "1 of 2")

    keys.press("ArrowRight")
    listens_at(oscar, "2 of 2")
    assert oscar.sees("Each of you proposes alone first")
    keys.press("ArrowLeft")
    listens_at(oscar, "1 of 2")

    keys.press("n")
    keys.type("We spoke of n and r.")
    keys.press("Escape")
    keys.press("?")
    assert oscar.page.locator("#keys").get_attribute("open") is not None
    keys.press("n")
    tab_to(oscar, "Write it down")
    keys.press("Enter")
    expect(oscar.page.locator("body")).to_contain_text("We spoke of n and r.")
    assert Case.objects.get(id=scene.case.id).notes.count() == 1


def listens_at(person: Person, place: str) -> None:
    """Wait for the page of this place, and until its script has run and hears keys."""
    expect(person.page.locator(".walk")).to_contain_text(place)
    person.page.wait_for_load_state()


def tab_to(person: Person, name: str) -> None:
    """Press Tab until the button with this name has the focus."""
    for _ in range(40):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")
