"""Writing an exception into a rating, and taking it out."""

from __future__ import annotations

import pytest
from tests.apps.calibration import together
from tests.personas import World
from tests.web.calibration.rating_forms import (
    exception_data,
)
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import (
    MemberException,
)

pytestmark = pytest.mark.django_db


def test_an_exception_is_written_seen_changed_and_taken_out(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    assert "Write an exception for Alice" in olga.reads("rating", scene.case.id)
    olga.post("exception", scene.case.id, alice, **exception_data(scene, 1))

    page = piet.reads("rating", scene.case.id)
    assert "An exception: Alice Does not show up for the work. Olga told Alice" in page
    piet.post(
        "exception",
        scene.case.id,
        alice,
        **(exception_data(scene, 2) | {"reason": "Other words."}),
    )
    assert MemberException.objects.get(rating__number=3).reason == "Other words."
    piet.post("drop_exception", scene.case.id, alice, number=3)

    assert "An exception" not in piet.reads("rating", scene.case.id)


def test_without_flags_there_is_no_form_for_one(world: World) -> None:
    scene = together.flagged(world, piet=None)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    olga = Visitor(world.olga)

    page = olga.get("exception", scene.case.id, alice)
    assert "Alice shares the rating" in words(page)
    assert b"<form" not in page.content
    assert "Write an exception" not in olga.reads("rating", scene.case.id)
    sent = olga.post("exception", scene.case.id, alice, **exception_data(scene, 1))
    assert sent.status_code == 409
    assert not MemberException.objects.exists()


def test_an_exception_keeps_what_was_typed(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    sent = exception_data(scene, 1) | {"told_on": "2999-01-01"}

    response = Visitor(world.olga).post("exception", scene.case.id, alice, **sent)

    assert response.status_code == 422
    assert "Tell them first" in words(response)
    assert "three of eleven plannings" in response.content.decode()
