"""What the pages of plans share: the steps, the people, and where to go next."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from trifecta.apps.compromise.selectors.found import PlanView, plan_for
from trifecta.apps.compromise.selectors.plans import BoardView
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.domain.people.words import joined
from trifecta.web import journey


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


def looked_at(*, actor: User, tension_id: str) -> PlanView:
    """The plans, after it was noted that the reader looks at them with new numbers.

    Raises TooManyError where that was too often, and what `plan_for` raises.
    """
    view = plan_for(actor=actor, tension_id=tension_id)
    if view.unseen:
        look_at_plans(actor=actor, tension_id=tension_id)
        view = plan_for(actor=actor, tension_id=tension_id)
    return view


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
