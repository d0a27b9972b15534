"""Suggesting a plan, saying yes to one, and saying what is not right with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.compromise.selectors.plans import board_of_proposal
from trifecta.apps.compromise.services.agreements import draft_from_proposal
from trifecta.apps.compromise.services.plans import LONGEST_NAME
from trifecta.apps.compromise.services.proposals import (
    set_plan_aside,
    suggest_plan,
    take_up_plan,
)
from trifecta.domain.compromise.explain import Explanation, explain
from trifecta.domain.compromise.terms import shortened
from trifecta.web.forms.plans import SetAsideForm, SuggestForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.plans_page import address, looked_at, page
from trifecta.web.views.plans_seen import seen_by
from trifecta.web.views.tensions_page import posted

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def suggest(request: HttpRequest, tension_id: str, key: str) -> HttpResponse:
    """Put a plan before the others, under a name."""
    actor = signed_in(request)
    view = looked_at(request, tension_id=tension_id)
    seen = seen_by(actor, view)
    line = seen.line(key) if seen else None
    if seen is None or line is None:
        messages.info(request, "What plans are made of has changed. Nothing was suggested.")
        return HttpResponseRedirect(address("plan", tension_id))
    said = explain(seen.found.problem, seen.found.findings, plan=line.plan)
    initial = {"title": _name_for(said), "summary": said.lead}
    form = SuggestForm(posted(request), initial=initial)
    placements = dict(line.plan.placements)

    def act() -> str:
        suggest_plan(
            actor=actor,
            tension_id=tension_id,
            placements=placements,
            title=form.cleaned_data["title"],
            summary=form.cleaned_data["summary"],
        )
        return address("plan", tension_id)

    return handle_form(
        request,
        form=form,
        template="compromise/suggest.html",
        act=act,
        context={**page(actor, view.board), "line": line},
        said="Your suggestion is with the others.",
    )


def _name_for(said: Explanation) -> str:
    """A name to begin with: the first piece of work, and that it comes first."""
    titles = [option.title for part in said.stages for option in part.work]
    if not titles:
        return ""
    title = shortened(titles[0].strip().rstrip("."), most=LONGEST_NAME - 6)
    return f"{title} first" if len(titles) > 1 and not title.endswith("first") else title


@require_POST
def take_up(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Say yes to somebody's suggestion, and draft the agreement from it."""
    actor = signed_in(request)

    def act() -> str:
        take_up_plan(actor=actor, proposal_id=proposal_id)
        agreement = draft_from_proposal(actor=actor, proposal_id=proposal_id)
        return address("agreement_edit", agreement.id)

    return post_once(request, act, said="Write down who does what by when. Then each of you signs.")


@form_page
def set_aside(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Say what is not right with a suggestion, or take your own back."""
    actor = signed_in(request)
    board, proposal = board_of_proposal(actor=actor, proposal_id=proposal_id)
    form = SetAsideForm(posted(request), who=proposal.suggested_by.name)

    def act() -> str:
        set_plan_aside(actor=actor, proposal_id=proposal.id, reason=form.cleaned_data["reason"])
        return address("plan", board.tension_id)

    context = {**page(actor, board), "proposal": proposal}
    return handle_form(
        request, form=form, template="compromise/set_aside.html", act=act, context=context
    )
