"""Taking a model along: its text, and the same for other tools, as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from trifecta.apps.systems.selectors.models import (
    ModelView,
    VersionView,
    model_for,
    version_for,
)
from trifecta.charts.stock_flow.files import svg_file
from trifecta.domain.errors import InvalidError, NotFoundError
from trifecta.domain.systems import Semantics, parse, run
from trifecta.domain.systems.notation import dot_of, mermaid_of
from trifecta.domain.systems.precedence import as_run
from trifecta.domain.systems.structure import Structure, structure_of
from trifecta.domain.systems.xmile import xmile_of
from trifecta.web.posting import UNPROCESSABLE, signed_in
from trifecta.web.views.systems import page
from trifecta.web.views.systems_looking import within_bounds

LONGEST_FILE_NAME: Final = 60
MOST_STEPS: Final = 80_000
"""Steps in which the ways of a picture are found: less than a second."""
RUN_IT: Final = "# Run by: trifecta systems run FILE --semantics sane"
NOT_SANE: Final = (
    "XMILE is written for the way the language was published, and this text is run by sane "
    "semantics, which share by other rules. Choose the published way for the model first, or take "
    "its text or its run along."
)
TOO_TANGLED: Final = (
    "Drawing this would take too long: it has many stocks and flows, or many formulas that look at "
    "other stocks. Mermaid and dot have no such bound, and draw it on your machine."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file's content, and what in it is not quite the same as here."""

    content: str
    notes: tuple[str, ...] = ()


Maker = Callable[[ModelView, VersionView], Taken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of file."""

    words: str
    ending: str
    content_type: str
    make: Maker


def _text(_: ModelView, version: VersionView) -> Taken:
    """A sane one says so in a comment, which changes nothing wherever it is read."""
    text = version.text
    if version.semantics is Semantics.SANE and not text.startswith(RUN_IT):
        text = f"{RUN_IT}\n{text}"
    return Taken(content=f"{text}\n")


def _xmile(model: ModelView, version: VersionView) -> Taken:
    if version.semantics is Semantics.SANE:
        raise InvalidError(NOT_SANE)
    parsed = parse(version.text)
    made = xmile_of(parsed, source=version.text, name=model.name, rounds=model.rounds)
    return Taken(content=f"{made.text}\n", notes=made.notes)


def _mermaid(_: ModelView, version: VersionView) -> Taken:
    return Taken(content=f"{mermaid_of(_structure(version))}\n")


def _dot(_: ModelView, version: VersionView) -> Taken:
    return Taken(content=f"{dot_of(_structure(version))}\n")


def _svg(model: ModelView, version: VersionView) -> Taken:
    structure = _structure(version)
    if not structure.nodes:
        raise InvalidError("There is nothing to draw yet. Write a stock first.")
    try:
        drawn = svg_file(structure, title=model.name, most_steps=MOST_STEPS)
    except ValueError as error:
        raise InvalidError(TOO_TANGLED) from error
    return Taken(content=f"{drawn}\n")


def _structure(version: VersionView) -> Structure:
    return structure_of(as_run(parse(version.text), version.semantics))


def _csv(model: ModelView, version: VersionView) -> Taken:
    """A row for each round from how it begins, as many rounds as the page shows."""
    parsed = parse(version.text)
    rounds = within_bounds(parsed, model.rounds, version.semantics)
    ran = run(parsed, rounds=rounds, semantics=version.semantics)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([model.period, *ran.names])
    writer.writerows([number, *map(str, row)] for number, row in enumerate(ran.rows()))
    return Taken(content=file.getvalue())


FORMS: Final[Mapping[str, Form]] = {
    "text": Form(words="Text", ending=".txt", content_type="text/plain", make=_text),
    "xmile": Form(
        words="XMILE, for Stella, Simlin or PySD",
        ending=".xmile",
        content_type="application/xml",
        make=_xmile,
    ),
    "svg": Form(words="Diagram as SVG", ending=".svg", content_type="image/svg+xml", make=_svg),
    "mermaid": Form(
        words="Diagram for Mermaid", ending=".mmd", content_type="text/plain", make=_mermaid
    ),
    "dot": Form(
        words="Diagram for Graphviz", ending=".dot", content_type="text/vnd.graphviz", make=_dot
    ),
    "csv": Form(words="Its run as CSV", ending="-run.csv", content_type="text/csv", make=_csv),
}


@require_safe
def take(request: HttpRequest, model_id: str, form: str) -> HttpResponse:
    """The newest text as a file: text, XMILE, SVG, Mermaid, dot, or its run as CSV."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    return _taken(request, view, view.latest, form)


@require_safe
def take_version(request: HttpRequest, model_id: str, number: int, form: str) -> HttpResponse:
    """One text as a file, in the same forms as the newest."""
    actor = signed_in(request)
    view = model_for(actor=actor, model_id=model_id)
    one = version_for(actor=actor, model_id=model_id, number=number)
    return _taken(request, view, one, form)


def forms() -> list[tuple[str, str]]:
    """Each kind of file with its words."""
    return [(name, form.words) for name, form in FORMS.items()]


def _taken(request: HttpRequest, model: ModelView, version: VersionView, name: str) -> HttpResponse:
    """The file; what is not the same in it, or why there is none, stands on a page before."""
    form = FORMS.get(name)
    if form is None:
        raise NotFoundError
    context: dict[str, Any] = {**page(model), "version": version, "form": form, "name": name}
    try:
        taken = form.make(model, version)
    except InvalidError as error:
        others = [one for one in forms() if one[0] != name]
        context |= {"refused": error.message, "forms": others}
        return render(request, "systems/take.html", context, status=UNPROCESSABLE)
    if taken.notes and "anyway" not in request.GET:
        return render(request, "systems/take.html", {**context, "notes": taken.notes})
    response = HttpResponse(taken.content, content_type=f"{form.content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(model, version, form)}"'
    return response


def _name(model: ModelView, version: VersionView, form: Form) -> str:
    """Of letters, digits and dashes alone, whatever the model is called."""
    stem = slugify(model.name)[:LONGEST_FILE_NAME].strip("-_") or "model"
    older = "" if version.number == model.version else f"-text-{version.number}"
    return f"{stem}{older}{form.ending}"
