"""What a text of a model shows when it is looked at: what it says, its run, and what is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.apps.systems.services.models import MOST_ROUNDS
from trifecta.charts.chart import Chart
from trifecta.charts.runs import run_panel
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Fault, Model, Run, SystemsError, parse, run
from trifecta.domain.systems.answering import Finding, answer, spoken

MOST_PANELS: Final = 24
MOST_STEPS: Final = 40_000
"""Flows times rounds of one look, so that it stays quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLine:
    """A flow as a table has it."""

    source: str
    destination: str
    endless_source: bool
    endless_destination: bool
    kind: str
    formula: str
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLine:
    """What is wrong, with its line as it stands in the text."""

    line: int | None
    column: int | None
    quoted: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTable:
    """Every round of a run, as words."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A text, looked at; `finding` is None where it does not run."""

    empty: bool
    finding: Finding | None
    faults: tuple[FaultLine, ...]
    flows: tuple[FlowLine, ...]
    panels: tuple[Chart, ...]
    table: RunTable | None
    more: int
    """Stocks that have no panel of their own, because there are so many."""

    @property
    def fault_lines(self) -> str:
        """The lines to mark in the editor."""
        return " ".join(str(one.line) for one in self.faults if one.line)


def look_at(text: str, *, period: str, rounds: int, stock: str = "") -> Look:
    """Read and run a text; nothing is kept. `rounds` is brought into its bounds."""
    if not text.strip():
        return _nothing(empty=True)
    try:
        model = parse(text)
        rounds = within_bounds(model, rounds)
        ran = run(model, rounds=rounds)
    except SystemsError as error:
        return _nothing(faults=fault_lines(error.faults, text), flows=_flows_of(text))
    except InvalidError as error:
        fault = FaultLine(line=None, column=None, quoted="", problem=error.message, remedy="")
        return _nothing(faults=(fault,))
    return Look(
        empty=False,
        finding=answer(model, ran, period=period, stock=stock),
        faults=(),
        flows=flow_lines(model),
        panels=panels_of(ran, period=period, first=stock),
        table=table_of(ran),
        more=max(0, len(ran.names) - MOST_PANELS),
    )


def within_bounds(model: Model, rounds: int) -> int:
    """As many rounds as were asked for, or as a look at this model has time for."""
    most = max(1, min(MOST_ROUNDS, MOST_STEPS // max(1, len(model.flows))))
    return max(1, min(rounds, most))


def _nothing(
    *,
    empty: bool = False,
    faults: tuple[FaultLine, ...] = (),
    flows: tuple[FlowLine, ...] = (),
) -> Look:
    return Look(
        empty=empty, finding=None, faults=faults, flows=flows, panels=(), table=None, more=0
    )


def _flows_of(text: str) -> tuple[FlowLine, ...]:
    """Those of a text that reads but does not run."""
    try:
        return flow_lines(parse(text))
    except SystemsError:
        return ()


def flow_lines(model: Model) -> tuple[FlowLine, ...]:
    """Every flow in order of declaration."""
    found = []
    for flow in model.flows:
        source = model.stocks[flow.source]
        to = None if flow.destination is None else model.stocks[flow.destination]
        found.append(
            FlowLine(
                source=source.name,
                destination=to.name if to else "nowhere",
                endless_source=not source.shown,
                endless_destination=bool(to and not to.shown),
                kind=str(flow.kind),
                formula=str(flow.formula),
                line=flow.place.line if flow.place else None,
            )
        )
    return tuple(found)


def fault_lines(faults: Sequence[Fault], text: str) -> tuple[FaultLine, ...]:
    """Each with the line it is about."""
    lines = text.split("\n")
    found = []
    for fault in faults:
        place = fault.place
        when = "" if fault.round is None else f" This happened in round {fault.round}."
        found.append(
            FaultLine(
                line=place.line if place else None,
                column=place.column if place else None,
                quoted=lines[place.line - 1].strip() if place and place.line <= len(lines) else "",
                problem=f"{fault.problem}{when}",
                remedy=fault.remedy,
            )
        )
    return tuple(found)


def panels_of(ran: Run, *, period: str, first: str = "") -> tuple[Chart, ...]:
    """A panel for each stock that moves, the one that answers in front."""
    moving = [name for name in ran.names if len(set(map(str, ran[name]))) > 1]
    names = sorted(dict.fromkeys(moving), key=lambda name: name != first)
    return tuple(
        run_panel(
            name=name,
            unit=period,
            values=ran[name],
            said=[spoken(value) for value in ran[name]],
        )
        for name in names[:MOST_PANELS]
    )


def table_of(ran: Run) -> RunTable:
    """All rounds and shown stocks."""
    rows = tuple((str(number), *map(spoken, row)) for number, row in enumerate(ran.rows()))
    return RunTable(names=ran.names, rows=rows)
