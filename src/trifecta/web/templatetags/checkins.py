"""Filters of the check-in pages: who takes part, in words, and what a kind of limit is called."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from trifecta.apps.people.selectors import MemberView
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
