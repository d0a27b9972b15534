"""What somebody keeps is theirs: signed up for, listed, changed, renamed, deleted."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.personas import World
from tests.web.people.pages import send
from tests.web.situations.pages import MARK, address, body, browser, sheet_of, with_text, write

from trifecta.apps.people.models import User
from trifecta.apps.situations.models import Draft, KeptPreparation
from trifecta.apps.situations.selectors import kept_by
from trifecta.apps.situations.services import delete_preparation, keep_preparation
from trifecta.domain.situations.sheets.preparing import Preparation, Written, clean_title

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
KEPT_PAGES = ("one", "kept-markdown", "rename", "delete")
NAMED_PAGES = ("one", "rename", "delete")
SIGN_UP = {
    "email": "fay@example.com",
    "password1": "correct horse battery",
    "name": "Fay Example",
}


def keep(user: User, title: str = "Before Thursday", text: str = f"We argue. {MARK}") -> str:
    preparation = Preparation(written=Written(text=text))
    return keep_preparation(actor=user, title=title, preparation=preparation).id


def test_somebody_without_an_account_signs_up_and_keeps_it(settings: Any) -> None:
    settings.TRIFECTA_SIGNUP = "open"
    client = with_text()
    page = body(client, "keep")
    sign_up = f"/account/signup/?next={address('keep')}"
    assert sign_up in page
    signed_up = client.post(sign_up, SIGN_UP | {"next": address("keep")})
    assert signed_up["Location"] == address("keep")
    response = send(client, address("keep"), title="The first one")
    (line,) = kept_by(actor=User.objects.get(email=SIGN_UP["email"]))
    assert response["Location"] == address("one", line.id)
    assert line.title == "The first one"
    assert MARK in body(client, "one", line.id)
    assert EmailAddress.objects.filter(email=SIGN_UP["email"]).exists()


def test_where_accounts_are_by_invitation_the_page_says_so(world: World) -> None:
    page = body(with_text(), "keep")
    assert "Accounts are made by invitation here" in page
    assert f"/account/login/?next={address('keep')}" in page
    assert "/account/signup/" not in page.split("<main")[1]


def test_signing_in_on_the_way_keeps_what_was_prepared(world: World) -> None:
    client = with_text()
    client.force_login(world.alice)
    assert MARK in body(client, "read")


def test_what_is_kept_is_no_longer_held_by_the_browser(world: World) -> None:
    client = with_text(world.alice)
    send(client, address("keep"), title="Before Thursday")
    assert not Draft.objects.exists()
    assert client.get(address("read")).status_code == 302


def test_keeping_twice_by_the_same_form_keeps_one(world: World) -> None:
    client = with_text(world.alice)
    sent = {"title": "Before Thursday", "once": "a" * 20}
    first, second = (client.post(address("keep"), sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert KeptPreparation.objects.count() == 1


def test_a_name_is_needed_and_one_is_suggested(world: World) -> None:
    client = with_text(world.alice)
    assert client.get(address("keep")).context["form"]["title"].value().startswith("With product,")
    response = send(client, address("keep"), title=" ")
    assert response.status_code == 422
    assert "Give it a name" in response.content.decode()
    assert MARK in body(client, "read")


def test_going_on_with_one_changes_it_only_when_one_says_so(world: World) -> None:
    kept_id = keep(world.alice)
    client = browser(world.alice)
    assert client.post(address("go-on", kept_id))["Location"] == address("sheet")
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    assert "Quiet nights" not in body(client, "one", kept_id)
    response = client.post(address("keep-changes"))
    assert response["Location"] == address("one", kept_id)
    assert "Quiet nights" in body(client, "one", kept_id)
    assert KeptPreparation.objects.count() == 1


def test_keeping_changes_says_which_one_they_are_of(world: World) -> None:
    kept_id = keep(world.alice)
    client = browser(world.alice)
    client.post(address("go-on", kept_id))
    assert "You took this from “<bdi>Before Thursday</bdi>”" in body(client, "keep")
    delete_preparation(actor=world.alice, preparation_id=kept_id)
    assert "You took this" not in body(client, "keep")


def test_going_on_with_one_can_end_in_another(world: World) -> None:
    client = browser(world.alice)
    client.post(address("go-on", keep(world.alice)))
    send(client, address("keep"), title="Another")
    assert [line.title for line in kept_by(actor=world.alice)] == ["Another", "Before Thursday"]


def test_going_on_with_one_asks_before_it_takes_the_place_of_another(world: World) -> None:
    kept_id = keep(world.alice)
    client = with_text(world.alice, text="Something that is kept nowhere yet.")
    asked = client.post(address("go-on", kept_id))
    assert asked.status_code == 409
    assert "Another one is open here" in asked.content.decode()
    assert "kept nowhere yet" in body(client, "read")
    client.post(address("go-on", kept_id), {"instead": "yes"})
    assert MARK in body(client, "read")


def test_a_kept_one_is_a_file_at_once_and_only_for_whose_it_is(world: World) -> None:
    preparation = Preparation(written=Written(text=f"We argue. {MARK}"), sheet={"need": "Sleep"})
    row = keep_preparation(actor=world.alice, title="Before Thursday", preparation=preparation)
    client = browser(world.alice)
    path = address("kept-markdown", row.id)
    assert f'href="{path}" download' in body(client, "one", row.id)
    response = client.get(path)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    day = timezone.localdate(row.created_at)
    assert f'filename="before-thursday-{day}.md"' in response["Content-Disposition"]
    assert f"# Before Thursday\n\nKept on {day.day} " in response.content.decode()
    assert "### What I need\n\nSleep\n" in response.content.decode()
    assert MARK not in response.content.decode()
    assert not Draft.objects.exists()


def test_going_on_with_another_one_asks_only_where_something_would_be_lost(world: World) -> None:
    client, kept_id = gone_on_with(world)
    other = keep(world.alice, "The other one", OTHER)
    assert client.post(address("go-on", other))["Location"] == address("sheet")
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    assert "Another one is open here" in client.post(address("go-on", kept_id)).content.decode()
    again = client.post(address("go-on", other))
    assert again.status_code == 409
    assert "It is open here, and changed" in again.content.decode()
    assert sheet_of(client)["need"] == "Quiet nights"


def gone_on_with(world: World, *, text: str = "") -> tuple[Client, str]:
    """A browser that has taken one up, and has written `text` since if there is one."""
    kept_id = keep(world.alice)
    client = browser(world.alice)
    client.post(address("go-on", kept_id))
    if text:
        write(client, text)
    return client, kept_id


def main_button(page: str) -> str:
    (button,) = re.findall(r'<button class="button">(.*?)</button>', page)
    return str(button)


def test_another_text_is_kept_as_another_one_in_the_first_place(world: World) -> None:
    client, kept_id = gone_on_with(world, text=OTHER)
    page = body(client, "keep")
    assert main_button(page) == "Keep it as another one"
    assert "Keep the changes to it" not in page
    send(client, address("keep"), title="The drafts")
    assert OTHER in body(client, "one", kept_by(actor=world.alice)[0].id)
    assert MARK in body(client, "one", kept_id)


def test_replacing_the_text_of_one_says_what_goes_and_is_asked_for(world: World) -> None:
    client, kept_id = gone_on_with(world, text=OTHER)
    page = body(client, "keep")
    assert "Replace “<bdi>Before Thursday</bdi>”?" in page
    assert "gone then, for good" in page
    assert MARK in page
    response = client.post(address("keep-changes"), {"replace": "yes"})
    assert response["Location"] == address("one", kept_id)
    assert OTHER in body(client, "one", kept_id)


def test_the_text_before_is_not_kept_with_it_and_the_page_says_so(world: World) -> None:
    client = with_text(world.alice)
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    write(client, OTHER)
    page = body(client, "keep")
    assert "The text before this one is not kept with it" in page
    assert "begins again.”</blockquote>" in page
    kept_id = send(client, address("keep"), title="Only B")["Location"].split("/")[-2]
    client.post(address("go-on", kept_id))
    client.post(address("before"))
    assert MARK not in body(client, "read")
    assert OTHER in body(client, "read")
    assert "The text before" not in body(client, "keep")


def test_what_was_replaced_does_not_come_back(world: World) -> None:
    client, kept_id = gone_on_with(world, text=OTHER)
    client.post(address("keep-changes"), {"replace": "yes"})
    client.post(address("go-on", kept_id))
    client.post(address("before"))
    assert MARK not in body(client, "read")


def test_a_text_before_that_was_kept_unseen_is_not_brought_back(world: World) -> None:
    kept_id = keep(world.alice, text=OTHER)
    row = KeptPreparation.objects.get(id=kept_id)
    row.content = row.content | {"earlier": row.content["written"] | {"text": f"We argue. {MARK}"}}
    row.save()
    client = browser(world.alice)
    client.post(address("go-on", kept_id))
    assert "Go back to the text before" not in body(client, "read")


def test_keeping_changes_from_an_older_tab_replaces_no_text_unasked(world: World) -> None:
    client, kept_id = gone_on_with(world, text=OTHER)
    answer = client.post(address("keep-changes"))
    assert answer.status_code == 409
    assert main_button(answer.content.decode()) == "Keep it as another one"
    assert MARK in body(client, "one", kept_id)
    assert OTHER in body(client, "read")


def test_a_few_other_words_are_changes_to_the_one_that_they_are_of(world: World) -> None:
    client, kept_id = gone_on_with(world, text=f"We argue. {MARK} And that is all.")
    assert main_button(body(client, "keep")) == "Keep the changes to it"
    client.post(address("keep-changes"))
    assert "And that is all." in body(client, "one", kept_id)


def test_a_name_that_is_missing_leaves_one_way_to_keep_another_text(world: World) -> None:
    client, _ = gone_on_with(world, text=OTHER)
    answer = send(client, address("keep"), title=" ")
    assert answer.status_code == 422
    assert main_button(answer.content.decode()) == "Keep it as another one"


def test_it_can_be_renamed_and_deleted(world: World) -> None:
    kept_id = keep(world.alice)
    client = browser(world.alice)
    send(client, address("rename", kept_id), title="After Thursday")
    assert "After Thursday" in body(client, "kept")
    assert "Delete “<bdi>After Thursday</bdi>”?" in body(client, "delete", kept_id)
    send(client, address("delete", kept_id))
    assert "You keep none here" in body(client, "kept")
    assert not KeptPreparation.objects.exists()


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "לפני יום חמישי", "\u202eevil", "a" * 120, "\"'><b>"]
)
def test_every_page_shows_a_name_as_words_and_sets_it_apart(world: World, title: str) -> None:
    kept_id = keep(world.alice, title)
    client = with_text(world.alice, text="Something that is kept nowhere yet.")
    shown = html.escape(clean_title(title))
    pages = [body(client, "kept"), *(body(client, name, kept_id) for name in NAMED_PAGES)]
    pages.append(client.post(address("go-on", kept_id)).content.decode())
    for page in pages:
        assert f"<bdi>{shown}</bdi>" in page
        assert "<script>alert" not in page


def test_signing_in_with_a_password_leads_back_to_keeping(world: World) -> None:
    world.alice.set_password("correct horse battery")
    world.alice.save()
    client = with_text()
    sign_in = f"/account/login/?next={address('keep')}"
    assert sign_in in body(client, "keep")
    signed_in = client.post(
        sign_in,
        {
            "login": world.alice.email,
            "password": "correct horse battery",
            "next": address("keep"),
        },
    )
    assert signed_in["Location"] == address("keep")
    send(client, address("keep"), title="After signing in")
    (line,) = kept_by(actor=world.alice)
    assert MARK in body(client, "one", line.id)


def test_deleting_one_deletes_what_is_open_of_it_if_it_is_the_same(world: World) -> None:
    client, kept_id = gone_on_with(world)
    client.post(address("sheet"), sheet_of(client))
    assert "is deleted there with it" in body(client, "delete", kept_id)
    send(client, address("delete", kept_id))
    assert not Draft.objects.exists()
    assert client.get(address("read")).status_code == 302
    assert "It is deleted, here too" in body(client, "kept")


def test_deleting_one_leaves_what_was_changed_since_and_says_so(world: World) -> None:
    client, kept_id = gone_on_with(world)
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    forget = f'<a href="{address("forget")}">'
    assert f"That stays here until you {forget}forget it</a>" in body(client, "delete", kept_id)
    send(client, address("delete", kept_id))
    page = body(client, "kept")
    assert f"and is still here. {forget}Forget it now</a>" in page
    assert sheet_of(client)["need"] == "Quiet nights"
    send(client, address("keep"), title="Again")
    assert [line.title for line in kept_by(actor=world.alice)] == ["Again"]


def test_deleting_one_leaves_what_was_never_taken_from_it(world: World) -> None:
    kept_id = keep(world.alice)
    client = with_text(world.alice, text=f"We argue. {MARK}")
    assert "open in this browser" not in body(client, "delete", kept_id)
    send(client, address("delete", kept_id))
    assert "It is deleted.</p>" in body(client, "kept")
    assert MARK in body(client, "read")


@pytest.mark.parametrize("name", KEPT_PAGES)
def test_nobody_else_is_told_that_it_exists(world: World, name: str) -> None:
    kept_id = keep(world.alice)
    there = browser(world.bob).get(address(name, kept_id))
    absent = browser(world.bob).get(address(name, "0" * 20))
    assert (there.status_code, absent.status_code) == (404, 404)
    assert there.content == absent.content


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_ten(world: World) -> None:
    client = browser(world.alice)
    keep(world.alice)
    body(client, "kept")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            body(client, "kept")
        counts.append(len(queries))
        for number in range(9):
            keep(world.alice, f"Number {number}")
    assert counts[0] == counts[1]
