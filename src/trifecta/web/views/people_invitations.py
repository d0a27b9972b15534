"""Invitations by link: making one, seeing it once, taking it back, and joining by it."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.invitations import (
    VALID_FOR,
    NewInvitation,
    accept_invitation,
    invite_partner,
    invite_to_organisation,
    revoke_invitation,
)
from trifecta.apps.people.models import Invitation
from trifecta.apps.people.selectors import (
    InvitationView,
    invitation_by_token,
    organisation_for,
    outline_for,
    partnerships_of,
)
from trifecta.apps.records.keys import seal_for_session, unseal_from_session
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.roles import counterpart_role
from trifecta.web.accounts import forget_link, link_opened_here, remember_link
from trifecta.web.forms.people import InviteForm, InviteToOrganisationForm
from trifecta.web.posting import handle_form, post_once, signed_in

NEW_LINKS: Final = "new_links"


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Make a link into a partnership."""
    actor = signed_in(request)
    outline = outline_for(actor=actor, partnership_id=partnership_id)
    role = request.GET.get("role") or _likely_role(outline.members)
    form = InviteForm(request.POST or None, initial={"role": role})

    def act() -> str:
        new = invite_partner(
            actor=actor, partnership_id=partnership_id, role=form.cleaned_data["role"]
        )
        return _show_once(request, new)

    context = {"outline": outline, "days": VALID_FOR.days}
    return handle_form(request, form=form, template="people/invite.html", act=act, context=context)


def _likely_role(members: tuple[object, ...]) -> str:
    """For a partnership of one, what usually leads beside them; else nothing is chosen."""
    roles = [getattr(member, "role", "") for member in members]
    return counterpart_role(roles[0]) if len(roles) == 1 else ""


@require_http_methods(["GET", "POST"])
def invite_person(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Make a link into the organisation."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    view.require_owner()
    form = InviteToOrganisationForm(request.POST or None)

    def act() -> str:
        new = invite_to_organisation(
            actor=actor, organisation_id=organisation_id, role=form.cleaned_data["role"]
        )
        return _show_once(request, new)

    context = {"organisation": view, "days": VALID_FOR.days}
    return handle_form(
        request, form=form, template="people/invite_person.html", act=act, context=context
    )


def _show_once(request: HttpRequest, new: NewInvitation) -> str:
    """Keep the token, sealed, for the one page that shows it; nothing else ever has it again."""
    sealed = seal_for_session(new.token, place=f"{NEW_LINKS}|{new.id}")
    request.session[NEW_LINKS] = {**request.session.get(NEW_LINKS, {}), new.id: sealed}
    return reverse("people:link", args=[new.id])


@require_safe
def link(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """The link, once; after that, and for anybody else, that links are shown once."""
    links: dict[str, str] = request.session.get(NEW_LINKS, {})
    sealed = links.get(invitation_id, "")
    token = unseal_from_session(sealed, place=f"{NEW_LINKS}|{invitation_id}")
    found = invitation_by_token(token=token) if token else None
    if found is None:
        return render(request, "people/link_shown.html")
    if request.method == "GET":
        request.session[NEW_LINKS] = {key: links[key] for key in links if key != invitation_id}
    address = request.build_absolute_uri(reverse("people:join", args=[token]))
    context = {"invitation": found, "address": address, "back": _back(found)}
    return render(request, "people/link.html", context)


@require_POST
def revoke(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Make a link useless."""
    actor = signed_in(request)

    def act() -> str:
        row = revoke_invitation(actor=actor, invitation_id=invitation_id)
        return _home_of(request, row)

    return post_once(request, act, said="The link is taken back. It opens nothing any more.")


def _home_of(request: HttpRequest, row: Invitation) -> str:
    """The members of the partnership for its members, else the organisation."""
    mine = {one.id for one in partnerships_of(actor=signed_in(request))}
    if row.partnership_id in mine:
        return reverse("people:members", args=[row.partnership_id])
    return reverse("people:organisation", args=[row.organisation_id])


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What a link offers, and joining by it; a link nobody can use says so and no more."""
    return _offered(request, token)


@login_not_required
@require_http_methods(["GET", "POST"])
def join_here(request: HttpRequest) -> HttpResponse:
    """The link that was opened in this browser, on an address that does not hold it."""
    return _offered(request, link_opened_here(request))


def _offered(request: HttpRequest, token: str) -> HttpResponse:
    found = invitation_by_token(token=token)
    if found is None:
        return render(request, "people/link_void.html", status=404)
    if not request.user.is_authenticated:
        remember_link(request, token)
        back = reverse("people:join-here")  # what leads back is kept while somebody signs in
        return render(request, "people/join.html", {"invitation": found, "back": back})
    if request.method == "POST":
        return _accept(request, token)
    return render(
        request, "people/join.html", {"invitation": found, **_standing(request, token, found)}
    )


def _standing(request: HttpRequest, token: str, found: InvitationView) -> dict[str, object]:
    actor = signed_in(request)
    mine = {one.id for one in partnerships_of(actor=actor)}
    return {
        "own": found.invited_by_id == actor.id,
        "already": found.partnership_id is not None and found.partnership_id in mine,
        "back": reverse("people:join", args=[token]),  # signing out forgets what was opened here
    }


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    def act() -> str:
        return _back(accept_invitation(actor=signed_in(request), token=token))

    try:
        response = post_once(request, act, said="You are in.")
    except NotFoundError:
        return render(request, "people/link_void.html", status=404)
    forget_link(request)
    return response


def _back(row: Invitation | InvitationView) -> str:
    """Where an invitation leads."""
    if row.partnership_id:
        return reverse("people:partnership", args=[row.partnership_id])
    return reverse("people:organisation", args=[row.organisation_id])
