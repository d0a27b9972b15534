"""Pages of an organisation: its people and roles, its teams, and new partnerships in it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.calibration.selectors.cycles import takes_part
from trifecta.apps.checkins.selectors import reads_health
from trifecta.apps.people.models import RoleKind, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership, end_membership
from trifecta.apps.people.putting_away import put_away_in
from trifecta.apps.people.selectors import (
    AlignmentView,
    InvitationView,
    OrganisationView,
    alignment,
    open_organisation_invitations,
    organisation_for,
    partnership_outlines,
    people_of,
    team_for,
    teams_of,
)
from trifecta.apps.people.services import (
    EXECUTIVES,
    change_organisation,
    create_organisation,
    declare_alignment,
    end_role,
    grant_role,
)
from trifecta.domain.people.roles import COMPANY_KINDS
from trifecta.domain.people.words import capital, counted, number_word
from trifecta.web.forms.people import (
    FOR_OTHERS,
    ChangeOrganisationForm,
    GrantRoleForm,
    OrganisationForm,
    PartnershipForm,
)
from trifecta.web.paging import page_of
from trifecta.web.posting import handle_form, post_once, signed_in

PEOPLE: Final = 30
TEAMS: Final = 15


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A new organisation; its first partnership is the next page."""
    form = OrganisationForm(request.POST or None)

    def act() -> str:
        organisation = create_organisation(
            actor=signed_in(request),
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
            is_demo=settings.TRIFECTA_DEMO,
        )
        return reverse("people:new-partnership", args=[organisation.id])

    return handle_form(request, form=form, template="people/start.html", act=act)


