"""What somebody typed stays to be read: without the sheet, signed out, and on the way out."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from tests.personas import World
from tests.web.people.pages import send
from tests.web.situations.pages import MARK, address, browser, sheet_of, with_text

from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.situations.services import keep_preparation
from trifecta.apps.tensions.models import Statement, Tension
from trifecta.domain.situations.sheets.preparing import Preparation, Written

pytestmark = pytest.mark.django_db
OWN = {"origin": "http://testserver"}
ON_ITS_WAY = ("title", "position", "need", "because", "limit")


def new_one(world: World) -> dict[str, str]:
    words = {name: f"My {name}, {MARK}" for name in ON_ITS_WAY}
    return words | {"where": f"new:{world.partnership.id}"}


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def kept_by(user: User) -> str:
    preparation = Preparation(written=Written(text="My PM never asks us."))
    return keep_preparation(actor=user, title="Before Thursday", preparation=preparation).id


# -------------------------------------------------------------------- without the sheet


def forgotten(user: User) -> Client:
    """A browser whose draft somebody forgot in another tab."""
    client = with_text(user, role="em")
    client.post(address("forget"))
    return client


def test_what_goes_to_a_tension_is_shown_again_where_the_sheet_is_gone(world: World) -> None:
    response = send(forgotten(world.alice), address("carry"), **new_one(world))
    page = text_of(response)
    assert response.status_code == 409
    assert "The sheet that this comes from is gone" in page
    assert "not saved yet" in page
    for name in ON_ITS_WAY:
        assert f"My {name}, {MARK}" in page, name
    assert not Tension.objects.exists()


def test_it_is_kept_from_there_when_that_is_confirmed(world: World) -> None:
    client = forgotten(world.alice)
    send(client, address("carry"), **new_one(world))
    response = send(client, address("carry"), **new_one(world), without_the_sheet="yes")
    assert response.status_code == 302
    assert Statement.objects.filter(tension=Tension.objects.get()).count() == 3


def test_what_is_wrong_with_it_is_said_there_too(world: World) -> None:
    sent = new_one(world) | {"because": "", "without_the_sheet": "yes"}
    response = send(forgotten(world.alice), address("carry"), **sent)
    assert response.status_code == 422
    assert 'name="without_the_sheet"' in text_of(response)
    assert "Say what makes it matter" in text_of(response)


@pytest.mark.parametrize("is_held", [True, False])
def test_it_stays_to_be_read_where_the_others_have_left(world: World, is_held: bool) -> None:
    client = with_text(world.alice) if is_held else browser(world.alice)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    response = send(client, address("carry"), **new_one(world))
    assert response.status_code == 409
    assert f"My need, {MARK}" in text_of(response)
    assert (address("keep") in text_of(response)) is is_held


def test_that_a_need_wants_a_reason_is_said_beside_it(world: World) -> None:
    page = text_of(with_text(world.alice).get(address("carry")))
    (hint,) = (one for one in page.split('id="id_because_helptext">')[1:])
    assert "A need goes there only with this." in hint.split("</p>")[0]


# -------------------------------------------------------------------- signed out


def test_what_somebody_sends_after_signing_out_is_there_to_copy(world: World) -> None:
    sent = new_one(world) | {"limit": MARK}
    response = browser().post(
        address("carry"), sent, headers=OWN | {"referer": f"http://testserver{address('carry')}"}
    )
    page = text_of(response)
    assert response.status_code == 403
    assert "nothing of it is saved" in page
    for words in (*(f"My {name}, {MARK}" for name in ON_ITS_WAY[:-1]), "What limits you"):
        assert words in page
    assert f'<p class="said-words">{MARK}</p>' in page
    assert world.partnership.id not in page
    assert f'href="{reverse("account_login")}?next={address("carry")}"' in page
    assert "no-store" in response["Cache-Control"]


def test_everywhere_else_in_the_product_too(world: World) -> None:
    path = reverse("tensions:open", args=[world.partnership.id])
    page = text_of(browser().post(path, {"title": "May", "once": "a b"}, headers=OWN))
    assert '<p class="said-words">May</p>' in page
    assert "a b" not in page


@pytest.mark.parametrize("headers", [{}, {"origin": "https://example.com"}, {"origin": "null"}])
def test_to_others_it_is_not_shown(world: World, headers: dict[str, str]) -> None:
    response = browser().post(address("carry"), new_one(world), headers=headers)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_button_without_words_leads_to_signing_in_and_back_to_its_page(world: World) -> None:
    kept_id = kept_by(world.alice)
    page = f"http://testserver{address('one', kept_id)}"
    response = browser().post(
        address("go-on", kept_id), {"tension": "yes"}, headers=OWN | {"referer": page}
    )
    assert response["Location"] == f"{reverse('account_login')}?next={address('one', kept_id)}"


def test_signing_in_leads_to_no_page_of_others(world: World) -> None:
    there = {"referer": "https://example.com/prepare/"}
    response = browser().post(address("keep-changes"), headers=there)
    assert "example" not in response["Location"]


def test_signing_out_itself_is_let_through(world: World) -> None:
    response = browser(world.alice).post(reverse("account_logout"), {"a": "b c"}, headers=OWN)
    assert response.status_code == 302


# -------------------------------------------------------------------- on the way out

ENDS = ("in this browser ends with that", "in this browser ends when you become somebody else")


def way_out(client: Client, name: str = "account_logout") -> str:
    return text_of(client.get(reverse(name)))


def test_signing_out_says_that_it_ends_what_is_open_and_leads_to_keeping_it(world: World) -> None:
    page = way_out(with_text(world.alice))
    assert ENDS[0] in page
    assert f'href="{address("keep")}"' in page
    assert "Nothing is lost" not in page


def test_where_nothing_would_be_lost_it_says_that(world: World) -> None:
    kept_id = kept_by(world.alice)
    client = browser(world.alice)
    assert "Nothing is lost; drafts and answers are kept." in way_out(client)
    client.post(address("go-on", kept_id))
    assert "Nothing is lost; drafts and answers are kept." in way_out(client)
    client.post(address("sheet"), sheet_of(client) | {"need": "Sleep"})
    assert ENDS[0] in way_out(client)


def test_changing_the_person_in_the_demonstration_says_it_too(world: World, settings: Any) -> None:
    settings.TRIFECTA_DEMO = True
    settings.ROOT_URLCONF = "tests.web.demo.urls"
    assert ENDS[1] in way_out(with_text(world.alice), "demo:people")
    assert "in this browser ends" not in way_out(browser(world.alice), "demo:people")
    assert "in this browser ends" not in way_out(with_text(), "demo:people")


def test_who_has_deleted_the_last_one_is_not_told_that_nothing_is_kept_yet(world: World) -> None:
    client = browser(world.alice)
    assert "You keep none here" in text_of(client.get(address("kept")))
    kept_id = kept_by(world.alice)
    assert "You keep none here" not in text_of(client.get(address("kept")))
    page = text_of(client.post(address("delete", kept_id), follow=True))
    assert "It is deleted." in page
    assert "kept yet" not in page


# -------------------------------------------------------------------- nothing to open


def test_an_address_for_buttons_has_a_page_with_a_way_on(world: World) -> None:
    kept_id = kept_by(world.alice)
    ways = {
        address("go-on", kept_id): address("one", kept_id),
        address("before"): address("write"),
        address("about-us"): address("write"),
        address("keep-changes"): address("keep"),
    }
    for path, above in ways.items():
        response = browser(world.alice).get(path)
        assert (response.status_code, response["Allow"]) == (405, "POST"), path
        assert "There is nothing to read at this address" in text_of(response)
        assert f'<a class="button second" href="{above}">' in text_of(response)


def test_so_it_is_everywhere(world: World) -> None:
    paths = [path for path in addresses_of(get_resolver()) if "//" not in path]
    answers = [(path, browser(world.alice).get(path)) for path in paths]
    without = [
        path for path, one in answers if one.status_code == 405 and b"<h1>" not in one.content
    ]
    assert sum(one.status_code == 405 for _, one in answers) > 2
    assert without == []


def addresses_of(resolver: Any, before: str = "/") -> Iterator[str]:
    """Every address without anything to fill in."""
    for pattern in resolver.url_patterns:
        path = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses_of(pattern, path)
        elif "<" not in path and "^" not in path and "(" not in path:
            yield path
