"""Tags that are written once give each caller their own words, escaped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from trifecta.charts.chart import Column, Table
from trifecta.web.journey import StepInLine
from trifecta.web.templatetags.checkins import numbers
from trifecta.web.templatetags.trifecta import chip, day, journey_steps


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


def test_the_line_of_steps_leads_where_this_reader_has_been() -> None:
    first = StepInLine(label="Check-in", state="done", href="/round/one/")
    second = StepInLine(label="Tension", state="current", href="")
    elsewhere = StepInLine(label="Check-in", state="done", href="/round/two/")
    for done in (first, elsewhere, first):
        written = journey_steps([done, second])
        assert f'<a href="{done.href}">Check-in</a>' in written
        assert 'aria-current="step" data-of=" step 2 of 2">Tension' in written
        assert written.count("<a ") == 1


def test_a_day_is_the_one_where_the_server_is_and_has_its_year_when_it_is_another(
    settings: Any,
) -> None:
    late = datetime(2019, 12, 31, 23, 30, tzinfo=UTC)
    settings.TIME_ZONE = "Europe/Berlin"
    assert day(late) == "1 January 2020"
    settings.TIME_ZONE = "UTC"
    assert day(late) == "31 December 2019"
    assert day(date(2019, 12, 31)) == "31 December 2019"
    assert day(None) == ""
    this_year = datetime.now(UTC).year
    assert day(date(this_year, 10, 6)) == "6 October"
