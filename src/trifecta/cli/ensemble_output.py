"""What an ensemble is asked and answers on a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click
from rich.console import Console
from rich.table import Table

from trifecta.cli.patience import AFTER_SECONDS
from trifecta.cli.systems_output import FORMATS
from trifecta.domain.systems import Ensemble, Model, parameters


@contextmanager
def counting() -> Iterator[Callable[[int, int], None]]:
    """Says on standard error how far it is, once a second has passed."""
    shown = _Shown()
    waiting = Thread(target=shown.watch, daemon=True)
    waiting.start()
    try:
        yield shown.tell
    finally:
        shown.over.set()
        waiting.join()


class _Shown:
    """What was told last; a thread shows it, since the first draws may take long to begin."""

    def __init__(self) -> None:
        self.over = Event()
        self.done, self.of, self.passes = 0, 0, 1

    def tell(self, done: int, of: int) -> None:
        """Draws that are done; fewer than before in the next pass."""
        self.passes += done < self.done
        self.done, self.of = done, of

    def watch(self) -> None:
        """On a terminal again and again on one line, else once."""
        if self.over.wait(AFTER_SECONDS):
            return
        if not sys.stderr.isatty():
            click.echo("Running …", err=True)
            return
        while not self.over.wait(0.5):
            far = f", {self.done:,} of {self.of:,} draws" if self.of else ""
            again = f", pass {self.passes}" if self.passes > 1 else ""
            click.echo(f"\r\033[KRunning{far}{again}", nl=False, err=True)
        click.echo("\r\033[K", nl=False, err=True)


def print_parameters(model: Model, output: FORMATS) -> None:
    """The numbers of a model that can be varied."""
    rows = [
        (one.name, one.value, one.place.line if one.place else None) for one in parameters(model)
    ]
    if output == "json":
        names = ("name", "value", "line")
        click.echo(json.dumps([dict(zip(names, row, strict=True)) for row in rows], indent=2))
        return
    shown = [[name, str(value), "" if line is None else str(line)] for name, value, line in rows]
    _print(["Number", "Value", "Line"], shown, output, left=1)


def print_ensemble(found: Ensemble, output: FORMATS, *, last_alone: bool) -> None:
    """Percentiles in one of the three forms; what failed is said on standard error."""
    rounds = list(enumerate(found.rounds))[-1 if last_alone else 0 :]
    if output == "json":
        click.echo(json.dumps(_data(found, rounds), indent=2, ensure_ascii=False))
        return
    rows = [
        [str(number), name, *(_written(value) for value in found.values[:, at, column])]
        for at, number in rounds
        for column, name in enumerate(found.names)
    ]
    levels = [f"{level:g}" if output == "csv" else f"{level:g} %" for level in found.levels]
    _print(["Round", "Stock", *levels], rows, output, left=2)
    for sentence in _told(found):
        click.echo(sentence, err=True)


def _data(found: Ensemble, rounds: list[tuple[int, int]]) -> dict[str, object]:
    return {
        "draws": found.draws,
        "seed": found.seed,
        "vary": {name: str(one) for name, one in found.vary.items()},
        "percentiles": list(found.levels),
        "rounds": [number for _, number in rounds],
        "stocks": {
            name: [[_json_number(value) for value in found[name][at]] for at, _ in rounds]
            for name in found.names
        },
        "replayed": found.replayed,
        "failed": [
            {"draws": one.draws, "first": one.first, "reason": str(one.fault)}
            for one in found.failures
        ],
    }


def _told(found: Ensemble) -> Iterator[str]:
    for one in found.failures:
        count = f"{one.draws:,} of {found.draws:,} draws"
        yield f"{count} came to no result and are left out. {one.fault}"
    exact = found.replayed - found.failed
    if exact:
        yield f"{exact:,} draws have numbers beyond 2^53 and were run one by one; they are in."


def _print(head: list[str], rows: list[list[str]], output: FORMATS, *, left: int) -> None:
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
        return
    table = Table(box=None, pad_edge=False)
    for at, name in enumerate(head):
        table.add_column(name, justify="left" if at == left - 1 else "right")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)


def _written(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{float(value):.6g}"


def _json_number(value: float) -> float | str:
    if str(float(value)) in ("inf", "-inf"):
        return str(float(value))
    return int(value) if float(value).is_integer() else float(value)
