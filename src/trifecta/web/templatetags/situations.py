"""Writing help beside what somebody wrote: worked out when the page is made, kept nowhere."""

from __future__ import annotations

from typing import Any

from django import template

from trifecta.domain.situations.helping import help_with

register = template.Library()


@register.inclusion_tag("situations/parts/help.html")
def writing_help(kind: str, text: str, because: str = "") -> dict[str, Any]:
    """What the writer alone is told of a position or a need; nothing for what limits them."""
    helps = help_with(text, place="need" if kind == "need" else "position")
    if because:
        helps += help_with(because, place="position")
    return {"helps": helps if kind in {"position", "need"} else ()}
