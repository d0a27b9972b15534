"""A fit on a terminal, the answer first and the fitted model last, and as CSV."""

from __future__ import annotations

import csv
import sys

from rich.console import Console
from rich.table import Table

from trifecta.domain.systems.fitting.fit import Fit
from trifecta.domain.systems.fitting.words import figure, fitted_text, lead, notes, ties_of


def tell_fit(found: Fit, text: str) -> None:
    """A sentence, a table, notes and the text of the model."""
    console = Console(highlight=False, markup=False)
    console.print(lead(found), style="bold")
    console.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("Number")
    for heading in ("Before", "Best", "Nine in ten", "Range"):
        table.add_column(heading, justify="right")
    for one in found.numbers:
        table.add_row(
            one.name,
            figure(one.before),
            figure(one.best),
            f"{figure(one.low)} to {figure(one.high)}",
            f"{figure(one.range[0])} to {figure(one.range[1])}",
        )
    console.print(table)
    console.print()
    for note in notes(found):
        console.print(note)
    console.print()
    console.print(fitted_text(text, found).rstrip("\n"), soft_wrap=True)


def print_fit(found: Fit) -> None:
    """A row for each number."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("number", "before", "best", "low", "high", "range from", "range to", "told"))
    for one in found.numbers:
        told = "yes" if one.told and not ties_of(one, found) else "no"
        row = (one.name, one.before, one.best, one.low, one.high, *one.range, told)
        writer.writerow(row)
