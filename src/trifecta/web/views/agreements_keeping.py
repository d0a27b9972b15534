"""Pages on which people say what became of commitments, and look back together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from trifecta.apps.compromise.selectors.agreements import (
    AgreementView,
    agreement_for,
    commitment_for,
)
from trifecta.apps.compromise.services import keeping
from trifecta.charts.chart import Chart
from trifecta.charts.promises import promises
from trifecta.web.forms.agreements import AnswerForm, NoteForm, first_answer
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.agreements import context_of, form_page, page_of


@form_page
def commitment(request: HttpRequest, commitment_id: str) -> HttpResponse:
    """Say what became of one commitment."""
    actor = signed_in(request)
    view = commitment_for(actor=actor, commitment_id=commitment_id)
    form = AnswerForm(request.POST or None, initial=first_answer(view.commitment))

    def act() -> str:
        keeping.settle_commitment(actor=actor, commitment_id=commitment_id, answer=form.told())
        page = "look_back" if view.agreement.may_look_back else "agreement"
        return page_of(view.agreement.id, page)

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_settle.html",
        act=act,
        context={**context_of(request, view.agreement), "commitment": view.commitment},
        said="That is on record for all of you.",
    )


@form_page
def look_back(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """What became of everything, and what each takes from it."""
    actor = signed_in(request)
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    if request.method != "POST" and view.state not in {"active", "reviewed"}:
        return HttpResponseRedirect(page_of(agreement_id))
    form = NoteForm(request.POST or None, initial={"text": view.my_note})

    def act() -> str:
        keeping.add_note(actor=actor, agreement_id=agreement_id, text=form.cleaned_data["text"])
        return page_of(agreement_id, "look_back")

    context = {**context_of(request, view, step="look_back"), "picture": picture_of(view)}
    return handle_form(
        request,
        form=form,
        template="compromise/agreement_look_back.html",
        act=act,
        context=context,
        said="Your note is there for all of you.",
    )


def picture_of(view: AgreementView) -> Chart | None:
    """The commitments as bars; None where there is nothing to draw."""
    if not view.commitments:
        return None
    return promises(
        title=view.kept_words,
        description=f"What became of the commitments of “{view.title}”.",
        kept=view.counts["kept"],
        not_kept=view.counts["not_kept"],
        dropped=view.counts["dropped"],
        still_open=view.counts["open"],
    )


@require_POST
def finish_look_back(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Finish looking back."""
    actor = signed_in(request)

    def act() -> str:
        keeping.finish_look_back(actor=actor, agreement_id=agreement_id)
        return page_of(agreement_id)

    return post_once(request, act, said="You have looked back. What was said stays as it is.")
