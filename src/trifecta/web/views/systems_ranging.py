"""What the numbers of a model may be, and what may come of it: pages of its members."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.systems.selectors.ranging import RangesWhole, ranges_for
from trifecta.apps.systems.services.ranging import remove_ranges, save_ranges
from trifecta.domain.errors import ConflictError, NotFoundError
from trifecta.domain.systems import Model, SystemsError, parameters, parse
from trifecta.domain.systems.ensembles.distributions import forms as distributions
from trifecta.domain.systems.ensembles.ranges import Matched, matched, ranges_in
from trifecta.domain.systems.ensembles.words import number_as_written
from trifecta.web.forms.systems_ranges import BetweenForm, ChanceForm, RangesTextForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.systems import address, form_page, page
from trifecta.web.views.systems_counted import counted_in
from trifecta.web.views.systems_outlook import Outlook, Question, outlook_of
from trifecta.web.views.tensions_page import Stale, posted

MOST_NAMED: Final = 60
"""Names that stand beside the text."""


@form_page
def ranges(request: HttpRequest, model_id: str) -> HttpResponse:
    """Say between what each number may lie, and see what may come."""
    actor = signed_in(request)
    whole = ranges_for(actor=actor, model_id=model_id)
    model, kept = _read(whole)
    form = _between(request, whole, model, kept)
    stale = Stale.of(request, whole.version)

    def act() -> str:
        _save(request, model_id, form.text(whole.text), stale)
        return address("ranges", model_id)

    asked = ChanceForm(request.GET, stocks=model.shown if model else ())
    context = {
        **page(whole.model),
        "ranges": whole.ranges,
        "gone": kept.gone,
        "runs": model is not None,
        "ahead": SimpleLazyObject(lambda: _ahead(whole, model, kept, asked)),
        "asked": asked,
        "stale": stale,
        "moved": _moved(whole),
    }
    return handle_form(
        request,
        form=form,
        template="systems/ranges.html",
        act=act,
        context=context,
        said="Saved. This is what may come.",
    )


@form_page
def text(request: HttpRequest, model_id: str) -> HttpResponse:
    """All ranges as text, with every distribution there is."""
    actor = signed_in(request)
    whole = ranges_for(actor=actor, model_id=model_id)
    model, kept = _read(whole)
    stale = Stale.of(request, whole.version)
    form = RangesTextForm(posted(request), initial={"text": whole.text})

    def act() -> str:
        _save(request, model_id, form.cleaned_data["text"], stale)
        return address("ranges", model_id)

    context = {
        **page(whole.model),
        "ranges": whole.ranges,
        "gone": kept.gone,
        "stale": stale,
        "numbers": parameters(model)[:MOST_NAMED] if model else (),
        "distributions": distributions(),
    }
    return handle_form(
        request,
        form=form,
        template="systems/ranges_text.html",
        act=act,
        context=context,
        said="Saved. This is what may come.",
    )


@require_safe
def file(request: HttpRequest, model_id: str) -> HttpResponse:
    """The ranges as a file, as `trifecta systems ensemble --vary-from` reads it."""
    whole = ranges_for(actor=signed_in(request), model_id=model_id)
    if whole.ranges is None:
        raise NotFoundError
    response = HttpResponse(f"{whole.text}\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ranges.txt"'
    return response


@require_POST
def remove(request: HttpRequest, model_id: str) -> HttpResponse:
    """Delete what the numbers may be."""
    actor = signed_in(request)

    def act() -> str:
        remove_ranges(actor=actor, model_id=model_id)
        return address("ranges", model_id)

    return post_once(request, act, said="The ranges are deleted. The model stays as it is.")


def _read(whole: RangesWhole) -> tuple[Model | None, Matched]:
    """The newest text and what is kept of its numbers; None for a text that does not run."""
    kept = ranges_in(whole.text)
    try:
        model = parse(whole.model.latest.text)
    except SystemsError:
        return None, Matched(known={}, gone=())
    return model, matched(model, kept)


def _between(
    request: HttpRequest, whole: RangesWhole, model: Model | None, kept: Matched
) -> BetweenForm:
    numbers = parameters(model) if model else ()
    period = whole.model.period
    said = {one.name: number_as_written(model, one, period=period) for one in numbers if model}
    return BetweenForm(
        posted(request), model=model or Model(), numbers=numbers, kept=kept, said=said
    )


def _save(request: HttpRequest, model_id: str, text: str, stale: Stale) -> None:
    actor = signed_in(request)
    try:
        save_ranges(actor=actor, model_id=model_id, text=text, read=stale.version)
    except ConflictError:
        stale.found(ranges_for(actor=actor, model_id=model_id))
        raise


def _moved(whole: RangesWhole) -> bool:
    """Whether a range names a line of a text that has changed since."""
    ranges = whole.ranges
    return bool(
        ranges
        and whole.model.latest.at > ranges.at
        and any(one.name.startswith("line ") for one in ranges_in(ranges.text))
    )


def _ahead(
    whole: RangesWhole, model: Model | None, kept: Matched, asked: ChanceForm
) -> Outlook | None:
    """None where nothing is varied; a question that cannot be read is said beside its field."""
    if model is None or not kept.known:
        return None
    view = whole.model
    asked.is_valid()
    said: dict[str, Any] = asked.cleaned_data
    question = Question(
        stock=said.get("stock") or view.answered_by,
        seed=said.get("seed") or 0,
        amount=said.get("amount"),
        at_least=said.get("way") != "most",
    )
    return outlook_of(
        model,
        {name: one.what for name, one in kept.known.items()},
        name=view.name,
        period=view.period,
        rounds=view.rounds,
        question=question,
        counted=counted_in(view, model),
    )
