"""Tags every page may use: icons, marks, visibility chips, steps, the once token, dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from trifecta.apps.records.once import new_token
from trifecta.domain.people.words import number_word
from trifecta.web.journey import StepInLine

register = template.Library()

ICONS: Final = {
    "tick": '<path d="M3 8.5l3.2 3.2L13 4.8"/>',
    "lock": '<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/>',
    "both": '<circle cx="5.8" cy="8" r="4"/><circle cx="10.2" cy="8" r="4"/>',
    "finder": '<circle cx="8" cy="8" r="5.5"/><circle cx="8" cy="8" r="1.2"/>',
    "up": '<path d="M3.5 10L8 5.5 12.5 10"/>',
    "down": '<path d="M3.5 6L8 10.5 12.5 6"/>',
    "dots": '<path d="M6 4v0M6 8v0M6 12v0M10 4v0M10 8v0M10 12v0"/>',
    "lead": '<path d="M8 13V3.5M4 7l4-4 4 4"/>',
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A small line drawing that says nothing to a screen reader."""
    body = mark_safe(ICONS[name])  # noqa: S308 - a literal of this module
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', body)


@register.simple_tag
def mark(member: Any) -> SafeString:
    """The shape a person keeps on every page."""
    return _shape(member.mark)


@cache
def _shape(name: str) -> SafeString:
    return format_html('<span class="mark {}" aria-hidden="true"></span>', name)


CHIPS: Final = {
    "private": ("lock", "Only you"),
    "mediator": ("finder", "Plan finder only"),
    "partners": ("both", ""),
    "leadership": ("lead", "Leadership too"),
}


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def chip(visibility: str, partners: str = "All of you") -> SafeString:
    """Who sees a statement; `partners` are the words for "you and Noor"."""
    name, words = CHIPS[str(visibility)]
    return format_html(
        '<span class="chip">{}<span class="vh">Who sees this: </span>{}</span>',
        icon(name),
        words or partners,
    )


@register.simple_tag
def journey_steps(steps: Sequence[StepInLine]) -> SafeString:
    """The line of steps above a page."""
    return _line_of(tuple(steps))


@lru_cache(maxsize=1024)
def _line_of(steps: tuple[StepInLine, ...]) -> SafeString:
    """Written once for the same steps: they have addresses, and no word that anybody wrote."""
    return render_to_string("parts/steps.html", {"steps": steps})


@register.simple_tag
def once() -> SafeString:
    """A hidden field that makes a form act once, however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', new_token())


@register.filter
def lowerfirst(text: str) -> str:
    """A sentence as it continues another one."""
    return text[:1].lower() + text[1:]


@register.filter
def you_and(names: list[str]) -> str:
    """["Noor", "Sasha"] as "You, Noor and Sasha"."""
    return joined(["You", *names])


@register.filter
def in_words(number: int) -> str:
    """4 as "four"."""
    return number_word(number)


@register.filter
def joined(words: list[str]) -> str:
    """["a", "b", "c"] as "a, b and c"."""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


@register.filter
def day(value: date | datetime | None) -> str:
    """6 October, with the year when it is another one."""
    if value is None:
        return ""
    here = timezone.get_default_timezone()  # the only one: nobody has one of their own
    if isinstance(value, datetime):
        value = value.astimezone(here).date()
    return _day(value, datetime.now(here).year)


@lru_cache(maxsize=4096)
def _day(value: date, this_year: int) -> str:
    words = f"{value.day} {value:%B}"
    return words if value.year == this_year else f"{words} {value.year}"


@register.filter
def iso(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A question of a form: label, hint, error, field."""
    kind = bound.field.widget.__class__.__name__
    grouped = kind in {"RadioSelect", "CheckboxSelectMultiple"}
    return {
        "bound": bound,
        "hint": hint or bound.help_text,
        "grouped": grouped,
        "single_check": kind == "CheckboxInput",
    }
