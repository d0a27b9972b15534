"""Every kind of page of the worked example: axe finds nothing, and nothing is cut off.

Wide and narrow, light and dark. Each kind is looked at as the first of the people who comes to
it; the page of a partnership, which differs most between people, as each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import resolve
from tests.apps.compromise.boards import Board, make_board, score, write_need, write_position
from tests.apps.demo.people_of_it import told
from tests.crawling import crawl, signed_in_as
from tests.e2e.axe import problems
from tests.e2e.conftest import Person
from tests.e2e.steps import sign_in
from tests.personas import World, join

from trifecta.apps.demo.cast import EVERYBODY, KIM, ROBIN
from trifecta.apps.people.models import User
from trifecta.apps.people.putting_away import put_away_partnership
from trifecta.apps.people.selectors import partnerships_of
from trifecta.apps.tensions.services import seal_weights, share_side

pytestmark = pytest.mark.django_db(transaction=True)
DIFFERENT_FOR_EACH = {"people:partnership", "people:home"}
PUBLIC = (
    "/closed/",
    "/",
    "/framework/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/nothing-here/",
)


@pytest.fixture
def demo(settings: Any) -> None:
    settings.TRIFECTA_DEMO = True
    with transaction.atomic():
        told()
    settings.TRIFECTA_DEMO = False


def test_every_kind_of_page(demo: None, open_browser: Callable[..., Person]) -> None:
    seen: set[str] = set()
    found: list[str] = []
    for character in EVERYBODY:
        user = User.objects.get(email=character.email)
        person = open_browser(reduced_motion="reduce")
        sign_in(person, user)
        for kind, address in one_of_a_kind(crawl(signed_in_as(user))).items():
            if kind not in seen or kind in DIFFERENT_FOR_EACH:
                seen.add(kind)
                found += problems(person, address)
    assert len(seen) > 40
    assert found == []


def test_what_is_put_away(demo: None, open_browser: Callable[..., Person]) -> None:
    robin, kim = (User.objects.get(email=one.email) for one in (ROBIN, KIM))
    (growth,) = partnerships_of(actor=robin)
    put_away_partnership(actor=robin, partnership_id=growth.id)
    found: list[str] = []
    for user, addresses in (
        (robin, ("/", f"/p/{growth.id}/put-away/", "/you/signed-in/")),
        (kim, (f"/o/{growth.organisation.id}/",)),
    ):
        person = open_browser(reduced_motion="reduce")
        sign_in(person, user)
        found += [one for address in addresses for one in problems(person, address)]
    assert found == []


@pytest.mark.parametrize("people", [2, 3])
def test_the_pages_of_plans(world: World, open_browser: Callable[..., Person], people: int) -> None:
    """Before one looks, the plans, what a plan rests on before and after it is worked out."""
    board = a_board(world, people=people)
    plan = f"/tension/{board.tension_id}/plan/"
    person = open_browser(reduced_motion="reduce")
    sign_in(person, world.alice)
    found = [*problems(person, plan)]
    person.press("Look at the plans")
    found += problems(person, plan)
    found += problems(person, f"{plan}rests-on/suggested/")
    person.page.get_by_role("button", name="Work it out").focus()
    person.page.keyboard.press("Enter")
    person.page.wait_for_selector("#sturdy")
    for summary in person.page.locator("summary").all():
        summary.press("Enter")
    assert person.page.locator("#opening table").is_visible()
    found += problems(person, f"{plan}rests-on/suggested/")
    score(world.bob, board, board.bob_need, kit=10, runs=70, by_hand=80)
    found += problems(person, f"{plan}rests-on/suggested/")
    assert person.sees("The numbers have changed since this was worked out")
    assert found == []


def a_board(world: World, *, people: int) -> Board:
    """Plans that give nobody all, for two or for three."""
    if people == 3:
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    board = make_board(world)
    score(world.alice, board, board.alice_need, kit=60, rewrite=100)
    score(world.bob, board, board.bob_need, kit=10, runs=70, by_hand=90)
    if people == 3:
        write_position(world.carol, board.tension_id)
        need = write_need(world.carol, board.tension_id, "Renewals by March")
        share_side(actor=world.carol, tension_id=board.tension_id)
        seal_weights(actor=world.carol, tension_id=board.tension_id, version=0)
        score(world.carol, board, need, kit=20, runs=30, by_hand=80)
    return board


def test_every_page_for_strangers(open_browser: Callable[..., Person]) -> None:
    person = open_browser(reduced_motion="reduce")
    found = [problem for address in PUBLIC for problem in problems(person, address)]
    assert found == []


def one_of_a_kind(pages: dict[str, str]) -> dict[str, str]:
    """The first address of each kind, so that a history of a hundred is looked at once."""
    kinds: dict[str, str] = {}
    for address in pages:
        match = resolve(address.split("?")[0])
        kinds.setdefault(match.view_name, address)
    return kinds
