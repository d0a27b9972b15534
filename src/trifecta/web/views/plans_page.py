"""What the pages of plans share: the steps, the people, and where to go next."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from trifecta.apps.compromise.selectors.found import PlanView, plan_for
from trifecta.apps.compromise.selectors.plans import BoardView, OptionView, StageView
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.domain.errors import TooManyError
from trifecta.domain.people.words import joined
from trifecta.web import journey
from trifecta.web.posting import signed_in


def address(name: str, *args: str) -> str:
    return reverse(f"compromise:{name}", args=args)


def page(actor: User, board: BoardView) -> dict[str, Any]:
    """The context every page of plans has."""
    partnership = board.gate.partnership
    return {
        "partnership": partnership,
        "board": board,
        "others": joined([member.name for member in partnership.counterparts]),
        "steps": journey.steps(
            actor=actor,
            partnership=partnership,
            current="plan",
            tension_id=board.gate.tension_id,
        ),
    }


def looked_at(request: HttpRequest, *, tension_id: str) -> PlanView:
    """The plans; a form that is sent with new numbers is a look at them, which is noted first.

    A page that is only shown notes nothing. Raises TooManyError where that was too often, and what
    `plan_for` raises.
    """
    actor = signed_in(request)
    view = plan_for(actor=actor, tension_id=tension_id)
    if view.unseen and request.method == "POST":
        look_at_plans(actor=actor, tension_id=tension_id)
        view = plan_for(actor=actor, tension_id=tension_id)
    return view


def done_my_part(actor: User, board: BoardView) -> str:
    """Where somebody goes who has said the last of their own numbers: to the plans.

    Sending them was the look, which is noted, unless there were too many; then the page says so.
    """
    with suppress(TooManyError):
        look_at_plans(actor=actor, tension_id=board.tension_id)
    return address("plan", board.tension_id)


def work_in(
    board: BoardView, placements: Mapping[str, str]
) -> list[tuple[StageView, list[OptionView]]]:
    """Each stage in which a plan does something, with what it does."""
    rows = [
        (stage, [row for row in board.options if placements.get(row.id) == stage.id])
        for stage in board.stages
    ]
    return [(stage, options) for stage, options in rows if options]


def marks(board: BoardView) -> dict[str, MemberView]:
    """Every member by id; the id of a member is the id of their party."""
    partnership = board.gate.partnership
    return {member.id: member for member in (*partnership.members, *partnership.former)}


def next_step(board: BoardView) -> str:
    """The address of the first thing that is missing and that the reader can do, or of the plan."""
    for missing in board.missing:
        if missing.kind == "my_weights":
            return reverse("tensions:weights", args=[board.tension_id])
        if missing.kind == "stages":
            return address("stages_start", board.tension_id)
        if missing.kind == "options":
            return address("option_add", board.tension_id)
        if missing.kind == "efforts":
            return address("estimates", board.tension_id)
        if missing.kind == "my_scores":
            return address("scores", board.tension_id)
    return address("plan", board.tension_id)
