"""Who may open the pages of plans."""

from __future__ import annotations

from functools import partial

from tests.apps.compromise.boards import (
    Board,
    hold_to_the_kit,
    make_board,
    say_default,
    suggest,
)
from tests.personas import World
from tests.web.permission_matrix import Row, members_only

PAIR = members_only("alice", "bob")


def on_board(world: World, *fields: str) -> tuple[str, ...]:
    board: Board = make_board(world)
    return tuple(getattr(board, field) for field in fields)


def suggested(world: World) -> tuple[str, ...]:
    return (suggest(world.alice, make_board(world)),)


def default_said(world: World) -> tuple[str, ...]:
    return (say_default(world.alice, make_board(world)),)


def unknown_plan(world: World) -> tuple[str, ...]:
    return (make_board(world).tension_id, "0123456789abcdef")


def suggested_plan(world: World) -> tuple[str, ...]:
    return (make_board(world).tension_id, "suggested")


def pages(names: str, *fields: str, method: str = "get") -> list[Row]:
    return [
        Row(
            url_name=f"compromise:{name}",
            prepare=partial(_prepared, fields=fields),
            answers=PAIR,
            method=method,
        )
        for name in names.split()
    ]


def _prepared(world: World, *, fields: tuple[str, ...]) -> tuple[str, ...]:
    return on_board(world, *fields)


def decided(world: World) -> tuple[str, ...]:
    return (hold_to_the_kit(world.alice, make_board(world)),)


FORMS = "stages_start stage_add option_add policy_add estimates default"

ROWS = [
    *pages(f"plan board scores {FORMS}", "tension_id"),
    *pages("look", "tension_id", method="post"),
    *pages(FORMS, "tension_id", method="post"),
    *pages("stage", "first"),
    *pages("stage stage_remove", "first", method="post"),
    *pages("option", "kit"),
    *pages("option option_remove", "kit", method="post"),
    Row(url_name="compromise:policy", prepare=decided, answers=PAIR),
    Row(url_name="compromise:policy", prepare=decided, answers=PAIR, method="post"),
    Row(url_name="compromise:policy_remove", prepare=decided, answers=PAIR, method="post"),
    Row(url_name="compromise:suggest", prepare=unknown_plan, answers=PAIR),
    Row(url_name="compromise:rests_on", prepare=unknown_plan, answers=PAIR),
    Row(url_name="compromise:rests_on", prepare=suggested_plan, answers=PAIR),
    Row(url_name="compromise:rests_on", prepare=suggested_plan, answers=PAIR, method="post"),
    Row(url_name="compromise:could_live", prepare=unknown_plan, answers=PAIR),
    Row(url_name="compromise:set_aside", prepare=suggested, answers=PAIR),
    Row(url_name="compromise:set_aside", prepare=suggested, answers=PAIR, method="post"),
    Row(url_name="compromise:default_confirm", prepare=default_said, answers=PAIR, method="post"),
    Row(url_name="compromise:default_set_aside", prepare=default_said, answers=PAIR),
    Row(url_name="compromise:default_set_aside", prepare=default_said, answers=PAIR, method="post"),
    Row(url_name="compromise:take_up", prepare=suggested, answers=PAIR, method="post"),
    Row(
        url_name="compromise:score",
        prepare=partial(_prepared, fields=("tension_id", "alice_need")),
        answers=members_only("alice"),
    ),
    Row(
        url_name="compromise:score",
        prepare=partial(_prepared, fields=("tension_id", "bob_need")),
        answers=members_only("bob"),
        method="post",
    ),
]
