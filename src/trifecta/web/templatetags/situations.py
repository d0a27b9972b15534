"""What pages show of preparing, worked out when they are made: writing help, what would be lost by
signing out, and the partnerships that its header leads back to.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of
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


@register.simple_tag(takes_context=True)
def partnerships_of_reader(context: dict[str, Any]) -> list[PartnershipView]:
    """Where somebody who is signed in may have come from; nothing for anybody else."""
    user = context["request"].user
    return partnerships_of(actor=user) if isinstance(user, User) else []


@register.inclusion_tag("situations/parts/help.html")
def writing_help(kind: str, text: str, because: str = "") -> dict[str, Any]:
    """What the writer alone is told of a position or a need; nothing for what limits them."""
    helps = help_with(text, place="need" if kind == "need" else "position")
    if because:
        helps += help_with(because, place="position")
    return {"helps": helps if kind in {"position", "need"} else ()}
