"""How it is going, for those who lead: all partnerships together, and nothing more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.apps.checkins.many import (
    SPRING,
    SUMMER,
    Pair,
    at,
    check_in,
    close,
    closed,
    go_to,
    middle,
    pairs,
    since,
)
from tests.apps.checkins.rounds import answer_and_seal, started
from tests.personas import World
from tests.web.checkins.pages import Visitor, text

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import HealthChoice, Round
from trifecta.apps.demo.clock import StoryClock
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records import ids
from trifecta.domain.checkins.quarters import Quarter

pytestmark = pytest.mark.django_db
TOKENS = re.compile(rb'name="(once|csrfmiddlewaretoken)" value="[^"]*"')


def page(world: World, *, by: User | None = None, quarter: Quarter | None = None) -> str:
    name = "health-of-quarter" if quarter else "health"
    args = [world.organisation.id, *([str(quarter)] if quarter else [])]
    return text(Visitor(by or world.olga).get(name, *args))


def choose(world: World, counted: str) -> None:
    Visitor(world.oscar).post(
        "choose-health", world.organisation.id, counted=counted, once=f"{counted:_>24}"
    )


def test_the_answer_is_the_headline(world: World) -> None:
    closed(world.organisation, SPRING, verdicts=["understanding"] * 4 + ["both"])
    said = page(world)
    assert "More than half of your partnerships are pulled the same way and misread each" in said
    assert "From five to nine partnerships that checked in." in said
    assert "More than half: “Mostly or entirely”." in said


def test_no_page_has_a_count_of_partnerships(world: World) -> None:
    """Digits stand in quarters alone."""
    closed(world.organisation, SPRING, verdicts=["both"] * 7 + ["neither"] * 6)
    assert set(re.findall(r"\d+", page(world))) == {"2026"}


def test_an_earlier_quarter_has_its_own_page(world: World) -> None:
    closed(world.organisation, SPRING, verdicts=["both"] * 5)
    closed(world.organisation, SUMMER, verdicts=["neither"] * 11)
    assert "More than two thirds of your partnerships are pulled much the same" in page(world)
    assert "pulled apart and misread each other." in page(world, quarter=SPRING)
    assert "Quarter by quarter" in page(world)


def test_with_one_picture_there_is_nothing_to_put_beside_it(world: World) -> None:
    closed(world.organisation, SPRING, verdicts=["both"] * 5)
    closed(world.organisation, SUMMER, verdicts=["both"] * 4)
    assert "Quarter by quarter" not in page(world)
    assert "Too few partnerships checked in" in page(world, quarter=SUMMER)


@pytest.mark.parametrize("key", ["2026-Q4", "2026-Q9", "x", "choose "])
def test_a_quarter_that_is_not_closed_is_not_there(world: World, key: str) -> None:
    closed(world.organisation, SPRING, verdicts=["both"] * 5)
    found = Visitor(world.olga).get("health-of-quarter", world.organisation.id, key)
    assert found.status_code == 404


def test_before_the_first_quarter_has_closed(world: World) -> None:
    said = page(world)
    assert "No quarter has closed yet" in said
    assert "An example, of made-up partnerships." in said


def test_where_there_are_too_few_it_says_why(world: World) -> None:
    closed(world.organisation, SPRING, verdicts=["both"] * 4)
    said = page(world)
    assert "Not enough partnerships to say anything about all of them" in said
    assert "Anything said about all of them would say something about one." in said


def test_it_never_tells_which_and_says_how_to_ask_for_help(world: World) -> None:
    for reader, links in ((world.olga, True), (world.pat, False)):
        found = Visitor(reader).get("health", world.organisation.id)
        assert "This page never tells which partnership gave which answer" in text(found)
        address = reverse("tensions:leadership", args=[world.organisation.id])
        assert (address in found.content.decode()) is links


def test_the_organisation_s_page_leads_there_for_those_who_may(world: World) -> None:
    address = reverse("checkins:health", args=[world.organisation.id])
    there = reverse("people:organisation", args=[world.organisation.id])
    for name, may in (("olga", True), ("pat", True), ("oscar", False), ("alice", False)):
        shown = Visitor(world.everyone[name]).client.get(there).content.decode()
        assert (f'href="{address}"' in shown) is may, name


def test_an_owner_turns_it_off_and_on(world: World) -> None:
    assert "Leadership gets a picture" in text(
        Visitor(world.oscar).get("choose-health", world.organisation.id)
    )
    choose(world, "no")
    assert "Nothing is counted here" in page(world)
    assert "Leadership gets no picture" in text(
        Visitor(world.oscar).get("choose-health", world.organisation.id)
    )
    choose(world, "yes")
    assert "No quarter has closed yet" in page(world)


# ---------------------------------------------------------------- what members are told


COUNTS = "Leadership sees of each quarter how all partnerships together are doing"
COUNTS_NOT = "Nothing of it counts towards any figure for leadership."


def test_whoever_starts_a_check_in_reads_what_leadership_gets(world: World) -> None:
    alice = Visitor(world.alice)
    assert COUNTS in text(alice.get("start", world.partnership.id))
    choose(world, "no")
    assert COUNTS_NOT in text(alice.get("start", world.partnership.id))


def test_a_check_in_started_while_it_was_off_says_so_for_good(world: World) -> None:
    choose(world, "no")
    round_id = started(world)
    bob = Visitor(world.bob)
    assert COUNTS_NOT in text(bob.get("answer", round_id))
    choose(world, "yes")
    assert COUNTS_NOT in text(bob.get("answer", round_id))
    assert Round.objects.get(id=round_id).opened_at < HealthChoice.objects.get().since  # type: ignore[operator]


def test_who_sees_what_names_it(world: World) -> None:
    shown = Visitor(world.alice).client.get(reverse("people:who-sees-what"))
    assert "What leadership sees of all partnerships together" in text(shown)


# ---------------------------------------------------------------- bounded


def test_the_page_takes_as_many_queries_for_twelve_quarters_as_for_one(world: World) -> None:
    quarter = SPRING
    counts = []
    olga = Visitor(world.olga)
    olga.get("health", world.organisation.id)
    for _ in range(12):
        closed(world.organisation, quarter, verdicts=["both"] * 5)
        with CaptureQueriesContext(connection) as captured:
            olga.get("health", world.organisation.id)
        counts.append(len(captured))
        quarter = quarter.next
    assert max(counts) <= min(counts) + 1 <= 10


# ---------------------------------------------------------------- twin worlds


Deed = Callable[[World, list[Pair]], None]


def nothing(world: World, made: list[Pair]) -> None:
    """Everything stays as it is."""


def somebody_begins(world: World, made: list[Pair]) -> None:
    round_id = services.start_round(actor=made[0].one, partnership_id=made[0].partnership.id)
    services.save_pulse(actor=made[0].one, round_id=round_id, marks={"trust": 1}, final=True)


def one_of_two_seals(world: World, made: list[Pair]) -> None:
    round_id = services.start_round(actor=made[0].one, partnership_id=made[0].partnership.id)
    answer_and_seal(actor=made[0].one, round_id=round_id, pulse=(1, 1, 1))


def everybody_checks_in_again(world: World, made: list[Pair]) -> None:
    for pair in made:
        check_in(pair, (1, 1, 1))


def somebody_leaves(world: World, made: list[Pair]) -> None:
    leave_partnership(actor=made[0].one, partnership_id=made[0].partnership.id)


def a_partnership_is_erased(world: World, made: list[Pair]) -> None:
    made[0].partnership.rounds.all().delete()


DEEDS: tuple[Deed, ...] = (
    nothing,
    somebody_begins,
    one_of_two_seals,
    everybody_checks_in_again,
    somebody_leaves,
    a_partnership_is_erased,
)


@pytest.fixture
def told() -> Iterator[tuple[World, StoryClock]]:
    counter = itertools.count()
    with ids.ids_from(lambda: f"{next(counter):020d}"), since(SPRING.starts) as (world, clock):
        yield world, clock


def bytes_of(world: World) -> list[bytes]:
    found = []
    for reader in (world.olga, world.pat):
        visitor = Visitor(reader)
        for response in (
            visitor.get("health", world.organisation.id),
            visitor.get("health-of-quarter", world.organisation.id, str(SPRING)),
            visitor.client.get(reverse("people:organisation", args=[world.organisation.id])),
        ):
            found.append(TOKENS.sub(b"", response.content))
    return found


def test_nothing_that_happens_in_the_running_quarter_shows(told: tuple[World, StoryClock]) -> None:
    """A sealed answer, an unsent one, a whole check-in: to leadership all the worlds are one."""
    world, clock = told
    made = _closed_spring(world, clock)
    worlds = [_in_a_world_where(deed, world, made) for deed in DEEDS[:4]]
    for deed, other in zip(DEEDS, worlds, strict=False):
        assert other == worlds[0], f"it shows that {deed.__name__}"


def test_leaving_and_erasing_do_not_show_either(told: tuple[World, StoryClock]) -> None:
    """The figures stay; that somebody is no longer there is on the page of the organisation."""
    world, clock = told
    made = _closed_spring(world, clock)
    worlds = [_in_a_world_where(deed, world, made) for deed in (nothing, *DEEDS[4:])]
    assert [found[:2] + found[3:5] for found in worlds[1:]] == [worlds[0][:2] + worlds[0][3:5]] * 2


def test_an_answer_that_was_never_opened_changes_nothing_at_the_closing(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = pairs(world, 6)
    go_to(clock, middle(SPRING))
    for pair in made[:5]:
        check_in(pair)
    sealed = [made[5], *made]
    worlds = [
        _in_a_world_where(deed, world, sealed, closing=True)
        for deed in (nothing, somebody_begins, one_of_two_seals)
    ]
    assert worlds[1:] == worlds[:1] * 2


@pytest.mark.can_fail
def test_the_comparison_would_notice_a_difference(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    made = pairs(world, 5)
    go_to(clock, middle(SPRING))
    for pair in made:
        check_in(pair)
    worlds = [
        _in_a_world_where(deed, world, made, closing=True)
        for deed in (nothing, everybody_checks_in_again)
    ]
    assert worlds[0] != worlds[1]


def _closed_spring(world: World, clock: StoryClock) -> list[Pair]:
    made = pairs(world, 5)
    go_to(clock, middle(SPRING))
    for pair in made:
        check_in(pair)
    close(at(SPRING.closes))
    go_to(clock, middle(SUMMER))
    return made


def _in_a_world_where(
    deed: Deed, world: World, made: list[Pair], *, closing: bool = False
) -> list[bytes]:
    with transaction.atomic():
        mark = transaction.savepoint()
        deed(world, made)
        if closing:
            close(at(SPRING.closes))
        found = bytes_of(world)
        transaction.savepoint_rollback(mark)
    return found
