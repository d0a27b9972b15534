"""A prepared query asks what its queryset would, however often, and refuses what it cannot keep."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext
from tests.personas import World, make_world

from trifecta.apps.people.models import Partnership, PartnershipMember, Team
from trifecta.apps.records.prepared import prepared

pytestmark = pytest.mark.django_db
asked: list[str] = []


def queryset(partnership_id: str, role: str) -> QuerySet[PartnershipMember]:
    asked.append(partnership_id)
    return (
        PartnershipMember.objects.filter(partnership_id=partnership_id, left_at=None)
        .exclude(role=role)
        .annotate(called=F("user__name"))
        .defer("willing")
        .order_by("-position")
    )


members = prepared(queryset)


def test_it_finds_the_same_rows_with_the_same_values(world: World) -> None:
    for role in ("pm", "em", "design"):
        expected = queryset(world.partnership.id, role)
        found = members(world.partnership.id, role)
        assert found == list(expected)
        assert [vars(row).keys() - {"_state"} for row in found] == [
            vars(row).keys() - {"_state"} for row in expected
        ]
        assert [row.joined_at for row in found] == [row.joined_at for row in expected]


def test_it_asks_for_the_queryset_once_and_the_database_each_time(world: World) -> None:
    members(world.partnership.id, "em")
    asked.clear()
    with CaptureQueriesContext(connection) as captured:
        members(world.partnership.id, "em")
        assert members("nothing", "em") == []
    assert asked == []
    assert len(captured) == 2


def test_an_argument_is_never_part_of_the_statement(world: World) -> None:
    assert members(f"{world.partnership.id}' OR '1'='1", "em") == []


def test_it_can_be_used_twice_in_one_statement(world: World) -> None:
    @prepared
    def twice(key: str) -> QuerySet[Partnership]:
        mine = PartnershipMember.objects.filter(partnership_id=key).values("partnership_id")
        return Partnership.objects.filter(id=key, id__in=mine, ended_at=None)

    assert twice(world.partnership.id) == [world.partnership]


def test_rows_bring_the_rows_they_belong_to(world: World) -> None:
    def unprepared(key: str) -> QuerySet[Partnership]:
        first = PartnershipMember.objects.filter(partnership=OuterRef("pk"), position=0)
        rows = Partnership.objects.filter(id=key).select_related("organisation", "team")
        return rows.annotate(begun=Exists(first))

    (expected,) = unprepared(world.partnership.id)
    with CaptureQueriesContext(connection) as captured:
        (found,) = prepared(unprepared)(world.partnership.id)
        assert found.organisation == world.organisation
        assert found.organisation.name == "Acme"
        assert found.team == expected.team
        assert found.begun is True  # type: ignore[attr-defined]
    assert len(captured) == 1
    assert vars(found).keys() - {"_state"} == vars(expected).keys() - {"_state"}


def test_what_it_cannot_keep_is_refused(world: World) -> None:
    @prepared
    def ignores(key: str) -> QuerySet[Team]:
        return Team.objects.filter(name="Growth team")

    by_name: Any = members
    with pytest.raises(TypeError, match="filter by each"):
        ignores("x")
    with pytest.raises(TypeError, match="by position"):
        by_name(partnership_id="x", role="em")
    with pytest.raises(TypeError, match="2 arguments"):
        by_name("x")


@pytest.mark.django_db(transaction=True)
def test_each_thread_prepares_for_the_connection_it_has() -> None:
    world = make_world()

    def find() -> list[str]:
        try:
            return [row.id for row in members(world.partnership.id, "pm")]
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        found = [future.result() for future in [pool.submit(find) for _ in range(6)]]
    here = [row.id for row in members(world.partnership.id, "pm")]
    assert here
    assert found == [here] * 6


def test_a_row_that_was_read_is_like_one_that_was_made_and_saved(world: World) -> None:
    made = Team(organisation=world.organisation, name="Made")
    assert made._state.adding
    made.save()
    read = Team.objects.get(id=made.id)
    assert not read._state.adding
    assert read._state.db == connection.alias
    assert {name: value for name, value in vars(read).items() if name != "_state"} == {
        name: getattr(made, name) for name in ("id", "created_at", "organisation_id", "name")
    }
    read.name = "Read"
    read.save()
    made.refresh_from_db()
    assert made.name == "Read"


def test_a_column_that_was_not_read_is_read_when_it_is_asked_for(world: World) -> None:
    team = Team.objects.get(organisation=world.organisation)
    read = Team.objects.only("id").get(id=team.id)
    assert "name" not in vars(read)
    assert read.get_deferred_fields() == {"created_at", "organisation_id", "name"}
    with CaptureQueriesContext(connection) as captured:
        assert read.name == team.name
    assert len(captured) == 1
