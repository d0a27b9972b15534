"""What somebody wrote in a check-in as limiting them can be taken over into a tension, once."""

from __future__ import annotations

import pytest
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.checkins import services as checkins
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import AnsweredLimit, Statement
from trifecta.apps.tensions.selectors import LimitOffers, limits_to_take, my_limits_here
from trifecta.apps.tensions.services import (
    leave_limit_out,
    remove_statement,
    share_side,
    take_limit,
    withdraw_tension,
)
from trifecta.domain.access import Visibility
from trifecta.domain.errors import NotFoundError, NotYetError

pytestmark = pytest.mark.django_db
VISIBILITIES = [visibility.value for visibility in Visibility]
SEATS = "Three of our seats are paid until January."


def with_limits(world: World, *visibilities: str, words: str = SEATS) -> list[str]:
    """alice has written these in a check-in that has been opened since; their ids."""
    round_id = started(world)
    ids = [
        checkins.add_limit(
            actor=world.alice,
            round_id=round_id,
            kind="money",
            text=f"{words} ({visibility})",
            visibility=visibility,
        )
        for visibility in visibilities
    ]
    opened(world)
    return ids


def offers(actor: User, tension_id: str) -> LimitOffers:
    return limits_to_take(actor=actor, tension=story.seen_by(actor, tension_id))


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_it_keeps_its_words_and_who_is_shown_it(world: World, visibility: str) -> None:
    (limit_id,) = with_limits(world, visibility)
    tension_id = story.opened(world)
    assert [one.id for one in offers(world.alice, tension_id).offered] == [limit_id]
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    (row,) = story.seen_by(world.alice, tension_id).mine.constraints
    assert (row.text, row.visibility) == (f"{SEATS} ({visibility})", visibility)
    assert offers(world.alice, tension_id).offered == ()


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_partners_read_it_on_a_shared_side_only_where_they_may(
    world: World, visibility: str
) -> None:
    (limit_id,) = with_limits(world, visibility)
    tension_id = story.opened(world)
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    words = f"{SEATS} ({visibility})"
    assert words not in story.words_seen(world.bob, tension_id)
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    share_side(actor=world.alice, tension_id=tension_id)
    seen = words in story.words_seen(world.bob, tension_id)
    assert seen is (visibility in {"partners", "leadership"})


def test_taking_it_twice_writes_it_once(world: World) -> None:
    (limit_id,) = with_limits(world, "mediator")
    tension_id = story.opened(world)
    first = take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    again = take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    assert first.id == again.id
    assert Statement.objects.count() == AnsweredLimit.objects.count() == 1


def test_what_stands_there_in_the_same_words_is_not_offered_nor_written_again(
    world: World,
) -> None:
    (limit_id,) = with_limits(world, "private")
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "constraint", f"{SEATS} (private)")
    assert offers(world.alice, tension_id) == LimitOffers(number=1, offered=(), left_out=())
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    assert Statement.objects.count() == 1


def test_the_same_words_in_the_next_check_in_are_not_offered_again(world: World) -> None:
    (limit_id,) = with_limits(world, "partners")
    tension_id = story.opened(world)
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    with_limits(world, "partners")
    assert offers(world.alice, tension_id).offered == ()


def test_only_the_last_opened_check_in_is_offered(world: World) -> None:
    with_limits(world, "partners", words="Before.")
    (new,) = with_limits(world, "partners", words="Now.")
    round_id = started(world)
    checkins.add_limit(
        actor=world.alice, round_id=round_id, kind="tired", text="Sealed.", visibility="partners"
    )
    found = offers(world.alice, story.opened(world))
    assert ([one.id for one in found.offered], found.number) == ([new], 2)


def test_what_is_left_out_can_still_be_taken_over(world: World) -> None:
    (limit_id,) = with_limits(world, "partners")
    tension_id = story.opened(world)
    for _ in range(2):
        leave_limit_out(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    found = offers(world.alice, tension_id)
    assert found.offered == ()
    assert [one.id for one in found.left_out] == [limit_id]
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    leave_limit_out(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    assert offers(world.alice, tension_id).left_out == ()
    assert len(story.seen_by(world.alice, tension_id).mine.constraints) == 1
    another = story.opened(world)
    assert [one.id for one in offers(world.alice, another).offered] == [limit_id]


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_removed_again_is_not_pressed_on_anybody(world: World, shared: bool) -> None:
    (limit_id,) = with_limits(world, "partners")
    tension_id = story.opened(world)
    if shared:
        story.share(world.alice, tension_id, story.ALICE_NEEDS)
    row = take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    remove_statement(actor=world.alice, statement_id=row.id)
    found = offers(world.alice, tension_id)
    assert (found.offered, [one.id for one in found.left_out]) == ((), [limit_id])
    take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)
    texts = [one.text for one in story.seen_by(world.alice, tension_id).mine.constraints]
    assert texts.count(f"{SEATS} (partners)") == 1


@pytest.mark.parametrize("act", [take_limit, leave_limit_out])
def test_nobody_takes_what_somebody_else_wrote(world: World, act: object) -> None:
    (limit_id,) = with_limits(world, "leadership")
    tension_id = story.opened(world)
    for actor in (world.bob, world.carol, world.olga, world.mallory):
        with pytest.raises(NotFoundError):
            act(actor=actor, tension_id=tension_id, limit_id=limit_id)  # type: ignore[operator]
    assert offers(world.bob, tension_id) == LimitOffers(number=1, offered=(), left_out=())


def test_what_is_sealed_cannot_be_taken_over_yet(world: World) -> None:
    round_id = started(world)
    limit_id = checkins.add_limit(
        actor=world.alice, round_id=round_id, kind="tired", text="Tired.", visibility="private"
    )
    with pytest.raises(NotFoundError):
        take_limit(actor=world.alice, tension_id=story.opened(world), limit_id=limit_id)


def test_who_joined_later_is_offered_nothing(world: World) -> None:
    with_limits(world, "partners")
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    tension_id = story.opened(world)
    assert offers(world.carol, tension_id) == LimitOffers(number=0, offered=(), left_out=())


def test_a_tension_that_rests_takes_nothing_over(world: World) -> None:
    (limit_id,) = with_limits(world, "partners")
    tension_id = story.opened(world)
    withdraw_tension(actor=world.bob, tension_id=tension_id, reason="It went away by itself.")
    assert offers(world.alice, tension_id).offered == ()
    with pytest.raises(NotYetError):
        take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit_id)


def test_the_longest_limit_of_a_check_in_fits(world: World) -> None:
    round_id = started(world)
    limit_id = checkins.add_limit(
        actor=world.alice, round_id=round_id, kind="else", text="x" * 1000, visibility="private"
    )
    for actor in (world.alice, world.bob):
        answer_and_seal(actor=actor, round_id=round_id)
    take_limit(actor=world.alice, tension_id=story.opened(world), limit_id=limit_id)


def test_where_plans_are_scored_its_writer_alone_is_reminded(world: World) -> None:
    tension_id = story.opened(world)
    for visibility in VISIBILITIES:
        story.write(world.alice, tension_id, "constraint", visibility, visibility)
    assert my_limits_here(actor=world.alice, tension_id=tension_id) == [
        "mediator",
        "partners",
        "leadership",
    ]
    assert my_limits_here(actor=world.bob, tension_id=tension_id) == []
