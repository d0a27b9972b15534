"""Tags for the pages of accounts, whose forms come from allauth and whose words are ours."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField

from trifecta.web.templatetags.trifecta import field

register = template.Library()


@register.inclusion_tag("parts/field.html")
def ask(bound: BoundField, label: str, hint: str = " ") -> dict[str, Any]:
    """A question whose label stands above the field instead of inside it."""
    bound.label = label
    bound.field.widget.attrs.pop("placeholder", None)
    context = field(bound, hint)
    context["hint"] = hint.strip()
    if not context["hint"]:
        bound.help_text = ""
    return context
