"""Addresses of pages by name: what they are is worked out once and then remembered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.core.signals import setting_changed
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

MOST: Final = 4096
"""Of the addresses last asked for; a page has thirty, most of them with ids."""


def address(name: str, *arguments: str) -> str:
    """As `reverse`, with arguments by position; raises NoReverseMatch for no such page."""
    return _address(get_script_prefix(), name, arguments)


@lru_cache(maxsize=MOST)
def _address(_prefix: str, name: str, arguments: tuple[str, ...]) -> str:
    return reverse(name, args=arguments)


@lru_cache(maxsize=MOST)
def _written(_prefix: str, name: str, arguments: tuple[str, ...]) -> SafeString:
    """As it stands in a page."""
    return conditional_escape(reverse(name, args=arguments))


@lru_cache(maxsize=64)
def asset(path: str) -> str:
    """The address of a file of the product's own, by its name among the static files."""
    return static(path)


class RememberedURLNode(URLNode):
    """`{% url %}` with arguments by position; everything else is left to Django."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        arguments = [str(argument.resolve(context)) for argument in self.args]
        return _written(_prefix(context), self.view_name.resolve(context), tuple(arguments))


def _prefix(context: Context) -> str:
    """Where the product is mounted: the request of a page knows it, and is quicker asked."""
    request = getattr(context, "request", None)
    return get_script_prefix() if request is None else request.META.get("SCRIPT_NAME", "")


def url(parser: Parser, token: Token) -> URLNode:
    """The `{% url %}` of every template."""
    node = parsed(parser, token)
    return RememberedURLNode(node.view_name, node.args, node.kwargs, node.asvar)


def _forget(*, setting: str, **_: Any) -> None:
    if setting in {"ROOT_URLCONF", "FORCE_SCRIPT_NAME", "STATIC_URL", "STORAGES"}:
        _address.cache_clear()
        _written.cache_clear()
        asset.cache_clear()


setting_changed.connect(_forget)
