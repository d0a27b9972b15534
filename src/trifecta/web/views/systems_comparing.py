"""Two texts side by side: two versions of a model, or two models of a partnership."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.people.models import User
from trifecta.apps.systems.selectors.models import (
    ModelView,
    VersionView,
    model_for,
    models_of,
    version_for,
)
from trifecta.domain.errors import NotFoundError
from trifecta.domain.systems.revisions import revised_lines
from trifecta.web.posting import signed_in
from trifecta.web.views.systems import page
from trifecta.web.views.systems_looking import Look, Span, look_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    title: str
    version: VersionView
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the other side can be; `value` is a number of this model's texts, or a model's id."""

    value: str
    words: str
    chosen: bool


@require_safe
def compare(request: HttpRequest, model_id: str) -> HttpResponse:
    """The newest text beside another one, over the same rounds: what is different, and what of it
    matters."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    wanted = request.GET.get("with", "") or str(max(1, view.version - 1))
    other = _other(actor, view, wanted)
    here = _side(view, view, view.latest)
    context = {
        **page(view),
        "here": here,
        "other": other,
        "choices": _choices(view, wanted),
        "lines": revised_lines(other.version.text, here.version.text),
        "rows": _last_values(other.look, here.look),
        "period": view.period,
    }
    return render(request, "systems/compare.html", context)


def _other(actor: User, view: ModelView, wanted: str) -> Side:
    """A text of this model by its number, or the newest of another one of the partnership."""
    if wanted.isdecimal() and len(wanted) < 6:
        return _side(view, view, version_for(actor=actor, model_id=view.id, number=int(wanted)))
    found = model_for(actor=actor, model_id=wanted)
    if found.partnership.id != view.partnership.id:
        raise NotFoundError
    return _side(view, found, found.latest)


def _side(view: ModelView, of: ModelView, version: VersionView) -> Side:
    """Run over the rounds of `view`, so that both are held against the same time."""
    title = f"Text {version.number}" if of.id == view.id else of.name
    span = Span(
        period=view.period,
        rounds=view.rounds,
        stock=of.answered_by,
        semantics=version.semantics,
    )
    look = look_at(version.text, span)
    return Side(title=title, version=version, look=look)


def _choices(view: ModelView, wanted: str) -> list[Choice]:
    texts = [
        Choice(value=str(number), words=f"Text {number}", chosen=wanted == str(number))
        for number in range(view.version, 0, -1)
    ]
    others = [
        Choice(value=one.id, words=one.name, chosen=wanted == one.id)
        for one in models_of(partnership=view.partnership)
        if one.id != view.id
    ]
    return [*texts, *others]


def _last_values(before: Look, after: Look) -> list[tuple[str, str, str, bool]]:
    """Each stock where both end, and whether that differs."""
    if before.table is None or after.table is None:
        return []
    ends = [
        dict(zip_longest(table.names, table.rows[-1][1:], fillvalue=""))
        for table in (before.table, after.table)
    ]
    names = dict.fromkeys([*ends[1], *ends[0]])
    return [
        (
            name,
            ends[0].get(name, "–"),
            ends[1].get(name, "–"),
            ends[0].get(name) != ends[1].get(name),
        )
        for name in names
    ]
