"""Every page that the domain sends people to exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from trifecta.domain import people

SOURCES = sorted(Path(people.__path__[0]).glob("*.py"))


def names() -> set[str]:
    """Every string in the domain of people that reads like the name of an address."""
    capabilities = ("people:", "checkins:", "tensions:", "compromise:")
    return {
        node.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(capabilities)
    }


def test_the_domain_names_pages() -> None:
    assert {"checkins:start", "tensions:open", "compromise:sign", "people:invite"} <= names()


@pytest.mark.parametrize("name", sorted(names()))
def test_a_page_that_is_named_is_there(name: str) -> None:
    args = [] if name == "people:who-sees-what" else ["an-id"]
    assert reverse(name, args=args)
