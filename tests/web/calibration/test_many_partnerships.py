"""A cycle with many partnerships: what waits comes first, groups, and the way to the next one."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.personas import World
from tests.web.calibration.pages import address, page
from tests.web.calibration.test_cycle_pages import another_case
from tests.web.people.pages import browser

from trifecta.apps.calibration.models import Case
from trifecta.apps.calibration.services import panels, stages
from trifecta.apps.people.models import User

pytestmark = pytest.mark.django_db


def many(world: World, count: int = 10) -> scenes.Scene:
    """Growth of alice and bob, and teams 1 to `count` of carol and dana, ready to be proposed."""
    scene = scenes.set_up(world)
    for number in range(1, count + 1):
        another_case(world, scene, name=f"Team {number:02}")
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    return scene


def hand_in(scene: scenes.Scene, user: User) -> None:
    scenes.look_at_everything(scene, user)
    scenes.propose(scene, user, scenes.FIRST[user.name.lower()])


def names_in_order(user: User, scene: scenes.Scene) -> list[str]:
    body = browser(user).get(address("cycle", scene.cycle.id)).content.decode()
    return re.findall(r'<h4><a href="/case/\w+/">([^<]+)</a></h4>', body)


def test_what_waits_for_the_reader_comes_first_and_the_rest_by_stage(world: World) -> None:
    scene = many(world)
    hand_in(scene, world.olga)

    shown = page(world.olga, "cycle", scene.cycle.id)
    assert "Waits for you 10 Each alone 1" in shown
    assert names_in_order(world.olga, scene) == [
        *(f"Team {number:02}" for number in range(1, 11)),
        "Growth",
    ]
    assert names_in_order(world.piet, scene)[0] == "Growth"


def test_groups_tell_nothing_of_who_has_handed_in(world: World) -> None:
    scene = many(world)
    before = names_in_order(world.piet, scene)

    hand_in(scene, world.olga)

    assert names_in_order(world.piet, scene) == before
    assert len(names_in_order(world.pat, scene)) == 11


def test_the_card_names_a_few_and_leads_to_the_list(world: World) -> None:
    scene = many(world)
    shown = page(world.olga, "cycle", scene.cycle.id)
    assert shown.count("Propose alone for") == 1 + 5 + 11
    assert "five more, first in the list below" in shown


def test_with_few_partnerships_there_are_no_groups(world: World) -> None:
    scene = many(world, count=2)
    shown = page(world.olga, "cycle", scene.cycle.id)
    assert "Waits for you" not in shown
    assert "Growth Alice" in shown.replace(" ● ", " ")


def test_one_that_is_set_aside_comes_last(world: World) -> None:
    scene = many(world)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="Bob has left.")
    assert names_in_order(world.olga, scene)[-1] == "Growth"
    assert "Not rated in this cycle 1" in page(world.olga, "cycle", scene.cycle.id)


def test_a_case_leads_to_those_beside_it_and_to_what_waits(world: World) -> None:
    scene = many(world, count=3)
    second = Case.objects.get(partnership__name="Team 01")
    shown = page(world.olga, "case", second.id)
    assert "← Growth 2 of 4 Team 02 →" in shown

    hand_in(scene, world.olga)

    assert "You have handed in" in page(world.olga, "case", scene.case.id)
    assert "Propose alone for Team 01" in page(world.olga, "case", scene.case.id)


def test_the_way_leaves_out_what_somebody_has_stepped_back_from(world: World) -> None:
    scene = many(world, count=3)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    first = Case.objects.get(partnership__name="Team 01")

    shown = page(world.piet, "case", first.id)

    assert "1 of 3 Team 02 →" in shown
    assert "Growth" not in shown


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_a_member_is_shown_no_way_to_others(world: World, who: str) -> None:
    scene = many(world, count=2)
    mine = scene.case if who == "alice" else Case.objects.get(partnership__name="Team 01")
    assert " of 3" not in page(world.everyone[who], "case", mine.id)


def queries(user: User, name: str, *arguments: str) -> int:
    client = browser(user)
    client.get(address(name, *arguments))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(name, *arguments)).status_code == 200
    return len(captured)


def test_pages_ask_the_database_as_often_for_twelve_as_for_ten(world: World) -> None:
    counted = []
    for count in (9, 11):
        cache.clear()  # invitations are limited by the hour
        scene = many(world, count=count)
        counted.append(
            [
                queries(user, name, argument)
                for user in (world.pat, world.olga, world.oscar, world.alice)
                for name, argument in (
                    ("cycle", scene.cycle.id),
                    ("history", scene.cycle.id),
                    ("notice", scene.cycle.id),
                    ("case", scene.case.id),
                )
            ]
        )
    assert counted[0] == counted[1]
