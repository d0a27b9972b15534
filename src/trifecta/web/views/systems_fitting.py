"""Which numbers fit what was counted: looking for them, and taking some over as a new text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trifecta.apps.records.limits import count_one
from trifecta.apps.systems.selectors.models import ModelView, model_for
from trifecta.domain.errors import ConflictError, InvalidError, TooManyError
from trifecta.domain.systems import Model
from trifecta.domain.systems.bottlenecks.leverage import is_share
from trifecta.domain.systems.ensembles.parameters import Parameter, parameters
from trifecta.domain.systems.fitting.fit import Fit, Fitted, fit
from trifecta.domain.systems.fitting.likelihood import prepared
from trifecta.domain.systems.fitting.words import (
    figure,
    lead,
    notes,
    ties_of,
    title,
    with_written,
    written,
    written_fits,
)
from trifecta.domain.systems.observing.observations import Observations, newest_weeks
from trifecta.domain.systems.revisions import revised_lines
from trifecta.web.forms.systems_fitting import MOST_PICKED, FitForm, Fittable
from trifecta.web.posting import add_error, signed_in, status_of
from trifecta.web.views.systems import form_page, page
from trifecta.web.views.systems_counted import Counted, counted_of
from trifecta.web.views.systems_looking import look_at, span_of
from trifecta.web.views.tensions_page import Stale, posted

MOST_TRIED: Final = 60_000
"""Flows times weeks times tries of one fit, so that the page stays quick."""
TRIES: Final = 600
FEWEST_TRIES: Final = 500
FEWEST_WEEKS: Final = 8
MOST_LISTED: Final = 40
MOST_FITS: Final = 60
WINDOW: Final = 600
_TAKEN: Final = re.compile(r"(\d{1,4}):(\d{1,12}(?:\.\d{1,12})?)")
_CHANGED: Final = (
    "Somebody has saved another text in the meantime. These are the numbers as they are now: "
    "choose again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRow:
    """A number as the table of a fit has it; `take` is sent to take it over, or empty."""

    name: str
    before: str
    best: str
    between: str
    says: str
    take: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSaid:
    """A fit as the page says it."""

    title: str
    lead: str
    rows: tuple[FittedRow, ...]
    notes: tuple[str, ...]

    @property
    def may_take(self) -> bool:
        return any(one.take for one in self.rows)


@form_page
def fit_page(request: HttpRequest, model_id: str) -> HttpResponse:
    """Look for the numbers that fit what was counted; nothing is kept before somebody says so."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    try:
        counted = counted_of(view)
        weeks = _weeks(counted.model) if counted else 0
    except InvalidError as error:
        return _shown(request, view, problem=error.message)
    if counted is None:
        return _shown(request, view, uncounted=True)
    if weeks < FEWEST_WEEKS:
        return _shown(request, view, too_large=True)
    return _fitting(request, view, counted, weeks)


def _shown(request: HttpRequest, view: ModelView, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "systems/fit.html", {**page(view), **more}, status=status)


def _weeks(model: Model) -> int:
    """How many weeks a page has time for, with the fewest tries."""
    return MOST_TRIED // FEWEST_TRIES // max(1, len(model.flows), model.work // 3)


def _fitting(request: HttpRequest, view: ModelView, counted: Counted, weeks: int) -> HttpResponse:
    counts = newest_weeks(counted.counts, weeks)
    numbers = _fittable(counted.model, prepared(counted.model, counts))
    stale = Stale.of(request, view.version)
    fresh = stale.version == view.version
    form = FitForm(posted(request) if fresh else None, numbers=numbers)
    context: dict[str, Any] = {"form": form, "most": MOST_PICKED, "stale": not fresh}
    if counts is not counted.counts:
        context["newest"] = weeks
    status = 200 if fresh else status_of(ConflictError(_CHANGED))
    if request.method == "POST" and fresh:
        taken = _taken(request, counted.model)
        if "preview" in request.POST and taken:
            return _preview(request, view, taken)
        status, context["found"] = _found(request, form, counted.model, counts)
        context["nothing_taken"] = "preview" in request.POST
    return _shown(request, view, status=status, **context)


