"""Two worlds that differ only in what one calibrator has done alone look the same to all others.

Every page of a cycle, with its headers and the number of queries it takes, byte for byte: not
what was proposed, not that it was, not how many have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.browsing import browser, without_tokens
from tests.personas import World
from tests.privacy import stages_of_ratings as told
from tests.privacy.addresses import addresses, names, values_of
from tests.privacy.machine import Start, drawn, kept_headers, start
from tests.privacy.stages import Teller
from trifecta.apps.calibration.services import voting
from trifecta.apps.notices.models import Notice
from trifecta.apps.records.ids import ids_from
from trifecta.apps.records.models import OnceToken

pytestmark = pytest.mark.django_db

Deed = Callable[[Teller], None]
Page = tuple[int, bytes, dict[str, str], int]
MOST = 1
READERS = ("olga", "piet", "carol", "pat", "alice", "mallory")


@pytest.fixture(autouse=True)
def repeatable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Time stands still and ids are drawn from a seed, so that two runs can be compared."""
    moment = timezone.now() + timedelta(hours=1)  # after whatever the database dates itself
    monkeypatch.setattr(timezone, "now", lambda: moment)
    with ids_from(drawn(7)):
        yield


def hands_in(teller: Teller) -> None:
    told.propose(teller, "oscar", step=4)


def writes(teller: Teller) -> None:
    told.propose(teller, "oscar", step=1, handed_in=False)


def flags(teller: Teller) -> None:
    told.flag(teller, "oscar")


def takes_back(teller: Teller) -> None:
    hands_in(teller)
    teller.tell(
        "oscar",
        lambda oscar, _: voting.take_back(actor=oscar, case_id=told.growth().id, estimate="first"),
    )


def looks(teller: Teller) -> None:
    told.look(teller, "oscar")


def writes_again(teller: Teller) -> None:
    told.propose(teller, "piet", estimate="second", step=3, handed_in=False)


def talked_with_oscar(teller: Teller) -> None:
    """All three are there, have talked, and olga alone has proposed once more."""
    told.revealed(teller)
    told.talk(teller)
    told.propose(teller, "olga", estimate="second", step=1)


def hands_in_again(teller: Teller) -> None:
    told.propose(teller, "oscar", estimate="second", step=3)


@dataclass(frozen=True, slots=True)
class Twins:
    """Where both worlds begin, and what `who` does in one of them alone."""

    begin: Deed
    who: str
    deeds: tuple[Deed, ...]


TWINS = (
    Twins(told.told, "oscar", (looks,)),
    Twins(told.blind, "oscar", (flags, hands_in)),
    Twins(told.blind, "oscar", (flags, takes_back)),
    Twins(told.all_but_one, "oscar", (flags, writes)),
    Twins(told.discussed, "piet", (writes_again,)),
    Twins(talked_with_oscar, "oscar", (hands_in_again,)),
)


def named(twins: Twins) -> str:
    return f"{twins.begin.__name__} and {twins.deeds[-1].__name__}"


BEGINNINGS = tuple(dict.fromkeys(twins.begin for twins in TWINS))


@pytest.mark.parametrize("where", BEGINNINGS, ids=lambda where: where.__name__)
def test_what_a_calibrator_does_alone_changes_no_page_of_another(where: Deed) -> None:
    begin = start(where)
    plain = seen_in_a_world_where(begin, ())
    assert len(plain) >= len(READERS), "there are pages to compare"
    for twins in (one for one in TWINS if one.begin is where):
        for (who, address), page in seen_in_a_world_where(begin, twins.deeds).items():
            if who != twins.who:
                told_of = f"{address} tells {who} what {twins.who} has done: {named(twins)}"
                assert page == plain[who, address], told_of


@pytest.mark.parametrize("twins", TWINS, ids=named)
def test_it_tells_nobody_by_mail(twins: Twins) -> None:
    begin = start(twins.begin)
    teller = Teller(begin.world, begin.ledger.again())
    before = Notice.objects.count(), OnceToken.objects.count(), len(mail.outbox)
    for deed in twins.deeds:
        deed(teller)
    assert (Notice.objects.count(), OnceToken.objects.count(), len(mail.outbox)) == before


@pytest.mark.can_fail
def test_the_comparison_notices_the_last_one() -> None:
    """With the last proposal all are shown, so that the comparison can fail."""
    begin = start(told.all_but_one)
    plain = seen_in_a_world_where(begin, ())
    other = seen_in_a_world_where(begin, (hands_in,))
    differing = {who for (who, at), page in plain.items() if page != other[who, at]}
    assert differing >= {"olga", "piet", "carol"}
    assert "mallory" not in differing


def seen_in_a_world_where(begin: Start, deeds: tuple[Deed, ...]) -> dict[tuple[str, str], Page]:
    with transaction.atomic():
        there = pages()
        for deed in deeds:
            deed(Teller(begin.world, begin.ledger.again()))
        found = {
            (who, address): page
            for who in READERS
            for address, page in pages_seen(begin.world, who, there)
        }
        transaction.set_rollback(True)
    return found


def pages() -> list[str]:
    """Every page of calibration in the case they differ in, and some of what is around it.

    Of a page with several rows in its address the first, since all of them are read alike.
    """
    found = ["/", "/you/data/trifecta.json"]
    for name, parameters in names().items():
        if name.startswith("calibration:"):
            there = addresses(name, parameters, rows_there)
            found += there[: MOST if len(parameters) > 1 else None]
    return found


def rows_there(parameter: str) -> list[str]:
    if parameter == "case_id":
        return [told.growth().id]
    return values_of(parameter)[:MOST]


def pages_seen(world: World, who: str, there: list[str]) -> Iterator[tuple[str, Page]]:
    client = browser(world.everyone[who])
    for address in there:
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        content = without_tokens(page.content)
        yield address, (page.status_code, content, kept_headers(page), len(queries))
