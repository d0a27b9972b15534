"""What a plan rests on is worked out for one member, counted like a look, and kept sealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from tests.apps.compromise.boards import Board, make_board, placements, score, write_need
from tests.apps.tensions import story
from tests.personas import World

from trifecta.apps.compromise.models import Look, WorkedOut
from trifecta.apps.compromise.selectors.found import Found, PlanView, plan_for
from trifecta.apps.compromise.selectors.resting import (
    Kept,
    figures_of,
    kept_for,
    work_out,
)
from trifecta.apps.compromise.services.erasing import erase_own_numbers
from trifecta.apps.compromise.services.looking import (
    LOOKS_A_DAY,
    ask_what_it_rests_on,
    look_at_plans,
)
from trifecta.apps.compromise.services.resting import MOST_KEPT, keep_what_it_rests_on
from trifecta.apps.people.models import User
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.services import mark_outcome
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError, TooManyError


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def seen(actor: User, board: Board) -> tuple[PlanView, Found]:
    look_at_plans(actor=actor, tension_id=board.tension_id)
    view = plan_for(actor=actor, tension_id=board.tension_id)
    assert view.found is not None
    return view, view.found


def ask(actor: User, board: Board, **plan: str) -> None:
    ask_what_it_rests_on(
        actor=actor, tension_id=board.tension_id, placements=plan or placements(board)
    )


def keep(actor: User, board: Board, *, plan: Plan | None = None) -> None:
    view, found = seen(actor, board)
    plan = plan or found.plan
    basis = work_out(reader=view.board.gate.partnership.me.id, found=found, plan=plan)
    assert basis is not None
    keep_what_it_rests_on(
        actor=actor, tension_id=board.tension_id, found=found, plan=plan, basis=basis
    )


def kept(actor: User, board: Board) -> Kept:
    view, found = seen(actor, board)
    return kept_for(actor=actor, view=view, found=found, plan=found.plan)


# ---------------------------------------------------------------- counted


def test_it_counts_like_a_look_once_for_the_same_numbers(world: World, board: Board) -> None:
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    for _ in range(2):
        ask(world.alice, board)
    assert Look.objects.filter(member__user=world.alice).count() == 2
    assert AuditEvent.objects.filter(action="compromise.plan_worked_out").count() == 1
    ask(world.alice, board, **{board.kit: board.first})
    assert Look.objects.filter(member__user=world.alice).count() == 2


def test_together_with_looks_there_are_twelve_a_day(world: World, board: Board) -> None:
    for kit in range(LOOKS_A_DAY // 2):
        score(world.alice, board, board.alice_need, kit=kit)
        look_at_plans(actor=world.alice, tension_id=board.tension_id)
        if kit:
            ask(world.alice, board)
    score(world.alice, board, board.alice_need, kit=90)
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    with pytest.raises(TooManyError) as caught:
        ask(world.alice, board)
    assert "or worked out what one rests on, twelve times" in caught.value.message
    score(world.alice, board, board.alice_need, kit=1)
    ask(world.alice, board)
    score(world.alice, board, board.alice_need, kit=80)
    with pytest.raises(TooManyError):
        look_at_plans(actor=world.alice, tension_id=board.tension_id)


def test_what_the_other_says_never_uses_up_one_of_mine(world: World, board: Board) -> None:
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    ask(world.alice, board)
    score(world.bob, board, board.bob_need, runs=70, by_hand=60)
    ask(world.alice, board)
    assert Look.objects.filter(member__user=world.alice).count() == 2


def test_nothing_is_worked_out_from_numbers_that_were_not_looked_at(
    world: World, board: Board
) -> None:
    with pytest.raises(ConflictError):
        ask(world.alice, board)
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    with pytest.raises(ConflictError):
        ask(world.alice, board, **{board.rewrite: board.first, board.by_hand: board.first})
    with pytest.raises(NotFoundError):
        ask(world.oscar, board)
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=TensionState.AGREED)
    with pytest.raises(NotYetError):
        ask(world.alice, board)
    assert Look.objects.count() == 1


# ---------------------------------------------------------------- looking in advance


def test_whoever_has_done_their_part_sees_plans_once_the_others_have(world: World) -> None:
    board = make_board(world, scored=False)
    score(world.alice, board, board.alice_need, kit=100, rewrite=80)
    for _ in range(2):
        look_at_plans(actor=world.alice, tension_id=board.tension_id)
    assert Look.objects.count() == 1
    score(world.bob, board, board.bob_need, kit=10, runs=90)
    view = plan_for(actor=world.alice, tension_id=board.tension_id)
    assert (view.unseen, view.found is not None) == (False, True)


def test_only_the_first_look_is_noted_in_advance(world: World) -> None:
    board = make_board(world, scored=False)
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    assert not Look.objects.exists()
    for kit in (100, 90):
        score(world.alice, board, board.alice_need, kit=kit)
        look_at_plans(actor=world.alice, tension_id=board.tension_id)
    assert Look.objects.count() == 1


# ---------------------------------------------------------------- kept


def test_it_is_kept_for_exactly_these_figures(world: World, board: Board) -> None:
    assert kept(world.alice, board) == Kept(basis=None, stale=False)
    keep(world.alice, board)
    first = kept(world.alice, board)
    assert first.basis is not None
    score(world.bob, board, board.bob_need, kit=10, runs=80, by_hand=70)
    assert kept(world.alice, board) == Kept(basis=None, stale=True)
    score(world.bob, board, board.bob_need, kit=10, runs=90, by_hand=70)
    assert kept(world.alice, board) == first
    keep(world.alice, board)
    assert WorkedOut.objects.count() == 1


def test_other_words_change_nothing_that_is_kept(world: World, board: Board) -> None:
    keep(world.alice, board)
    before = kept(world.alice, board)
    write_need(world.bob, board.tension_id, "Sleep, which nobody knows of", visibility="private")
    assert kept(world.alice, board) == before


def test_a_need_that_another_keeps_for_the_finder_makes_nothing_stale(
    world: World, board: Board
) -> None:
    hidden = write_need(world.bob, board.tension_id, "Sleep", visibility="mediator")
    score(world.bob, board, hidden, kit=50)
    keep(world.alice, board)
    before = kept(world.alice, board)
    score(world.bob, board, hidden, kit=60)
    story.seal(world.bob, board.tension_id, 70, 30)
    assert kept(world.alice, board) == before
    assert before.basis is not None


def test_what_was_worked_out_for_one_is_for_nobody_else(world: World, board: Board) -> None:
    keep(world.alice, board)
    assert kept(world.bob, board) == Kept(basis=None, stale=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT basis FROM compromise_workedout")
        stored = bytes(cursor.fetchone()[0])
    assert board.kit.encode() not in stored
    assert b"does_well" not in stored


def test_the_newest_few_are_kept(world: World, board: Board) -> None:
    view, found = seen(world.alice, board)
    me = view.board.gate.partnership.me.id
    basis = work_out(reader=me, found=found, plan=found.plan)
    assert basis is not None
    everything = [board.kit, board.runs, board.rewrite, board.by_hand]
    for number in range(MOST_KEPT + 3):
        plan = Plan(placements={name: str(number) for name in everything})
        keep_what_it_rests_on(
            actor=world.alice, tension_id=board.tension_id, found=found, plan=plan, basis=basis
        )
    assert WorkedOut.objects.count() == MOST_KEPT


def test_two_requests_do_not_work_out_the_same_at_once(world: World, board: Board) -> None:
    view, found = seen(world.alice, board)
    me = view.board.gate.partnership.me.id
    busy = f"compromise-working-out-{figures_of(found, found.plan, reader=me)}"
    cache.add(busy, 1, 10)
    assert work_out(reader=me, found=found, plan=found.plan) is None
    cache.delete(busy)
    assert work_out(reader=me, found=found, plan=found.plan) is not None
    assert cache.get(busy) is None


def test_it_goes_with_any_account_that_it_was_made_from(world: World, board: Board) -> None:
    keep(world.alice, board)
    keep(world.bob, board)
    erase_own_numbers(actor=world.carol)
    assert WorkedOut.objects.count() == 2
    erase_own_numbers(actor=world.bob)
    assert not WorkedOut.objects.exists()


def test_to_outsiders_there_is_nothing(world: World, board: Board) -> None:
    keep(world.alice, board)
    view, found = seen(world.alice, board)
    assert kept_for(actor=world.oscar, view=view, found=found, plan=found.plan).basis is None
    basis: Any = kept(world.alice, board).basis
    with pytest.raises(NotFoundError):
        keep_what_it_rests_on(
            actor=world.oscar,
            tension_id=board.tension_id,
            found=found,
            plan=found.plan,
            basis=basis,
        )
