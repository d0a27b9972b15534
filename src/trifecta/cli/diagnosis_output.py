"""A diagnosis of hiring on a terminal, the answer first, and as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from trifecta.domain.systems.comparing.words import number, p_value_said
from trifecta.domain.systems.diagnosing import words
from trifecta.domain.systems.diagnosing.diagnosis import Diagnosed


def tell_diagnosis(found: Diagnosed, *, notes: Sequence[str]) -> None:
    """A sentence, a table and what stays open."""
    console = Console(highlight=False)
    console.print(words.lead(found), style="bold")
    console.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("Step")
    for heading in ("Moved", "Of", "Rate", "Should be", "p"):
        table.add_column(heading, justify="right")
    table.add_column("Found")
    for rate in found.rates:
        table.add_row(
            rate.name,
            number(rate.moved),
            number(rate.of) if rate.is_share else f"{number(rate.of)} weeks",
            words.rate_said(rate, rate.rate),
            words.rate_said(rate, rate.should),
            "" if rate.p_value is None else p_value_said(rate.p_value),
            words.rate_found(rate),
        )
    console.print(table)
    console.print()
    for note in (*words.count_next(found), *words.notes(found), *notes):
        console.print(note)


def print_diagnosis(found: Diagnosed) -> None:
    """A row for each step of the chain."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("step", "moved", "of", "rate", "should be", "p", "found", "weeks more"))
    for rate in found.rates:
        figures = (rate.moved, rate.of, rate.rate, rate.should, rate.p_value)
        writer.writerow((rate.name, *figures, words.rate_found(rate), rate.weeks_more))
