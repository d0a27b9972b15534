"""Every form of a cycle, sent with what nobody should send: it is answered, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from tests.apps.calibration import cycles as scenes
from tests.browsing import PageForm, forms_of
from tests.personas import World
from tests.web.calibration.matrix_cycles import asked_to_reopen, nobody_for_appeals
from tests.web.test_every_form import WAYS, Unwritten, complaints_of, plain, quiet

from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db

OF_A_DRAFT = (
    "change_cycle",
    "partnerships",
    "calibrators",
    "helpers",
    "earlier",
    "discard_cycle",
    "next_stage",
)
FORMS: dict[str, Callable[[World], list[str]]] = {}


def pages(name: str) -> Callable[..., Any]:
    def keep(find: Callable[[World], list[str]]) -> Callable[[World], list[str]]:
        FORMS[name] = find
        return find

    return keep


@pages("draft")
def of_a_draft(world: World) -> list[str]:
    cycle = scenes.scene_at(world, Stage.DRAFT).cycle
    new = reverse("calibration:new_cycle", args=[world.organisation.id])
    return [new, *(reverse(f"calibration:{name}", args=[cycle.id]) for name in OF_A_DRAFT)]


@pages("set aside and go back")
def of_a_running_cycle(world: World) -> list[str]:
    scene = scenes.scene_at(world, Stage.BLIND)
    return [
        reverse("calibration:set_aside", args=[scene.case.id]),
        reverse("calibration:reopen_cycle", args=[scene.cycle.id]),
    ]


@pages("somebody else")
def of_a_cycle_without_appeals(world: World) -> list[str]:
    return [reverse("calibration:name_another", args=nobody_for_appeals(world))]


def ours(html: str, page: str) -> Iterator[PageForm]:
    for form in forms_of(html, page):
        if form.action.startswith(("/cycle/", "/case/", "/o/")):
            yield form


@pytest.mark.parametrize("where", FORMS)
def test_whatever_is_sent_is_answered_and_nothing_is_lost(world: World, where: str) -> None:
    client = quiet(world.pat)
    forms = [
        form
        for page in FORMS[where](world)
        for form in ours(client.get(page).content.decode(), page)
    ]
    assert forms
    unwritten = Unwritten()
    complaints = []
    for form in forms:
        for way in (*WAYS, plain):
            with unwritten.watched():
                found = complaints_of(client, form, way(form), unwritten)
                complaints += [f"{form.action} {way.__name__}: {words}" for words in found]
    assert not complaints, "\n".join(complaints)


def test_the_second_person_s_form_is_answered_whatever_is_sent(world: World) -> None:
    page = reverse("calibration:answer_cycle_reopening", args=asked_to_reopen(world))
    client = quiet(world.olga)
    unwritten = Unwritten()
    for form in ours(client.get(page).content.decode(), page):
        for way in (*WAYS, plain):
            with unwritten.watched():
                assert list(complaints_of(client, form, way(form), unwritten)) == []
