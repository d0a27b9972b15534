"""What somebody typed into a form that cannot be shown again, with names to know it by."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from django.forms import CharField, Field, Form
from django.forms.widgets import HiddenInput, PasswordInput
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from trifecta.domain.situations.sheets.preparing import SHEET_FIELD
from trifecta.web.posting import TOKENS

OF_A_SHEET = "trifecta.web.views.situations"
"""The views whose forms have the parts of the sheet as fields."""


ID = re.compile(r"(?=.*\d)[0-9a-z]{12,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The words in one field, and what the field is called."""

    label: str
    text: str


def typed_into(request: HttpRequest) -> tuple[Typed, ...]:
    """Every field that was sent with words in it, for its writer alone.

    The forms of the page it was sent to say which fields are for words. In a field of none of them
    a single word may be a token, an id or a choice, and stays out; so do passwords, always.
    """
    if request.method != "POST":
        return ()
    view = _view_of(request)
    names = (name for name in request.POST if name not in TOKENS and "password" not in name)
    return tuple(
        Typed(label=_label(name, known), text=text)
        for name, known in ((name, _fields_called(name, view)) for name in names)
        for text in request.POST.getlist(name)
        if _is_words(text, name=name, known=known, view=view)
    )


def sent_by_own_page(request: HttpRequest) -> bool:
    """Whether the browser says so: anybody’s page can send words of their choice here."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def page_it_came_from(request: HttpRequest) -> str:
    """The page of ours on which the form stood, "" where that is not known."""
    referer = request.headers.get("Referer", "")
    is_here = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not is_here:
        return ""
    parts = urlsplit(referer)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _view_of(request: HttpRequest) -> str:
    """The module of the view that it was sent to."""
    match = request.resolver_match
    return match.func.__module__ if match else ""


def _fields_called(name: str, view: str) -> Sequence[Field]:
    return tuple(form.base_fields[name] for form in _forms(view) if name in form.base_fields)


def _forms(view: str) -> Iterator[type[Form]]:
    there = vars(sys.modules[view]).values() if view in sys.modules else ()
    return (one for one in there if isinstance(one, type) and issubclass(one, Form))


def _label(name: str, known: Sequence[Field]) -> str:
    labels = {str(field.label) for field in known if field.label}
    if len(labels) == 1:
        return labels.pop()
    if not known and name in SHEET_FIELD:
        return SHEET_FIELD[name].label
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


def _is_words(text: str, *, name: str, known: Sequence[Field], view: str) -> bool:
    if not text.strip() or any(isinstance(one.widget, PasswordInput) for one in known):
        return False
    for_words = [isinstance(one, CharField) for one in known if not _is_hidden(one)]
    if for_words and len(set(for_words)) == 1:
        return for_words[0]
    is_of_a_sheet = name in SHEET_FIELD and view.startswith(OF_A_SHEET)
    return is_of_a_sheet or _reads_as_words(text)


def _reads_as_words(text: str) -> bool:
    """Several words, not all of them ids or digests."""
    pieces = text.split()
    return len(pieces) > 1 and not all(ID.fullmatch(one) for one in pieces)


def _is_hidden(field: Field) -> bool:
    return isinstance(field.widget, HiddenInput)
