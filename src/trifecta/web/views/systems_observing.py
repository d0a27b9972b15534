"""What was counted, beside the model: bringing it in, and where the two part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from trifecta.apps.systems.selectors.models import ModelView, model_for
from trifecta.apps.systems.services.observing import remove_counts, undo_counts
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, Semantics
from trifecta.domain.systems.comparing.comparison import Comparison, Finding, FlowComparison
from trifecta.domain.systems.comparing.comparison import compare as compared
from trifecta.domain.systems.comparing.words import flow_rate, headline, number, percent
from trifecta.domain.systems.observing.observations import Observations
from trifecta.web.forms.systems_counting import CountsForm
from trifecta.web.posting import UNPROCESSABLE, post_once, signed_in
from trifecta.web.views.systems import address, form_page, page
from trifecta.web.views.systems_counted import counted_of
from trifecta.web.views.systems_importing import after_file
from trifecta.web.views.tensions_page import posted

FOUND: Final = {
    Finding.PARTS: "Parts",
    Finding.FITS: "Fits",
    Finding.TOO_FEW: "Too few counts to tell",
    Finding.NOT_KNOWN: "Not counted",
}
AS_PUBLISHED: Final = (
    "Counts are held against the text as the language was published, one week ahead. By sane "
    "semantics it expects something else only in formulas where a sum stands before a product, and "
    "where flows compete for the same stock or the same room."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """A flow as the table of a comparison has it."""

    name: str
    model: str
    seen: str
    since: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A model beside what was counted; `problem` where that cannot be."""

    headline: str
    rows: tuple[FlowRow, ...]
    stocks: dict[str, dict[int, float]]
    notes: tuple[str, ...]
    problem: str = ""


@form_page
def observed(request: HttpRequest, model_id: str) -> HttpResponse:
    """See where the model and reality part, and bring in what was counted."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    form = CountsForm(posted(request), request.FILES or None)
    if request.method == "POST" and (after := after_file(request, view, form)) is not None:
        return after
    context = {**page(view), "form": form, "beside": beside_of(view)}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "systems/observed.html", context, status=status)


@require_POST
def undo(request: HttpRequest, model_id: str) -> HttpResponse:
    """Go back to the counts before the last change."""
    actor = signed_in(request)

    def act() -> str:
        undo_counts(actor=actor, model_id=model_id)
        return address("observed", model_id)

    return post_once(request, act, said="The counts before are back. You can change them back too.")


@require_POST
def remove(request: HttpRequest, model_id: str) -> HttpResponse:
    """Delete what was counted."""
    actor = signed_in(request)

    def act() -> str:
        remove_counts(actor=actor, model_id=model_id)
        return address("observed", model_id)

    return post_once(request, act, said="The counts are deleted. The model stays as it is.")


def beside_of(view: ModelView) -> Beside | None:
    """The newest text held against the counts; None without any."""
    try:
        found = counted_of(view)
        return _beside(found.model, found.counts, view) if found else None
    except InvalidError as error:
        return _cannot(error.message)


def _beside(model: Model, counts: Observations, view: ModelView) -> Beside:
    found: Comparison = compared(model, counts)
    return Beside(
        headline=headline(found, model),
        rows=tuple(_row(one, model) for one in found.flows),
        stocks={name: dict(weeks) for name, weeks in counts.stocks.items()},
        notes=(*counts.notes, *found.notes, *([AS_PUBLISHED] if _is_sane(view) else [])),
    )


def _is_sane(view: ModelView) -> bool:
    return view.latest.semantics is Semantics.SANE


def _cannot(problem: str) -> Beside:
    return Beside(headline="", rows=(), stocks={}, notes=(), problem=problem)


def _row(one: FlowComparison, model: Model) -> FlowRow:
    test = one.test
    if test is None:
        return FlowRow(
            name=one.name,
            model=flow_rate(model, one.flow),
            seen="–",
            since="",
            found=FOUND[one.finding],
        )
    said = percent if test.is_share else number
    parts = one.finding is Finding.PARTS
    return FlowRow(
        name=one.name,
        model=said(test.expected_rate),
        seen=said(test.rate_since if parts else test.rate_overall),
        since=f"since week {test.since}" if parts else "",
        found=FOUND[one.finding],
    )
