"""A sheet as a file to take along, by whose name it can be told from others."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.text import slugify

from trifecta.domain.people.words import day_words
from trifecta.domain.situations.sheets.preparing import Preparation
from trifecta.web.views.situations_sheets import as_markdown

LONGEST_SLUG = 60


def as_file(preparation: Preparation, *, title: str, day: date, said: str) -> HttpResponse:
    """A download that browsers keep as a file, named after its `title` and `day`; `said` says what
    was done on that day.
    """
    text = as_markdown(preparation, title=title, when=f"{said} {_with_year(day)}.")
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = f"{_slug(title, day)}-{day.isoformat()}.md"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _slug(title: str, day: date) -> str:
    """The title in ASCII, without the day that stands behind it anyway."""
    words = title.removesuffix(f", {day_words(day, today=day)}")
    return slugify(words)[:LONGEST_SLUG].strip("-") or "conversation"


def _with_year(day: date) -> str:
    return f"{day_words(day, today=day)} {day.year}"
