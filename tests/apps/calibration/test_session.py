"""A shared screen shows only what everybody in the room may see."""

from __future__ import annotations

import pytest
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.cycles import Scene
from tests.personas import World

from trifecta.apps.calibration.selectors.session import case_in_session, session_of
from trifecta.apps.calibration.services import cycles, panels, stages
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import NotFoundError, NotYetError

pytestmark = pytest.mark.django_db


def with_a_deputy(world: World) -> Scene:
    """Blind, with dana beside piet for product."""
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    return scene


def on_screen(scene: Scene, user: User, *, away: tuple[User, ...] = ()) -> list[str]:
    found = session_of(actor=user, cycle_id=scene.cycle.id, away=[one.id for one in away])
    return [one.case.id for one in found.cases]


def test_it_shows_a_case_in_which_all_in_the_room_take_part(world: World) -> None:
    scene = with_a_deputy(world)

    for user in (world.olga, world.piet, world.dana, world.oscar):
        assert on_screen(scene, user) == [scene.case.id]


def test_a_case_from_which_somebody_stepped_back_is_not_on_it_until_they_leave(
    world: World,
) -> None:
    scene = with_a_deputy(world)
    panels.step_back(actor=world.dana, case_id=scene.case.id, because="I hired one of them.")

    found = session_of(actor=world.olga, cycle_id=scene.cycle.id)
    assert (found.cases, found.more) == ((), True)
    assert case_in_session(found, scene.case.id) is None
    assert on_screen(scene, world.olga, away=(world.dana,)) == [scene.case.id]


def test_whoever_opens_it_is_in_the_room_whatever_is_said(world: World) -> None:
    scene = with_a_deputy(world)
    panels.step_back(actor=world.dana, case_id=scene.case.id, because="I hired one of them.")

    found = session_of(actor=world.dana, cycle_id=scene.cycle.id, away=[world.dana.id])

    assert (found.cases, found.more) == ((), False)
    with pytest.raises(NotFoundError):
        case_in_session(found, scene.case.id)


def test_who_calibrates_and_is_rated_hides_their_own_case(world: World) -> None:
    scene = scenes.set_up(world)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.alice.id, function="engineering"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)

    assert on_screen(scene, world.olga) == []
    assert on_screen(scene, world.olga, away=(world.alice,)) == [scene.case.id]
    assert on_screen(scene, world.alice) == []


def test_who_calibrates_another_function_hides_what_they_were_not_asked_for(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="business"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)

    assert on_screen(scene, world.olga) == []
    assert on_screen(scene, world.olga, away=(world.dana,)) == [scene.case.id]


def test_a_case_that_was_set_aside_is_not_walked_to(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="Bob has left.")

    assert on_screen(scene, world.olga) == []


def test_nobody_else_opens_it(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)

    for user in (world.alice, world.bob, world.pat, world.carol, world.mallory):
        with pytest.raises(NotFoundError):
            session_of(actor=user, cycle_id=scene.cycle.id)


@pytest.mark.parametrize("stage", [Stage.EVIDENCE, Stage.RELEASED])
def test_it_is_for_the_time_in_which_they_calibrate(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)

    with pytest.raises(NotYetError):
        session_of(actor=world.olga, cycle_id=scene.cycle.id)
