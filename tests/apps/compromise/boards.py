"""A tension of alice and bob whose plans are open, with stages, options and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from tests.kept import kept
from tests.personas import World

from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.compromise.services.defaults import propose_default
from trifecta.apps.compromise.services.plans import NewOption, NewStage, add_option, add_stage
from trifecta.apps.compromise.services.policies import NewPolicy, add_policy
from trifecta.apps.compromise.services.proposals import suggest_plan
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import tension_for
from trifecta.apps.tensions.services import (
    open_tension,
    seal_weights,
    share_side,
    skip_gate,
    write_statement,
)

NEEDS = {"alice": "Work my engineers learn from", "bob": "Proof by January that growth works"}


def write_need(actor: User, tension_id: str, text: str, *, visibility: str = "partners") -> str:
    return write_statement(
        actor=actor,
        tension_id=tension_id,
        kind="need",
        text=text,
        because="it decides what happens to us",
        visibility=visibility,
    ).id


def write_position(actor: User, tension_id: str) -> None:
    write_statement(
        actor=actor,
        tension_id=tension_id,
        kind="position",
        text=f"{actor.name} asks for this",
        because="",
        visibility="partners",
    )


@kept
def tension_with_needs(world: World) -> str:
    """Both have shared their sides and sealed that all counts for their one need.

    Nothing was asked yet, so plans are closed.
    """
    tension = open_tension(
        actor=world.alice, partnership_id=world.partnership.id, title="Fifty, or something new"
    )
    for name, need in NEEDS.items():
        actor = world.everyone[name]
        write_position(actor, tension.id)
        write_need(actor, tension.id, need)
        share_side(actor=actor, tension_id=tension.id)
        seal_weights(actor=actor, tension_id=tension.id, version=0)
    return tension.id


@kept
def open_plans(world: World) -> str:
    """The same with plans open."""
    tension_id = tension_with_needs(world)
    skip_gate(actor=world.alice, tension_id=tension_id, reason="The review is on Monday.")
    return tension_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Two stages; a kit, experiments on it, a rewrite and experiments by hand."""

    tension_id: str
    first: str
    second: str
    kit: str
    runs: str
    rewrite: str
    by_hand: str
    alice_need: str
    bob_need: str


def add_weeks(actor: User, tension_id: str, name: str, *, starts: date, weeks: int) -> str:
    ends = starts + timedelta(weeks=weeks) - timedelta(days=1)
    new = NewStage(name=name, starts=starts, ends=ends, capacity={"engineers": 6.0 * weeks})
    return add_stage(actor=actor, tension_id=tension_id, new=new).id


@kept
def make_board(world: World, *, scored: bool = True) -> Board:
    """A board on which the kit and the experiments on it give both all they need."""
    tension_id = open_plans(world)
    alice, bob, today = world.alice, world.bob, timezone.localdate()
    first = add_weeks(alice, tension_id, "First", starts=today, weeks=4)
    second = add_weeks(bob, tension_id, "Second", starts=today + timedelta(weeks=4), weeks=8)

    def option(actor: User, title: str, stage: str, weeks: float, **more: tuple[str, ...]) -> str:
        new = NewOption(title=title, effort={stage: {"engineers": weeks}}, **more)  # type: ignore[arg-type]
        return add_option(actor=actor, tension_id=tension_id, new=new).id

    me = {
        side.member.name: side.member.id
        for side in tension_for(actor=alice, tension_id=tension_id).sides
    }
    kit = option(alice, "Build the kit", first, 20)
    runs = option(bob, "Run experiments on the kit", second, 40, after=(kit,))
    rewrite = option(alice, "Rewrite the service", first, 24, asked_by=(me["Alice"],))
    by_hand = option(bob, "Run experiments by hand", first, 24, asked_by=(me["Bob"],))
    needs = {
        side.member.name: side.needs[0].id
        for side in tension_for(actor=alice, tension_id=tension_id).sides
        if side.needs
    }
    board = Board(
        tension_id=tension_id,
        first=first,
        second=second,
        kit=kit,
        runs=runs,
        rewrite=rewrite,
        by_hand=by_hand,
        alice_need=needs["Alice"],
        bob_need=needs["Bob"],
    )
    if scored:
        score(alice, board, board.alice_need, kit=100, rewrite=80)
        score(bob, board, board.bob_need, kit=10, runs=90, by_hand=70)
    return board


def fill_every_week(world: World, board: Board) -> str:
    """Make the fairest plan one that leaves no week to spare, for a point that nobody would miss.

    Without that small thing, whose id it answers, the plan is sturdier, and too much the same to be
    named among the plans.
    """
    new = NewOption(title="Polish the kit", effort={board.first: {"engineers": 4}})
    polish = add_option(actor=world.alice, tension_id=board.tension_id, new=new).id
    scores = {board.alice_need: (world.alice, {board.kit: 80, board.rewrite: 90}, 1)}
    scores[board.bob_need] = (world.bob, {board.kit: 10, board.runs: 80, board.by_hand: 70}, 1)
    options = (board.kit, board.runs, board.rewrite, board.by_hand)
    for need, (actor, points, small) in scores.items():
        score_need(
            actor=actor,
            tension_id=board.tension_id,
            need_id=need,
            points={name: points.get(name, 0) for name in options} | {polish: small},
        )
    return polish


def score(actor: User, board: Board, need_id: str, **points: int) -> None:
    """Score a need; options that are not named do nothing for it."""
    every = {name: points.get(name, 0) for name in ("kit", "runs", "rewrite", "by_hand")}
    score_need(
        actor=actor,
        tension_id=board.tension_id,
        need_id=need_id,
        points={getattr(board, name): value for name, value in every.items()},
    )


def score_need_of(actor: User, board: Board, need_id: str, changed: Mapping[str, int]) -> None:
    """Score some options for a need of the actor's anew, by id, and leave the others."""
    view = board_for(actor=actor, tension_id=board.tension_id)
    points = {**view.need(need_id).points, **changed}
    score_need(actor=actor, tension_id=board.tension_id, need_id=need_id, points=points)


def hold_to_the_kit(actor: User, board: Board) -> str:
    """Nothing is run by hand, and nothing is rewritten before the kit stands."""
    new = NewPolicy(
        title="Experiments run on the kit",
        never=(board.by_hand,),
        first=board.kit,
        for_these=(board.rewrite,),
    )
    return add_policy(actor=actor, tension_id=board.tension_id, new=new).id


def placements(board: Board) -> dict[str, str]:
    """The plan that gives both all they need."""
    return {board.kit: board.first, board.runs: board.second}


def suggest(actor: User, board: Board, *, title: str = "Kit first") -> str:
    return suggest_plan(
        actor=actor, tension_id=board.tension_id, placements=placements(board), title=title
    ).id


def say_default(actor: User, board: Board, *, by_hand: bool = True) -> str:
    """Without an agreement the experiments are run by hand, or nothing happens."""
    placements = {board.by_hand: board.first} if by_hand else {}
    return propose_default(actor=actor, tension_id=board.tension_id, placements=placements).id
