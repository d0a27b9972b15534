"""The plan: the answer, what it costs, and what it is made of."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.compromise.selectors.found import PlanView, plan_for
from trifecta.apps.compromise.selectors.plans import BoardView, PolicyView, board_for
from trifecta.apps.compromise.selectors.resting import kept_for
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import gate_for
from trifecta.charts.changes import change_scale
from trifecta.domain.compromise.compare import PlanLine
from trifecta.domain.compromise.explain import explain
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.resting_words import beside_in_draws
from trifecta.domain.errors import InvalidError, NotYetError, TooManyError, TrifectaError
from trifecta.web import journey
from trifecta.web.posting import post_once, signed_in, status_of
from trifecta.web.views.plans_default import default_context
from trifecta.web.views.plans_page import address, marks, next_step, page
from trifecta.web.views.plans_pictures import frontier_of, need_lines, stage_columns, strips_of
from trifecta.web.views.plans_seen import Seen, seen_by

KEY = re.compile("[0-9a-f]{16}")


@require_safe
def plan(request: HttpRequest, tension_id: str) -> HttpResponse:
    """See the plan, what each of you gets and what it costs; or another one beside it."""
    actor = signed_in(request)
    try:
        view = plan_for(actor=actor, tension_id=tension_id)
    except NotYetError as error:
        return _closed(request, actor, tension_id, error.message)
    except InvalidError as error:
        return _not_now(request, actor, tension_id, error)
    if view.unseen:
        return render(request, "compromise/look.html", _before_looking(request, actor, view))
    seen = seen_by(actor, view)
    if seen is None:
        return render(request, "compromise/board.html", board_page(actor, view.board))
    key = request.GET.get("look", "")
    shown = seen.line(key)
    if shown is None:
        messages.info(request, seen.why_gone(key))
        return HttpResponseRedirect(address("plan", tension_id))
    return render(request, "compromise/plan.html", _page(actor, seen, shown))


@require_POST
def look(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Look at plans with numbers you have not looked at before, which is noted and counted."""
    actor = signed_in(request)
    key = request.POST.get("look", "")

    def act() -> str:
        look_at_plans(actor=actor, tension_id=tension_id)
        there = address("plan", tension_id)
        return f"{there}?{urlencode({'look': key})}" if KEY.fullmatch(key) else there

    try:
        return post_once(request, act)
    except NotYetError as error:
        return _closed(request, actor, tension_id, error.message)
    except TooManyError as error:
        return _not_now(request, actor, tension_id, error)


def _before_looking(request: HttpRequest, actor: User, view: PlanView) -> dict[str, Any]:
    return {
        **page(actor, view.board),
        "first": view.first,
        "key": request.GET.get("look", ""),
        "proposal": view.board.open_proposal,
    }


@require_safe
def board(request: HttpRequest, tension_id: str) -> HttpResponse:
    """See what plans are made of, and what is missing."""
    actor = signed_in(request)
    try:
        view = board_for(actor=actor, tension_id=tension_id)
    except NotYetError as error:
        return _closed(request, actor, tension_id, error.message)
    return render(request, "compromise/board.html", board_page(actor, view))


def _closed(request: HttpRequest, actor: User, tension_id: str, why: str) -> HttpResponse:
    """What comes before plans, with the way there."""
    gate = gate_for(actor=actor, tension_id=tension_id)
    context = {
        "gate": gate,
        "partnership": gate.partnership,
        "why": why,
        "settled": gate.state in {"agreed", "navigating"},
        "steps": journey.steps(
            actor=actor,
            partnership=gate.partnership,
            current="plan",
            tension_id=gate.tension_id,
        ),
    }
    return render(request, "compromise/closed.html", context, status=409)


def _not_now(
    request: HttpRequest, actor: User, tension_id: str, error: TrifectaError
) -> HttpResponse:
    """The board, with why there are no plans to see."""
    view = board_for(actor=actor, tension_id=tension_id)
    often = isinstance(error, TooManyError)
    context = {**board_page(actor, view), "too_often" if often else "too_much": error.message}
    return render(request, "compromise/board.html", context, status=status_of(error))


