"""Saying how far each option goes towards one's own needs, one need a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.compromise.selectors.plans import BoardView, board_for
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.tensions.selectors import my_limits_here
from trifecta.domain.compromise.scoring import points_of
from trifecta.domain.errors import InvalidError
from trifecta.web.forms.plans_scoring import ScoreForm, score_field
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.plans_page import address, done_my_part, page
from trifecta.web.views.tensions_page import posted


@require_safe
def scores(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Go to the first of your needs with something left to say."""
    board = board_for(actor=signed_in(request), tension_id=tension_id)
    left = [need for need in board.needs if need.unscored] or list(board.needs)
    if not left or not board.options:
        return HttpResponseRedirect(address("board", tension_id))
    return HttpResponseRedirect(address("score", tension_id, left[0].id))


@require_http_methods(["GET", "HEAD", "POST"])
def score(request: HttpRequest, tension_id: str, need_id: str) -> HttpResponse:
    """Say how far each option goes towards one of your needs."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    need = board.need(need_id)
    form = ScoreForm(posted(request), need=need, options=board.options)

    def act() -> str:
        try:
            score_need(
                actor=actor,
                tension_id=board.tension_id,
                need_id=need.id,
                points={
                    option_id: points_of(word, exact=number)
                    for option_id, (word, number) in form.chosen.items()
                },
                wanted=form.wanted,
            )
        except InvalidError as error:
            raise _by_field(error, board) from error
        following = _following(board, need_id)
        return following or done_my_part(actor, board)

    context = {
        **page(actor, board),
        "need": need,
        "my_limits": my_limits_here(actor=actor, tension_id=board.tension_id),
        "place": [row.id for row in board.needs].index(need.id) + 1,
    }
    return handle_form(
        request, form=form, template="compromise/score.html", act=act, context=context
    )


def _following(board: BoardView, need_id: str) -> str:
    """The next need of mine, "" after the last one."""
    ids = [need.id for need in board.needs]
    following = ids[ids.index(need_id) + 1 :]
    return address("score", board.tension_id, following[0]) if following else ""


def _by_field(error: InvalidError, board: BoardView) -> InvalidError:
    """The service names options by their id; the form names fields after them."""
    options = {option.id for option in board.options}
    fields = {
        score_field(name) if name in options else name: words
        for name, words in error.fields.items()
    }
    return InvalidError(error.message, fields=fields)
