"""Filters for pages of plans: weeks of work, shares, and what stands at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from trifecta.apps.compromise.selectors.plans import OptionView, StageView
from trifecta.apps.people.selectors import MemberView
from trifecta.domain.compromise import wanted
from trifecta.domain.compromise.compare import PlanLine
from trifecta.domain.compromise.wording import in_sentence, percent, quoted
from trifecta.domain.people.words import joined
from trifecta.web.views.plans_pictures import NeedLine

register = template.Library()

NONE = "–"


@register.filter
def at(values: Mapping[Any, Any] | Sequence[Any], key: Any) -> Any:
    """What stands at a place or under a name; nothing where there is none."""
    try:
        return values[key]
    except (KeyError, IndexError):
        return None


@register.filter
def weeks(amounts: Mapping[str, float], name: str) -> str:
    """Weeks of one kind of people, without a needless decimal."""
    return f"{amounts[name]:g}" if name in amounts else NONE


@register.filter
def all_weeks(amounts: Mapping[str, float] | None) -> str:
    """ "16", or "designers 2, engineers 16" where several kinds of people are counted."""
    if not amounts:
        return NONE
    if len(amounts) == 1:
        return f"{next(iter(amounts.values())):g}"
    taken = [f"{name}\N{NO-BREAK SPACE}{value:g}" for name, value in amounts.items() if value]
    return ", ".join(taken) or "0"


@register.filter
def first_names(members: Iterable[MemberView]) -> str:
    return joined([member.name for member in members])


@register.filter
def quoted_titles(titles: Iterable[str]) -> str:
    """ "“Build a kit” and “Run in batches”"."""
    return joined([quoted(title) for title in titles])


@register.filter
def unended(sentence: str) -> str:
    """A sentence as a title, without its full stop."""
    return sentence.rstrip(".")


@register.filter
def by_member(line: PlanLine, people: Sequence[MemberView]) -> list[tuple[str, MemberView]]:
    """Each person's share of a plan, in whole per cent without the sign."""
    return [
        (percent(share).rstrip("%"), member)
        for share, member in zip(line.shares, people, strict=True)
    ]


@register.filter
def beside_each(cells: Sequence[str], people: Sequence[MemberView]) -> list[tuple[str, MemberView]]:
    """Each cell of a row with the person whose column it is in."""
    return list(zip(cells, people, strict=True))


@register.filter
def by_column(line: NeedLine, names: Sequence[str]) -> list[tuple[str, int]]:
    """Each column's name with how far the need is met there, in whole per cent."""
    return list(zip(names, line.cells, strict=True))


@register.filter
def enough_words(of_need: wanted.Wanted) -> str:
    return wanted.enough_words(of_need)


@register.filter
def work_words(work: Sequence[tuple[StageView, Sequence[OptionView]]]) -> str:
    """ "In “First”: build the kit and run it."."""
    return " ".join(
        f"In “{stage.name}”: {joined([in_sentence(option.title) for option in options])}."
        for stage, options in work
    )
