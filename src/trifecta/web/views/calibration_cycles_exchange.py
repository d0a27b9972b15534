"""Pages that exchange a cycle with other systems: earlier ratings in, results out."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.calibration.models import ExportForm
from trifecta.apps.calibration.selectors.exporting import (
    ResultsView,
    document_of,
    results_for,
    rows_for,
)
from trifecta.apps.calibration.selectors.rooms import CycleRoom
from trifecta.apps.calibration.selectors.setting_up import earlier_kept
from trifecta.apps.calibration.services.earlier import (
    Preview,
    carry_over,
    forget_earlier,
    look_at_earlier,
)
from trifecta.apps.calibration.services.exporting import take_results_out
from trifecta.domain.calibration.exchange import csv_of, header_of, row_of
from trifecta.domain.errors import InvalidError
from trifecta.web.forms.calibration_exchange import EarlierForm
from trifecta.web.posting import add_error, handle_form, post_once, signed_in, status_of
from trifecta.web.views.agreements import form_page
from trifecta.web.views.calibration import about_cycle
from trifecta.web.views.calibration_cycles import cycle_page, setting_up

MOST_PROBLEMS: Final = 100
CSV: Final = "text/csv; charset=utf-8"


@form_page
def earlier(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Bring people and their earlier ratings: look at a file first, then carry it over."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id)
    form = EarlierForm(request.POST or None, request.FILES or None, new=room.scale)
    context = {**about_cycle(room), "kept": earlier_kept(room)}
    if request.method == "POST" and request.POST.get("do") != "carry":
        return _look(request, form, room, context)

    def act() -> str:
        carry_over(
            actor=actor,
            cycle_id=cycle_id,
            words=form.words(suggest=False),
            choose=form.cleaned_data["choose"],
        )
        return cycle_page(cycle_id)

    if request.method == "POST":
        context["preview"] = _preview_or_none(form, room)
        context |= _shown(context["preview"], form)
    return handle_form(
        request,
        form=form,
        template="calibration/cycles/earlier.html",
        act=act,
        context=context,
        said="They are carried over, and kept with this cycle.",
    )


def _look(
    request: HttpRequest, form: EarlierForm, room: CycleRoom, context: dict[str, Any]
) -> HttpResponse:
    """What the file would bring; nothing is written, so it is shown and not redirected to."""
    status = 422
    if form.is_valid():
        if not form.cleaned_data["text"].strip():
            form.add_error("file", "Choose a file, or paste its lines.")
        else:
            try:
                preview = look_at_earlier(
                    actor=room.actor,
                    cycle_id=room.cycle.id,
                    words=form.words(suggest=request.POST.get("do") != "again"),
                )
            except InvalidError as error:
                add_error(form, error)
                status = status_of(error)
            else:
                context |= {"preview": preview, **_shown(preview, form)}
                status = 422 if preview.problems else 200
    context["text"] = _lines(form)
    return render(
        request, "calibration/cycles/earlier.html", {"form": form, **context}, status=status
    )


def _preview_or_none(form: EarlierForm, room: CycleRoom) -> Preview | None:
    """What the page shows besides an error; the error itself is the service's to raise."""
    if not form.is_valid():
        return None
    try:
        return look_at_earlier(
            actor=room.actor, cycle_id=room.cycle.id, words=form.words(suggest=False)
        )
    except InvalidError:
        return None


def _lines(form: EarlierForm) -> str:
    """What the page shows as lines: those of the file, once it was read."""
    if form.is_bound and hasattr(form, "cleaned_data") and form.cleaned_data.get("text"):
        return str(form.cleaned_data["text"])
    return str(form["text"].value() or "")


def _shown(preview: Preview | None, form: EarlierForm) -> dict[str, Any]:
    if preview is None:
        return {"text": _lines(form)}
    steps = [
        {
            "name": f"becomes_{number}",
            "label": label,
            "count": preview.counts[label.casefold()],
            "becomes": preview.carried.step(number) if preview.carried else 0,
        }
        for number, label in enumerate(preview.old.labels if preview.old else ())
    ]
    return {
        "mapping": steps,
        "problems": preview.problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(preview.problems) - MOST_PROBLEMS),
        "text": _lines(form),
        "old_labels": "\n".join(preview.old.labels) if preview.old else "",
    }


@require_POST
def forget(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Take the earlier ratings out again."""
    actor = signed_in(request)

    def act() -> str:
        forget_earlier(actor=actor, cycle_id=cycle_id)
        return cycle_page(cycle_id)

    return post_once(request, act, said="The earlier ratings are taken out of this cycle.")


# ---------------------------------------------------------------- out


@require_safe
def results(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """What was decided, one partnership after the other, to read and to print."""
    view = _taken_out(request, cycle_id, ExportForm.PAGE)
    context = {**about_cycle(view.room), "results": view}
    return render(request, "calibration/cycles/results.html", context)


@require_safe
def results_csv(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """One row a member, for a spreadsheet or another system."""
    view = _taken_out(request, cycle_id, ExportForm.CSV)
    outcomes = view.outcomes
    rows = [row_of(one, outcomes) for one in rows_for(view)]
    response = HttpResponse(csv_of(header_of(outcomes), rows), content_type=CSV)
    return _named(response, view.room, "csv")


@require_safe
def results_json(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """The same with reasons, for a program; docs/reference/calibration-files.md has every field."""
    view = _taken_out(request, cycle_id, ExportForm.JSON)
    response = JsonResponse(
        document_of(view), json_dumps_params={"indent": 1, "ensure_ascii": False}
    )
    return _named(response, view.room, "json")


def _taken_out(request: HttpRequest, cycle_id: str, form: ExportForm) -> ResultsView:
    """The results, and a line that says who has them; a question for the headers alone takes none.

    It is written although the page is only opened: what leaves with it cannot be called back.
    """
    actor = signed_in(request)
    if request.method == "HEAD":
        return results_for(actor=actor, cycle_id=cycle_id)
    return take_results_out(actor=actor, cycle_id=cycle_id, form=form)


def _named(response: HttpResponse, room: CycleRoom, ending: str) -> HttpResponse:
    name = slugify(room.cycle.name)[:60] or "cycle"
    response["Content-Disposition"] = f'attachment; filename="trifecta-{name}.{ending}"'
    return response
