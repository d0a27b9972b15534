"""What limits people reaches those they chose, and nobody else."""

from __future__ import annotations

import pytest
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Limit
from trifecta.apps.checkins.selectors import (
    my_limits,
    result_of,
    round_for,
    shared_with_leadership,
)
from trifecta.apps.people.models import User
from trifecta.domain.checkins.constraints import LONGEST_TEXT, MOST_STATEMENTS
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.django_db


def write(
    actor: User, round_id: str, *, kind: str = "leaving", visibility: str = "partners"
) -> str:
    return services.add_limit(
        actor=actor,
        round_id=round_id,
        kind=kind,
        text=f"{kind}, as {actor.name} sees it",
        visibility=visibility,
    )


def news(world: World, reader: User, round_id: str) -> list[str]:
    """Texts that the page of what went unseen shows to `reader`."""
    result = result_of(actor=reader, round_id=round_id)
    return [limit.text for one in result.unseen for limit, _ in one.limits]


def test_what_the_other_did_not_name_is_shown_once_open(world: World) -> None:
    round_id = started(world)
    write(world.alice, round_id, kind="leaving")
    write(world.alice, round_id, kind="tired")
    alice = round_for(actor=world.bob, round_id=round_id).others[0].id
    services.save_limits_guess(
        actor=world.bob, round_id=round_id, about=alice, kinds=["tired"], final=True
    )
    opened(world)
    for reader in (world.alice, world.bob):
        assert news(world, reader, round_id) == ["leaving, as Alice sees it"]


@pytest.mark.parametrize("visibility", ["private", "mediator"])
def test_what_is_not_shared_is_shown_to_nobody_and_changes_nothing(
    world: World, visibility: str
) -> None:
    round_id = started(world)
    write(world.alice, round_id, visibility=visibility)
    opened(world)
    assert news(world, world.bob, round_id) == []
    assert news(world, world.alice, round_id) == []
    assert [limit.text for limit in my_limits(actor=world.alice, round_id=round_id)[1]] == [
        "leaving, as Alice sees it"
    ]
    assert my_limits(actor=world.bob, round_id=round_id)[1] == []


def test_in_a_trio_it_is_said_to_whom_it_is_news(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    write(world.alice, round_id, kind="tired")
    alice = round_for(actor=world.bob, round_id=round_id).others[0].id
    services.save_limits_guess(
        actor=world.bob, round_id=round_id, about=alice, kinds=["tired"], final=True
    )
    for who in (world.alice, world.bob, world.carol):
        answer_and_seal(actor=who, round_id=round_id)
    unseen = result_of(actor=world.alice, round_id=round_id).unseen[0]
    assert [member.name for member in unseen.limits[0][1]] == ["Carol"]


def test_narrowing_after_the_opening_hides_it_from_now_on(world: World) -> None:
    round_id = started(world)
    limit_id = write(world.alice, round_id)
    opened(world)
    services.show_limit_to(
        actor=world.alice, round_id=round_id, limit_id=limit_id, visibility="private"
    )
    assert news(world, world.bob, round_id) == []
    services.show_limit_to(
        actor=world.alice, round_id=round_id, limit_id=limit_id, visibility="partners"
    )
    assert news(world, world.bob, round_id) == ["leaving, as Alice sees it"]


def test_nobody_else_can_change_who_is_shown_it(world: World) -> None:
    round_id = started(world)
    limit_id = write(world.alice, round_id, visibility="private")
    opened(world)
    for other in (world.bob, world.carol, world.olga, world.mallory):
        with pytest.raises(NotFoundError):
            services.show_limit_to(
                actor=other, round_id=round_id, limit_id=limit_id, visibility="partners"
            )


def test_nobody_else_can_change_or_take_out_a_sealed_one(world: World) -> None:
    round_id = started(world)
    limit_id = write(world.alice, round_id)
    with pytest.raises(NotFoundError):
        services.change_limit(
            actor=world.bob,
            round_id=round_id,
            limit_id=limit_id,
            kind="tired",
            text="x",
            visibility="partners",
        )
    services.remove_limit(actor=world.bob, round_id=round_id, limit_id=limit_id)
    assert Limit.objects.count() == 1
    services.remove_limit(actor=world.alice, round_id=round_id, limit_id=limit_id)
    assert Limit.objects.count() == 0


def test_words_stay_as_they_are_once_open(world: World) -> None:
    round_id = started(world)
    limit_id = write(world.alice, round_id)
    opened(world)
    with pytest.raises(ConflictError):
        services.remove_limit(actor=world.alice, round_id=round_id, limit_id=limit_id)
    with pytest.raises(ConflictError):
        write(world.alice, round_id)


@pytest.mark.parametrize(
    ("kind", "text", "visibility", "field"),
    [
        ("nonsense", "x", "partners", "kind"),
        ("tired", "   ", "partners", "text"),
        ("tired", "x" * (LONGEST_TEXT + 1), "partners", "text"),
        ("tired", "x" * 100_000, "partners", "text"),
        ("tired", "x", "everybody", "visibility"),
    ],
)
def test_what_cannot_be_kept_says_which_part(
    world: World, kind: str, text: str, visibility: str, field: str
) -> None:
    round_id = started(world)
    with pytest.raises(InvalidError) as refused:
        services.add_limit(
            actor=world.alice, round_id=round_id, kind=kind, text=text, visibility=visibility
        )
    assert field in refused.value.fields


def test_there_is_a_most_and_it_says_what_to_do(world: World) -> None:
    round_id = started(world)
    for _ in range(MOST_STATEMENTS):
        write(world.alice, round_id)
    with pytest.raises(InvalidError, match="Take one out first"):
        write(world.alice, round_id)


def test_leadership_reads_what_was_shown_to_it_once_open_and_nothing_else(world: World) -> None:
    round_id = started(world)
    write(world.alice, round_id, kind="money", visibility="leadership")
    write(world.alice, round_id, kind="tired", visibility="partners")

    def read(actor: User) -> list[tuple[str, str]]:
        limits = shared_with_leadership(actor=actor, organisation_id=world.organisation.id)
        return [(limit.author, limit.text) for limit in limits]

    assert read(world.olga) == []
    opened(world)
    assert read(world.olga) == [("Alice", "money, as Alice sees it")]
    for other in (world.alice, world.bob, world.pat, world.oscar, world.mallory):
        with pytest.raises(NotFoundError):
            read(other)


def test_the_words_and_the_kind_are_not_readable_in_the_database(world: World) -> None:
    from django.db import connection

    round_id = started(world)
    write(world.alice, round_id, kind="leaving")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, text FROM checkins_limit")
        kind, text = (bytes(value) for value in cursor.fetchone())
    assert b"leaving" not in kind + text
