"""Bringing counts in by steps: the file, which column is which, and a look before they are kept.

Nothing is kept between steps. What goes from page to page has no name in it: weekly counts, or an
export of which only dates, stages and numbers are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from trifecta.apps.systems.selectors.models import ModelView, model_for
from trifecta.apps.systems.services.observing import (
    bring_in_counts,
    by_line,
    model_of,
    read_counts,
)
from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.systems import Model
from trifecta.domain.systems.observing.candidates import counted
from trifecta.domain.systems.observing.cells import UnclearOrderError
from trifecta.domain.systems.observing.exports import Export, export_in
from trifecta.domain.systems.observing.mapping import (
    ExportMapping,
    fits,
    mapping_in,
    text_of_mapping,
)
from trifecta.domain.systems.observing.merging import (
    Merged,
    from_week,
    merged,
    rows_to_keep,
    text_of_rows,
    until_week,
)
from trifecta.domain.systems.observing.packing import packed, unpacked
from trifecta.domain.systems.observing.previewing import Preview, preview
from trifecta.domain.systems.observing.weekly import is_weekly, observations_in
from trifecta.web.forms.systems_counting import (
    MOST_ROWS,
    ColumnsForm,
    CountsForm,
    KeepForm,
    day_said,
    order_said,
)
from trifecta.web.posting import UNPROCESSABLE, add_error, post_once, signed_in, status_of
from trifecta.web.views.systems import address, form_page, page

SAID: Final = "The counts are there, beside the model."


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Weekly counts that are looked at before they are kept, and what to change them by."""

    counts: str
    notes: Sequence[str] = ()
    mapping: ExportMapping | None = None
    as_last: bool = False
    pack: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What is there already: what adding would do, or why nothing can be added."""

    merged: Merged | None = None
    problem: str = ""
    weeks: int = 0
    read: str = ""


def after_file(request: HttpRequest, view: ModelView, form: CountsForm) -> HttpResponse | None:
    """The page after a file or paste; None where `form` has errors to show."""
    if not form.is_valid():
        return None
    try:
        model = model_of(view.latest.text)
        return _after_text(request, view, model, form)
    except UnclearOrderError as error:
        form.add_error("order", error.message)
    except InvalidError as error:
        said = error.fields.get("counts") or by_line(error)
        add_error(form, InvalidError(error.message, fields={"counts": said}))
    return None


def _after_text(
    request: HttpRequest, view: ModelView, model: Model, form: CountsForm
) -> HttpResponse:
    text = form.written
    if text.count("\n") > MOST_ROWS:
        raise InvalidError(
            f"This has more than {MOST_ROWS:,} rows, the most that a page reads. Leave out older "
            "ones, or count it with “trifecta systems compare”, which takes more."
        )
    if text.strip() and not is_weekly(text, model=model):
        export = export_in(text)
        if export.has_dates:
            return _after_export(request, view, model, export)
    form.show_text(text)
    observations = read_counts(view.latest.text, text, order=order_said(form))
    counts = text_of_rows(rows_to_keep(observations, model))
    return _look(request, view, model, Read(counts=counts, notes=observations.notes, source=text))


def _after_export(
    request: HttpRequest, view: ModelView, model: Model, export: Export
) -> HttpResponse:
    """At once to the preview where it is mapped as last time; else to its columns."""
    pack = packed(export)
    last = _last(view)
    form = ColumnsForm(None, export=export, model=model, last=last)
    if last is not None and fits(last, export, model) and not form.unclear:
        try:
            found = replace(_counted(export, last, model, pack=pack), as_last=True)
        except InvalidError:
            return _columns(request, view, form, pack)
        return _look(request, view, model, found)
    return _columns(request, view, form, pack)


def _last(view: ModelView) -> ExportMapping | None:
    return mapping_in(view.observed.mapping) if view.observed else None


def _counted(
    export: Export, mapping: ExportMapping, model: Model, *, pack: str, first: Any = None
) -> Read:
    """An export as weekly counts; raises InvalidError where nothing is left of it."""
    observations = counted(export, mapping, model=model)
    rows = rows_to_keep(observations, model)
    notes = list(observations.notes)
    if first is not None:
        rows = from_week(rows, first, model.shown)
    over = until_week(rows, timezone.localdate())
    if len(over) < len(rows):
        notes.append("The week that is not over yet was left out.")
    if not over:
        raise InvalidError("No week that is over is left. Begin with an earlier week.")
    counts = text_of_rows(over)
    observations_in(counts, model=model)  # raises here, rather than when they are kept
    return Read(counts=counts, notes=notes, mapping=mapping, pack=pack)


@form_page
def columns(request: HttpRequest, model_id: str) -> HttpResponse:
    """Which column of an export is which; what is chosen leads to the preview."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    if request.method != "POST":
        return HttpResponseRedirect(address("observed", model_id))
    pack = request.POST.get("pack", "")
    try:
        model = model_of(view.latest.text)
        export = unpacked(pack)
    except InvalidError as error:
        return _from_the_start(request, view, error)
    last = mapping_in(request.POST.get("mapping", "")) or _last(view)
    form = ColumnsForm(request.POST, export=export, model=model, last=last)
    listed_anew = request.POST.get("basis") != form.basis or "again" in request.POST
    if listed_anew:
        return _columns(
            request, view, ColumnsForm(None, export=export, model=model, last=form.mapping), pack
        )
    if form.is_valid():
        try:
            found = _counted(export, form.said_mapping(), model, pack=pack, first=day_said(form))
            return _look(request, view, model, found)
        except UnclearOrderError as error:
            form.add_error("order", error.message)
        except InvalidError as error:
            form.add_error(None, by_line(error))
    return _columns(request, view, form, pack, status=UNPROCESSABLE)


