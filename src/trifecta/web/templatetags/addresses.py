"""Addresses of pages and of files, in every template without being loaded."""

from __future__ import annotations

from django import template

from trifecta.web import addresses

register = template.Library()
register.tag("url", addresses.url)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a style sheet, a script or a picture of the product."""
    return addresses.asset(path)
