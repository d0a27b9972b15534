"""Tags that are written once give each caller their own words, escaped."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from trifecta.charts.chart import Column, Table
from trifecta.web.templatetags.checkins import numbers
from trifecta.web.templatetags.trifecta import chip


def test_a_chip_says_who_sees_it_to_each_reader() -> None:
    assert "You and Noor" in chip("partners", "You and Noor")
    assert "You and Sasha" in chip("partners", "You and Sasha")
    assert "Only you" in chip("private", "You and Noor")


def test_what_was_written_safe_once_is_not_safe_from_anybody_else() -> None:
    name = "You and <b>Noor</b>"
    assert name in chip("partners", mark_safe(name))  # noqa: S308 - what the test is about
    assert "&lt;b&gt;" in chip("partners", name)
    assert "&lt;b&gt;" in Template("{% load trifecta %}{% chip 'partners' who %}").render(
        Context({"who": name})
    )


@pytest.mark.parametrize("cell", ["1", "2", "<i>"])
def test_a_table_has_the_figures_it_was_given(cell: str) -> None:
    table = Table(
        caption="Points",
        columns=(Column(name="Who"), Column(name="Points", numeric=True)),
        rows=(("Noor", cell),),
    )
    written = numbers(table, "These as numbers")
    assert f'<td class="n">{cell.replace("<", "&lt;").replace(">", "&gt;")}</td>' in written
