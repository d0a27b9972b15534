"""Tags of the check-in pages: who takes part, in words, kinds of limits, pictures as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from trifecta.apps.people.selectors import MemberView
from trifecta.charts.chart import Table
from trifecta.domain.checkins.constraints import KINDS
from trifecta.domain.people.words import all_of_you, joined

register = template.Library()


@register.filter
def names(members: Sequence[MemberView]) -> str:
    """Their first names: "Noor and Sasha"."""
    return joined([member.name for member in members])


@register.filter
def everyone(others: Sequence[MemberView]) -> str:
    """The reader and these others: "both of you", "all three of you"."""
    return all_of_you(len(others) + 1)


@register.filter
def you_and_them(others: Sequence[MemberView]) -> str:
    """The reader and these others by name: "You and Noor"."""
    return joined(["You", *(member.name for member in others)])


@register.filter
def kind_label(kind: str) -> str:
    """What a kind of limit is called."""
    return KINDS[kind]


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def numbers(table: Table, words: str) -> SafeString:
    """The table beside a picture, folded under `words`; the same table is written once.

    A table has figures, labels and first names, and nothing that anybody wrote.
    """
    return render_to_string("checkins/_table.html", {"table": table, "words": words})
