"""What a plan rests on: how sturdy it is, what each gave for what, and what would give most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trifecta.apps.compromise.selectors.found import Found, PlanView
from trifecta.apps.compromise.selectors.resting import Kept, kept_for, work_out
from trifecta.apps.compromise.services.looking import ask_what_it_rests_on
from trifecta.apps.compromise.services.resting import keep_what_it_rests_on
from trifecta.apps.people.models import User
from trifecta.domain.compromise.compare import PlanLine
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.resting import Basis
from trifecta.domain.compromise.resting_words import Looked
from trifecta.domain.errors import TooManyError
from trifecta.web.posting import TOO_MANY, post_once, signed_in
from trifecta.web.views.plans_page import address, looked_at, marks, page
from trifecta.web.views.plans_resting_parts import beside_parts, opening_parts, sturdy_parts
from trifecta.web.views.plans_seen import Seen, seen_by

SUGGESTED: Final = "suggested"
"""In an address, the plan that is suggested, whatever is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The plan that is asked about, among those that were found."""

    actor: User
    seen: Seen
    line: PlanLine

    @property
    def view(self) -> PlanView:
        return self.seen.view

    @property
    def found(self) -> Found:
        return self.seen.found

    @property
    def tension_id(self) -> str:
        return self.view.board.tension_id

    @property
    def reader(self) -> str:
        return self.view.board.gate.partnership.me.id

    @property
    def plan(self) -> Plan:
        return Plan(placements=self.line.plan.placements)

    @property
    def here(self) -> str:
        suggested = self.line.kind == SUGGESTED
        return address("rests_on", self.tension_id, SUGGESTED if suggested else self.line.key)

    @property
    def kept(self) -> Kept:
        return kept_for(actor=self.actor, view=self.view, found=self.found, plan=self.plan)


@require_http_methods(["GET", "HEAD", "POST"])
def rests_on(request: HttpRequest, tension_id: str, key: str) -> HttpResponse:
    """See what a plan rests on, after it was worked out; or have it worked out."""
    actor = signed_in(request)
    view = looked_at(request, tension_id=tension_id)
    seen = seen_by(actor, view)
    line = seen.line("" if key == SUGGESTED else key) if seen else None
    if seen is None or line is None or not line.key:
        if seen is not None:
            messages.info(request, seen.why_gone(key))
        return HttpResponseRedirect(address("plan", tension_id))
    asked = _Asked(actor=actor, seen=seen, line=line)
    if request.method != "POST":
        return render(request, "compromise/rests_on.html", _context(asked))
    try:
        return _worked_out(request, asked)
    except TooManyError as error:
        context = {**_context(asked), "too_often": error.message}
        return render(request, "compromise/rests_on.html", context, status=TOO_MANY)


def _worked_out(request: HttpRequest, asked: _Asked) -> HttpResponse:
    """Noted first, so that nobody has anything worked out uncounted; kept afterwards."""

    def act() -> str:
        ask_what_it_rests_on(
            actor=asked.actor, tension_id=asked.tension_id, placements=asked.plan.placements
        )
        return asked.here

    response = post_once(request, act)
    if asked.kept.basis is not None:
        return response
    basis = work_out(reader=asked.reader, found=asked.found, plan=asked.plan)
    if basis is None:
        messages.info(request, "It is being worked out. Look again in a few seconds.")
        return response
    keep_what_it_rests_on(
        actor=asked.actor,
        tension_id=asked.tension_id,
        found=asked.found,
        plan=asked.plan,
        basis=basis,
    )
    return response


def _context(asked: _Asked) -> dict[str, Any]:
    kept, board = asked.kept, asked.view.board
    return {
        **page(asked.actor, board),
        "line": asked.line,
        "here": asked.here,
        "stale": kept.stale,
        "counted": asked.view.counted,
        "worked_out": kept.basis is not None,
        **({} if kept.basis is None else _answers(asked, kept.basis)),
    }


def _answers(asked: _Asked, basis: Basis) -> dict[str, Any]:
    members = marks(asked.view.board)
    looked = Looked(
        problem=asked.found.problem,
        findings=asked.found.findings,
        reader=asked.reader,
        plan=asked.plan,
        suggested=Plan(placements=asked.seen.suggested.plan.placements),
    )
    return {
        "people": [members[party.id] for party in asked.found.problem.parties],
        "sturdy": sturdy_parts(looked, basis.robust, asked.view.board, asked.seen.comparison),
        "beside": beside_parts(looked, basis.filtered, members),
        "opening": opening_parts(looked, basis.unlocked),
    }
