"""Policies on a board: any member writes them, and every plan keeps to them."""

from __future__ import annotations

import pytest
from tests.apps.compromise.boards import Board, hold_to_the_kit, make_board, say_default
from tests.personas import World

from trifecta.apps.compromise.models import PlanPolicy
from trifecta.apps.compromise.selectors.found import plan_for
from trifecta.apps.compromise.selectors.own import my_plans
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.compromise.services.defaults import confirm_default, propose_default
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.compromise.services.plans import NewOption, change_option, remove_option
from trifecta.apps.compromise.services.policies import (
    MOST_POLICIES,
    NewPolicy,
    add_policy,
    change_policy,
    remove_policy,
)
from trifecta.apps.people.models import User
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def plan_of(actor: User, board: Board) -> dict[str, str]:
    if plan_for(actor=actor, tension_id=board.tension_id).unseen:
        look_at_plans(actor=actor, tension_id=board.tension_id)
    found = plan_for(actor=actor, tension_id=board.tension_id).found
    assert found is not None
    return dict(found.plan.placements)


def no_experiments(board: Board) -> NewPolicy:
    return NewPolicy(title="No experiments this half", never=(board.runs, board.by_hand))


def test_every_plan_keeps_to_it_for_all_of_them(world: World, board: Board) -> None:
    assert plan_of(world.bob, board) == {board.kit: board.first, board.runs: board.second}
    add_policy(actor=world.alice, tension_id=board.tension_id, new=no_experiments(board))
    for user in (world.alice, world.bob):
        assert not {board.runs, board.by_hand} & set(plan_of(user, board))


def test_changing_it_is_looking_with_new_numbers(world: World, board: Board) -> None:
    plan_of(world.alice, board)
    policy = add_policy(actor=world.bob, tension_id=board.tension_id, new=no_experiments(board))
    assert plan_for(actor=world.alice, tension_id=board.tension_id).unseen
    remove_policy(actor=world.alice, policy_id=policy.id)
    assert not plan_for(actor=world.alice, tension_id=board.tension_id).unseen


def test_a_later_change_does_not_overwrite_an_earlier_one(world: World, board: Board) -> None:
    policy_id = hold_to_the_kit(world.alice, board)
    new = no_experiments(board)
    change_policy(actor=world.bob, policy_id=policy_id, new=new, version=1)
    with pytest.raises(ConflictError, match="This policy was changed by somebody else"):
        change_policy(actor=world.alice, policy_id=policy_id, new=new, version=1)
    (view,) = board_for(actor=world.alice, tension_id=board.tension_id).policies
    assert (view.title, view.version) == ("No experiments this half", 2)
    assert (view.first, view.for_these) == ("", ())


@pytest.mark.parametrize(
    ("first", "for_these", "field"),
    [
        ("", "", "never"),
        ("kit", "", "for_these"),
        ("", "runs", "first"),
        ("runs", "kit", "for_these"),
        ("kit", "kit", "for_these"),
    ],
)
def test_what_says_nothing_or_goes_in_circles_is_refused(
    world: World, board: Board, first: str, for_these: str, field: str
) -> None:
    new = NewPolicy(
        title="Something",
        first=getattr(board, first, ""),
        for_these=(getattr(board, for_these),) if for_these else (),
    )
    with pytest.raises(InvalidError) as refused:
        add_policy(actor=world.alice, tension_id=board.tension_id, new=new)
    assert field in refused.value.fields
    assert not PlanPolicy.objects.exists()


def test_an_option_cannot_come_to_wait_for_itself_by_way_of_it(world: World, board: Board) -> None:
    hold_to_the_kit(world.alice, board)
    view = board_for(actor=world.alice, tension_id=board.tension_id).option(board.kit)
    new = NewOption(title=view.title, effort=view.effort, after=(board.rewrite,))
    with pytest.raises(InvalidError, match="wait for each other"):
        change_option(actor=world.alice, option_id=board.kit, new=new, version=view.version)


def test_an_option_of_somewhere_else_is_not_taken(world: World, board: Board) -> None:
    new = NewPolicy(title="Something", never=("00000000000000000000",))
    with pytest.raises(ConflictError, match="has gone"):
        add_policy(actor=world.alice, tension_id=board.tension_id, new=new)


def test_an_option_that_goes_goes_from_it(world: World, board: Board) -> None:
    hold_to_the_kit(world.alice, board)
    remove_option(actor=world.bob, option_id=board.by_hand)
    remove_option(actor=world.bob, option_id=board.rewrite)
    (view,) = board_for(actor=world.alice, tension_id=board.tension_id).policies
    assert (view.never, view.for_these, view.first) == ((), (), "")
    rows = PlanRows.of(actor=world.alice, tension_id=board.tension_id)
    assert rows.frame().policies == ()


def test_what_ships_without_an_agreement_keeps_to_it_too(world: World, board: Board) -> None:
    confirm_default(actor=world.bob, default_id=say_default(world.alice, board))
    rows = PlanRows.of(actor=world.alice, tension_id=board.tension_id)
    assert rows.default_fits
    hold_to_the_kit(world.alice, board)
    rows = PlanRows.of(actor=world.alice, tension_id=board.tension_id)
    assert not rows.default_fits
    with pytest.raises(InvalidError, match="“Experiments run on the kit” rules"):
        propose_default(
            actor=world.alice,
            tension_id=board.tension_id,
            placements={board.by_hand: board.first, board.kit: board.second},
        )


def test_there_is_a_most(world: World, board: Board) -> None:
    for _ in range(MOST_POLICIES):
        hold_to_the_kit(world.alice, board)
    with pytest.raises(InvalidError, match="Remove one first"):
        hold_to_the_kit(world.bob, board)


def test_nobody_else_may(world: World, board: Board) -> None:
    policy_id = hold_to_the_kit(world.alice, board)
    for user in (world.carol, world.olga, world.mallory):
        with pytest.raises(NotFoundError):
            remove_policy(actor=user, policy_id=policy_id)
        with pytest.raises(NotFoundError):
            hold_to_the_kit(user, board)


def test_each_act_is_in_the_trail_without_its_words(world: World, board: Board) -> None:
    policy_id = hold_to_the_kit(world.alice, board)
    change_policy(actor=world.bob, policy_id=policy_id, new=no_experiments(board), version=1)
    remove_policy(actor=world.alice, policy_id=policy_id)
    acts = AuditEvent.objects.filter(subject_id=policy_id).order_by("at")
    assert [(row.action, row.actor_id) for row in acts] == [
        ("compromise.policy_added", world.alice.id),
        ("compromise.policy_changed", world.bob.id),
        ("compromise.policy_removed", world.alice.id),
    ]


def test_who_wrote_it_takes_it_along(world: World, board: Board) -> None:
    hold_to_the_kit(world.alice, board)
    (mine,) = my_plans(actor=world.alice)["policies"]
    assert mine["title"] == "Experiments run on the kit"
    assert my_plans(actor=world.bob)["policies"] == []
