"""Somebody is asked once more what counts how much only where the plan they saw hangs on it."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.apps.compromise.boards import add_weeks, make_board, open_plans, write_need
from tests.apps.tensions import story
from tests.personas import World

from trifecta.apps.compromise.selectors.asking_again import weights_worth_asking_again
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.compromise.services.plans import NewOption, add_option
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import Statement, TensionState
from trifecta.apps.tensions.selectors import weights_for
from trifecta.apps.tensions.services import choose_needs, mark_outcome, seal_weights
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
