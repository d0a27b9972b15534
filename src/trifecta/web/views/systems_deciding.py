"""Deciding from a model, and looking whether the data changed as it was expected to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trifecta.apps.systems.selectors.models import decision_for, model_for
from trifecta.apps.systems.services import deciding
from trifecta.domain.systems.decisions import DONE, OUTCOMES
from trifecta.web.forms.systems import DecisionForm, ReviewForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.systems import address, form_page, page
from trifecta.web.views.systems_looking import look_at, span_of
from trifecta.web.views.tensions_page import posted


@form_page
def decide(request: HttpRequest, model_id: str) -> HttpResponse:
    """What will be done, who, by when, and what should change in the data."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    form = DecisionForm(posted(request), members=view.partnership.members)

    def act() -> str:
        row = deciding.decide(actor=actor, model_id=model_id, words=form.words())
        return address("decision", row.id)

    look = look_at(view.latest.text, span_of(view))
    return handle_form(
        request,
        form=form,
        template="systems/decide.html",
        act=act,
        context={**page(view), "look": look},
    )


@form_page
def decision(request: HttpRequest, decision_id: str) -> HttpResponse:
    """A decision; from its day on, whether the data changed as expected."""
    actor = signed_in(request)
    whole = decision_for(actor=actor, decision_id=decision_id)
    form = ReviewForm(posted(request))

    def act() -> str:
        deciding.review_decision(actor=actor, decision_id=decision_id, words=form.words())
        return address("decision", decision_id)

    one = whole.decision
    context = {
        **page(whole.model),
        "decision": one,
        "done": DONE.get(one.done, ""),
        "outcome": OUTCOMES.get(one.outcome, ""),
    }
    return handle_form(
        request,
        form=form,
        template="systems/decision.html",
        act=act,
        context=context,
        said="That is on record for all of you.",
    )


@require_POST
def let_go(request: HttpRequest, decision_id: str) -> HttpResponse:
    """Say that it is not to be done any more."""
    actor = signed_in(request)

    def act() -> str:
        row = deciding.let_go(actor=actor, decision_id=decision_id)
        return address("model", row.model_id)

    return post_once(request, act, said="It is let go. You can decide something else.")
