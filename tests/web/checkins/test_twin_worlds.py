"""Two worlds that differ only in what bob has sealed look the same to alice, byte for byte."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, make_world
from tests.web.checkins.pages import Visitor

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Finding
from trifecta.apps.checkins.selectors import round_for
from trifecta.apps.records import ids

pytestmark = pytest.mark.django_db

Deed = Callable[[World, str], None]
TOKENS = re.compile(rb'name="(once|csrfmiddlewaretoken)" value="[^"]*"')


def nothing(world: World, round_id: str) -> None:
    """bob has not begun."""


def one_mark(world: World, round_id: str) -> None:
    services.save_marks(actor=world.bob, round_id=round_id, number=1, own=2, guesses={})


def half(world: World, round_id: str) -> None:
    for number in range(1, 14):
        services.save_marks(actor=world.bob, round_id=round_id, number=number, own=-3, guesses={})
    for visibility in ("private", "mediator", "partners", "leadership"):
        services.add_limit(
            actor=world.bob,
            round_id=round_id,
            kind="leaving",
            text="Two have told me that they are looking.",
            visibility=visibility,
        )
    services.save_pulse(actor=world.bob, round_id=round_id, marks={"trust": 1}, final=True)


def sealed(world: World, round_id: str) -> None:
    half(world, round_id)
    answer_and_seal(actor=world.bob, round_id=round_id)


def sealed_and_taken_back(world: World, round_id: str) -> None:
    sealed(world, round_id)
    services.take_back_entry(actor=world.bob, round_id=round_id, erase=True)


DEEDS: tuple[Deed, ...] = (nothing, one_mark, half, sealed, sealed_and_taken_back)


@pytest.fixture(autouse=True)
def repeatable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Time stands still and ids come from a counter, so that two runs can be compared."""
    moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    counter = itertools.count()
    with ids.ids_from(lambda: f"{next(counter):020d}"):
        yield


def pages(world: World, round_id: str) -> dict[str, tuple[int, bytes, int]]:
    """Every page alice can open: its status, its bytes without tokens, how many queries it took."""
    bob = round_for(actor=world.alice, round_id=round_id).others[0].id
    round_pages = ["answer", "points", "limits", "pulse", "review", "take-back", "diagnosis"]
    addresses = [reverse(f"checkins:{name}", args=[round_id]) for name in round_pages]
    addresses += [reverse("checkins:question", args=[round_id, n]) for n in (1, 13, 26)]
    addresses += [
        reverse(f"checkins:{name}", args=[round_id, bob])
        for name in ("points-guess", "limits-guess")
    ]
    addresses += [
        reverse(name, args=[world.partnership.id])
        for name in ("checkins:start", "checkins:trends", "people:partnership")
    ]
    return {address: seen(world, address) for address in addresses}


def seen(world: World, address: str) -> tuple[int, bytes, int]:
    alice = Visitor(world.alice)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = alice.client.get(address)
    return page.status_code, TOKENS.sub(b"", page.content), len(queries)


@pytest.mark.parametrize("alice_has_sealed", [False, True])
def test_nothing_tells_whether_the_other_has_answered(alice_has_sealed: bool) -> None:
    """In the world where alice has sealed, bob cannot have sealed as well: it would be open."""
    world = make_world()
    opened(world)
    round_id = started(world)
    if alice_has_sealed:
        answer_and_seal(actor=world.alice, round_id=round_id)
    deeds = [deed for deed in DEEDS if not (alice_has_sealed and deed in DEEDS[3:])]
    worlds = [in_a_world_where(deed, world, round_id) for deed in deeds]
    for deed, other in zip(deeds, worlds, strict=True):
        for address, page in worlds[0].items():
            assert other[address] == page, f"{address} tells that bob: {deed.__name__}"


def in_a_world_where(deed: Deed, world: World, round_id: str) -> dict[str, tuple[int, bytes, int]]:
    with transaction.atomic():
        mark = transaction.savepoint()
        deed(world, round_id)
        found = pages(world, round_id)
        transaction.savepoint_rollback(mark)
    return found


def test_the_other_s_sealed_row_is_not_even_fetched(world: World) -> None:
    round_id = started(world)
    sealed(world, round_id)
    view = round_for(actor=world.alice, round_id=round_id)
    for address in pages(world, round_id):
        with CaptureQueriesContext(connection) as queries:
            Visitor(world.alice).client.get(address)
        for query in queries:
            columns, _, condition = query["sql"].partition(" FROM ")
            if '"checkins_entry"."answers"' in columns or '"checkins_limit"."text"' in columns:
                assert view.me.id in condition or view.entry_id in condition, address


@pytest.mark.can_fail
def test_the_comparison_would_notice_a_difference(world: World) -> None:
    """Once the round is open the worlds do differ, so the comparison above can fail."""
    round_id = started(world)
    before = in_a_world_where(nothing, world, round_id)
    answer_and_seal(actor=world.alice, round_id=round_id)
    after = in_a_world_where(sealed, world, round_id)
    assert before != after


def test_nothing_tells_that_the_other_has_begun_to_reply(world: World) -> None:
    """A reply that is kept for later, changed, or thrown away again before it was sent."""
    done = opened(world)
    finding = Finding.objects.get(round_id=done).id

    def kept(world: World, _round_id: str) -> None:
        services.keep_reply(
            actor=world.bob, round_id=done, finding_id=finding, fit="differs", words="Not so."
        )

    def thrown_away(world: World, round_id: str) -> None:
        kept(world, round_id)
        services.take_back_reply(actor=world.bob, round_id=done, finding_id=finding)

    def said_and_taken_back(world: World, round_id: str) -> None:
        services.send_reply(
            actor=world.bob,
            round_id=done,
            finding_id=finding,
            fit="differs",
            words="Not so.",
            instead_of="",
        )
        services.take_back_reply(actor=world.bob, round_id=done, finding_id=finding)

    addresses = [reverse("checkins:diagnosis", args=[done])]
    addresses += [reverse("checkins:reply", args=[done, finding])]
    addresses += [
        reverse(name, args=[world.partnership.id])
        for name in ("checkins:trends", "people:partnership", "people:history")
    ]
    before = {address: seen(world, address) for address in addresses}
    for deed in (kept, thrown_away, said_and_taken_back):
        with transaction.atomic():
            mark = transaction.savepoint()
            deed(world, done)
            after = {address: seen(world, address) for address in addresses}
            transaction.savepoint_rollback(mark)
        assert after == before, deed.__name__
