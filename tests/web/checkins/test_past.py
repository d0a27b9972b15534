"""The list of past results, and what a check-in that closed without one leaves behind."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import TestCase
from tests.apps.checkins.rounds import opened, started
from tests.apps.checkins.test_journey import copies
from tests.personas import World, join
from tests.web.checkins.pages import Visitor, text
from tests.web.people import pages as people

from trifecta.apps.checkins.models import Round
from trifecta.apps.people.partnerships import leave_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def carol_left(world: World) -> str:
    """A check-in of three that carol's leaving has closed."""
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    return round_id


def test_the_partnership_page_and_its_history_say_why_and_what_next(
    world: World, carol_left: str
) -> None:
    client = people.browser(world.alice)
    page = client.get(people.address("partnership", world.partnership.id))
    words = people.text(page)
    assert "Your check-in closed without a result" in words
    assert "As Carol left before all had finished. What was answered in it stays sealed." in words
    assert f'href="/p/{world.partnership.id}/check-in/"' in page.content.decode()
    history = people.text(client.get(people.address("history", world.partnership.id)))
    assert "Check-in 1 closed without a result, as Carol left before all had finished." in history


def test_its_own_page_and_the_next_start_say_so_too(world: World, carol_left: str) -> None:
    alice = Visitor(world.alice)
    because = "closed without a result, as Carol left before all had finished"
    assert because in text(alice.get("answer", carol_left))
    assert because in text(alice.get("start", world.partnership.id))
    alice.post("start", world.partnership.id)
    page = people.browser(world.alice).get(people.address("partnership", world.partnership.id))
    assert "Your check-in closed" not in people.text(page)


def test_whoever_is_left_alone_is_told_before_they_are_asked_to_invite(world: World) -> None:
    started(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    page = people.browser(world.alice).get(people.address("partnership", world.partnership.id))
    words = people.text(page)
    assert "Your check-in closed without a result, as Bob left before all had finished." in words
    assert "Make a link" in words


@pytest.mark.parametrize(
    ("more", "minutes"),
    [((), "ten"), (("carol",), "fifteen"), (("carol", "dana"), "twenty")],
)
def test_the_time_it_takes_fits_the_number_of_people(
    world: World, more: tuple[str, ...], minutes: str
) -> None:
    for name, role in zip(more, ("business", "design"), strict=False):
        join(
            partnership=world.partnership,
            inviter=world.alice,
            user=world.everyone[name],
            role=role,
        )
    alice = Visitor(world.alice)
    assert f"about {minutes} minutes" in text(alice.get("start", world.partnership.id))
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        round_id = started(world)
    assert f"about {minutes} minutes" in text(alice.get("answer", round_id))
    assert {f"about {minutes} minutes" in str(one.body) for one in mail.outbox} == {True}


def test_every_result_is_listed_a_page_at_a_time(world: World) -> None:
    copies(Round.objects.get(id=opened(world)), 24)
    alice = Visitor(world.alice)
    shown = alice.get("trends", world.partnership.id)
    words = text(shown)
    assert "From your last 24 check-ins." in words
    assert "Check-in 25, " in words
    assert "Check-in 13, " not in words
    last = alice.client.get(f"/p/{world.partnership.id}/check-ins/?page=3")
    assert "Check-in 1, " in text(last)
    first = Round.objects.get(number=1)
    assert f"{first.id}/diagnosis/" in last.content.decode()


def test_who_did_not_take_part_finds_no_result_listed(world: World) -> None:
    opened(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert "Every result" not in text(Visitor(world.carol).get("trends", world.partnership.id))
