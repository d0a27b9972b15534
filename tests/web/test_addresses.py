"""Addresses are those that Django would give, whatever was asked for before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from trifecta.web.addresses import address


@pytest.fixture(autouse=True)
def prefix() -> Iterator[None]:
    before = get_script_prefix()
    yield
    set_script_prefix(before)


def shown(source: str, **names: Any) -> str:
    return Template(source).render(Context(names))


def test_an_address_is_that_of_the_page() -> None:
    for _ in range(2):
        assert address("people:partnership", "p1") == reverse("people:partnership", args=["p1"])
        assert address("people:partnership", "p2") == reverse("people:partnership", args=["p2"])
        assert shown("{% url 'people:partnership' id %}", id="p1") == "/p/p1/"


def test_what_stands_in_a_page_is_escaped() -> None:
    nasty = 'a&b"<'
    written = shown("{% url 'people:partnership' id %}", id=nasty)
    assert written == "/p/a&amp;b%22%3C/"
    assert address("people:partnership", nasty) == "/p/a&b%22%3C/"


def test_below_another_prefix_addresses_are_below_it() -> None:
    address("people:account")
    set_script_prefix("/trifecta/")
    assert address("people:account").startswith("/trifecta/")
    assert shown("{% url 'people:account' %}").startswith("/trifecta/")


def test_a_page_that_is_not_there_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("people:nowhere")
        with pytest.raises(NoReverseMatch):
            shown("{% url 'people:partnership' missing %}")


def test_arguments_by_name_and_addresses_for_later_work_as_ever() -> None:
    assert shown("{% url 'people:partnership' partnership_id='p1' %}") == "/p/p1/"
    assert shown("{% url 'people:nowhere' as there %}[{{ there }}]") == "[]"


def test_numbers_are_arguments_too() -> None:
    assert shown("{% url 'people:partnership' 7 %}") == shown("{% url 'people:partnership' '7' %}")
