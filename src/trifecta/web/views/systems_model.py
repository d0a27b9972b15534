"""Pages of one model: what it says, its texts, and deleting it."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.systems.selectors.models import model_for, version_for, versions_of
from trifecta.apps.systems.services.models import delete_model, restore_version
from trifecta.domain.systems.revisions import revised_lines
from trifecta.web import paging
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.systems import LINES, address, form_page, page
from trifecta.web.views.systems_looking import look_at, span_of
from trifecta.web.views.systems_observing import beside_of
from trifecta.web.views.systems_taking import forms


@require_safe
def model(request: HttpRequest, model_id: str) -> HttpResponse:
    """What the model says of its question, and what was decided from it."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    beside = beside_of(view)
    look = look_at(view.latest.text, span_of(view), counted=beside.stocks if beside else None)
    context = {
        **page(view),
        "look": look,
        "period": view.period,
        "beside": beside,
        "forms": forms(),
    }
    return render(request, "systems/model.html", context)


@require_safe
def versions(request: HttpRequest, model_id: str) -> HttpResponse:
    """Every text of the model, with who wrote it and when."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    rows = versions_of(actor=actor, model_id=model_id)
    shown, pages = paging.page_of(request, rows, size=LINES)
    context = {**page(view), "versions": shown, "pages": pages}
    return render(request, "systems/versions.html", context)


@require_safe
def version(request: HttpRequest, model_id: str, number: int) -> HttpResponse:
    """One text: what was changed in it, and the way back to it."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    one = version_for(actor=actor, model_id=model_id, number=number)
    before = version_for(actor=actor, model_id=model_id, number=number - 1) if number > 1 else None
    other_way = before.semantics if before and before.semantics != one.semantics else ""
    context = {
        **page(view),
        "version": one,
        "lines": revised_lines(before.text if before else "", one.text),
        "other_way": other_way,
        "forms": forms(),
    }
    return render(request, "systems/version.html", context)


@require_POST
def restore(request: HttpRequest, model_id: str, number: int) -> HttpResponse:
    """Make an earlier text the newest one."""
    actor = signed_in(request)

    def act() -> str:
        restore_version(actor=actor, model_id=model_id, number=number)
        return address("model", model_id)

    return post_once(request, act, said=f"Text {number} is the newest one again.")


@form_page
def delete(request: HttpRequest, model_id: str) -> HttpResponse:
    """Delete the model for all members."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    form = Form(request.POST if request.method == "POST" else None)

    def act() -> str:
        return address("models", delete_model(actor=actor, model_id=model_id))

    return handle_form(
        request,
        form=form,
        template="systems/delete.html",
        act=act,
        context=page(view),
        said="The model is deleted.",
    )
