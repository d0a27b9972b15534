"""What happens when nothing is agreed: said by one, confirmed by all, and never a number."""

from __future__ import annotations

import pytest
from tests.apps.compromise.boards import Board, make_board, say_default
from tests.personas import World, join

from trifecta.apps.compromise.models import DefaultPlan
from trifecta.apps.compromise.selectors.defaults import DefaultStanding
from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.compromise.services.defaults import (
    confirm_default,
    propose_default,
    set_default_aside,
)
from trifecta.apps.compromise.services.plans import remove_option
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.services import mark_outcome, share_side
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def standing(actor: User, board: Board) -> DefaultStanding:
    return board_for(actor=actor, tension_id=board.tension_id).default


def test_it_waits_for_everybody_but_the_one_who_said_it(world: World, board: Board) -> None:
    say_default(world.alice, board)
    waits = standing(world.bob, board).waits
    assert waits is not None
    assert ([row.name for row in waits.waits_for], waits.waits_for_me) == (["Bob"], True)
    assert not standing(world.bob, board).known


def test_confirmed_by_all_it_counts_until_a_newer_one_is(world: World, board: Board) -> None:
    confirm_default(actor=world.bob, default_id=say_default(world.alice, board))
    newer = say_default(world.bob, board, by_hand=False)
    now = standing(world.alice, board)
    assert now.counts is not None
    assert now.counts.placements == {board.by_hand: board.first}
    confirm_default(actor=world.alice, default_id=newer)
    counts = standing(world.alice, board).counts
    assert counts is not None
    assert counts.placements == {}


def test_confirming_twice_changes_nothing(world: World, board: Board) -> None:
    default_id = say_default(world.alice, board)
    for _ in range(2):
        confirm_default(actor=world.bob, default_id=default_id)
    assert AuditEvent.objects.filter(action="compromise.default_confirmed").count() == 1


def test_who_sees_it_otherwise_says_what_would_happen(world: World, board: Board) -> None:
    default_id = say_default(world.alice, board)
    with pytest.raises(InvalidError):
        set_default_aside(actor=world.bob, default_id=default_id)
    set_default_aside(actor=world.bob, default_id=default_id, reason="We would do the rewrite.")
    now = standing(world.alice, board)
    assert (now.waits, now.counts) == (None, None)
    assert now.declined is not None
    assert now.declined.answer == "We would do the rewrite."
    with pytest.raises(ConflictError):
        confirm_default(actor=world.bob, default_id=default_id)


def test_what_one_takes_back_needs_no_reason_and_what_counted_counts(
    world: World, board: Board
) -> None:
    confirm_default(actor=world.bob, default_id=say_default(world.alice, board))
    set_default_aside(actor=world.alice, default_id=say_default(world.alice, board, by_hand=False))
    assert standing(world.bob, board).known


def test_a_second_one_of_mine_takes_the_place_of_the_first(world: World, board: Board) -> None:
    first = say_default(world.alice, board)
    say_default(world.alice, board, by_hand=False)
    with pytest.raises(ConflictError):
        confirm_default(actor=world.bob, default_id=first)


def test_somebody_elses_is_answered_first(world: World, board: Board) -> None:
    say_default(world.alice, board)
    with pytest.raises(ConflictError):
        say_default(world.bob, board, by_hand=False)


def test_what_counts_already_is_not_said_again(world: World, board: Board) -> None:
    confirm_default(actor=world.bob, default_id=say_default(world.alice, board))
    with pytest.raises(ConflictError):
        say_default(world.bob, board)


def test_what_cannot_all_happen_is_refused_with_what_is_in_the_way(
    world: World, board: Board
) -> None:
    both = {board.by_hand: board.first, board.rewrite: board.first}
    with pytest.raises(InvalidError) as caught:
        propose_default(actor=world.alice, tension_id=board.tension_id, placements=both)
    assert "has no room for" in caught.value.message
    with pytest.raises(ConflictError):
        propose_default(
            actor=world.alice, tension_id=board.tension_id, placements={"gone": board.first}
        )
    assert not DefaultPlan.objects.exists()


def test_somebody_who_joins_is_asked_too(world: World, board: Board) -> None:
    confirm_default(actor=world.bob, default_id=(row := say_default(world.alice, board)))
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    for name in ("alice", "bob"):
        share_side(actor=world.everyone[name], tension_id=board.tension_id)
    waits = standing(world.carol, board).waits
    assert waits is not None
    assert [member.name for member in waits.waits_for] == ["Carol"]
    assert not standing(world.alice, board).known
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    assert standing(world.alice, board).known
    assert DefaultPlan.objects.get().id == row


def test_it_no_longer_counts_when_an_option_in_it_has_gone(world: World, board: Board) -> None:
    confirm_default(actor=world.bob, default_id=say_default(world.alice, board))
    remove_option(actor=world.alice, option_id=board.by_hand)
    now = standing(world.bob, board)
    assert now.counts is not None
    assert not now.known


def test_nothing_changes_once_an_agreement_rests_on_it(world: World, board: Board) -> None:
    default_id = say_default(world.alice, board)
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=TensionState.AGREED)
    with pytest.raises(NotYetError):
        confirm_default(actor=world.bob, default_id=default_id)


def test_to_an_outsider_it_is_not_there(world: World, board: Board) -> None:
    default_id = say_default(world.alice, board)
    for act in (confirm_default, set_default_aside):
        with pytest.raises(NotFoundError):
            act(actor=world.oscar, default_id=default_id)
