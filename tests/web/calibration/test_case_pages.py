"""The page of one partnership in a cycle, as the room reads it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.personas import World
from tests.web.calibration.rating_visitor import Visitor

from trifecta.apps.calibration.services import cycles, deciding, stages
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stage", "olga_does", "oscar_does"),
    [
        (Stage.EVIDENCE, "Evidence is being gathered", "Evidence is being gathered"),
        (Stage.BLIND, "Look at the evidence first", "Each calibrator proposes alone"),
        (Stage.REVEALED, "Talk about team health first", "Talk about team health first"),
        (Stage.DISCUSSED, "Look over what you propose", "proposes once more, alone"),
        (Stage.DECIDED, "The rating is decided", "The rating is decided"),
        (Stage.LOCKED, "The rating is decided", "The rating is decided"),
        (Stage.RELEASED, "The rating is decided", "The rating is decided"),
        (Stage.CLOSED, "The rating is decided", "The rating is decided"),
    ],
)
def test_a_case_names_the_one_thing_to_do(
    world: World, stage: Stage, olga_does: str, oscar_does: str
) -> None:
    scene = scenes.scene_at(world, stage)

    assert olga_does in Visitor(world.olga).reads("case", scene.case.id)
    assert oscar_does in Visitor(world.oscar).reads("case", scene.case.id)


def test_a_case_that_was_set_aside_says_why(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="Bob has left.")

    assert "Bob has left." in Visitor(world.olga).reads("case", scene.case.id)
    assert Visitor(world.olga).get("proposal", scene.case.id).status_code == 302


def queries(user: User, name: str, *args: str) -> int:
    visitor = Visitor(user)
    visitor.get(name, *args)
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(name, *args).status_code == 200
    return len(captured)


def test_pages_of_the_room_ask_no_more_with_more_notes(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    pages = ("case", "side_by_side", "notes", "rating")
    few = [queries(world.olga, name, scene.case.id) for name in pages]
    for _ in range(5):
        deciding.write_note(actor=world.oscar, case_id=scene.case.id, text="One more.")

    assert [queries(world.olga, name, scene.case.id) for name in pages] == few
    assert max(few) <= 40


def test_a_deputy_is_shown_beside_the_executive(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )

    page = Visitor(world.dana).reads("side_by_side", scene.case.id)

    assert "Talk about team health first" in page