def _columns(
    request: HttpRequest, view: ModelView, form: ColumnsForm, pack: str, *, status: int = 200
) -> HttpResponse:
    context = {**page(view), "form": form, "pack": pack, "last": _last(view) is not None}
    return render(request, "systems/observed_columns.html", context, status=status)


@require_POST
def keep(request: HttpRequest, model_id: str) -> HttpResponse:
    """Keep counts that were looked at."""
    actor = signed_in(request)
    form = KeepForm(request.POST)
    form.is_valid()
    data = form.cleaned_data

    def act() -> str:
        bring_in_counts(
            actor=actor,
            model_id=model_id,
            counts=data.get("counts", ""),
            mapping=data.get("mapping", ""),
            add=form.adds,
            read=data.get("read", ""),
        )
        return address("observed", model_id)

    try:
        return post_once(request, act, said=SAID)
    except (InvalidError, ConflictError) as error:
        view = model_for(actor=actor, model_id=model_id)
        return _look_again(request, view, data, error)


def _look_again(
    request: HttpRequest, view: ModelView, data: dict[str, Any], error: InvalidError | ConflictError
) -> HttpResponse:
    try:
        model = model_of(view.latest.text)
        read_counts(view.latest.text, data.get("counts", ""))
    except InvalidError as unreadable:
        return _from_the_start(request, view, unreadable, counts=data.get("counts", ""))
    found = Read(counts=data["counts"], mapping=mapping_in(data.get("mapping", "")))
    return _look(request, view, model, found, error=error, how=data.get("how", ""))


def _from_the_start(
    request: HttpRequest, view: ModelView, error: InvalidError, *, counts: str = ""
) -> HttpResponse:
    form = CountsForm({"counts": counts})
    form.is_valid()
    add_error(form, error)
    context = {**page(view), "form": form}
    return render(request, "systems/observed.html", context, status=UNPROCESSABLE)


def _look(
    request: HttpRequest,
    view: ModelView,
    model: Model,
    read: Read,
    *,
    error: InvalidError | ConflictError | None = None,
    how: str = "",
) -> HttpResponse:
    """The page before counts are kept: what was read, and what becomes of those that are there."""
    observations = observations_in(read.counts, model=model)
    there = _there(view, model, read.counts)
    values = {
        "counts": read.counts,
        "mapping": text_of_mapping(read.mapping) if read.mapping else "",
        "read": there.read,
        "how": how or "add",
    }
    can_add = there.merged is not None
    form = KeepForm(values if error else None, initial=values, can_add=can_add)
    if error is not None:
        add_error(form, error)
    seen: Preview = preview(observations, model, today=timezone.localdate())
    context = {
        **page(view),
        "form": form,
        "read": read,
        "seen": seen,
        "there": there,
        "mapped": len(read.mapping.used) if read.mapping else 0,
        "mapping": values["mapping"],
    }
    status = status_of(error) if error else 200
    return render(request, "systems/observed_preview.html", context, status=status)


def _there(view: ModelView, model: Model, counts: str) -> There:
    if view.observed is None:
        return There()
    newer = rows_to_keep(observations_in(counts, model=model), model)
    try:
        before = rows_to_keep(observations_in(view.observed.counts, model=model), model)
    except InvalidError:
        problem = (
            "The counts that are there use names that the text does not have any more, so these "
            "take their place."
        )
        return There(problem=problem, read=view.observed.read)
    weeks = len({week for week, _ in before})
    try:
        both = merged(before, newer)
    except InvalidError as error:
        problem = f"{error.message} These take the place of what is there."
        return There(problem=problem, weeks=weeks, read=view.observed.read)
    return There(merged=both, weeks=weeks, read=view.observed.read)
