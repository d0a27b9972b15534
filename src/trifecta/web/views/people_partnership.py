"""Pages of a partnership: where it stands, what it needs, who is in it, what has happened."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import (
    MAX_MEMBERS,
    describe_partnership,
    leave_partnership,
    say_willing,
    write_success,
)
from trifecta.apps.people.putting_away import put_away_for
from trifecta.apps.people.selectors import (
    PartnershipView,
    open_invitations,
    partnership_for,
    people_of,
    standing,
)
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.adaptation import adapt
from trifecta.domain.people.recommendation import headline
from trifecta.domain.people.roles import compose
from trifecta.domain.people.words import you_together
from trifecta.web import journey
from trifecta.web.forms.people import DescribeForm, SuccessForm, WillingForm
from trifecta.web.paging import page_of
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.people_pictures import panels

LATEST: Final = 5
LINES: Final = 50


def about(view: PartnershipView) -> dict[str, Any]:
    """What every page of a partnership shows: itself, and the names beside a statement."""
    names = [member.name for member in view.counterparts]
    return {
        "partnership": view,
        "counterparts": names,
        "chip_words": you_together(names) if names else "Only you until somebody joins",
    }


@require_safe
def partnership(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """The one thing to do now, how it is going, and what has happened."""
    actor = signed_in(request)
    try:
        view = partnership_for(actor=actor, partnership_id=partnership_id)
    except NotFoundError:
        return _to_the_way_back(actor, partnership_id)
    stands = journey.journey(actor=actor, partnership=view)
    entries = stands.history
    context = {
        **about(view),
        "nav": "partnership",
        "journey": stands,
        "steps": stands.steps,
        "running": sorted(
            (one for one in stands.facts.agreements if one.state == "active"),
            key=lambda one: one.review_on or date.max,
        ),
        "panels": panels(stands),
        "waiting": next((one for one in stands.facts.agreements if one.state == "proposed"), None),
        "question": headline(stands.advice, members=len(view.members)),
        "composition": compose([member.role for member in view.members]),
        "entries": entries[:LATEST],
        "more": len(entries) > LATEST,
        "since": entries[-1].at if entries else None,
    }
    return render(request, "people/partnership.html", context)


def _to_the_way_back(actor: User, partnership_id: str) -> HttpResponse:
    """For members of a partnership that is put away; raises NotFoundError for everybody else."""
    if not put_away_for(actor=actor, partnership_id=partnership_id).mine:
        raise NotFoundError
    return redirect("people:put-away", partnership_id)


@require_safe
def readiness(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """What is in place, what is missing, who can do it, and what comes first here."""
    return render(request, "people/readiness.html", _readiness(request, partnership_id))


def _readiness(request: HttpRequest, partnership_id: str) -> dict[str, Any]:
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    stands = journey.journey(actor=actor, partnership=view)
    facts = stands.facts.partnership
    return {
        **about(view),
        "readiness": stands.readiness,
        "success": view.row.success,
        "order": adapt(kind=facts.kind, in_conflict=facts.in_conflict, roles=facts.roles),
        "executives": [
            person
            for person in people_of(actor=actor, organisation_id=view.organisation.id)
            if any(role.role.startswith("executive_") for role in person.roles)
        ],
    }


@require_http_methods(["GET", "POST"])
def willing(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Say where I stand; nobody sees the answer."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    mine = {None: "", True: "yes", False: "no"}[standing(view=view).willingness.mine]
    form = WillingForm(request.POST or None, initial={"willing": mine})

    def act() -> str:
        say_willing(
            actor=actor,
            partnership_id=partnership_id,
            willing=form.cleaned_data["willing"] == "yes",
        )
        return reverse("people:readiness", args=[partnership_id])

    return handle_form(
        request,
        form=form,
        template="people/willing.html",
        act=act,
        context=about(view),
        said="Kept. You can change it whenever you like.",
    )


@require_http_methods(["GET", "POST"])
def success(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """What success means for the team; any member writes, all read."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    form = SuccessForm(request.POST or None, initial={"success": view.row.success or ""})

    def act() -> str:
        write_success(
            actor=actor, partnership_id=partnership_id, success=form.cleaned_data["success"]
        )
        return reverse("people:readiness", args=[partnership_id])

    return handle_form(
        request,
        form=form,
        template="people/success.html",
        act=act,
        context=about(view),
        said="Kept. All of you can read and change it.",
    )


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Rename it, or say what changes the advice it gets."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    form = DescribeForm(request.POST or None, initial=_described(view))

    def act() -> str:
        answers = {**form.cleaned_data}
        answers["in_conflict"] = answers["in_conflict"] == "yes"
        describe_partnership(actor=actor, partnership_id=partnership_id, **answers)
        return reverse("people:partnership", args=[partnership_id])

    return handle_form(
        request,
        form=form,
        template="people/describe.html",
        act=act,
        context=about(view),
        said="Kept. The advice on this page takes it into account.",
    )


def _described(view: PartnershipView) -> dict[str, str]:
    row = view.row
    return {
        "name": row.name,
        "in_conflict": "yes" if row.in_conflict else "no",
        "business_owner": row.business_owner,
        "business_tension": row.business_tension,
    }


@require_safe
def advice(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Whether somebody else belongs in this partnership, and why."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    stands = journey.journey(actor=actor, partnership=view)
    context = {**about(view), "advice": stands.advice}
    return render(request, "people/advice.html", context)


@require_safe
def members(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Who is in it, who was, which links are open, and how to leave."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    context = {
        **about(view),
        "composition": compose([member.role for member in view.members]),
        "invitations": open_invitations(actor=actor, partnership_id=partnership_id),
        "full": len(view.members) >= MAX_MEMBERS,
    }
    return render(request, "people/members.html", context)


@require_POST
def leave(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Leave a partnership; what was written stays."""

    def act() -> str:
        leave_partnership(actor=signed_in(request), partnership_id=partnership_id)
        return reverse("people:home")

    return post_once(request, act, said="You have left. What you signed stays.")


@require_safe
def history(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Everything that has happened, the latest first."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    told = journey.history(actor=actor, partnership=view)
    entries, pages = page_of(request, told, size=LINES)
    context = {**about(view), "entries": entries, "pages": pages}
    return render(request, "people/history.html", context)
