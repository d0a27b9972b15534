"""Every form of rating, sent with what nobody should send: it is answered, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.calibration import together
from tests.browsing import PageForm, forms_of
from tests.personas import World
from tests.web.calibration import matrix_rating as made
from tests.web.calibration.rating_visitor import Visitor
from tests.web.test_every_form import WAYS, Unwritten, complaints_of, plain, quiet

pytestmark = pytest.mark.django_db

Made = Callable[[World], tuple[str, ...]]

PAGES: list[tuple[str, Made]] = [
    ("propose", made.blind_outcome),
    ("proposal", made.handed_in),
    ("hand_in", made.ready_to_hand_in),
    ("flag", made.blind_member),
    ("interest", made.interest_of_olga),
    ("step_back", made.blind),
    ("notes", made.revealed),
    ("rating", made.written),
    ("write_rating", made.written),
    ("exception", made.written_member),
    ("reopen", made.decided),
    ("reopen", made.asked_to_reopen),
    ("session_case", made.session_case),
]


def agreed(world: World) -> tuple[str, ...]:
    scene = together.flagged(world)
    together.all_agree(scene, together.rated(scene).number)
    return (scene.case.id,)


def forms_on(client: Client, world: World, name: str, prepare: Made) -> list[PageForm]:
    args = prepare(world)
    page = reverse(f"calibration:{name}", args=args[:1] if name == "interest" else args)
    response = client.get(page)
    assert response.status_code == 200
    found = list(forms_of(response.content.decode(), page))
    assert found
    return found


@pytest.mark.parametrize(
    ("name", "prepare"), [*PAGES, ("decide", agreed)], ids=lambda one: getattr(one, "__name__", one)
)
def test_whatever_is_sent_is_answered_and_nothing_is_lost(
    world: World, name: str, prepare: Made
) -> None:
    client, unwritten, complaints = quiet(world.olga), Unwritten(), []
    for form in forms_on(client, world, name, prepare):
        for way in (*WAYS, plain):
            with unwritten.watched():
                found = complaints_of(client, form, way(form), unwritten)
                complaints += [f"{form.action} {way.__name__}: {words}" for words in found]
    assert not complaints, "\n".join(complaints)


def test_nobody_outside_the_room_gets_anywhere_with_a_form_of_it(world: World) -> None:
    forms = forms_on(quiet(world.olga), world, "rating", made.agreed_by_olga)
    for user in (world.alice, world.pat, world.mallory):
        for form in forms:
            response = Visitor(user).client.post(form.action, form.data())
            assert response.status_code == 404, (user.name, form.action)
