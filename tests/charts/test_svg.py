"""Markup is put together in one place, and nothing a person types gets out of its quotes."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Engine
from hypothesis import given
from tests.charts.reading import HOSTILE, names

from trifecta.charts.svg import element, number, percent


@given(name=names)
def test_a_name_comes_back_as_text_and_never_as_markup(name: str) -> None:
    picture = element("text", name, aria_label=name)

    node = ET.fromstring(picture)  # noqa: S314 - our own output

    assert len(node) == 0
    assert set(node.attrib) == {"aria-label"}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_be_read_of_a_hostile_name_is_kept(name: str) -> None:
    node = ET.fromstring(element("text", name))  # noqa: S314 - our own output

    assert node.text == "".join(c for c in name if c >= " ")


def test_markup_inside_markup_is_not_escaped_again() -> None:
    assert element("g", element("text", "a & b")) == "<g><text>a &amp; b</text></g>"


def test_a_template_prints_a_picture_as_it_is_and_escapes_its_title() -> None:
    picture = element("svg", element("text", "a & b"))
    page = Engine().from_string("{{ title }}{{ picture }}")

    shown = page.render(Context({"title": "<b>", "picture": picture}))

    assert shown == "&lt;b&gt;<svg><text>a &amp; b</text></svg>"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_nowhere_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no place in a picture"):
        element("circle", r=value)


def test_numbers_are_short_and_alike() -> None:
    assert [number(1), number(0.5), number(1 / 3), number(-0.001)] == ["1", "0.5", "0.33", "0"]
    assert percent(98.5) == "98.5%"
