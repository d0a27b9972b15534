"""What a member reads and does once their rating is there, and who answers, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.afterwards import with_appeals_to_bob
from tests.apps.calibration.test_results import except_bob
from tests.browsing import browser
from tests.personas import World
from tests.web.calibration.pages import address, fill, page, source, text_of

from trifecta.apps.calibration.models import Appeal, Correction, Response
from trifecta.apps.calibration.services import responding
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db

BEFORE = ORDER[1 : ORDER.index(Stage.RELEASED)]
SAID = "The summer was not looked at."


@pytest.mark.parametrize("stage", BEFORE)
def test_before_the_release_a_member_reads_nothing_of_the_votes(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)

    shown = source(world.alice, "case", scene.case.id)

    for words in ("what Olga saw", "what Piet saw", "Both saw the same", "Because of"):
        assert words not in shown
    assert "What is rated" in shown
    assert "Olga, for engineering" in shown
    assert browser(world.alice).get(address("letter", scene.case.id)).status_code == 409


def test_while_one_has_handed_in_a_member_sees_no_difference(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    before = [page(world.alice, name, scene.case.id) for name in ("case", "evidence")]

    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, scenes.DECIDED)

    assert [page(world.alice, name, scene.case.id) for name in ("case", "evidence")] == before


def test_the_letter_leads_to_what_can_be_done(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    assert "Your rating is there" in page(world.alice, "case", scene.case.id)

    shown = page(world.alice, "letter", scene.case.id)

    for words in (
        "More on impact and solving the whole set of constraints.",
        "Because of delivery.",
        "Olga for engineering",
        "Piet for product",
        "your partners do not",
        "They answer within 21 days",
    ):
        assert words in shown


def test_a_partner_is_told_of_an_exception_and_not_why(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    except_bob(scene)

    alice, bob = (source(user, "letter", scene.case.id) for user in (world.alice, world.bob))

    assert "What only Bob may read." in bob
    assert "Lacks a skill that the role takes" in bob
    assert "Bob has a rating of their own, as an exception." in alice
    for words in ("What only Bob may read.", "Lacks a skill", "Far less"):
        assert words not in alice


def test_a_member_responds_and_it_stays(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    empty = fill(world.alice, "respond", scene.case.id, text=" ")
    assert (empty.status_code, Response.objects.count()) == (422, 0)
    long = fill(world.alice, "respond", scene.case.id, text="x" * 4_001)
    assert "x" * 4_001 in long.content.decode()

    fill(world.alice, "respond", scene.case.id, text=SAID)

    assert SAID in page(world.alice, "letter", scene.case.id)
    for user in (world.olga, world.oscar, world.pat):
        assert SAID in page(user, "responses", scene.case.id)
    assert SAID not in source(world.bob, "letter", scene.case.id)


def test_responses_are_empty_in_words(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)

    shown = page(world.pat, "responses", scene.case.id)

    assert "Nobody has responded." in shown
    assert "Nobody has appealed." in shown
    assert "Nothing was put right." in page(world.olga, "corrections", scene.case.id)


def test_an_appeal_goes_its_way(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    assert "Carol was not in the room" in page(world.alice, "appeal_write", scene.case.id)
    fill(world.alice, "appeal_write", scene.case.id, text=SAID)
    row = Appeal.objects.get()
    due = timezone.localdate() + timedelta(days=21)

    assert f"Carol looks at it until {due.day} {due:%B}" in page(world.alice, "appeal", row.id)
    assert "Your appeal waits" in page(world.alice, "appeal_write", scene.case.id)
    carol = page(world.carol, "case", scene.case.id)
    assert "The appeal of Alice" in carol
    assert SAID not in source(world.pat, "responses", scene.case.id)
    asked = page(world.carol, "appeal", row.id)
    assert SAID in asked
    assert "Because of delivery." in asked
    assert "Both saw the same two months." not in asked

    nothing = fill(world.carol, "appeal_answer", row.id, answer="The summer is missing.")
    assert nothing.status_code == 422
    assert "The summer is missing." in nothing.content.decode()
    fill(
        world.carol,
        "appeal_answer",
        row.id,
        outcome="look_again",
        answer="The summer is missing.",
    )
    assert "They have not come to it yet." in page(world.alice, "appeal", row.id)
    assert "The appeal of Alice" in page(world.olga, "corrections", scene.case.id)
    late = browser(world.carol).get(address("appeal_answer", row.id))
    assert late.status_code == 409


def test_an_appeal_is_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    row = responding.appeal(actor=world.alice, case_id=scene.case.id, text=SAID)

    fill(world.alice, "appeal_withdraw", row.id)

    assert "You took this appeal back." in page(world.alice, "appeal", row.id)
    assert browser(world.carol).get(address("appeal", row.id)).status_code == 404


def test_people_operations_name_who_answers_where_nobody_fits(world: World) -> None:
    scene = with_appeals_to_bob(world)
    assert "People operations name somebody" in page(world.alice, "appeal_write", scene.case.id)
    row = responding.appeal(actor=world.alice, case_id=scene.case.id, text=SAID)
    assert "Name somebody" in page(world.pat, "responses", scene.case.id)
    shown = source(world.pat, "appeal_name", row.id)
    assert SAID not in shown
    for insider in (world.olga, world.piet, world.oscar, world.bob):
        assert f'value="{insider.id}"' not in shown

    nobody = fill(world.pat, "appeal_name", row.id, user="")
    assert nobody.status_code == 422
    fill(world.pat, "appeal_name", row.id, user=world.carol.id)

    assert SAID in page(world.carol, "appeal", row.id)
    assert "can name somebody else once that day has passed" in page(
        world.pat, "appeal_name", row.id
    )


def test_a_correction_is_written_confirmed_and_read(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    same = fill(world.olga, "correction_write", scene.case.id, why="A number was wrong.")
    assert "nothing to correct" in text_of(same)
    assert "A number was wrong." in text_of(same)

    fill(
        world.olga,
        "correction_write",
        scene.case.id,
        step_delivery="4",
        why="A number was wrong.",
    )
    row = Correction.objects.get()
    assert row.steps == {**dict(zip(OUTCOMES, scenes.DECIDED, strict=True)), "delivery": 4}
    assert "Confirm it" not in page(world.olga, "correction", row.id)
    assert "A number was wrong." not in source(world.alice, "letter", scene.case.id)
    assert "Olga asks you to confirm this." in page(world.piet, "correction", row.id)

    fill(world.piet, "correction", row.id, press=0)

    shown = page(world.alice, "letter", scene.case.id)
    assert "Far more Put right. It had said As agreed ." in shown
    assert "A number was wrong." in shown
    assert "Because of delivery." in shown


def test_a_correction_is_declined_or_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)

    day = (timezone.localdate() + timedelta(days=9)).isoformat()

    def write() -> Correction:
        fill(
            world.olga,
            "correction_write",
            scene.case.id,
            step_impact="0",
            why="It fell.",
            plan="Both pair.",
            plan_on=day,
        )
        return Correction.objects.order_by("-number")[0]

    first = write()
    fill(world.piet, "correction", first.id, press=1)
    assert "This does not count." in page(world.olga, "correction", first.id)
    second = write()
    fill(world.olga, "correction", second.id, to="correction_take_back")
    assert "More on impact" in page(world.alice, "letter", scene.case.id)


def test_lists_ask_as_much_for_many_as_for_few(
    world: World, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    for count in (1, 6):
        for number in range(count):
            responding.respond(actor=world.alice, case_id=scene.case.id, text=f"{count} {number}")
        for user, name, questions in (
            (world.pat, "responses", 16),
            (world.alice, "letter", 16),
            (world.olga, "corrections", 18),
        ):
            client = browser(user)
            with django_assert_num_queries(questions):
                assert client.get(address(name, scene.case.id)).status_code == 200


def test_a_letter_leads_only_where_its_reader_may_go(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    evidence_page = address("evidence", scene.case.id)

    assert evidence_page in source(world.alice, "letter", scene.case.id)
    assert evidence_page not in source(world.pat, "letter", scene.case.id)
    assert "One piece of evidence, as they stood" in page(world.pat, "letter", scene.case.id)


def test_a_correction_says_what_counts_now_beside_each_choice(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    shown = page(world.olga, "correction_write", scene.case.id)
    assert "Impact As it counts now: “More” Far less Less As agreed More Far more" in shown
