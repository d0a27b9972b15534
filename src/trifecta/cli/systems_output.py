"""Runs of models on a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import json
import sys
from typing import Literal, TypeAlias

import click
from rich.console import Console
from rich.table import Table

from trifecta.domain.systems import Run

FORMATS: TypeAlias = Literal["table", "csv", "json"]


def print_run(run: Run, output: FORMATS) -> None:
    """Every round of a run in one of the three forms."""
    if output == "csv":
        print_csv(run)
    elif output == "json":
        click.echo(json.dumps(run_data(run), indent=2, ensure_ascii=False))
    else:
        print_table(run)


def print_csv(run: Run) -> None:
    """The names and then a row a round from round 0; whole numbers stand whole."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(run.names)
    writer.writerows(map(str, row) for row in run.rows())


def run_data(run: Run) -> dict[str, object]:
    """What JSON says of a run; numbers that JSON has no sign for are their names."""
    rows = [[_json_number(number) for number in row] for row in run.rows()]
    data: dict[str, object] = {"rounds": len(run), "stocks": list(run.names), "values": rows}
    if run.lost:
        data["lost"] = list(run.lost)
    return data


def _json_number(number: float) -> float | str:
    return str(number) if str(number) in ("inf", "-inf", "nan") else number


def print_table(run: Run) -> None:
    """Numbers to the right below their names, those of sane semantics to six digits."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Round", justify="right")
    for name in run.names:
        table.add_column(name, justify="right")
    for number, row in enumerate(run.rows()):
        table.add_row(str(number), *(_short(value) if run.lost else str(value) for value in row))
    Console(highlight=False).print(table)
    if run.lost and run.lost[-1]:
        lost = ", ".join(f"{_short(number)} of {name}" for name, number in run.lost[-1].items())
        click.echo(f"Lost in conversions: {lost}.")


def _short(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.6g}"
