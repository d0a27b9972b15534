"""Pages of agreements: the list, the agreement itself, signing it, and its days as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.compromise.selectors.agreements import (
    AgreementView,
    CommitmentView,
    agreement_for,
    calendar_for,
)
from trifecta.apps.compromise.selectors.listing import agreements_of
from trifecta.apps.compromise.services import signing
from trifecta.apps.people.selectors import MemberView, partnership_for
from trifecta.domain.people.journey import StepId
from trifecta.domain.people.words import all_of_you
from trifecta.web import paging
from trifecta.web.forms.agreements import DeclineForm, SignForm
from trifecta.web.journey import steps
from trifecta.web.posting import handle_form, post_once, signed_in

LINES: Final = 20

form_page = require_http_methods(["GET", "HEAD", "POST"])


def context_of(
    request: HttpRequest, agreement: AgreementView, *, step: StepId = "agreement"
) -> dict[str, Any]:
    """What every page of one agreement needs."""
    partnership = agreement.partnership
    words = agreement.draft or agreement.waiting or agreement.words
    return {
        "agreement": agreement,
        "partnership": partnership,
        "nav": "agreements",
        "steps": steps(
            actor=signed_in(request),
            partnership=partnership,
            current=step,
            tension_id=agreement.tension_id or "",
        ),
        "people": by_person(agreement, agreement.commitments),
        "proposed": by_person(agreement, words.commitments),
        "columns": {3: "three", 4: "four"}.get(len(partnership.members), ""),
        "others": [one.name for one in partnership.counterparts],
        "everybody": all_of_you(len(partnership.members)),
    }


def by_person(
    agreement: AgreementView, commitments: Sequence[CommitmentView]
) -> list[tuple[MemberView | None, list[CommitmentView]]]:
    """Commitments under the person who does them: members first, then who has left, then nobody."""
    owners: list[MemberView | None] = [*agreement.partnership.members]
    known = {one.id for one in agreement.partnership.members}
    for one in commitments:
        if one.owner is not None and one.owner.id not in known:
            owners.append(one.owner)
            known.add(one.owner.id)
    if any(one.owner is None for one in commitments):
        owners.append(None)
    return [(owner, [one for one in commitments if one.owner == owner]) for owner in owners]


def page_of(agreement_id: str, name: str = "agreement") -> str:
    return reverse(f"compromise:{name}", args=[agreement_id])


@require_safe
def agreements(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Every agreement of the partnership."""
    actor = signed_in(request)
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    lines = agreements_of(actor=actor, partnership=partnership)
    alive = [one for one in lines if one.state in {"proposed", "active"}]
    alive.sort(key=lambda one: (not one.waits_for_me, one.review_on or date.max))
    past = [one for one in lines if one.state in {"reviewed", "ended"}]
    running, pages = paging.page_of(request, alive, size=LINES, to="running")
    over, over_pages = paging.page_of(request, past, size=LINES, name="over", to="over")
    context = {
        "partnership": partnership,
        "nav": "agreements",
        "running": running,
        "pages": pages,
        "drafts": [one for one in lines if one.state == "draft"],
        "over": over,
        "over_pages": over_pages,
        "any": bool(lines),
        "names": [one.name for one in partnership.members],
    }
    return render(request, "compromise/agreements.html", context)


@require_safe
def agreement(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """One agreement; a first draft opens where it is written."""
    view = agreement_for(actor=signed_in(request), agreement_id=agreement_id)
    if view.state == "draft":
        return HttpResponseRedirect(page_of(agreement_id, "agreement_edit"))
    step: StepId = "look_back" if view.state == "reviewed" else "agreement"
    return render(request, "compromise/agreement.html", context_of(request, view, step=step))


@require_safe
def calendar(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """The reader's days of an agreement, for their own calendar."""
    text = calendar_for(actor=signed_in(request), agreement_id=agreement_id)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="trifecta.ics"'
    return response


@form_page
def sign(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Read the words that wait, and sign exactly those."""
    actor = signed_in(request)
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    if request.method != "POST" and view.waiting is None:
        return HttpResponseRedirect(page_of(agreement_id))
    form = SignForm(request.POST or None)

    def act() -> str:
        version = form.cleaned_data["version"]
        signing.sign(actor=actor, agreement_id=agreement_id, version=version)
        return page_of(agreement_id)

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_sign.html",
        act=act,
        context=context_of(request, view),
        said="You have signed.",
    )


@require_POST
def withdraw_signature(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Take one's signature back, while another one is missing."""
    actor = signed_in(request)
    agreement_for(actor=actor, agreement_id=agreement_id)

    def act() -> str:
        signing.withdraw_signature(actor=actor, agreement_id=agreement_id)
        return page_of(agreement_id)

    return post_once(request, act, said="Your signature is taken back.")


@form_page
def decline(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Say what is off with the words that wait."""
    actor = signed_in(request)
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    if request.method != "POST" and view.waiting is None:
        return HttpResponseRedirect(page_of(agreement_id))
    form = DeclineForm(request.POST or None)

    def act() -> str:
        signing.decline(
            actor=actor,
            agreement_id=agreement_id,
            version=form.cleaned_data["version"],
            because=form.cleaned_data["because"],
        )
        return page_of(agreement_id)

    return handle_form(
        request,
        form=form,
        template="compromise/agreement_decline.html",
        act=act,
        context=context_of(request, view),
        said="You have said what is off. Nothing that was written is lost.",
    )
