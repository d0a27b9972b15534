"""A cycle through its pages: set up, noticed, taken on, and what each reader is shown of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.apps.calibration import cycles as scenes
from tests.browsing import without_tokens
from tests.personas import World, join
from tests.web.people.pages import browser, send, text

from trifecta.apps.calibration.models import Case, Cycle
from trifecta.apps.calibration.services import cycles, panels, stages
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.domain.calibration.stages import ORDER, Stage

pytestmark = pytest.mark.django_db

MOST_QUERIES = 34
"""Of the page of one cycle, however many partnerships it has."""


def page(name: str, *args: str) -> str:
    return reverse(f"calibration:{name}", args=args)


def days(**changes: int) -> dict[str, str]:
    today = timezone.localdate()
    known = {"starts_on": -180, "ends_on": 0, "evidence_until": 10, "keep_until": 700} | changes
    return {name: (today + timedelta(days=many)).isoformat() for name, many in known.items()}


def filled(**answers: Any) -> dict[str, Any]:
    return {
        "name": "July to December",
        "labels": "Below\nMeets\nAbove",
        "failing": "1",
        "outcomes": ["delivery", "impact"],
        "respond_days": "14",
        "appeal_days": "21",
        "words": "It bears on pay.",
        **days(),
        **answers,
    }


def test_people_operations_set_a_cycle_up_and_give_notice(world: World) -> None:
    scenes.join_organisation(world, world.carol)
    pat = browser(world.pat)
    shown = send(pat, page("new_cycle", world.organisation.id), **filled())
    cycle = Cycle.objects.get()
    assert shown.headers["Location"] == page("partnerships", cycle.id)
    assert "Give notice" not in text(pat.get(page("cycle", cycle.id)))

    send(pat, page("partnerships", cycle.id), partnerships=[world.partnership.id])
    calibrators = text(pat.get(page("calibrators", cycle.id)))
    assert "Ask Olga" in calibrators
    assert "Ask Piet" in calibrators
    for user, function in ((world.olga, "engineering"), (world.piet, "product")):
        send(pat, page("calibrators", cycle.id), person=user.id, function=function)
    send(pat, page("helpers", cycle.id), facilitator=world.oscar.id, appeals_to=world.carol.id)
    assert "It is complete" in text(pat.get(page("cycle", cycle.id)))

    asked = text(pat.get(page("next_stage", cycle.id)))
    assert "Give notice of this cycle?" in asked
    with TestCase.captureOnCommitCallbacks(execute=True):
        send(pat, page("next_stage", cycle.id), to="evidence")

    cycle.refresh_from_db()
    assert cycle.stage == Stage.EVIDENCE
    told = Notice.objects.get(recipient=world.alice, key__startswith="cycle ")
    assert told.path == page("notice", cycle.id)
    assert "You are rated together" in text(browser(world.alice).get(told.path))


def test_every_day_that_is_missing_is_named(world: World) -> None:
    missing = dict.fromkeys(("starts_on", "ends_on", "evidence_until", "keep_until"), "")

    shown = send(browser(world.pat), page("new_cycle", world.organisation.id), **filled(**missing))

    said = re.findall(r'<li><a href="#id_(\w+)">(.+?)</a>', shown.content.decode())
    assert {field for field, _ in said} == set(missing)
    assert len({words for _, words in said}) == len(missing)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    pat = browser(world.pat)
    answers = filled(**days(ends_on=-200, evidence_until=-1), labels="Only one", outcomes=[])

    shown = send(pat, page("new_cycle", world.organisation.id), **answers)

    assert shown.status_code == 422
    words = text(shown)
    for message in (
        "Choose a day after the first one.",
        "Choose a day that is still to come.",
        "Write 2 to 9 steps",
        "Choose at least one outcome.",
    ):
        assert message in words
    assert "Only one" in words
    assert not Cycle.objects.exists()


def test_the_preview_is_what_members_read(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    address = page("notice", scene.cycle.id)
    preview = text(browser(world.pat).get(address))
    scenes.give_notice(scene)
    notice = text(browser(world.alice).get(address))

    for words in (
        "Growth Alice engineering",
        "Calibrated by Olga for engineering and Piet for product.",
        "Solving the whole set of constraints",
        "Far less Less As agreed More Far more",
        "Check-ins",
        "The diagnosis",
        "Carol was not in the room, and answers an appeal within 21 days.",
        "Two calibrators of different functions",
        "Seldom.",
    ):
        assert words in preview, words
        assert words in notice, words


def test_a_member_reads_of_their_own_partnership_alone(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    other = another_case(world, scene)
    scenes.give_notice(scene)

    for name in ("notice", "cycle", "history"):
        assert other.partnership.name not in text(
            browser(world.alice).get(page(name, scene.cycle.id))
        )
    assert other.partnership.name in text(browser(world.olga).get(page("notice", scene.cycle.id)))
    assert browser(world.alice).get(page("case", other.id)).status_code == 404


def test_a_member_who_answers_appeals_hears_none_of_their_own(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    cycles.name_helpers(actor=world.pat, cycle_id=scene.cycle.id, appeals_to_id=world.bob.id)
    scenes.give_notice(scene)

    shown = text(browser(world.alice).get(page("notice", scene.cycle.id)))

    assert "Bob answers appeals and is a member here." in shown


def another_case(world: World, scene: scenes.Scene, name: str = "Checkout") -> Case:
    scenes.join_organisation(world, world.dana)
    partnership = create_partnership(
        actor=world.carol,
        organisation_id=world.organisation.id,
        new=NewPartnership(name=name, team=f"{name} team", my_role="em"),
    )
    join(partnership=partnership, inviter=world.carol, user=world.dana, role="pm")
    there = list(scene.cycle.cases.values_list("partnership_id", flat=True))
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=scene.cycle.id, partnership_ids=[*there, partnership.id]
    )
    return Case.objects.get(cycle=scene.cycle, partnership=partnership)


def everything_shown(client: Client, scene: scenes.Scene) -> bytes:
    """All pages of the cycle that show where it stands, without what is drawn anew."""
    found = b""
    for address in (
        page("home"),
        page("cycle", scene.cycle.id),
        page("history", scene.cycle.id),
        page("notice", scene.cycle.id),
        page("next_stage", scene.cycle.id),
        page("calibrators", scene.cycle.id),
        page("case", scene.case.id),
    ):
        found += without_tokens(client.get(address).content)
    return found


def test_no_page_changes_when_somebody_else_hands_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    readers = {
        name: browser(world.everyone[name]) for name in ("pat", "oscar", "alice", "bob", "piet")
    }
    before = {name: everything_shown(client, scene) for name, client in readers.items()}
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    after = {name: everything_shown(client, scene) for name, client in readers.items()}

    assert after == before
    mine = text(browser(world.olga).get(page("home")))
    assert "Propose alone" not in mine


def test_what_waits_is_what_is_mine_to_do(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    Cycle.objects.filter(id=scene.cycle.id).update(
        evidence_until=timezone.localdate() + timedelta(days=2)
    )

    def waits(name: str) -> str:
        return text(browser(world.everyone[name]).get(page("home")))

    assert "Add what should be known about Growth" in waits("alice")
    assert "Nothing waits for you here." in waits("pat")
    assert "Nothing waits for you here." in waits("olga")
    scenes.add_and_open(scene)
    assert "Propose alone for Growth" in waits("olga")
    scenes.reveal(scene)
    assert "Talk about Growth" in waits("piet")
    assert "Lead the talk about Growth" in waits("oscar")
    scenes.talk(scene)
    assert "Propose once more for Growth" in waits("olga")
    scenes.agree(scene)
    assert "Lock the cycle" in waits("pat")
    scenes.lock(scene)
    scenes.release(scene)
    assert "Read the rating of Growth; you can respond until" in waits("bob")


@pytest.mark.parametrize("stage", ORDER)
def test_every_page_of_a_cycle_opens_in_every_stage(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)
    for name in ("pat", "olga", "oscar", "alice"):
        client = browser(world.everyone[name])
        for one in ("cycle", "history", "notice", "next_stage", "reopen_cycle", "results"):
            answer = client.get(page(one, scene.cycle.id))
            assert answer.status_code in (200, 404, 409), (name, one)


def test_the_button_acts_for_the_stage_it_was_read_for(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    pat = browser(world.pat)

    send(pat, page("next_stage", scene.cycle.id), to="locked")
    again = pat.post(page("next_stage", scene.cycle.id), {"to": "closed"})

    assert again.status_code == 409
    assert Cycle.objects.get(id=scene.cycle.id).stage == Stage.LOCKED
    assert pat.post(page("next_stage", scene.cycle.id), {}).status_code == 422


def test_what_is_missing_stands_where_the_button_would_be(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    pat = browser(world.pat)

    shown = pat.get(page("next_stage", scene.cycle.id))

    assert "It is not over yet." in text(shown)
    assert b'name="to"' not in shown.content
    refused = pat.post(page("next_stage", scene.cycle.id), {"to": "blind"})
    assert refused.status_code == 409


def test_going_back_takes_a_second_person(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    pat, olga = browser(world.pat), browser(world.olga)
    assert send(pat, page("reopen_cycle", scene.cycle.id), reason=" ").status_code == 422
    send(pat, page("reopen_cycle", scene.cycle.id), reason="Two people were ill.")
    wish = scene.cycle.reopenings.get()
    assert "waits for a second person" in text(pat.get(page("cycle", scene.cycle.id)))
    assert "Two people were ill." in text(olga.get(page("cycle", scene.cycle.id)))
    alice = text(browser(world.alice).get(page("cycle", scene.cycle.id)))
    assert "Two people were ill." not in alice

    own = send(pat, page("answer_cycle_reopening", scene.cycle.id, wish.id), answer="yes")
    assert own.status_code in (302, 409)
    assert Cycle.objects.get(id=scene.cycle.id).stage == Stage.BLIND
    send(olga, page("answer_cycle_reopening", scene.cycle.id, wish.id), answer="yes")

    assert Cycle.objects.get(id=scene.cycle.id).stage == Stage.EVIDENCE
    history = text(browser(world.alice).get(page("history", scene.cycle.id)))
    assert "back to “Gathering evidence”, by Pat and Olga" in history
    assert "Two people were ill." in history


def test_a_partnership_is_set_aside_with_a_reason_its_members_read(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    pat = browser(world.pat)
    assert send(pat, page("set_aside", scene.case.id), because="").status_code == 422

    send(pat, page("set_aside", scene.case.id), because="The team was dissolved in May.")

    assert "The team was dissolved in May." in text(
        browser(world.alice).get(page("case", scene.case.id))
    )
    assert "Set aside" in text(pat.get(page("cycle", scene.cycle.id)))


def test_a_missing_function_is_named_where_it_can_be_filled(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    pat = browser(world.pat)

    shown = text(pat.get(page("cycle", scene.cycle.id)))

    assert "Nobody calibrates Growth for product. Ask somebody" in shown
    assert "close to Bob" not in shown
    assert "Ask to calibrate" in text(pat.get(page("calibrators", scene.cycle.id)))


def test_an_erased_cycle_says_so_and_shows_nothing(world: World) -> None:
    scene = scenes.scene_at(world, Stage.CLOSED)
    Cycle.objects.filter(id=scene.cycle.id).update(
        keep_until=timezone.localdate() - timedelta(days=1)
    )
    tick()

    for name in ("pat", "olga", "alice"):
        client = browser(world.everyone[name])
        assert "What was in this cycle is erased" in text(client.get(page("cycle", scene.cycle.id)))
        shown = text(client.get(page("case", scene.case.id)))
        assert "What was written here is erased" in shown
        assert "Because of" not in shown
    assert browser(world.pat).get(page("results_csv", scene.cycle.id)).status_code == 409


@pytest.mark.parametrize("more", [0, 3])
def test_more_partnerships_ask_the_database_no_more_often(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    if more:
        scenes.join_organisation(world, world.carol)
    for number in range(more):
        another_case(world, scene, name=f"Team {number}")
    scenes.give_notice(scene)
    for name in ("pat", "olga", "alice"):
        client = browser(world.everyone[name])
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(page("cycle", scene.cycle.id))


@pytest.mark.parametrize("more", [0, 4])
def test_more_closed_cycles_ask_the_database_no_more_often(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    scene = scenes.scene_at(world, Stage.CLOSED)
    for number in range(more):
        row = Cycle.objects.get(id=scene.cycle.id)
        row.pk, row.name = f"{number:020d}", f"Cycle {number}"
        row._state.adding = True
        row.words = None
        row.save(force_insert=True)
    client = browser(world.pat)
    with django_assert_max_num_queries(12):
        assert client.get(page("home")).status_code == 200


def test_whoever_has_a_part_finds_the_way(world: World) -> None:
    organisation = reverse("people:organisation", args=[world.organisation.id])
    assert page("home") not in browser(world.olga).get(organisation).content.decode()
    assert "Start a review cycle" in text(browser(world.pat).get(organisation))
    scenes.scene_at(world, Stage.EVIDENCE)
    for name in ("olga", "oscar", "alice"):
        assert page("home") in browser(world.everyone[name]).get(organisation).content.decode()


def test_a_cycle_that_nobody_was_told_of_is_given_up(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    send(browser(world.pat), page("discard_cycle", scene.cycle.id))
    assert not Cycle.objects.exists()


def test_asking_twice_to_go_back_is_said_to_wait(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    stages.ask_to_reopen_cycle(actor=world.pat, cycle_id=scene.cycle.id, reason="Illness.")
    shown = text(browser(world.oscar).get(page("reopen_cycle", scene.cycle.id)))
    assert "Going back is asked for already" in shown


def test_whoever_answers_appeals_finds_it_on_their_page_before_there_is_one(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    shown = text(browser(world.carol).get(page("home")))

    assert scene.cycle.name in shown
    assert "You answer appeals here" in shown
    assert "You have no part" not in shown
    assert page("cycle", scene.cycle.id) not in shown