@require_safe
def organisation(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Who is here, who stands behind it, and the partnerships that the reader may know of."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    executive = bool(view.roles & EXECUTIVES)
    people, teams = people_of(actor=actor, organisation_id=view.id), _teams(actor, view)
    shown, pages = page_of(request, people, size=PEOPLE, name="people", to="people")
    some, team_pages = page_of(request, teams, size=TEAMS, name="teams", to="teams")
    context = {
        "organisation": view,
        "kind": COMPANY_KINDS[view.row.kind],
        "people": shown,
        "pages": pages,
        "teams": some,
        "team_pages": team_pages,
        "size": capital(
            f"{counted(len(people), 'person', 'people')} and {counted(len(teams), 'team')}."
        ),
        "put_away": put_away_in(actor=actor, organisation=view),
        "invitations": _invitations(actor, view),
        "executive": executive,
        "reads_health": reads_health(view.roles),
        "runs_cycles": RoleKind.PEOPLE_OPERATIONS in view.roles,
        "calibration": takes_part(actor=actor, organisations=[view]),
        "asks": (executive and not view.aligned) or not teams,
        "executives": _executives(alignment(organisation=view.row)),
    }
    return render(request, "people/organisation.html", context)


def _teams(actor: User, view: OrganisationView) -> list[dict[str, object]]:
    """Every team with the partnerships in it that the reader may know of."""
    outlines = partnership_outlines(actor=actor, organisation_id=view.id)
    return [
        {"team": team, "partnerships": [one for one in outlines if one.team_id == team.id]}
        for team in teams_of(actor=actor, organisation_id=view.id)
    ]


def _executives(found: AlignmentView) -> str:
    """How many of the executives stand behind shared accountability, in a sentence."""
    filled, aligned = len(found.filled), len(found.aligned)
    if not filled:
        return "Nobody is entered as an executive."
    if not aligned:
        return "None of them has said so far that they stand behind shared accountability."
    if aligned < filled:
        verb = "stands" if aligned == 1 else "stand"
        many = f"{number_word(aligned)} of {number_word(filled)}"
        return capital(f"{many} {verb} behind shared accountability.")
    who = {1: "The one there is stands", 2: "Both stand"}
    return f"{who.get(filled, 'All of them stand')} behind shared accountability."


def _invitations(actor: User, view: OrganisationView) -> list[InvitationView]:
    if not view.sees_structure:
        return []
    return open_organisation_invitations(actor=actor, organisation_id=view.id)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Rename it, or say what kind of company it is."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    view.require_owner()
    row = view.row
    form = ChangeOrganisationForm(
        request.POST or None,
        initial={"name": row.name, "kind": row.kind, "business_units": row.business_units},
    )

    def act() -> str:
        change_organisation(actor=actor, organisation_id=organisation_id, **form.cleaned_data)
        return reverse("people:organisation", args=[organisation_id])

    return handle_form(
        request,
        form=form,
        template="people/organisation_change.html",
        act=act,
        context={"organisation": view},
        said="The organisation is changed.",
    )


@require_http_methods(["GET", "POST"])
def give_role(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """A role for somebody who is here already."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    view.require_owner()
    people = people_of(actor=actor, organisation_id=organisation_id)
    form = GrantRoleForm(
        request.POST or None,
        people={person.member_id: person.name for person in people},
        initial={"member": request.GET.get("person", "")},
    )

    def act() -> str:
        grant_role(
            actor=actor,
            organisation_id=organisation_id,
            member_id=form.cleaned_data["member"],
            role=form.cleaned_data["role"],
        )
        return reverse("people:organisation", args=[organisation_id]) + "#people"

    context = {"organisation": view}
    return handle_form(
        request, form=form, template="people/give_role.html", act=act, context=context
    )


@require_POST
def take_role(request: HttpRequest, organisation_id: str, role_id: str) -> HttpResponse:
    """Take a role away from somebody."""
    actor = signed_in(request)

    def act() -> str:
        end_role(actor=actor, organisation_id=organisation_id, role_id=role_id)
        return reverse("people:organisation", args=[organisation_id]) + "#people"

    return post_once(request, act, said="The role is taken away.")


@require_POST
def say_aligned(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """An executive says that they stand behind shared accountability, or no longer do."""
    aligned = request.POST.get("aligned") == "yes"

    def act() -> str:
        declare_alignment(
            actor=signed_in(request), organisation_id=organisation_id, aligned=aligned
        )
        return reverse("people:organisation", args=[organisation_id])

    return post_once(request, act, said="Thank you. Every partnership here can see it.")


@require_safe
def team(request: HttpRequest, team_id: str) -> HttpResponse:
    """A team and the partnerships in it that the reader may know of."""
    actor = signed_in(request)
    row = team_for(actor=actor, team_id=team_id)
    view = organisation_for(actor=actor, organisation_id=row.organisation_id)
    outlines = partnership_outlines(actor=actor, organisation_id=row.organisation_id)
    context = {
        "organisation": view,
        "team": row,
        "partnerships": [one for one in outlines if one.team_id == row.id],
    }
    return render(request, "people/team.html", context)


@require_http_methods(["GET", "POST"])
def new_partnership(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """A partnership in a team; whoever starts it takes part, or sets it up for others."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    teams = teams_of(actor=actor, organisation_id=organisation_id)
    form = PartnershipForm(
        request.POST or None,
        for_others=view.sees_structure,
        teams=[row.name for row in teams],
        initial={"team": request.GET.get("team", "")},
    )

    def act() -> str:
        row = create_partnership(
            actor=actor, organisation_id=organisation_id, new=_new(form.cleaned_data)
        )
        return reverse("people:invite", args=[row.id])

    return handle_form(
        request,
        form=form,
        template="people/new_partnership.html",
        act=act,
        context={"organisation": view, "first": not teams},
    )


def _new(answers: dict[str, str]) -> NewPartnership:
    return NewPartnership(
        team=answers["team"],
        name=answers["name"] or answers["team"],
        my_role="" if answers["my_role"] == FOR_OTHERS else answers["my_role"],
        in_conflict=answers["in_conflict"] == "yes",
    )


@require_POST
def end_member(request: HttpRequest, organisation_id: str, member_id: str) -> HttpResponse:
    """End a membership in a partnership, for people with a role in the organisation."""

    def act() -> str:
        end_membership(
            actor=signed_in(request), organisation_id=organisation_id, member_id=member_id
        )
        return reverse("people:organisation", args=[organisation_id])

    return post_once(request, act, said="The membership has ended. What was signed stays.")
