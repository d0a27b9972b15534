"""A comparison on a terminal, a sentence first, and as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table

from trifecta.domain.systems.comparing.bands import StockBand
from trifecta.domain.systems.comparing.comparison import Comparison, Finding, FlowComparison
from trifecta.domain.systems.comparing.parting import Parting
from trifecta.domain.systems.comparing.words import (
    flow_rate,
    headline,
    number,
    p_value_said,
    percent,
)
from trifecta.domain.systems.model import Model

_FOUND: Final = {
    Finding.PARTS: "parts",
    Finding.FITS: "fits",
    Finding.TOO_FEW: "too few counts",
    Finding.NOT_KNOWN: "not known",
}


def tell_comparison(found: Comparison, model: Model) -> None:
    """The verdict, then a table of flows and one of stocks."""
    console = Console(highlight=False)
    console.print(headline(found, model), style="bold")
    console.print()
    console.print(_flows(found, model))
    counted = [band for band in found.stocks if band.counted]
    if counted:
        console.print()
        console.print(_stocks(counted))
    console.print()
    for note in (*_notes(found, counted), *found.notes):
        console.print(note)


def _flows(found: Comparison, model: Model) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Flow")
    for heading in ("Model", "Counted", "Weeks", "Since", "p"):
        table.add_column(heading, justify="right")
    table.add_column("Found")
    for one in found.flows:
        table.add_row(one.name, *_figures(one, model), _FOUND[one.finding])
    return table


def _figures(one: FlowComparison, model: Model) -> Iterator[str]:
    test = one.test
    if test is None or one.adjusted is None:
        yield from (flow_rate(model, one.flow), "", "", "", "")
        return
    yield _rate(test, test.expected_rate)
    parts = one.finding is Finding.PARTS
    seen = _rate(test, test.rate_since if parts else test.rate_overall)
    yield f"{seen} *" if one.inferred else seen
    yield str(test.weeks)
    yield f"week {test.since}" if parts else ""
    yield p_value_said(one.adjusted)


def _rate(test: Parting, rate: float) -> str:
    return percent(rate) if test.is_share else number(rate)


def _stocks(bands: Sequence[StockBand]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Stock")
    for heading in ("Last week", "Counted", "Nine in ten", "Outside"):
        table.add_column(heading, justify="right")
    for band in bands:
        at = max(at for at, seen in enumerate(band.observed) if seen is not None)
        seen = band.observed[at] or 0.0
        table.add_row(
            band.stock,
            str(band.start + at),
            number(seen),
            f"{number(band.low[at])} to {number(band.high[at])}",
            f"{len(band.outside)} of {band.counted} weeks",
        )
    return table


def _notes(found: Comparison, counted: Sequence[StockBand]) -> Iterator[str]:
    if any(one.test for one in found.flows):
        yield (
            "Each flow is compared with what the model moves out of the stocks of the week before. "
            "p allows for every week and flow that was looked at; below 0.05 is beyond chance."
        )
    if any(one.inferred for one in found.flows):
        yield "* not counted: it follows from the stocks on both sides."
    if any(one.finding is Finding.NOT_KNOWN for one in found.flows):
        yield (
            "Not known: the flow or the stock it comes from was not counted, or a limit decided "
            "how much moved."
        )
    if counted:
        yield (
            "Nine in ten: where the stock would be in nine of ten runs if the model were right, "
            "begun at the first week. One week in ten lies outside by chance."
        )


def print_weeks(found: Comparison) -> None:
    """A row for each week and flow, then for each week and stock."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("week", "stock or flow", "observed", "expected", "low", "high"))
    for one in found.flows:
        for week in one.weeks:
            seen = "" if week.observed is None else week.observed
            writer.writerow((week.week, one.name, seen, week.mean, "", ""))
    for band in found.stocks:
        rows = zip(band.observed, band.middle, band.low, band.high, strict=True)
        for at, (seen_at, middle, low, high) in enumerate(rows):
            seen = "" if seen_at is None else seen_at
            writer.writerow((band.start + at, band.stock, seen, middle, low, high))
