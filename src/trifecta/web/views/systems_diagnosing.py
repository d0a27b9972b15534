"""What keeps people from being hired, from counts of every step, or that they cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.systems.selectors.models import model_for
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model
from trifecta.domain.systems.comparing.inferring import with_inferred_flows
from trifecta.domain.systems.comparing.words import number, p_value_said
from trifecta.domain.systems.diagnosing import words
from trifecta.domain.systems.diagnosing.diagnosis import (
    Diagnosed,
    Diagnosis,
    Rate,
    Reference,
    diagnose,
)
from trifecta.domain.systems.diagnosing.pipeline import stock_of_offers
from trifecta.web.posting import signed_in
from trifecta.web.views.systems import page
from trifecta.web.views.systems_counted import Counted, counted_of

BESIDE: Final = {
    Reference.MODEL: "the rates of the model",
    Reference.HISTORY: "the weeks before",
    Reference.TARGET: "the targets",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of the chain as the table has it."""

    name: str
    moved: str
    of: str
    rate: str
    should: str
    p: str
    found: str
    low: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A diagnosis as the page says it."""

    headline: str
    because: str
    look: str
    next: tuple[str, ...]
    several: bool
    rows: tuple[StepRow, ...]
    first: int
    last: int
    beside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The week to compare from, as it was asked for, and what is wrong with it."""

    value: str
    first: int
    last: int
    monday: date | None
    wrong: str


@require_safe
def diagnosis(request: HttpRequest, model_id: str) -> HttpResponse:
    """Which of three things keeps people from being hired, by what was counted."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    context: dict[str, Any] = {}
    try:
        counted = counted_of(view)
        context = {"uncounted": True} if counted is None else _context(request, counted)
    except InvalidError as error:
        context = {"problem": error.message}
    return render(request, "systems/diagnosis.html", {**page(view), **context})


def _context(request: HttpRequest, counted: Counted) -> dict[str, Any]:
    chosen = request.GET.get("offers", "")
    offers = _offers(counted.model, chosen)
    if offers is None:
        return {"stocks": list(enumerate(counted.model.shown))}
    whole, _ = with_inferred_flows(counted.model, counted.counts)
    asked = request.GET.get("since", "").strip()
    first, last = whole.first_week, whole.last_week
    week = int(asked) if asked.isdecimal() and len(asked) < 7 else None
    problem = wrong = ""
    found = None
    if asked and week is None:
        wrong = f"Write the number of a week, from {first} to {last}."
    try:
        found = diagnose(counted.model, whole, since=week, offers=offers)
    except InvalidError as error:
        problem, wrong = ("", error.message) if week is not None else (error.message, wrong)
    monday = counted.counts.monday
    since = Since(value=asked, first=first, last=last, monday=monday, wrong=wrong)
    return {
        "found": _said(found) if found and not wrong else None,
        "problem": problem,
        "since": None if problem else since,
        "chosen": chosen,
        "notes": counted.counts.notes,
    }


def _offers(model: Model, chosen: str) -> str | None:
    """The stock of offers: the one chosen by its place among shown ones, or by its name."""
    if chosen.isdecimal() and len(chosen) < 5 and int(chosen) < len(model.shown):
        return model.shown[int(chosen)]
    return stock_of_offers(model)


def _said(found: Diagnosed) -> Said:
    return Said(
        headline=words.headline(found),
        because=words.because(found),
        look=words.look_at_next(found),
        next=words.count_next(found),
        several=found.diagnosis is Diagnosis.SEVERAL,
        rows=tuple(_row(rate) for rate in found.rates),
        first=found.first_week,
        last=found.last_week,
        beside=BESIDE[found.reference],
    )


def _row(rate: Rate) -> StepRow:
    return StepRow(
        name=rate.name,
        moved=number(rate.moved),
        of=number(rate.of) if rate.is_share else f"{number(rate.of)} weeks",
        rate=words.rate_said(rate, rate.rate),
        should=words.rate_said(rate, rate.should),
        p="" if rate.p_value is None else p_value_said(rate.p_value),
        found=words.rate_found(rate),
        low=rate.low,
    )
