"""A quarter is closed once: what leadership is shown of it never changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.checkins.many import (
    SPRING,
    SUMMER,
    Pair,
    at,
    check_in,
    close,
    go_to,
    middle,
    pairs,
    since,
)
from tests.personas import World

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import ClosedQuarter
from trifecta.apps.checkins.selectors import HealthView, health_for
from trifecta.apps.demo.clock import StoryClock
from trifecta.apps.people.models import RoleKind, User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.selectors import people_of
from trifecta.apps.people.services import create_organisation, grant_role
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.checkins.health import Dealings, Health
from trifecta.domain.errors import NotFoundError

pytestmark = pytest.mark.django_db
CLOSING = at(SPRING.closes)


@pytest.fixture
def told() -> Iterator[tuple[World, StoryClock]]:
    """The world, founded on the first day of spring; nothing has been closed so far."""
    with since(SPRING.starts) as (world, clock):
        yield world, clock


def seen(world: World, *, by: User | None = None) -> HealthView:
    return health_for(actor=by or world.olga, organisation_id=world.organisation.id)


def spring(world: World) -> Health | None:
    return next(one.health for one in seen(world).quarters if one.quarter == SPRING)


def five(world: World, clock: StoryClock) -> list[Pair]:
    """Five check-ins in the middle of spring, three of them high on every question."""
    found = pairs(world, 5)
    go_to(clock, middle(SPRING))
    for number, pair in enumerate(found):
        check_in(pair, (5, 5, 5) if number < 3 else (1, 3, 3))
    return found


def test_five_partnerships_give_a_picture(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    five(world, clock)
    assert close(CLOSING) == 2  # mallory's organisation has a quarter too
    health = spring(world)
    assert health is not None
    assert health.size == "five"
    assert health.figures["trust"] == {
        "high": "over_half",
        "middle": "half",
        "low": "half",
        "unanswered": "half",
    }


def test_four_partnerships_give_none(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    made = pairs(world, 4)
    go_to(clock, middle(SPRING))
    for pair in made:
        check_in(pair)
    close(CLOSING)
    assert spring(world) is None


def test_nothing_is_closed_before_the_week_is_over(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    five(world, clock)
    assert close(CLOSING - timedelta(hours=12)) == 0
    assert seen(world).quarters == ()


def test_a_partnership_counts_once_with_its_last_check_in(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    made = five(world, clock)
    check_in(made[0], (3, 3, 3))
    close(CLOSING)
    health = spring(world)
    assert health is not None
    assert set(health.figures["trust"].values()) == {"half"}


def test_somebody_who_has_not_answered_leaves_the_partnership_out(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = pairs(world, 5)
    go_to(clock, middle(SPRING))
    for pair in made:
        check_in(pair, second=pair is not made[-1])
    close(CLOSING)
    assert spring(world) is None


def test_one_that_opens_within_the_week_counts_and_one_after_it_never(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = pairs(world, 6)
    go_to(clock, SPRING.ends - timedelta(days=2))
    waiting = [check_in(pair, second=False) for pair in made]
    go_to(clock, SPRING.ends + timedelta(days=2))
    for pair, round_id in zip(made[:5], waiting, strict=False):
        services.seal_entry(actor=pair.other, round_id=round_id)
    close(CLOSING)
    health = spring(world)
    assert health is not None
    go_to(clock, SPRING.closes + timedelta(days=2))
    services.seal_entry(actor=made[5].other, round_id=waiting[5])
    close(at(SUMMER.closes))
    assert [one.health for one in seen(world).quarters] == [None, health]


def test_a_closed_quarter_stays_as_it_is_whatever_happens(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    made = five(world, clock)
    close(CLOSING)
    before = spring(world)
    go_to(clock, SPRING.closes)
    leave_partnership(actor=made[0].one, partnership_id=made[0].partnership.id)
    check_in(made[1], (1, 1, 1))
    made[2].partnership.rounds.all().delete()
    assert close(CLOSING + timedelta(days=1)) == 0
    assert spring(world) == before
    assert ClosedQuarter.objects.filter(organisation=world.organisation).count() == 1


def test_a_partnership_that_a_reader_takes_part_in_is_left_out(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = five(world, clock)
    people = people_of(actor=world.oscar, organisation_id=world.organisation.id)
    member = next(one.member_id for one in people if one.user_id == made[4].other.id)
    grant_role(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        member_id=member,
        role=RoleKind.PEOPLE_OPERATIONS,
    )
    close(CLOSING)
    assert spring(world) is None


def test_what_became_of_promises_counts_where_a_check_in_does(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = five(world, clock)
    kept = {pair.partnership.id: Dealings(kept=2, days=(9,)) for pair in made[:3]}
    close(CLOSING, **kept, **{world.partnership.id: Dealings(not_kept=7)})
    health = spring(world)
    assert health is not None
    assert health.figures["promises"]["all"] == "over_half"
    assert health.figures["agreement"]["soon"] == "over_half"
    assert health.figures["promises"]["none"] == "half"


def test_only_executives_and_people_operations_are_shown_it(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    five(world, clock)
    close(CLOSING)
    for reader in (world.olga, world.piet, world.pat):
        assert len(seen(world, by=reader).quarters) == 1
    for other in (world.oscar, world.alice, world.mallory):
        with pytest.raises(NotFoundError):
            seen(world, by=other)


def test_what_is_kept_is_sealed_and_the_trail_has_no_figure(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    five(world, clock)
    close(CLOSING)
    with connection.cursor() as cursor:
        cursor.execute("select shown from checkins_closedquarter where shown is not null")
        [(stored,)] = cursor.fetchall()
    assert b"over_half" not in bytes(stored)
    event = AuditEvent.objects.get(action="checkins.quarter_closed", chain=world.organisation.id)
    assert (event.actor_id, event.reason) == ("", "2026-Q2")


def test_a_server_that_was_off_closes_what_it_missed(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    five(world, clock)
    close(at(SUMMER.next.closes))
    quarters = [str(one.quarter) for one in seen(world).quarters]
    assert quarters == ["2026-Q4", "2026-Q3", "2026-Q2"]
    assert spring(world) is not None


# ---------------------------------------------------------------- turning it off and on


def choose(world: World, *, counted: bool) -> None:
    services.choose_health(
        actor=world.oscar, organisation_id=world.organisation.id, counted=counted
    )


def test_while_it_is_off_no_quarter_is_closed(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    five(world, clock)
    choose(world, counted=False)
    close(CLOSING)
    assert seen(world).quarters == ()
    assert not seen(world).counted


def test_what_was_answered_before_it_was_turned_on_never_counts(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = five(world, clock)
    choose(world, counted=False)
    choose(world, counted=True)
    close(CLOSING)
    assert spring(world) is None
    go_to(clock, middle(SUMMER))
    for pair in made:
        check_in(pair)
    close(at(SUMMER.closes))
    assert [one.health is None for one in seen(world).quarters] == [False, True]


def test_closed_quarters_stay_when_it_is_turned_off(told: tuple[World, StoryClock]) -> None:
    world, clock = told
    five(world, clock)
    close(CLOSING)
    choose(world, counted=False)
    assert spring(world) is not None


def test_only_owners_choose_and_the_trail_says_so_once(told: tuple[World, StoryClock]) -> None:
    world, _ = told
    for other in (world.olga, world.pat, world.alice, world.mallory):
        with pytest.raises(NotFoundError):
            services.choose_health(
                actor=other, organisation_id=world.organisation.id, counted=False
            )
    choose(world, counted=False)
    choose(world, counted=False)
    assert AuditEvent.objects.filter(action="checkins.health_not_counted").count() == 1


# ---------------------------------------------------------------- quick and quiet


def test_a_day_without_anything_to_close_costs_one_query(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    five(world, clock)
    for number in range(5):
        create_organisation(actor=world.mallory, name=f"Elsewhere {number}")
    close(CLOSING)
    with CaptureQueriesContext(connection) as captured:
        assert close(CLOSING + timedelta(days=3)) == 0
    assert len(captured) == 1


def test_closing_costs_the_same_for_any_number_of_partnerships(
    told: tuple[World, StoryClock],
) -> None:
    world, clock = told
    made = five(world, clock)
    with CaptureQueriesContext(connection) as few:
        close(CLOSING)
    more = pairs(world, 3, first=5)
    go_to(clock, middle(SUMMER))
    for pair in (*made, *more):
        check_in(pair)
    with CaptureQueriesContext(connection) as many:
        close(at(SUMMER.closes))
    one_more_look_at_spring = 2  # once in each organisation
    assert len(many) <= len(few) + one_more_look_at_spring
