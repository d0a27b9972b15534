"""Pages of the models of a partnership: all of them, a new one, and what each is to answer."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.people.selectors import PartnershipView, partnership_for
from trifecta.apps.records.limits import count_one
from trifecta.apps.systems.selectors.models import ModelView, model_for, models_of
from trifecta.apps.systems.services.models import MOST_ROUNDS, begin_model, describe_model
from trifecta.apps.tensions.selectors import TensionView, tension_for
from trifecta.domain.errors import InvalidError
from trifecta.domain.people.words import you_together
from trifecta.domain.systems import parse
from trifecta.domain.systems.library import Starter, starter, starters
from trifecta.domain.systems.xmile import model_text_from
from trifecta.web import paging
from trifecta.web.forms.systems import AboutForm, NewModelForm, is_xmile
from trifecta.web.posting import UNPROCESSABLE, handle_form, signed_in
from trifecta.web.views.tensions_page import posted

LINES: Final = 20
MOST_BROUGHT_IN: Final = 60
WINDOW: Final = 600
"""Seconds in which so many files are read for one person."""

form_page = require_http_methods(["GET", "HEAD", "POST"])


def address(name: str, *args: str | int) -> str:
    return reverse(f"systems:{name}", args=args)


def around(partnership: PartnershipView) -> dict[str, Any]:
    """What every page of models in a partnership shows."""
    others = [one.name for one in partnership.counterparts]
    return {
        "partnership": partnership,
        "chip_words": you_together(others) if others else "Only you until somebody joins",
    }


def page(model: ModelView) -> dict[str, Any]:
    """What every page of one model shows."""
    text = model.latest.text.lower()
    of_hiring = any(word in text for word in ("offer", "hire", "candidate"))
    return {**around(model.partnership), "model": model, "of_hiring": of_hiring}


@require_safe
def models(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """All models of the partnership, or what to start from."""
    actor = signed_in(request)
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    lines = models_of(partnership=partnership)
    shown, pages = paging.page_of(request, lines, size=LINES)
    context = {
        **around(partnership),
        "models": shown,
        "pages": pages,
        "starters": starters(),
    }
    return render(request, "systems/models.html", context)


@form_page
def new(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """A new model: a blank one, one of the library, pasted, or from a file."""
    actor = signed_in(request)
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    chosen = starter(request.GET.get("from", ""))
    tension = _tension(request, partnership)
    form = NewModelForm(posted(request), request.FILES or None, initial=_from(chosen))
    context = {
        **around(partnership),
        "chosen": chosen,
        "starters": starters(),
        "tension": tension,
        "asks": tension is not None and "from" not in request.GET and request.method != "POST",
    }
    if request.method == "POST" and form.is_valid() and is_xmile(form.written):
        return _brought_in(request, form, context)

    def act() -> str:
        row = begin_model(
            actor=actor, partnership_id=partnership_id, about=form.about(), text=form.written
        )
        return address("edit", row.id)

    return handle_form(request, form=form, template="systems/new.html", act=act, context=context)


def _tension(request: HttpRequest, partnership: PartnershipView) -> TensionView | None:
    """The tension that somebody comes from, to find the way back to it."""
    asked = request.GET.get("tension", "")
    if not asked:
        return None
    found = tension_for(actor=signed_in(request), tension_id=asked)
    return found if found.partnership.id == partnership.id else None


def _brought_in(request: HttpRequest, form: NewModelForm, context: dict[str, Any]) -> HttpResponse:
    """What was read from XMILE, to be looked over; nothing is kept. Or why it was not read."""
    count_one(
        what="bring_in_model", who=signed_in(request).id, most=MOST_BROUGHT_IN, seconds=WINDOW
    )
    try:
        read = model_text_from(form.written)
        model = parse(read.text)
    except InvalidError as error:
        form.add_error(
            form.came_from, "This XMILE cannot be read. What is in the way is listed on this page."
        )
        context |= {"form": form, "refusals": error.message.split("\n")}
        return render(request, "systems/new.html", context, status=UNPROCESSABLE)
    sent = {name: request.POST.get(name, "") for name in form.fields}
    rounds = read.rounds if read.rounds and read.rounds <= MOST_ROUNDS else None
    filled = {"text": read.text, "name": sent["name"] or read.name}
    if rounds and sent["rounds"] in {"", str(form.fields["rounds"].initial)}:
        filled["rounds"] = str(rounds)
    stocks, flows = len(model.shown), len(model.flows)
    context |= {"form": NewModelForm(initial={**sent, **filled}), "read": read}
    return render(request, "systems/new.html", {**context, "stocks": stocks, "flows": flows})


def _from(chosen: Starter | None) -> dict[str, Any]:
    if chosen is None:
        return {}
    return {
        "name": chosen.name,
        "question": chosen.question,
        "answered_by": chosen.answered_by,
        "period": chosen.period,
        "rounds": chosen.rounds,
        "text": chosen.text,
    }


@form_page
def about(request: HttpRequest, model_id: str) -> HttpResponse:
    """Change what the model is to answer, and over how long."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    form = AboutForm(
        posted(request),
        initial={
            "name": view.name,
            "question": view.question,
            "answered_by": view.answered_by,
            "period": view.period,
            "rounds": view.rounds,
            "semantics": view.latest.semantics,
        },
    )

    def act() -> str:
        describe_model(actor=actor, model_id=model_id, about=form.about())
        return address("model", model_id)

    return handle_form(
        request, form=form, template="systems/about.html", act=act, context=page(view)
    )
