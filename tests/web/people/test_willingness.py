"""Where somebody stands is theirs: a no and no answer are the same to everybody else.

In each world bob differs, and what alice and the others can open has to be the same byte for byte,
with the same number of queries, and the same mails.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.apps.checkins.rounds import opened, started
from tests.apps.tensions import story
from tests.crawling import crawl
from tests.personas import World, join, make_world

from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import say_willing
from trifecta.apps.records import ids

pytestmark = pytest.mark.django_db

Deed = Callable[[World], None]
TOKENS = re.compile(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"')


def nothing(world: World) -> None:
    """bob has not answered."""


def no(world: World) -> None:
    say(world, world.bob, willing=False)


def yes(world: World) -> None:
    say(world, world.bob, willing=True)


def yes_and_then_no(world: World) -> None:
    yes(world)
    no(world)


def say(world: World, actor: User, *, willing: bool) -> None:
    say_willing(actor=actor, partnership_id=world.partnership.id, willing=willing)


@pytest.fixture(autouse=True)
def repeatable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Time stands still and ids come from a counter, so that two runs can be compared."""
    moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    counter = itertools.count()
    with ids.ids_from(lambda: f"{next(counter):020d}"):
        yield


def a_partnership_in_use() -> World:
    """An opened check-in, one underway, and a tension, so that there is much to differ on."""
    world = make_world()
    opened(world, alike=False)
    started(world)
    story.both_shared(world)
    return world


class Counting(Client):
    """A browser that keeps how many queries each page took."""

    def __init__(self) -> None:
        super().__init__()
        self.queries: dict[str, int] = {}

    def get(self, path: Any, *args: Any, **named: Any) -> Any:
        with CaptureQueriesContext(connection) as queries:
            response = super().get(path, *args, **named)
        self.queries[path] = len(queries)
        return response


def seen(user: User) -> dict[str, tuple[str, int]]:
    """Every page `user` comes to by links: its text without tokens, and how many queries."""
    client = Counting()
    client.force_login(user)
    return {
        address: (TOKENS.sub("", page), client.queries[address])
        for address, page in crawl(client).items()
    }


def told() -> tuple[int, list[str]]:
    return len(mail.outbox), sorted(Notice.objects.values_list("key", flat=True))


def in_a_world_where(deed: Deed, world: World, user: User) -> tuple[object, object]:
    with transaction.atomic():
        mark = transaction.savepoint()
        deed(world)
        found = seen(user), told()
        transaction.savepoint_rollback(mark)
    return found


@pytest.mark.parametrize("alice_said_yes", [True, False])
def test_a_no_and_no_answer_are_the_same_to_the_counterpart(alice_said_yes: bool) -> None:
    world = a_partnership_in_use()
    if alice_said_yes:
        say(world, world.alice, willing=True)
    deeds = (nothing, no, yes_and_then_no) + (() if alice_said_yes else (yes,))
    worlds = [in_a_world_where(deed, world, world.alice) for deed in deeds]
    for deed, other in zip(deeds, worlds, strict=True):
        assert other == worlds[0], deed.__name__


@pytest.mark.parametrize("who", ["olga", "oscar", "pat"])
def test_nobody_around_them_learns_anything(who: str) -> None:
    world = a_partnership_in_use()
    say(world, world.alice, willing=True)
    user = world.everyone[who]
    worlds = [in_a_world_where(deed, world, user) for deed in (nothing, no, yes)]
    assert worlds[0] == worlds[1] == worlds[2]


def test_of_three_nobody_can_tell_who_has_not_said_yes() -> None:
    world = a_partnership_in_use()
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    say(world, world.alice, willing=True)

    def only_carol(world: World) -> None:
        say(world, world.carol, willing=True)

    def only_bob(world: World) -> None:
        say(world, world.bob, willing=True)

    def both_no(world: World) -> None:
        say(world, world.bob, willing=False)
        say(world, world.carol, willing=False)

    worlds = [
        in_a_world_where(deed, world, world.alice)
        for deed in (nothing, only_carol, only_bob, both_no)
    ]
    assert all(other == worlds[0] for other in worlds)


@pytest.mark.can_fail
def test_the_comparison_would_notice_a_difference() -> None:
    """Once both have said yes it is settled, and the page says so."""
    world = a_partnership_in_use()
    say(world, world.alice, willing=True)
    worlds = [in_a_world_where(deed, world, world.alice) for deed in (nothing, yes)]
    assert worlds[0] != worlds[1]
