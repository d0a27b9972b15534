"""Writing a model: its text, and what it shows, at once while somebody types."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from trifecta.apps.records.limits import count_one
from trifecta.apps.systems.selectors.models import ModelView, model_for
from trifecta.apps.systems.services.models import clean_model_text, save_text
from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.systems.answering import PERIODS
from trifecta.web.forms.systems import TextForm, semantics_of
from trifecta.web.posting import UNPROCESSABLE, handle_form, signed_in
from trifecta.web.views.systems import address, form_page, page
from trifecta.web.views.systems_looking import Look, Span, look_at, span_of
from trifecta.web.views.tensions_page import Stale, posted

MOST_LOOKS: Final = 300
WINDOW: Final = 600
FITTED: Final = (
    "The numbers that fit are kept as a new text. The one before is among the earlier texts, and "
    "can be made the newest again."
)


@form_page
def edit(request: HttpRequest, model_id: str) -> HttpResponse:
    """The text of the model, and below it what it shows; "Look" shows it without keeping it."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    stale = Stale.of(request, view.version)
    form = TextForm(posted(request), initial={"text": view.latest.text})
    if request.method == "POST" and "look" in request.POST:
        _count(request)
        form.is_valid()
        context = _context(view, stale, request.POST.get("text", ""))
        return render(request, "systems/edit.html", {**context, "form": form})

    def act() -> str:
        try:
            save_text(
                actor=actor, model_id=model_id, text=form.cleaned_data["text"], read=stale.version
            )
        except ConflictError:
            stale.found(model_for(actor=actor, model_id=model_id))
            raise
        return address("model", model_id)

    text = request.POST.get("text", "") if request.method == "POST" else view.latest.text
    return handle_form(
        request,
        form=form,
        template="systems/edit.html",
        act=act,
        context=_context(view, stale, text),
        said=FITTED if "fitted" in request.POST else "",
    )


def _context(view: ModelView, stale: Stale, text: str) -> dict[str, Any]:
    look = safe_look(text, span_of(view))
    return {**page(view), "stale": stale, "look": look, "period": view.period, "editing": True}


def safe_look(text: str, span: Span) -> Look | None:
    """None for a text that is too long to be looked at; the form says so when it is saved."""
    try:
        return look_at(clean_model_text(text), span)
    except InvalidError:
        return None


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What a text shows, as a part of a page; nothing of it is kept."""
    _count(request)
    period = request.POST.get("period", "")
    rounds = request.POST.get("rounds", "")
    span = Span(
        period=period if period in PERIODS else "round",
        rounds=int(rounds) if rounds.isdecimal() and len(rounds) < 6 else 12,
        stock=request.POST.get("stock", ""),
        semantics=semantics_of(request.POST.get("semantics", "")),
    )
    shown = safe_look(request.POST.get("text", ""), span)
    status = 200 if shown is not None else UNPROCESSABLE
    context = {"look": shown, "period": period, "editing": True}
    return render(request, "systems/parts/look.html", context, status=status)


def _count(request: HttpRequest) -> None:
    who = signed_in(request).id
    count_one(what="look_at_model", who=who, most=MOST_LOOKS, seconds=WINDOW)
