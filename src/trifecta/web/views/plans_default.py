"""What happens when nothing is agreed: one says it, and all others confirm it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.compromise.selectors.defaults import DefaultView
from trifecta.apps.compromise.selectors.plans import (
    BoardView,
    OptionView,
    StageView,
    board_for,
    board_of_default,
)
from trifecta.apps.compromise.services.defaults import (
    confirm_default,
    propose_default,
    set_default_aside,
)
from trifecta.domain.people.words import joined
from trifecta.web.forms.plans_default import DefaultForm, OffForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.plans_page import address, page, work_in
from trifecta.web.views.tensions_page import posted

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def default(request: HttpRequest, tension_id: str) -> HttpResponse:
    """See what happens without an agreement, and say it."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    known = board.default.waits or board.default.counts
    form = DefaultForm(posted(request), board=board, placements=known.placements if known else {})

    def act() -> str:
        propose_default(actor=actor, tension_id=tension_id, placements=form.placements)
        return address("default", tension_id)

    return handle_form(
        request,
        form=form,
        template="compromise/default.html",
        act=act,
        context={**page(actor, board), **default_context(board)},
        said=_said(board),
    )


@require_POST
def confirm(request: HttpRequest, default_id: str) -> HttpResponse:
    """Say that this is what happens."""
    actor = signed_in(request)

    def act() -> str:
        return address("default", confirm_default(actor=actor, default_id=default_id).tension_id)

    return post_once(request, act, said="You have confirmed it.")


@form_page
def set_aside(request: HttpRequest, default_id: str) -> HttpResponse:
    """Say what is off about it, or take back one's own."""
    actor = signed_in(request)
    board, said = board_of_default(actor=actor, default_id=default_id)
    waits = board.default.waits
    if request.method != "POST" and (waits is None or waits.id != default_id):
        return HttpResponseRedirect(address("default", board.tension_id))
    form = OffForm(posted(request), who=said.proposed_by.name)

    def act() -> str:
        set_default_aside(actor=actor, default_id=default_id, reason=form.cleaned_data["reason"])
        return address("default", board.tension_id)

    return handle_form(
        request,
        form=form,
        template="compromise/default_off.html",
        act=act,
        context={**page(actor, board), "waits": said, "work": work_of(board, said)},
    )


def default_context(board: BoardView) -> dict[str, Any]:
    """What the pages say of it; `work` is what happens in which stage."""
    standing = board.default
    return {
        "standing": standing,
        "counts_work": work_of(board, standing.counts),
        "waits_work": work_of(board, standing.waits),
        "waits_for": joined([row.name for row in standing.waits.waits_for])
        if standing.waits
        else "",
    }


def work_of(board: BoardView, view: DefaultView | None) -> list[tuple[StageView, list[OptionView]]]:
    """Each stage in which something happens, with what does."""
    return [] if view is None else work_in(board, view.placements)


def _said(board: BoardView) -> str:
    others = joined([member.name for member in board.gate.partnership.counterparts])
    return f"{others} can confirm it now." if others else ""
