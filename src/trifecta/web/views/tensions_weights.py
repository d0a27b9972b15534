"""How much each need counts: a hundred points, or the one to move first and the rest beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trifecta.apps.tensions.selectors import SideView, tension_for
from trifecta.apps.tensions.services import weigh_needs
from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.statements import Kind
from trifecta.domain.tensions.weights import as_points, from_points, from_swings
from trifecta.web.forms.tensions import NEED_PREFIX, FirstForm, NumbersForm
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.tensions_page import address, page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest, tension_id: str) -> HttpResponse:
    """A hundred points over my needs; one need alone has them all."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    if len(view.mine.needs) < 2:
        return HttpResponseRedirect(address("write", view.id, Kind.CONSTRAINT))
    form = NumbersForm(posted(request), needs=view.mine.needs, numbers=_points(view.mine))

    def act() -> str:
        shares = _by_field(lambda: from_points(form.numbers))
        weigh_needs(actor=actor, tension_id=view.id, weights=shares)
        return _next(view.mine, view.id)

    return handle_form(
        request, form=form, template="tensions/weights.html", act=act, context=page(actor, view)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def swing(request: HttpRequest, tension_id: str) -> HttpResponse:
    """First which need to move, then how much the others count beside it."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    needs = view.mine.needs
    chosen = request.POST.get("first") or request.GET.get("first", "")
    first = next((need for need in needs if need.id == chosen), None)
    context = page(actor, view)
    if first is None:
        form = FirstForm(request.GET if "asked" in request.GET else None, needs=needs)
        return render(request, "tensions/swing_first.html", {**context, "form": form})
    others = [need for need in needs if need is not first]
    numbers = NumbersForm(posted(request), needs=others, numbers={})

    def act() -> str:
        shares = _by_field(lambda: from_swings(first=first.id, others=numbers.numbers))
        weigh_needs(actor=actor, tension_id=view.id, weights=shares)
        return _next(view.mine, view.id)

    context["first"] = first
    return handle_form(
        request, form=numbers, template="tensions/swing.html", act=act, context=context
    )


def _points(mine: SideView) -> dict[str, int]:
    if not mine.weighed:
        return {}
    return as_points({need.id: need.weight or 0.0 for need in mine.needs})


def _next(mine: SideView, tension_id: str) -> str:
    if mine.shared or mine.constraints:
        return address("side", tension_id)
    return address("write", tension_id, Kind.CONSTRAINT)


def _by_field(weigh: Callable[[], Mapping[str, float]]) -> Mapping[str, float]:
    """The domain names needs by their id; the form names fields after them."""
    try:
        return weigh()
    except InvalidError as error:
        fields: dict[str, Any] = {
            f"{NEED_PREFIX}{key}": words for key, words in error.fields.items()
        }
        raise InvalidError(error.message, fields=fields) from error