def _found(
    request: HttpRequest, form: FitForm, model: Model, counts: Observations
) -> tuple[int, FitSaid | None]:
    """The fit, or what is wrong put on the form; the same choice gives the same answer."""
    if not form.is_valid():
        return 422, None
    try:
        count_one(what="fit_model", who=signed_in(request).id, most=MOST_FITS, seconds=WINDOW)
        every = parameters(model)
        ranges = {every[place].name: ends for place, ends in form.ranges().items()}
        steps = max(1, counts.last_week - counts.first_week) * max(1, len(model.flows))
        tries = max(FEWEST_TRIES, min(TRIES, MOST_TRIED // steps))
        return 200, _said(fit(model, counts, ranges, tries=tries), every)
    except (InvalidError, TooManyError) as error:
        add_error(form, error)
        return status_of(error), None


def _fittable(model: Model, counts: Observations) -> list[Fittable]:
    """Numbers that stand in the text, those of flows that were counted first and chosen."""
    found = [(place, one) for place, one in enumerate(parameters(model)) if one.place is not None]
    told = [
        place
        for place, one in found
        if one.address.part == "rate" and len(counts.flows.get(one.address.index, {})) > 1
    ]
    found.sort(key=lambda each: each[0] not in told)
    return [
        _one_fittable(model, place, one, picked=place in told[:MOST_PICKED])
        for place, one in found[:MOST_LISTED]
    ]


def _one_fittable(model: Model, place: int, one: Parameter, *, picked: bool) -> Fittable:
    low, high = float(f"{one.value / 5:.2g}"), float(f"{3 * one.value:.3g}")
    if is_share(model, one) and one.value <= 1:
        low, high = 0.01, 0.99
    elif isinstance(one.value, int):
        low, high = float(one.value > 0), max(10.0, 3.0 * one.value)
    return Fittable(
        place=place,
        name=one.name,
        written=f"{one.value:g}",
        low=low,
        high=max(high, low + 1e-6) if one.value else 10.0,
        picked=picked,
    )


def _said(found: Fit, every: Sequence[Parameter]) -> FitSaid:
    places: Mapping[str, int] = {one.name: place for place, one in enumerate(every)}
    return FitSaid(
        title=title(found),
        lead=lead(found),
        rows=tuple(_row(one, found, places[one.name]) for one in found.numbers),
        notes=notes(found),
    )


def _row(one: Fitted, found: Fit, place: int) -> FittedRow:
    ties = ties_of(one, found)
    if ties:
        others = [name for name in ties[0].names if name != one.name]
        says = f"Known only together with {' and '.join(others)}"
    elif not one.told:
        says = "The counts cannot tell"
    elif written_fits(one):
        says = "Fits as written"
    else:
        says = "Does not fit as written"
    told = one.told and not ties
    return FittedRow(
        name=one.name,
        before=figure(one.before),
        best=written(one) if told else "–",
        between=f"{figure(one.low)} to {figure(one.high)}",
        says=says,
        take=f"{place}:{written(one)}" if told else "",
        differs=told and not written_fits(one),
    )


def _taken(request: HttpRequest, model: Model) -> list[tuple[Parameter, str]]:
    """Numbers that were ticked, with what is to stand in their places."""
    every = parameters(model)
    found = []
    for sent in request.POST.getlist("take")[:MOST_PICKED]:
        match = _TAKEN.fullmatch(sent)
        if match and int(match[1]) < len(every) and every[int(match[1])].place is not None:
            found.append((every[int(match[1])], match[2]))
    return found


def _preview(
    request: HttpRequest, view: ModelView, taken: Sequence[tuple[Parameter, str]]
) -> HttpResponse:
    before = view.latest.text
    after = with_written(before, [(one.place, number) for one, number in taken if one.place])
    looks = [look_at(text, span_of(view)) for text in (before, after)]
    context = {
        **page(view),
        "lines": revised_lines(before, after),
        "text": after,
        "before": looks[0].finding,
        "after": looks[1].finding,
        "same": after == before,
    }
    return render(request, "systems/fit_preview.html", context)
