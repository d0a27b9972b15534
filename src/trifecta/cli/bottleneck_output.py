"""A bottleneck on a terminal: the answer, then stages and numbers."""

from __future__ import annotations

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
