"""From a sheet into a tension: read through first, then for its writer alone."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.personas import World
from tests.web.people.pages import send
from tests.web.situations.pages import MARK, address, body, browser, sheet_of, with_text

from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.situations.services import keep_preparation
from trifecta.apps.tensions.models import Statement, Tension
from trifecta.apps.tensions.selectors import tension_for
from trifecta.apps.tensions.services import open_tension
from trifecta.domain.access import Visibility
from trifecta.domain.situations.sheets.preparing import Preparation, Written

pytestmark = pytest.mark.django_db
NEED = "Nights without alarms"


def prepared(world: World) -> Client:
    client = with_text(world.alice, role="em")
    filled = {"ask": "No features in May", "need": NEED, "my_limits": "Two may leave"}
    client.post(address("sheet"), sheet_of(client) | filled)
    return client


def new_one(world: World) -> dict[str, str]:
    return {
        "where": f"new:{world.partnership.id}",
        "title": "May: features, or the billing code",
        "position": "No features in May",
        "need": NEED,
        "because": "one of two has asked to leave",
        "limit": "Two may leave",
    }


def test_what_goes_there_is_shown_first_and_nothing_is_saved_by_looking(world: World) -> None:
    page = body(prepared(world), "carry")
    for words in ("No features in May", NEED, "Two may leave", "A new tension with Bob"):
        assert words in page
    assert "What ships, whether people use it" not in page
    assert not Tension.objects.exists()


def test_a_new_tension_has_a_title_and_the_rest_is_for_its_writer_alone(world: World) -> None:
    response = send(prepared(world), address("carry"), **new_one(world))
    tension = Tension.objects.get()
    assert response["Location"] == f"/tension/{tension.id}/side/"
    rows = Statement.objects.filter(tension=tension)
    assert {row.kind for row in rows} == {"position", "need", "constraint"}
    assert {row.visibility for row in rows} == {Visibility.PRIVATE}
    theirs = tension_for(actor=world.bob, tension_id=tension.id)
    assert theirs.title == "May: features, or the billing code"
    assert all(not side.statements for side in theirs.sides)


def test_it_can_go_into_a_tension_that_is_there(world: World) -> None:
    there = open_tension(actor=world.bob, partnership_id=world.partnership.id, title="May")
    client = prepared(world)
    assert "“May”" in body(client, "carry")
    sent = new_one(world) | {"where": f"there:{there.id}", "title": ""}
    send(client, address("carry"), **sent)
    assert Tension.objects.count() == 1
    mine = tension_for(actor=world.alice, tension_id=there.id).mine
    assert [row.text for row in mine.needs] == [NEED]


def test_a_part_that_is_left_empty_stays_out(world: World) -> None:
    sent = new_one(world) | {"limit": " ", "position": ""}
    send(prepared(world), address("carry"), **sent)
    assert [row.kind for row in Statement.objects.all()] == ["need"]


def test_a_message_stands_at_its_field_and_nothing_is_half_saved(world: World) -> None:
    response = send(prepared(world), address("carry"), **new_one(world) | {"because": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Say what makes it matter" in page
    assert NEED in page
    assert not Tension.objects.exists()
    assert not Statement.objects.exists()


def test_a_new_one_needs_a_title(world: World) -> None:
    response = send(prepared(world), address("carry"), **new_one(world) | {"title": ""})
    assert response.status_code == 422
    assert 'href="#id_title"' in response.content.decode()


@pytest.mark.parametrize("where", ["", "new:nowhere", "there:00000000000000000000", "sideways"])
def test_it_goes_only_where_it_may(world: World, where: str) -> None:
    response = send(prepared(world), address("carry"), **new_one(world) | {"where": where})
    assert response.status_code == 422
    assert not Tension.objects.exists()


def test_each_line_is_a_statement_of_its_own_and_all_needs_have_the_reason(world: World) -> None:
    sent = new_one(world) | {
        "position": "No features in May\n- One release a week",
        "need": f"{NEED}\n\n{NEED} for sales too",
        "limit": "* Two may leave\n* The board counts renewals\n",
    }
    send(prepared(world), address("carry"), **sent)
    rows = Statement.objects.order_by("created_at")
    assert [(row.kind, row.text) for row in rows] == [
        ("position", "No features in May"),
        ("position", "One release a week"),
        ("need", NEED),
        ("need", f"{NEED} for sales too"),
        ("constraint", "Two may leave"),
        ("constraint", "The board counts renewals"),
    ]
    assert {row.because for row in rows if row.kind == "need"} == {"one of two has asked to leave"}
    assert {row.visibility for row in rows} == {Visibility.PRIVATE}


def test_more_lines_than_there_is_room_for_are_said_and_nothing_is_half_saved(
    world: World,
) -> None:
    sent = new_one(world) | {"position": "\n".join(f"Plan {number}" for number in range(9))}
    response = send(prepared(world), address("carry"), **sent)
    assert response.status_code == 429
    assert "Plan 8" in response.content.decode()
    assert not Tension.objects.exists()


WITH_REASON = (
    "I lead engineering and argue with my PM. I need quiet nights, because two people on call have "
    "asked to leave. She never asks me why."
)


def test_a_reason_that_was_found_stands_where_it_is_asked_for(world: World) -> None:
    form = with_text(world.alice, text=WITH_REASON).get(address("carry")).context["form"]
    assert form["need"].value() == "I need quiet nights"
    assert form["because"].value() == "Two people on call have asked to leave"


def test_a_reason_alone_stays_the_need(world: World) -> None:
    text = (
        "I lead engineering. I want to stop features in May because customers leave us. We argue."
    )
    form = with_text(world.alice, text=text).get(address("carry")).context["form"]
    assert form["need"].value() == "Customers leave us"
    assert not form["because"].value()


def test_what_does_not_go_there_is_said(world: World) -> None:
    page = body(prepared(world), "carry")
    assert "Your questions, how you open, and what you guessed about the other person stay" in page


def test_a_title_for_a_tension_that_has_one_is_not_dropped_unseen(world: World) -> None:
    there = open_tension(actor=world.bob, partnership_id=world.partnership.id, title="May")
    sent = new_one(world) | {"where": f"there:{there.id}"}
    response = send(prepared(world), address("carry"), **sent)
    assert response.status_code == 422
    assert "has a title already, and keeps it" in response.content.decode()
    assert not Statement.objects.exists()


def test_it_stays_in_the_browser_afterwards_for_the_rest_of_the_sheet(world: World) -> None:
    client = prepared(world)
    send(client, address("carry"), **new_one(world))
    assert MARK in body(client, "read")


def test_with_nobody_there_the_page_says_how_somebody_comes(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    page = body(with_text(world.alice), "carry")
    assert "Nobody is there yet" in page
    assert address("keep") in page


def test_who_leads_both_is_told_whose_it_is(world: World) -> None:
    client = with_text(world.olga, role="executive")
    page = body(client, "carry")
    assert "A tension belongs to those who have it with each other, and you lead both." in page
    assert "invite the other person" not in page


def kept_one_of(user: User, text: str = f"My PM never asks us. {MARK}") -> str:
    preparation = Preparation(written=Written(text=text), sheet={"need": NEED})
    return keep_preparation(actor=user, title="Before Thursday", preparation=preparation).id


def test_what_is_kept_leads_into_a_tension_at_once(world: World) -> None:
    kept_id = kept_one_of(world.alice)
    client = browser(world.alice)
    assert '<button class="linkish" name="tension" value="yes">' in body(client, "one", kept_id)
    response = client.post(address("go-on", kept_id), {"tension": "yes"})
    assert response["Location"] == address("carry")
    assert NEED in body(client, "carry")


def test_on_the_way_into_a_tension_it_asks_before_what_is_open_goes(world: World) -> None:
    kept_id = kept_one_of(world.alice)
    client = with_text(world.alice, text="Something that is kept nowhere yet.")
    asked = client.post(address("go-on", kept_id), {"tension": "yes"})
    assert asked.status_code == 409
    assert 'name="tension" value="yes"' in asked.content.decode()
    response = client.post(address("go-on", kept_id), {"tension": "yes", "instead": "yes"})
    assert response["Location"] == address("carry")


def test_what_is_kept_of_two_others_leads_into_no_tension(world: World) -> None:
    above = "Founder here. My head of engineering and my head of product blame each other."
    page = body(browser(world.alice), "one", kept_one_of(world.alice, above))
    assert "Turn it into a tension" not in page


def test_without_an_account_one_signs_in_first() -> None:
    response = browser().get(address("carry"))
    assert response.status_code == 302
    assert "login" in response["Location"]
