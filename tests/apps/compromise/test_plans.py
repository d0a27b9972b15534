"""Plans: closed until the gate is open, made by all, and found for everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.personas import World
from trifecta.apps.tensions.sides import share_side, write_statement

from trifecta.apps.compromise.models import Option, Stage
from trifecta.apps.compromise.selectors.plans import board_for, plans_for
from trifecta.apps.compromise.services.plans import (
    NewOption,
    NewStage,
    add_option,
    add_stage,
    change_option,
    remove_option,
    remove_stage,
    score_options,
)
from trifecta.apps.compromise.services.proposals import (
    set_plan_aside,
    suggest_plan,
    take_up_plan,
)
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import tension_for
from trifecta.apps.tensions.services import open_tension, skip_gate
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

NEEDS = {"alice": "Work my engineers learn from", "bob": "Proof by January that growth works"}


def tension_with_needs(world: World) -> str:
    tension = open_tension(
        actor=world.alice, partnership_id=world.partnership.id, title="Fifty, or something new"
    )
    for name, need in NEEDS.items():
        actor = world.everyone[name]
        for kind, text, because in (
            ("position", f"{name} asks for this", ""),
            ("need", need, "it decides what happens to us"),
        ):
            write_statement(
                actor=actor,
                tension_id=tension.id,
                kind=kind,
                text=text,
                because=because,
                visibility="partners",
            )
        share_side(actor=actor, tension_id=tension.id)
    return tension.id


@pytest.fixture
def opened(world: World) -> str:
    tension_id = tension_with_needs(world)
    skip_gate(actor=world.alice, tension_id=tension_id, reason="The review is on Monday.")
    return tension_id


def stage(actor: User, tension_id: str, name: str, starts: date, weeks: int | None) -> Stage:
    ends = starts + timedelta(weeks=weeks) - timedelta(days=1) if weeks else None
    new = NewStage(name=name, starts=starts, ends=ends, capacity={"engineers": 6.0 * (weeks or 4)})
    return add_stage(actor=actor, tension_id=tension_id, new=new)


@pytest.fixture
def board(world: World, opened: str) -> dict[str, str]:
    """Two stages, a kit and experiments; the two go well together and not one by one."""
    today = timezone.localdate()
    first = stage(world.alice, opened, "First", today, 4)
    second = stage(world.bob, opened, "Second", today + timedelta(weeks=4), 8)
    kit = add_option(
        actor=world.alice,
        tension_id=opened,
        new=NewOption(title="Kit", effort={first.id: {"engineers": 20}}),
    )
    runs = add_option(
        actor=world.bob,
        tension_id=opened,
        new=NewOption(
            title="Experiments on the kit", effort={second.id: {"engineers": 40}}, after=(kit.id,)
        ),
    )
    needs = {
        side.member.name.lower(): side.needs[0].id
        for side in tension_for(actor=world.alice, tension_id=opened).sides
    }
    ids = {"first": first.id, "second": second.id, "kit": kit.id, "runs": runs.id, **needs}
    score_options(
        actor=world.alice,
        tension_id=opened,
        points={(kit.id, ids["alice"]): 100, (runs.id, ids["alice"]): 0},
    )
    score_options(
        actor=world.bob,
        tension_id=opened,
        points={(kit.id, ids["bob"]): 10, (runs.id, ids["bob"]): 90},
    )
    return ids


def test_plans_are_closed_before_the_gate_opens(world: World) -> None:
    tension_id = tension_with_needs(world)
    with pytest.raises(NotYetError):
        board_for(actor=world.alice, tension_id=tension_id)
    with pytest.raises(NotYetError):
        stage(world.alice, tension_id, "First", timezone.localdate(), 4)


@pytest.mark.parametrize("outsider", ["carol", "olga", "pat", "mallory"])
def test_nobody_else_sees_or_changes_the_board(
    world: World, opened: str, board: dict[str, str], outsider: str
) -> None:
    actor = world.everyone[outsider]
    with pytest.raises(NotFoundError):
        plans_for(actor=actor, tension_id=opened)
    with pytest.raises(NotFoundError):
        remove_option(actor=actor, option_id=board["kit"])


def test_the_plan_gives_both_what_they_need(
    world: World, opened: str, board: dict[str, str]
) -> None:
    for actor in (world.alice, world.bob):
        found = plans_for(actor=actor, tension_id=opened)
        assert found.placements == {board["kit"]: board["first"], board["runs"]: board["second"]}
        assert min(found.findings.recommended.retention.values()) == pytest.approx(1.0)


def test_only_the_owner_scores_a_need(world: World, opened: str, board: dict[str, str]) -> None:
    with pytest.raises(NotFoundError):
        score_options(
            actor=world.bob, tension_id=opened, points={(board["kit"], board["alice"]): 5}
        )


def test_what_is_missing_is_said_to_whoever_can_add_it(
    world: World, opened: str, board: dict[str, str]
) -> None:
    score_options(actor=world.bob, tension_id=opened, points={(board["kit"], board["bob"]): None})
    with pytest.raises(NotYetError, match="Bob still has to say"):
        plans_for(actor=world.alice, tension_id=opened)
    with pytest.raises(NotYetError, match="how far it would meet your needs"):
        plans_for(actor=world.bob, tension_id=opened)


def test_a_need_for_the_finder_alone_moves_the_plan_and_is_shown_to_nobody_else(
    world: World, opened: str, board: dict[str, str]
) -> None:
    hidden = write_statement(
        actor=world.alice,
        tension_id=opened,
        kind="need",
        text="Nobody burns out on the kit",
        because="one of us nearly did",
        visibility="mediator",
    )
    score_options(
        actor=world.alice,
        tension_id=opened,
        points={(board["kit"], hidden.id): -1000, (board["runs"], hidden.id): 0},
    )
    mine = plans_for(actor=world.alice, tension_id=opened)
    theirs = plans_for(actor=world.bob, tension_id=opened)
    assert theirs.placements == mine.placements == {}
    assert hidden.id in {need.id for need in mine.problem.needs}
    shown = repr((theirs, board_for(actor=world.bob, tension_id=opened)))
    assert hidden.id not in shown
    assert "burns out" not in shown


def test_an_option_never_waits_for_itself_by_way_of_others(
    world: World, opened: str, board: dict[str, str]
) -> None:
    with pytest.raises(InvalidError) as error:
        change_option(
            actor=world.alice,
            option_id=board["kit"],
            version=1,
            new=NewOption(
                title="Kit",
                effort={board["first"]: {"engineers": 20}},
                after=(board["runs"],),
            ),
        )
    assert "after" in error.value.fields


def test_the_slower_of_two_tabs_is_told_and_overwrites_nothing(
    world: World, opened: str, board: dict[str, str]
) -> None:
    new = NewOption(title="A better kit", effort={board["first"]: {"engineers": 18}})
    change_option(actor=world.bob, option_id=board["kit"], version=1, new=new)
    with pytest.raises(ConflictError, match="changed by somebody else"):
        change_option(actor=world.alice, option_id=board["kit"], version=1, new=new)


def test_removing_a_stage_or_an_option_leaves_nothing_that_refers_to_it(
    world: World, opened: str, board: dict[str, str]
) -> None:
    remove_option(actor=world.alice, option_id=board["kit"])
    assert Option.objects.get(id=board["runs"]).after == []
    remove_stage(actor=world.alice, stage_id=board["second"])
    assert Option.objects.get(id=board["runs"]).effort == {}


def test_a_suggestion_is_answered_by_somebody_else(
    world: World, opened: str, board: dict[str, str]
) -> None:
    placements = {board["kit"]: board["first"]}
    row = suggest_plan(
        actor=world.alice, tension_id=opened, placements=placements, title="Kit first"
    )
    with pytest.raises(ConflictError):
        take_up_plan(actor=world.alice, proposal_id=row.id)
    with pytest.raises(ConflictError, match="on the table"):
        suggest_plan(actor=world.bob, tension_id=opened, placements=placements, title="Mine")
    with pytest.raises(InvalidError):
        set_plan_aside(actor=world.bob, proposal_id=row.id)
    take_up_plan(actor=world.bob, proposal_id=row.id)
    with pytest.raises(ConflictError, match="answered already"):
        set_plan_aside(actor=world.bob, proposal_id=row.id, reason="Too late")


def test_a_stage_in_the_past_or_the_wrong_way_round_is_refused(world: World, opened: str) -> None:
    today = timezone.localdate()
    for starts, ends in (
        (today - timedelta(days=9), today - timedelta(days=1)),
        (today, today - timedelta(days=1)),
    ):
        with pytest.raises(InvalidError) as error:
            add_stage(
                actor=world.alice,
                tension_id=opened,
                new=NewStage(name="x", starts=starts, ends=ends, capacity={}),
            )
        assert "ends" in error.value.fields
