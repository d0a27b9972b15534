"""Proposing alone, an outcome at a time, at the pages and without a script."""

from __future__ import annotations

import pytest
from tests.apps.calibration import cycles as scenes
from tests.personas import World
from tests.web.calibration.rating_forms import (
    propose_all,
    proposed,
)
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import (
    Cycle,
    Proposal,
)
from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db


def test_nothing_is_chosen_before_somebody_chooses(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    html = Visitor(world.olga).get("propose", scene.case.id, "delivery").content.decode()

    assert html.count('type="radio"') == len(scenes.LABELS)
    assert " checked" not in html


@pytest.mark.parametrize("steps", [2, 9])
def test_a_scale_has_the_steps_of_its_cycle_by_name(world: World, steps: int) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    labels = [f"A step with a name, number {n}" for n in range(steps)]
    Cycle.objects.filter(id=scene.cycle.id).update(labels=labels)
    html = Visitor(world.olga).get("propose", scene.case.id, "delivery").content.decode()

    assert html.count('type="radio"') == steps
    assert f"number {steps - 1}" in html
    assert ("scale down" in html) == (steps > 2)


def test_one_can_stop_half_way_and_go_on_later(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    olga.post("propose", scene.case.id, "delivery", **proposed("", "A beginning."))

    page = olga.reads("proposal", scene.case.id)

    assert "A beginning." in page
    assert "No step yet" in page
    assert "Hand it in" not in page


def test_two_tabs_do_not_overwrite_each_other(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    olga.post("propose", scene.case.id, "delivery", **proposed(1, "From one tab."))

    response = olga.post("propose", scene.case.id, "delivery", **proposed(3, "From the other."))

    assert response.status_code == 409
    page = words(response)
    assert "From one tab." in page
    assert "From the other." in response.content.decode()
    assert Proposal.objects.get().steps == {"delivery": 1}
    again = olga.post("propose", scene.case.id, "delivery", **proposed(3, "Both.", version=1))
    assert again.status_code == 302


def test_what_was_typed_is_kept_when_proposals_were_shown_meanwhile(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)

    response = Visitor(world.olga).post(
        "propose", scene.case.id, "delivery", **proposed(3, "Something long that was typed.")
    )

    assert response.status_code == 409
    assert "Something long that was typed." in words(response)


def test_a_first_proposal_that_comes_late_is_no_second_one(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    response = Visitor(world.olga).post("propose", scene.case.id, "delivery", **proposed(0))

    assert response.status_code == 409
    assert not Proposal.objects.filter(estimate="second").exists()


def test_a_step_that_is_not_on_the_scale_is_refused_and_words_are_kept(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    response = Visitor(world.olga).post(
        "propose", scene.case.id, "delivery", **proposed(17, "What I saw of them.")
    )

    assert response.status_code == 422
    assert "Choose one of the steps of the scale." in words(response)
    assert "What I saw of them." in response.content.decode()


def test_nothing_is_handed_in_unseen(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    propose_all(olga, scene, (2, 3, 1, 3), "first")

    assert "not marked any evidence as looked at" in olga.reads("proposal", scene.case.id)
    assert olga.post("hand_in", scene.case.id).status_code == 409


def test_what_was_handed_in_is_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))
    olga = Visitor(world.olga)
    assert "You have handed in" in olga.reads("case", scene.case.id)
    assert olga.get("propose", scene.case.id, "delivery").status_code == 302

    olga.post("take_back", scene.case.id)

    assert "Hand it in" in olga.reads("proposal", scene.case.id)
