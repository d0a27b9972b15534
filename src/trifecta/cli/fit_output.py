"""A fit on a terminal: the answer, each number, and the fitted model."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from trifecta.domain.systems.fitting.fit import Fit
from trifecta.domain.systems.fitting.words import figure, fitted_text, lead, notes


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
