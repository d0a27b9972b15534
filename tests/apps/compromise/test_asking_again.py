"""Somebody is asked once more what counts how much only where the plan they saw hangs on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from tests.apps.compromise.boards import add_weeks, make_board, open_plans, write_need
from tests.apps.tensions import story
from tests.personas import World

from trifecta.apps.compromise.selectors.asking_again import weights_worth_asking_again
from trifecta.apps.compromise.selectors.found import Found, plan_for
from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.compromise.selectors.resting import work_out
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.compromise.services.plans import NewOption, add_option
from trifecta.apps.compromise.services.resting import keep_what_it_rests_on
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import Statement, TensionState
from trifecta.apps.tensions.selectors import weights_for
from trifecta.apps.tensions.services import choose_needs, mark_outcome, seal_weights
from trifecta.domain.compromise.resting import Basis
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError
from trifecta.domain.tensions.best_worst import Choice, sets_of


def one_or_the_other(world: World, *points: int, visibility: str = "partners") -> str:
    """Time for one of two options: one meets bob's first two needs, the other his last two.

    alice does not mind which. `points` are what bob seals for his four needs.
    """
    tension_id = open_plans(world)
    for text in ("Sleep", "Growth", "People"):
        write_need(world.bob, tension_id, text, visibility=visibility)
    stage = add_weeks(world.alice, tension_id, "Now", starts=timezone.localdate(), weeks=4)
    one, other = (
        add_option(
            actor=world.alice,
            tension_id=tension_id,
            new=NewOption(title=title, effort={stage: {"engineers": 20.0}}),
        ).id
        for title in ("One", "The other")
    )
    for user in (world.alice, world.bob):
        rows = Statement.objects.filter(tension_id=tension_id, kind="need", member__user=user)
        for place, need in enumerate(rows.order_by("created_at", "id")):
            both = {one: 100, other: 100}
            half = {one: 100, other: 0} if place < 2 else {one: 0, other: 100}
            score_need(
                actor=user,
                tension_id=tension_id,
                need_id=need.id,
                points=both if user == world.alice else half,
            )
    story.seal(world.bob, tension_id, *points)
    return tension_id


def asks(actor: User, tension_id: str) -> bool:
    return weights_worth_asking_again(actor=actor, tension_id=tension_id)


def look(world: World, tension_id: str) -> None:
    for user in (world.alice, world.bob):
        look_at_plans(actor=user, tension_id=tension_id)


def test_whose_weight_the_plan_hangs_on_is_asked_and_nobody_else(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    look(world, tension_id)
    assert asks(world.bob, tension_id)
    assert not asks(world.alice, tension_id)


def test_where_another_plan_is_far_off_nobody_is_asked(world: World) -> None:
    tension_id = one_or_the_other(world, 50, 40, 5, 5)
    look(world, tension_id)
    assert not asks(world.bob, tension_id)


def test_needs_kept_for_the_finder_are_asked_of_their_owner_too(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24, visibility="mediator")
    look(world, tension_id)
    assert asks(world.bob, tension_id)
    assert not asks(world.alice, tension_id)


def test_before_somebody_has_looked_at_these_numbers_nothing_is_said(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    assert not asks(world.bob, tension_id)
    look(world, tension_id)
    story.seal(world.bob, tension_id, 24, 25, 24, 27)
    assert not asks(world.bob, tension_id)


def test_what_is_missing_closed_or_settled_asks_nothing(world: World) -> None:
    assert not asks(world.bob, story.both_shared(world))
    assert not asks(world.alice, make_board(world, scored=False).tension_id)
    settled = one_or_the_other(world, 27, 25, 24, 24)
    look(world, settled)
    mark_outcome(actor=world.alice, tension_id=settled, state=TensionState.AGREED)
    assert not asks(world.bob, settled)


def test_outsiders_find_nothing(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    for outsider in (world.carol, world.olga, world.mallory):
        with pytest.raises(NotFoundError):
            asks(outsider, tension_id)
        with pytest.raises(NotFoundError):
            choose_needs(actor=outsider, tension_id=tension_id, choices=[])


# ---------------------------------------------------------------- too many plans to compare


def with_many_options(world: World, tension_id: str) -> None:
    """Too many plans to compare them all; what comes on top takes no time and helps nobody."""
    stage = board_for(actor=world.alice, tension_id=tension_id).stages[0].id
    names = (f"Small thing {n}" for n in range(20))
    for title in names:
        new = NewOption(title=title, effort={stage: {"engineers": 0.0}})
        add_option(actor=world.alice, tension_id=tension_id, new=new)
    for user in (world.alice, world.bob):
        board = board_for(actor=user, tension_id=tension_id)
        for need in board.needs:
            points = {row.id: need.points.get(row.id, 0) for row in board.options}
            score_need(actor=user, tension_id=tension_id, need_id=need.id, points=points)


def work_it_out(actor: User, tension_id: str) -> tuple[Found, Basis]:
    found = plan_for(actor=actor, tension_id=tension_id).found
    assert found is not None
    assert found.findings.compared is None
    me = weights_for(actor=actor, tension_id=tension_id).tension.me.id
    basis = work_out(reader=me, found=found, plan=found.plan)
    assert basis is not None
    return found, basis


def keep(actor: User, tension_id: str, found: Found, basis: Basis) -> None:
    keep_what_it_rests_on(
        actor=actor, tension_id=tension_id, found=found, plan=found.plan, basis=basis
    )


def test_of_many_plans_what_was_worked_out_is_read(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    with_many_options(world, tension_id)
    look(world, tension_id)
    found, basis = work_it_out(world.bob, tension_id)
    keep(world.bob, tension_id, found, basis)
    assert asks(world.bob, tension_id)
    flip = basis.robust.flips[0]
    for flips, asked in (
        ((), False),
        ((replace(flip, then=flip.now + 0.11),), False),
        ((replace(flip, then=flip.now + 0.09),), True),
    ):
        robust = replace(basis.robust, flips=flips)
        keep(world.bob, tension_id, found, replace(basis, robust=robust))
        assert asks(world.bob, tension_id) is asked


def test_what_was_worked_out_of_other_numbers_or_for_another_is_not_read(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    with_many_options(world, tension_id)
    look(world, tension_id)
    found, basis = work_it_out(world.bob, tension_id)
    keep(world.bob, tension_id, found, basis)
    for_alice, of_alice = work_it_out(world.alice, tension_id)
    told = replace(of_alice, robust=replace(of_alice.robust, flips=basis.robust.flips))
    keep(world.alice, tension_id, for_alice, told)
    assert not asks(world.alice, tension_id)
    assert asks(world.bob, tension_id)
    story.seal(world.bob, tension_id, 50, 40, 5, 5)
    look(world, tension_id)
    assert not asks(world.bob, tension_id)


# ---------------------------------------------------------------- the answers


def choices(actor: User, tension_id: str, *, best: str) -> list[Choice]:
    """`best` first wherever it is asked; else the ids decide."""
    found = []
    for among in sets_of(sorted(weights_for(actor=actor, tension_id=tension_id).ids)):
        first = best if best in among else among[0]
        last = next(need for need in reversed(among) if need != first)
        found.append(Choice(among=among, first=first, last=last))
    return found


def test_choices_become_a_draft_that_is_sealed_like_any_other(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    view = weights_for(actor=world.bob, tension_id=tension_id)
    best = view.ids[-1]
    choose_needs(
        actor=world.bob,
        tension_id=tension_id,
        choices=choices(world.bob, tension_id, best=best),
    )
    view = weights_for(actor=world.bob, tension_id=tension_id)
    assert view.draft is not None
    assert (view.draft.way, view.draft.order[0]) == ("choices", best)
    assert next(iter(view.to_seal)) == best
    seal_weights(actor=world.bob, tension_id=tension_id, version=1)
    sealed = weights_for(actor=world.bob, tension_id=tension_id).sealed
    assert sealed[best] > 0.24
    assert sum(sealed.values()) == pytest.approx(1)


def test_choices_before_a_seal_or_of_other_needs_are_refused(world: World) -> None:
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    made = choices(world.bob, tension_id, best="")
    with pytest.raises(NotYetError):
        choose_needs(actor=world.bob, tension_id=story.opened(world), choices=made)
    for few in (made[:-1], [*made[:-1], made[0]], []):
        with pytest.raises(ConflictError):
            choose_needs(actor=world.bob, tension_id=tension_id, choices=few)
    same = [*made[:-1], Choice(among=made[-1].among, first=made[-1].last, last=made[-1].last)]
    with pytest.raises(InvalidError):
        choose_needs(actor=world.bob, tension_id=tension_id, choices=same)
    write_need(world.bob, tension_id, "A fifth")
    with pytest.raises(ConflictError):
        choose_needs(actor=world.bob, tension_id=tension_id, choices=made)
