"""A bottleneck on a terminal, the answer first, and as CSV."""

from __future__ import annotations

import csv
import sys

from rich.console import Console
from rich.table import Table

from trifecta.domain.systems.bottlenecks.bottleneck import Bottleneck
from trifecta.domain.systems.bottlenecks.words import lead, notes, stage_said
from trifecta.domain.systems.comparing.words import number, percent


def tell_bottleneck(found: Bottleneck) -> None:
    """A sentence, a table of stages, one of numbers, and how to read them."""
    console = Console(highlight=False)
    console.print(lead(found), style="bold")
    for table in (_stages(found), _numbers(found)):
        console.print()
        console.print(table)
    console.print()
    for note in notes(found):
        console.print(note)


def _stages(found: Bottleneck) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Stage")
    for heading in ("From", "To", "In a round", "Waiting"):
        table.add_column(heading, justify="right")
    table.add_column("Found")
    for stage in found.stages:
        table.add_row(
            stage.stock,
            number(stage.begins),
            number(stage.ends),
            "" if stage.inflow is None else number(stage.inflow),
            "" if stage.waiting is None else f"{stage.waiting:.1f} rounds",
            stage_said(stage),
        )
    return table


def _numbers(found: Bottleneck) -> Table:
    totals = {one.name: one for one in found.totals}
    table = Table(box=None, pad_edge=False)
    table.add_column("Number")
    for heading in ("Value", "Elasticity", "Goal at ends", "Total"):
        table.add_column(heading, justify="right")
    for one in found.elasticities:
        total = totals.get(one.name)
        table.add_row(
            one.name,
            f"{one.value:g}",
            f"{'~' if one.in_steps else ''}{one.elasticity:.2f}",
            f"{number(one.at_lower)} to {number(one.at_higher)}",
            ""
            if total is None
            else f"{percent(total.total)} ({percent(max(0.0, total.total_from))} to "
            f"{percent(total.total_to)})",
        )
    return table


def print_bottleneck(found: Bottleneck) -> None:
    """A row for each stage, then for each limit, then for each number."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(
        (
            *("about", "name", "begins", "ends", "in a round", "waiting", "share of rounds"),
            *("value", "elasticity", "lower", "higher", "goal at lower", "goal at higher"),
            *("total", "total from", "total to"),
        )
    )
    for stage in found.stages:
        figures = (stage.begins, stage.ends, stage.inflow, stage.waiting)
        writer.writerow(("stage", stage.stock, *figures, *[None] * 10))
    for limit in found.limits:
        writer.writerow(("limit", limit.stock, *[None] * 4, limit.share, *[None] * 9))
    totals = {one.name: (one.total, one.total_from, one.total_to) for one in found.totals}
    for one in found.elasticities:
        goal = (one.lower, one.higher, one.at_lower, one.at_higher)
        total = totals.get(one.name, (None, None, None))
        row = (one.value, one.elasticity, *goal, *total)
        writer.writerow(("number", one.name, *[None] * 5, *row))
