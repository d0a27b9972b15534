"""Writing help beside what somebody wrote: worked out when the page is made, kept nowhere."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from trifecta.domain.situations.helping import help_with
from trifecta.web.views.situations_held import held, taken_from

register = template.Library()


@register.simple_tag(takes_context=True)
def ends_with_signing_out(context: dict[str, Any]) -> bool:
    """Whether somebody who is signed in has a preparation open that they do not keep as it is."""
    request: HttpRequest = context["request"]
    if not request.user.is_authenticated:
        return False
    now, taken = held(request), taken_from(request)
    return now is not None and (taken is None or taken.preparation != now)


@register.inclusion_tag("situations/parts/help.html")
def writing_help(kind: str, text: str, because: str = "") -> dict[str, Any]:
    """What the writer alone is told of a position or a need; nothing for what limits them."""
    helps = help_with(text, place="need" if kind == "need" else "position")
    if because:
        helps += help_with(because, place="position")
    return {"helps": helps if kind in {"position", "need"} else ()}
