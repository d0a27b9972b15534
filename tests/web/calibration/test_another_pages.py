"""The page on which somebody is named to answer appeals once whoever did has gone."""

from __future__ import annotations

import pytest
from tests.apps.calibration.test_handing_on import frida, hears, waiting
from tests.browsing import browser
from tests.personas import World
from tests.web.calibration.pages import address, fill, page, source, text_of

pytestmark = pytest.mark.django_db


def test_it_says_which_appeals_could_not_go_along_and_why(world: World) -> None:
    scene = waiting(world)

    sent = fill(world.pat, "name_another", scene.cycle.id, appeals_to=world.dana.id)
    assert sent.status_code == 302

    client = sent.client
    shown = text_of(client.get(sent.headers["Location"]))
    assert f"Appeals about {scene.growth.partnership.name} wait for them now." in shown
    assert "An appeal about Checkout could not go to them: whom you named is rated there." in shown
    assert "An appeal about Checkout has nobody to answer it in time. Name somebody" in shown


def test_it_asks_in_which_of_them_they_manage_somebody(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)
    shown = page(world.pat, "name_another", scene.cycle.id)
    assert "Do they manage somebody who is rated in one of these?" in shown
    assert "Checkout, with Alice and Dana" in shown

    fill(
        world.pat,
        "name_another",
        scene.cycle.id,
        appeals_to=somebody.id,
        manages=[scene.checkout.id],
    )

    assert hears(scene.checkout) is None
    assert hears(scene.growth) == somebody


def test_nothing_typed_is_lost_when_nobody_is_chosen(world: World) -> None:
    scene = waiting(world)
    sent = fill(
        world.pat, "name_another", scene.cycle.id, appeals_to="", manages=[scene.checkout.id]
    )
    assert sent.status_code == 422
    body = sent.content.decode()
    checked = body[body.index(f'value="{scene.checkout.id}"') :].split(">")[0]
    assert "checked" in checked
    assert hears(scene.checkout) is not None


def test_nobody_else_is_shown_what_waits(world: World) -> None:
    scene = waiting(world)
    for user in (world.olga, world.alice, world.dana, world.mallory):
        answer = browser(user).get(address("name_another", scene.cycle.id))
        assert answer.status_code == 404


def test_whoever_has_had_a_vote_is_not_offered(world: World) -> None:
    scene = waiting(world)
    shown = source(world.pat, "name_another", scene.cycle.id)

    assert f'value="{world.dana.id}"' in shown
    for user in (world.olga, world.piet, world.oscar):
        assert f'value="{user.id}"' not in shown
    sent = fill(world.pat, "name_another", scene.cycle.id, appeals_to=world.olga.id)
    assert sent.status_code == 422
    assert "who has no other part in the room" in text_of(sent)
