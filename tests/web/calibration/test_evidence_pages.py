"""Pages of evidence, walked without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from tests.agreeing import KIT, TITLE, active
from tests.apps.calibration import cycles as scenes
from tests.browsing import browser, forms_of, send
from tests.personas import World
from tests.web.calibration.pages import address, fill, page, source

from trifecta.apps.calibration.models import Evidence, EvidenceComment, EvidenceKind, Look
from trifecta.apps.calibration.services import evidence
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db

DONE = EvidenceWords(
    title="Checkout without an account",
    kind=EvidenceKind.CONTRIBUTION,
    came_of_it="One in ten more orders.",
    outcomes=["impact"],
    link="https://dash.example.com/orders",
)


def add(scene: scenes.Scene, words: EvidenceWords = DONE) -> Evidence:
    return evidence.add_evidence(actor=scene.world.alice, case_id=scene.case.id, words=words)


def test_an_empty_list_says_what_makes_it_fill(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    assert "Nothing is here yet. Agreements of the time" in page(
        world.alice, "evidence", scene.case.id
    )
    assert "Add what is missing" in page(world.olga, "evidence", scene.case.id)


def test_an_empty_list_after_closing_says_so(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    Evidence.objects.all().delete()

    assert "Nobody added anything" in page(world.olga, "evidence", scene.case.id)


def test_evidence_stands_under_what_it_is_and_under_its_outcome(world: World) -> None:
    active(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    add(scene)

    by_kind = page(world.olga, "evidence", scene.case.id)
    by_outcome = page(world.olga, "evidence", scene.case.id, query="?by=outcome")

    assert by_kind.index("Agreements") < by_kind.index(TITLE) < by_kind.index("Contributions")
    assert "Two commitments, all open" in by_kind
    assert "Team health Nothing says anything about this yet." in by_outcome
    assert by_outcome.index(TITLE) < by_outcome.index(DONE.title)
    assert "Check-ins and diagnoses" in by_kind


def test_an_agreement_is_shown_without_who_promised(world: World) -> None:
    active(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    piece = Evidence.objects.get()

    shown = page(world.olga, "evidence_one", piece.id)
    assert KIT in shown
    assert "Open the agreement" not in shown
    assert "Open the agreement" in page(world.alice, "evidence_one", piece.id)
    assert scene.case.id


def test_a_link_says_where_it_leads_and_tells_nothing_of_where_it_was(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    add(scene)

    assert (
        '<a href="https://dash.example.com/orders" rel="noopener noreferrer">'
        "Open it at dash.example.com</a>"
    ) in source(world.olga, "evidence", scene.case.id)


def test_words_of_others_are_never_markup(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    attack = "<script>alert(1)</script>"
    row = add(scene, replace(DONE, title=attack, came_of_it=attack))
    evidence.comment_on(actor=world.bob, evidence_id=row.id, text=attack)

    for name, argument in (("evidence", scene.case.id), ("evidence_one", row.id)):
        assert "<script>alert" not in source(world.olga, name, argument)


@pytest.mark.parametrize("kind", ["contribution", "delivery", "feedback", "constraints", "other"])
def test_each_kind_is_added_by_its_form(world: World, kind: str) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    answer = fill(
        world.alice,
        "evidence_add",
        scene.case.id,
        kind,
        title="What it shows",
        came_of_it="It got better",
        figure="2 days",
        period="July to December",
        where="The log",
        answers="8",
        body="In words.",
        outcomes=["delivery"],
    )

    assert answer.status_code == 302
    row = Evidence.objects.get()
    assert (row.kind, row.outcomes) == (kind, ["delivery"])
    assert "What it shows" in page(world.olga, "evidence", scene.case.id)


def test_what_is_missing_is_named_and_what_was_typed_stays(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    answer = fill(
        world.alice,
        "evidence_add",
        scene.case.id,
        "feedback",
        title="They would stay",
        answers="4",
        figure="4 of 4",
        link="javascript:alert(1)",
    )

    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    for words in (
        "fewer than 5 answers",
        "Say which time it is about",
        "begins with https://",
        'value="They would stay"',
        'value="4 of 4"',
        "<title>Error: ",
    ):
        assert words in shown
    assert not Evidence.objects.exists()


def test_sent_twice_it_is_added_once(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    client = browser(world.alice)
    here = address("evidence_add", scene.case.id, "other")
    html = client.get(here).content.decode()
    tokens = dict(re.findall(r'name="(once|csrfmiddlewaretoken)" value="([^"]*)"', html))

    answers = [client.post(here, {**tokens, "title": "Once"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Evidence.objects.count() == 1


def test_a_form_that_comes_too_late_keeps_its_words(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    client = browser(world.alice)
    here = address("evidence_add", scene.case.id, "other")
    html = client.get(here).content.decode()
    tokens = dict(re.findall(r'name="(once|csrfmiddlewaretoken)" value="([^"]*)"', html))
    scenes.add_and_open(scene)

    answer = client.post(here, {**tokens, "title": "A minute late"})

    assert answer.status_code == 409
    assert "A minute late" in answer.content.decode()


def test_ones_own_is_changed_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    row = add(scene)
    assert "Change it" not in page(world.bob, "evidence_one", row.id)

    fill(world.alice, "evidence_change", row.id, title="Checkout without any account")
    assert "Checkout without any account" in page(world.olga, "evidence_one", row.id)
    stale = fill(world.alice, "evidence_change", row.id, version="1", title="Another tab")
    assert stale.status_code == 409
    assert "Another tab" in stale.content.decode()

    fill(world.alice, "evidence_withdraw", row.id)
    assert "Checkout" not in page(world.olga, "evidence", scene.case.id)


def test_a_comment_is_added_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    row = add(scene)

    assert fill(world.bob, "evidence_one", row.id, text="  ").status_code == 422
    fill(world.bob, "evidence_one", row.id, text="In two countries.")

    assert "In two countries. Bob" in page(world.piet, "evidence_one", row.id)
    assert "1 comment" in page(world.piet, "evidence", scene.case.id)
    comment = EvidenceComment.objects.get()
    assert "Take it back" not in page(world.alice, "evidence_one", row.id).split("It is yours")[0]
    client = browser(world.bob)
    html = client.get(address("evidence_one", row.id)).content.decode()
    tokens = dict(re.findall(r'name="(once|csrfmiddlewaretoken)" value="([^"]*)"', html))
    client.post(address("comment_withdraw", comment.id), tokens)
    assert "In two countries." not in page(world.piet, "evidence_one", row.id)


def test_a_calibrator_marks_and_nobody_else_can_tell(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    row = Evidence.objects.get()
    others = {user: source(user, "evidence", scene.case.id) for user in (world.alice, world.oscar)}
    peers = page(world.piet, "evidence", scene.case.id)

    client = browser(world.olga)
    html = client.get(address("evidence", scene.case.id)).content.decode()
    tokens = dict(re.findall(r'name="(once|csrfmiddlewaretoken)" value="([^"]*)"', html))
    client.post(address("evidence_looked", row.id), {**tokens, "looked": "yes"})

    assert Look.objects.count() == 1
    assert "You have marked all of it" in page(world.olga, "evidence", scene.case.id)
    assert page(world.piet, "evidence", scene.case.id) == peers
    for user, before in others.items():
        assert source(user, "evidence", scene.case.id) == before


def test_the_list_asks_as_much_for_many_as_for_few(
    world: World, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    client = browser(world.olga)
    for count in (1, 9):
        for number in range(count):
            row = add(scene, replace(DONE, title=f"Number {count} {number}"))
            evidence.comment_on(actor=world.bob, evidence_id=row.id, text="So it was.")
        with django_assert_num_queries(QUESTIONS):
            assert client.get(address("evidence", scene.case.id)).status_code == 200


QUESTIONS = 11


def test_after_its_day_every_page_says_that_evidence_has_closed(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    add(scene)
    scenes.let_evidence_close(scene.cycle)

    read = page(world.alice, "evidence", scene.case.id)
    assert "Adding closed with" in read
    assert "Add evidence" not in read
    assert "Nothing waits for you" in page(world.alice, "case", scene.case.id)
    assert "Evidence has closed" in page(world.olga, "case", scene.case.id)
    assert "waiting for people operations, who let the calibrators propose." in page(
        world.bob, "cycle", scene.cycle.id
    )


def test_what_was_typed_on_the_last_evening_is_shown_again(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    client = browser(world.alice)
    here = address("evidence_add", scene.case.id, "other")
    form = next(
        one for one in forms_of(client.get(here).content.decode(), here) if one.action == here
    )
    scenes.let_evidence_close(scene.cycle)

    response = send(client, form, form.data({"title": "Typed before midnight"}))

    assert response.status_code == 409
    assert "Typed before midnight" in response.content.decode()
    assert "The day is over" in response.content.decode()
