"""What the organisation has decided and plans are held to: writing, changing, removing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.compromise.selectors.plans import board_for, board_of_policy
from trifecta.apps.compromise.services.policies import (
    NewPolicy,
    add_policy,
    change_policy,
    remove_policy,
)
from trifecta.domain.errors import ConflictError
from trifecta.web.forms.plans import PolicyForm, policy_initial
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.plans_page import address, page
from trifecta.web.views.tensions_page import Stale, posted

TEMPLATE = "compromise/policy.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def policy_add(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Hold plans to something that the company has decided."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    form = PolicyForm(posted(request), board=board)

    def act() -> str:
        add_policy(actor=actor, tension_id=board.tension_id, new=_new(form))
        return address("board", board.tension_id)

    return handle_form(request, form=form, template=TEMPLATE, act=act, context=page(actor, board))


@form_page
def policy(request: HttpRequest, policy_id: str) -> HttpResponse:
    """Give a policy other words, or say otherwise what it means here."""
    actor = signed_in(request)
    board, row = board_of_policy(actor=actor, policy_id=policy_id)
    stale = Stale.of(request, row.version)
    form = PolicyForm(posted(request), initial=policy_initial(row), board=board)

    def act() -> str:
        try:
            change_policy(actor=actor, policy_id=row.id, new=_new(form), version=stale.version)
        except ConflictError:
            stale.found(board_of_policy(actor=actor, policy_id=row.id)[1])
            raise
        return address("board", board.tension_id)

    context = {**page(actor, board), "policy": row, "stale": stale}
    return handle_form(request, form=form, template=TEMPLATE, act=act, context=context)


@require_POST
def policy_remove(request: HttpRequest, policy_id: str) -> HttpResponse:
    """Plans are not held to it any more."""
    actor = signed_in(request)

    def act() -> str:
        return address("board", remove_policy(actor=actor, policy_id=policy_id).tension_id)

    return post_once(request, act, said="Plans are no longer held to it.")


def _new(form: PolicyForm) -> NewPolicy:
    return NewPolicy(
        title=form.cleaned_data["title"],
        never=tuple(form.cleaned_data["never"]),
        first=form.cleaned_data["first"],
        for_these=tuple(form.cleaned_data["for_these"]),
    )
