"""Who could live with a plan is said alone; looking again and again has a limit and a record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.compromise.boards import Board, make_board, placements, score, write_need
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.compromise.models import Acceptance, Look, Option
from trifecta.apps.compromise.selectors.found import PlanView, plan_for
from trifecta.apps.compromise.services.looking import (
    LOOKS_A_DAY,
    look_at_plans,
    say_could_live,
)
from trifecta.apps.compromise.services.plans import NewOption, change_option
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.services import share_side
from trifecta.domain.errors import ConflictError, NotFoundError, TooManyError


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def say(actor: User, board: Board, *, could: bool = True) -> None:
    say_could_live(
        actor=actor, tension_id=board.tension_id, placements=placements(board), could=could
    )


def view(actor: User, board: Board) -> PlanView:
    return plan_for(actor=actor, tension_id=board.tension_id)


def shown(actor: User, board: Board) -> tuple[bool | None, bool]:
    """The reader's own answer, and whether it shows that all could."""
    here = view(actor, board)
    key = here.key_of(placements(board))
    return here.acceptances.mine.get(key), key in here.acceptances.mutual


# ---------------------------------------------------------------- living with a plan


def test_only_a_yes_of_all_shows(world: World, board: Board) -> None:
    say(world.alice, board)
    assert shown(world.bob, board) == (None, False)
    say(world.bob, board)
    assert shown(world.alice, board) == (True, True)
    assert shown(world.bob, board) == (True, True)


@pytest.mark.parametrize("answers", [(), (False,), (True, False)])
def test_no_answer_a_no_and_a_yes_taken_back_look_the_same(
    world: World, board: Board, answers: tuple[bool, ...]
) -> None:
    say(world.alice, board)
    plain = repr(view(world.alice, board).acceptances)
    for could in answers:
        say(world.bob, board, could=could)
    assert repr(view(world.alice, board).acceptances) == plain
    assert not Notice.objects.filter(recipient=world.alice, body__contains="live").exists()


def test_a_yes_that_is_taken_back_no_longer_shows(world: World, board: Board) -> None:
    say(world.alice, board)
    say(world.bob, board)
    say(world.bob, board, could=False)
    assert shown(world.alice, board) == (True, False)


def test_another_effort_makes_it_another_plan(world: World, board: Board) -> None:
    say(world.alice, board)
    say(world.bob, board)
    kit = NewOption(title="Build the kit", effort={board.first: {"engineers": 21}})
    change_option(actor=world.alice, option_id=board.kit, new=kit, version=1)
    assert shown(world.alice, board) == (None, False)


def test_somebody_who_joins_has_not_said_yes(world: World, board: Board) -> None:
    say(world.alice, board)
    say(world.bob, board)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    for actor in (world.alice, world.bob):
        share_side(actor=actor, tension_id=board.tension_id)
    assert shown(world.alice, board) == (True, False)


def test_a_plan_that_cannot_be_done_is_not_asked_about(world: World, board: Board) -> None:
    both = {board.rewrite: board.first, board.by_hand: board.first}
    for wrong in ({}, both, {"gone": board.first}):
        with pytest.raises(ConflictError):
            say_could_live(
                actor=world.alice, tension_id=board.tension_id, placements=wrong, could=True
            )
    assert not Acceptance.objects.exists()


def test_to_outsiders_there_is_nothing(world: World, board: Board) -> None:
    with pytest.raises(NotFoundError):
        say(world.oscar, board)
    with pytest.raises(NotFoundError):
        look(world.oscar, board)


# ---------------------------------------------------------------- looking


def look(actor: User, board: Board) -> None:
    look_at_plans(actor=actor, tension_id=board.tension_id)


def looks(actor: User) -> int:
    return Look.objects.filter(member__user=actor).count()


def test_looking_again_at_the_same_numbers_is_no_new_look(world: World, board: Board) -> None:
    for _ in range(3):
        look(world.alice, board)
    assert looks(world.alice) == 1
    assert AuditEvent.objects.filter(action="compromise.plans_looked_at").count() == 1


def test_nothing_is_found_before_the_look_is_noted(world: World, board: Board) -> None:
    assert (view(world.alice, board).found, view(world.alice, board).unseen) == (None, True)
    look(world.alice, board)
    assert view(world.alice, board).found is not None


def test_other_scores_weights_and_efforts_of_mine_are_new_numbers(
    world: World, board: Board
) -> None:
    look(world.alice, board)
    score(world.alice, board, board.alice_need, kit=90)
    look(world.alice, board)
    Option.objects.get(id=board.kit)
    kit = NewOption(title="Build the kit", effort={board.first: {"engineers": 19}})
    change_option(actor=world.alice, option_id=board.kit, new=kit, version=1)
    look(world.alice, board)
    assert looks(world.alice) == 3


def test_other_words_are_no_new_numbers(world: World, board: Board) -> None:
    look(world.alice, board)
    kit = NewOption(title="A kit of experiments", effort={board.first: {"engineers": 20}})
    change_option(actor=world.alice, option_id=board.kit, new=kit, version=1)
    look(world.alice, board)
    assert looks(world.alice) == 1


def test_what_the_other_says_of_their_needs_never_makes_a_look_of_mine(
    world: World, board: Board
) -> None:
    hidden = write_need(world.bob, board.tension_id, "Sleep", visibility="mediator")
    score(world.bob, board, hidden, kit=50)
    look(world.alice, board)
    score(world.bob, board, hidden, kit=80)
    score(world.bob, board, board.bob_need, runs=40)
    story.seal(world.bob, board.tension_id, 70, 30)
    assert not view(world.alice, board).unseen


def test_after_twelve_sets_of_numbers_it_is_enough_for_a_day(world: World, board: Board) -> None:
    for kit in range(LOOKS_A_DAY):
        score(world.alice, board, board.alice_need, kit=kit)
        look(world.alice, board)
    score(world.alice, board, board.alice_need, kit=50)
    with pytest.raises(TooManyError) as caught:
        look(world.alice, board)
    assert "New ones open at" in caught.value.message
    look(world.bob, board)
    score(world.alice, board, board.alice_need, kit=0)
    look(world.alice, board)
    Look.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    score(world.alice, board, board.alice_need, kit=50)
    look(world.alice, board)
