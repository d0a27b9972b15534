"""Before all are in, no page is different for what anybody else has proposed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.personas import World
from tests.web.calibration.rating_visitor import Visitor, bare

from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES, Estimate

pytestmark = pytest.mark.django_db


def pages(scene: Scene) -> list[tuple[str, tuple[str, ...]]]:
    """Every page there is while somebody proposes."""
    case, cycle = scene.case.id, scene.cycle.id
    alice = together.member(scene, scene.world.alice).id
    return [
        ("home", ()),
        ("cycle", (cycle,)),
        ("case", (case,)),
        *(("propose", (case, outcome)) for outcome in OUTCOMES),
        ("proposal", (case,)),
        ("hand_in", (case,)),
        ("flag", (case, alice)),
        ("interest", (case,)),
        ("step_back", (case,)),
        ("side_by_side", (case,)),
        ("notes", (case,)),
        ("rating", (case,)),
        ("write_rating", (case,)),
        ("decide", (case,)),
        ("exception", (case, alice)),
        ("session", (cycle,)),
        ("session_case", (cycle, case)),
    ]


def everything(scene: Scene, user: User) -> dict[str, tuple[int, str, bytes]]:
    visitor = Visitor(user)
    found = {}
    for name, args in pages(scene):
        response = visitor.get(name, *args)
        found[f"{name} {args}"] = (
            response.status_code,
            response.headers.get("Location", ""),
            bare(response),
        )
    return found


def readers(world: World, scene: Scene) -> list[User]:
    return [world.olga, world.oscar, world.pat, world.alice, world.carol]


def test_nothing_tells_whether_another_has_proposed_flagged_or_handed_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    before = {user.name: everything(scene, user) for user in readers(world, scene)}

    scenes.look_at_everything(scene, world.piet)
    together.flag(scene, world.piet, together.BELOW)
    scenes.propose(scene, world.piet, (4, 0, 4, 0))

    for user in readers(world, scene):
        assert everything(scene, user) == before[user.name], user.name


def test_nor_whether_they_have_proposed_once_more(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    before = {user.name: everything(scene, user) for user in readers(world, scene)}

    scenes.propose(scene, world.piet, (4, 0, 4, 0), estimate="second")

    for user in readers(world, scene):
        assert everything(scene, user) == before[user.name], user.name


def test_whoever_has_handed_in_learns_nothing_either(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    together.seat(scene, world.dana, "product")
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    for user in (world.olga, world.piet, world.dana):
        scenes.look_at_everything(scene, user)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))
    before = everything(scene, world.olga)

    scenes.propose(scene, world.piet, (4, 0, 4, 0))

    assert everything(scene, world.olga) == before


@pytest.mark.parametrize("stage", [Stage.BLIND, Stage.DISCUSSED])
def test_no_page_reads_the_sealed_row_of_another(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)
    estimate: Estimate = "first" if stage is Stage.BLIND else "second"
    scenes.look_at_everything(scene, world.piet)
    scenes.propose(scene, world.piet, (4, 0, 4, 0), estimate=estimate)
    visitor = Visitor(world.olga)
    with CaptureQueriesContext(connection) as captured:
        for name, args in pages(scene):
            visitor.get(name, *args)
    asked = [one["sql"] for one in captured if "calibration_proposal" in one["sql"]]

    assert asked
    for sql in asked:
        assert '"seat_id" =' in sql or "'first'" in sql, sql
    flags = [one["sql"] for one in captured if "calibration_flag" in one["sql"]]
    if stage is Stage.BLIND:
        assert all('"seat_id" =' in sql for sql in flags)
