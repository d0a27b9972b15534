"""The page of statistics on a phone: nothing is cut off, with its tables open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.apps.calibration import cycles as scenes
from tests.e2e.conftest import NARROW, Person
from tests.e2e.steps import sign_in
from tests.personas import make_world

from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db(transaction=True)


def test_figures_fit_a_phone(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    scene = scenes.scene_at(world, Stage.DECIDED)
    olga = open_browser(viewport=NARROW)
    sign_in(olga, world.olga)
    olga.go(f"/cycle/{scene.cycle.id}/figures/")
    assert olga.sees("What was decided, of 1 partnership")
    for summary in olga.page.locator("summary").all():
        summary.press("Enter")
    assert not olga.page.evaluate("document.documentElement.scrollWidth > innerWidth")