def board_page(actor: User, board: BoardView) -> dict[str, Any]:
    members = marks(board)
    return {
        **page(actor, board),
        **default_context(board),
        "missing": {row.kind: row.who for row in board.missing},
        "next": next_step(board),
        "policies": [_policy(row, board) for row in board.policies],
        "options": [
            {
                "option": option,
                "asked_by": [members[key] for key in option.asked_by if key in members],
                "effort": [(option.effort.get(stage.id), stage) for stage in board.stages],
                "too_big": board.fits_nowhere(option),
                "after": [other.title for other in board.options if other.id in option.after],
                "ruled_out_by": [row.title for row in board.policies if option.id in row.never],
            }
            for option in board.options
        ],
    }


def _policy(row: PolicyView, board: BoardView) -> dict[str, Any]:
    """A policy with the titles of what it is about."""
    titles = {option.id: option.title for option in board.options}
    return {
        "policy": row,
        "never": [titles[key] for key in row.never if key in titles],
        "first": [titles[row.first]] if row.first in titles else [],
        "for_these": [titles[key] for key in row.for_these if key in titles],
    }


def could_of(view: PlanView, line: PlanLine) -> str:
    """ "all" where everybody could live with it, else the reader's own "yes" or "no", or ""."""
    key = view.key_of(line.plan.placements)
    if key in view.acceptances.mutual:
        return "all"
    mine = view.acceptances.mine.get(key)
    return "" if mine is None else "yes" if mine else "no"


def _rests_on(actor: User, seen: Seen, shown: PlanLine) -> dict[str, Any]:
    """The way to what a plan rests on; a yardstick that nobody can sign has none."""
    if not shown.key:
        return {}
    plan = Plan(placements=shown.plan.placements)
    kept = kept_for(actor=actor, view=seen.view, found=seen.found, plan=plan)
    key = shown.kind if shown.kind == "suggested" else shown.key
    return {
        "rests_on": address("rests_on", seen.view.board.tension_id, key),
        "worked_out": kept.basis is not None,
        "worked_out_before": kept.stale,
    }


def _came_from(seen: Seen, shown: PlanLine) -> dict[str, Any]:
    """How the reader comes to see a sturdier plan."""
    told = seen.told_of(shown)
    if told is None:
        return {}
    than = seen.line_for(told.than)
    key = "" if than is None else than.kind if than.kind == "suggested" else than.key
    return {
        "sturdier_words": beside_in_draws(told.does_well, told.than_does_well),
        "than": than,
        "than_rests_on": address("rests_on", seen.view.board.tension_id, key) if key else "",
    }


def _page(actor: User, seen: Seen, shown: PlanLine) -> dict[str, Any]:
    found, comparison, board = seen.found, seen.comparison, seen.view.board
    members, proposal = marks(board), board.open_proposal
    explanation = explain(
        found.problem,
        found.findings,
        reader=board.gate.partnership.me.id,
        plan=Plan(placements=shown.plan.placements),
    )
    return {
        **page(actor, board),
        "explanation": explanation,
        "parties": [(part, members[part.party]) for part in explanation.parties],
        "columns": stage_columns(explanation, members),
        "needs": need_lines(explanation, members),
        "need_scale": change_scale(),
        "stage_names": (stages := [part.stage.name for part in explanation.stages]),
        "default_known": (known := found.problem.default is not None),
        "columns_of_needs": [*(["If nothing is agreed"] if known else []), *stages],
        "comparison": comparison,
        "looked_at": shown,
        "could": could_of(seen.view, shown),
        "counted": seen.view.counted,
        **_rests_on(actor, seen, shown),
        **_came_from(seen, shown),
        "people": [members[party.id] for party in found.problem.parties],
        "frontier": frontier_of(comparison, found.problem, members),
        "strips": strips_of(comparison, found.problem, members),
        "proposal": proposal,
        "same": proposal is not None and proposal.placements == shown.plan.placements,
        "earlier": [row for row in board.proposals if row.state == "set_aside" and row.answer],
        "taken_up": next((row for row in board.proposals if row.state == "taken_up"), None),
        "policies": [policy.title for policy in found.problem.policies],
        "skips": board.gate.skips,
    }
