"""The pages about all partnerships together: axe finds nothing, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.apps.checkins.many import SPRING, SUMMER, closed
from tests.e2e.axe import violations
from tests.e2e.conftest import NARROW, WIDE, Person
from tests.personas import World, make_world

from trifecta.apps.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(person: Person, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": person.base}
    person.page.context.add_cookies([cookie])  # type: ignore[list-item]


def problems(person: Person, address: str) -> list[str]:
    person.go(address)
    found = []
    for size in (WIDE, NARROW):
        person.page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            person.page.emulate_media(color_scheme=scheme)
            found += [
                f"{address} {size['width']} {scheme}: {one['id']}"
                for one in violations(person.page)
            ]
            if person.page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append(f"{address} {size['width']}: wider than the window")
    return found


def address(world: World, name: str, *more: str) -> str:
    return reverse(f"checkins:{name}", args=[world.organisation.id, *more])


def test_they_can_be_read_by_everybody(open_browser: Callable[..., Person]) -> None:
    world = make_world()
    closed(world.organisation, SPRING.before, verdicts=["both"] * 2)
    closed(world.organisation, SPRING, verdicts=["both"] * 4 + ["neither"] * 2)
    closed(world.organisation, SUMMER, verdicts=["both"] * 6 + ["understanding"] * 6)
    olga = open_browser(reduced_motion="reduce")
    sign_in(olga, world.olga)
    found = problems(olga, address(world, "health"))
    found += problems(olga, address(world, "health-of-quarter", str(SPRING)))
    found += problems(olga, address(world, "health-of-quarter", str(SPRING.before)))
    oscar = open_browser(reduced_motion="reduce")
    sign_in(oscar, world.oscar)
    found += problems(oscar, address(world, "choose-health"))
    assert found == []
