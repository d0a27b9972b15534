"""Pages on which an agreement is written: its words, its commitments, a change, an early end."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from trifecta.apps.compromise.selectors.agreements import (
    AgreementView,
    CommitmentView,
    WordsView,
    agreement_for,
)
from trifecta.apps.compromise.services import agreements as starting
from trifecta.apps.compromise.services import signing, writing
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.tensions.selectors import gate_for
from trifecta.web.forms.agreements import (
    CommitmentForm,
    EmptyForm,
    EndForm,
    NavigateWordsForm,
    NewAgreementForm,
    ProposeForm,
    WordsForm,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.agreements import context_of, form_page, page_of

# ---------------------------------------------------------------- starting


@form_page
def agreement_new(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Begin an agreement that comes from no tension."""
    actor = signed_in(request)
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    form = NewAgreementForm(request.POST or None)

    def act() -> str:
        title = form.cleaned_data["title"]
        row = starting.draft_agreement(actor=actor, partnership_id=partnership_id, title=title)
        return page_of(row.id, "agreement_words")

    context = {"partnership": partnership, "nav": "agreements"}
    return handle_form(
        request, form=form, template="compromise/agreement_new.html", act=act, context=context
    )


@form_page
def navigate(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Begin to write down how a disagreement that stays is lived with."""
    actor = signed_in(request)
    gate = gate_for(actor=actor, tension_id=tension_id)
    form = EmptyForm(request.POST or None)

    def act() -> str:
        row = starting.draft_navigation(actor=actor, tension_id=tension_id)
        return page_of(row.id, "agreement_words")

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_navigate.html",
        act=act,
        context={"gate": gate, "partnership": gate.partnership, "nav": "agreements"},
    )


@require_POST
def from_plan(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Begin an agreement from a plan that was suggested and taken up."""
    actor = signed_in(request)

    def act() -> str:
        row = starting.draft_from_proposal(actor=actor, proposal_id=proposal_id)
        return page_of(row.id, "agreement_edit")

    return post_once(request, act)


@require_POST
def renew(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Begin a new agreement from one that is over."""
    actor = signed_in(request)

    def act() -> str:
        return page_of(starting.renew_agreement(actor=actor, agreement_id=agreement_id).id)

    return post_once(request, act)


# ---------------------------------------------------------------- the draft


def _draft(request: HttpRequest, agreement_id: str) -> tuple[AgreementView, WordsView | None]:
    view = agreement_for(actor=signed_in(request), agreement_id=agreement_id)
    return view, view.draft


@form_page
def agreement_edit(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """The draft as it stands: read it, add to it, and propose it."""
    actor = signed_in(request)
    view, draft = _draft(request, agreement_id)
    if draft is None and request.method != "POST":
        return HttpResponseRedirect(page_of(agreement_id))
    form = ProposeForm(request.POST or None)

    def act() -> str:
        signing.propose(actor=actor, agreement_id=agreement_id, why=form.cleaned_data["why"])
        return page_of(agreement_id, "sign")

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_edit.html",
        act=act,
        context=context_of(request, view),
        said="It is proposed. Nobody has signed it yet, and that goes for you too.",
    )


@form_page
def agreement_words(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """The words around the commitments."""
    actor = signed_in(request)
    view, draft = _draft(request, agreement_id)
    if draft is None and request.method != "POST":
        return HttpResponseRedirect(page_of(agreement_id))
    kind = NavigateWordsForm if view.kind == "navigate" else WordsForm
    form = kind(request.POST or None, initial=_initial(view, draft))
    read = request.POST.get("read", "")

    def act() -> str:
        writing.edit_draft(actor=actor, agreement_id=agreement_id, words=form.words(), read=read)
        return page_of(agreement_id, "agreement_edit")

    stale = bool(draft and read and read != draft.mark)
    return handle_form(
        request,
        form=form,
        template="compromise/agreement_words.html",
        act=act,
        context={**context_of(request, view), "stale": stale},
    )


def _initial(view: AgreementView, draft: WordsView | None) -> dict[str, Any]:
    terms = (draft or view.words).terms
    names = ("title", "summary", "disagree", "change_mind", "review_on")
    return {name: getattr(terms, name) for name in names}


@form_page
def commitment_add(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """One more commitment."""
    actor = signed_in(request)
    view, draft = _draft(request, agreement_id)
    if draft is None and request.method != "POST":
        return HttpResponseRedirect(page_of(agreement_id))
    form = CommitmentForm(request.POST or None, agreement=view)

    def act() -> str:
        writing.add_commitment(actor=actor, agreement_id=agreement_id, words=form.words())
        again = "another" in request.POST
        return page_of(agreement_id, "commitment_add" if again else "agreement_edit")

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_commitment.html",
        act=act,
        context=context_of(request, view),
        said="The commitment is in the draft.",
    )


@form_page
def commitment_edit(request: HttpRequest, agreement_id: str, commitment_id: str) -> HttpResponse:
    """One commitment of the draft, as it is written now."""
    actor = signed_in(request)
    view, draft = _draft(request, agreement_id)
    known = draft.commitments if draft else ()
    commitment = next((one for one in known if one.id == commitment_id), None)
    if commitment is None and request.method != "POST":
        raise Http404
    form = CommitmentForm(request.POST or None, agreement=view, initial=_written(commitment))
    read = request.POST.get("read", "")

    def act() -> str:
        writing.change_commitment(
            actor=actor,
            agreement_id=agreement_id,
            commitment_id=commitment_id,
            words=form.words(),
            read=read,
        )
        return page_of(agreement_id, "agreement_edit")

    stale = bool(commitment and read and read != commitment.mark)
    return handle_form(
        request,
        form=form,
        template="compromise/agreement_commitment.html",
        act=act,
        context={**context_of(request, view), "commitment": commitment, "stale": stale},
    )


def _written(commitment: CommitmentView | None) -> dict[str, Any]:
    if commitment is None:
        return {}
    return {
        "text": commitment.text,
        "owner": commitment.owner.id if commitment.owner else "",
        "due": commitment.due,
        "stage": commitment.stage,
    }


@require_POST
def commitment_remove(request: HttpRequest, agreement_id: str, commitment_id: str) -> HttpResponse:
    """Take one commitment out of the draft."""
    actor = signed_in(request)

    def act() -> str:
        writing.remove_commitment(
            actor=actor, agreement_id=agreement_id, commitment_id=commitment_id
        )
        return page_of(agreement_id, "agreement_edit")

    return post_once(request, act, said="The commitment is taken out of the draft.")


@require_POST
def discard(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Remove a draft nobody was asked to sign."""
    actor = signed_in(request)

    def act() -> str:
        partnership_id = writing.discard_draft(actor=actor, agreement_id=agreement_id)
        return reverse("compromise:agreements", args=[partnership_id])

    return post_once(request, act, said="The draft is removed.")


# ---------------------------------------------------------------- changing what was signed


@form_page
def change(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Begin a change, or see the one there is beside what is in force."""
    actor = signed_in(request)
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    form = EmptyForm(request.POST or None)

    def act() -> str:
        writing.start_change(actor=actor, agreement_id=agreement_id)
        return page_of(agreement_id, "agreement_edit")

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_change.html",
        act=act,
        context=context_of(request, view),
    )


@require_POST
def set_change_aside(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Stop writing a change."""
    actor = signed_in(request)

    def act() -> str:
        writing.set_change_aside(actor=actor, agreement_id=agreement_id)
        return page_of(agreement_id)

    return post_once(request, act, said="The change is set aside. What you agreed stays.")


@form_page
def end(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Propose to end an agreement early."""
    actor = signed_in(request)
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    form = EndForm(request.POST or None)

    def act() -> str:
        why = form.cleaned_data["why"]
        signing.propose_ending(actor=actor, agreement_id=agreement_id, why=why)
        return page_of(agreement_id, "sign")

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_end.html",
        act=act,
        context=context_of(request, view),
        said="It is proposed. The agreement stays in force until everybody has signed.",
    )
