"""The pages about all partnerships together: axe finds nothing, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from tests.apps.checkins.many import SPRING, SUMMER, closed
from tests.e2e.axe import problems
from tests.e2e.conftest import Person
from tests.e2e.steps import sign_in
from tests.personas import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def address(world: World, name: str, *more: str) -> str:
    return reverse(f"checkins:{name}", args=[world.organisation.id, *more])


def test_they_can_be_read_by_everybody(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    closed(world.organisation, SPRING.before, verdicts=["both"] * 2)
    closed(world.organisation, SPRING, verdicts=["both"] * 4 + ["neither"] * 2)
    closed(world.organisation, SUMMER, verdicts=["both"] * 6 + ["understanding"] * 6)
    olga = open_browser(reduced_motion="reduce")
    sign_in(olga, world.olga)
    found = [*problems(olga, address(world, "health"))]
    found += problems(olga, address(world, "health-of-quarter", str(SPRING)))
    found += problems(olga, address(world, "health-of-quarter", str(SPRING.before)))
    oscar = open_browser(reduced_motion="reduce")
    sign_in(oscar, world.oscar)
    found += problems(oscar, address(world, "choose-health"))
    assert found == []
