"""Flags that are given alone, interests, and stepping back."""

from __future__ import annotations

import re

import pytest
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.personas import World
from tests.web.calibration.rating_forms import (
    gaps,
)
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import (
    Flag,
    Interest,
)
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db


def test_a_flag_is_given_changed_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    alice = together.member(scene, world.alice).id
    olga = Visitor(world.olga)
    olga.post("flag", scene.case.id, alice, **gaps(-2, -1, -1, -1))

    assert "1.25 steps below on average, you say." in olga.reads("proposal", scene.case.id)
    olga.post("flag", scene.case.id, alice, **gaps(-2, -2, -2, -2))
    assert Flag.objects.get().gaps == dict.fromkeys(OUTCOMES, -2)
    olga.post("unflag", scene.case.id, alice)

    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (gaps(0, 0, 0, 0), "Choose at least one outcome"),
        (gaps(-1, 0, 0, 0, why=" "), "Say what you saw yourself"),
        (gaps(-9, 0, 0, 0), "Choose one of these."),
    ],
)
def test_a_flag_that_cannot_be_is_explained(
    world: World, sent: dict[str, object], said: str
) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    alice = together.member(scene, world.alice).id

    response = Visitor(world.olga).post("flag", scene.case.id, alice, **sent)

    assert response.status_code == 422
    assert said in words(response)
    assert not Flag.objects.exists()


def test_a_flag_of_somebody_else_s_case_leads_nowhere(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    assert Visitor(world.olga).get("flag", scene.case.id, "nobody").status_code == 404


def test_an_interest_is_declared_read_by_peers_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    olga.post("interest", scene.case.id, kind="manages", words="Alice reports to me.")

    assert "manages a member: Alice reports to me." in piet.reads("case", scene.case.id)
    row = Interest.objects.get()
    assert piet.post("withdraw_interest", scene.case.id, row.id).status_code == 404
    olga.post("withdraw_interest", scene.case.id, row.id)
    assert "Alice reports to me." not in piet.reads("case", scene.case.id)


def test_who_steps_back_is_told_before_and_is_absent_after(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    piet, olga = Visitor(world.piet), Visitor(world.olga)
    assert "Nobody else calibrates for product." in piet.reads("step_back", scene.case.id)
    assert piet.post("step_back", scene.case.id, because=" ").status_code == 422

    response = piet.post("step_back", scene.case.id, because="I am close to Bob.")

    assert response.headers["Location"].endswith(f"/cycle/{scene.cycle.id}/")
    assert piet.get("case", scene.case.id).status_code == 404
    page = olga.reads("case", scene.case.id)
    assert "Nobody calibrates for product." in page
    assert not re.search(r"Piet product", page)
