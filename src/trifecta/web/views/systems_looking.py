"""What a text of a model shows when it is looked at: what it says, its run, and what is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.apps.systems.selectors.models import ModelView, VersionView
from trifecta.apps.systems.services.models import MOST_ROUNDS
from trifecta.charts.chart import Chart
from trifecta.charts.runs import run_panel
from trifecta.charts.stock_flow import MOST_DRAWN, TooTangledError, stock_flow
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Fault, Model, Run, Semantics, SystemsError, parse, run
from trifecta.domain.systems.answering import Finding, answer, spoken
from trifecta.domain.systems.differing import difference
from trifecta.domain.systems.linting import Finding as LintFinding
from trifecta.domain.systems.linting import Level, lint
from trifecta.domain.systems.precedence import as_run
from trifecta.domain.systems.structure import structure_of

MOST_PANELS: Final = 24
MOST_STEPS_HERE: Final = 15_000
"""Steps in which the ways of a diagram are found: about 0.15 s, so that a look stays quick."""
MOST_WORK: Final = 60_000
"""Values and operations of all rounds of one look, so that it stays quick."""
SANE_COSTS: Final = 3
"""Times the published way, at most, where maxima depend on each other."""


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
    traps: tuple[FaultLine, ...]
    notes: tuple[FaultLine, ...]
    diagram: Chart | None
    flows: tuple[FlowLine, ...]
    panels: tuple[Chart, ...]
    table: RunTable | None
    lost: str
    """What conversions lost, by sane semantics."""
    difference: str
    """Where the other way to run the text parts from this one."""
    more: int
    """Stocks that have no panel of their own, because there are so many."""

    @property
    def fault_lines(self) -> str:
        """The lines to mark in the editor."""
        return " ".join(str(one.line) for one in self.faults if one.line)


Counted = Mapping[str, Mapping[int, float]]
"""What was counted of each stock, by round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Over how long a text is run, which stock answers, and by which semantics.

    `rounds` is brought into its bounds when the text is looked at.
    """

    period: str
    rounds: int
    stock: str = ""
    semantics: Semantics = Semantics.PUBLISHED


def span_of(model: ModelView, version: VersionView | None = None) -> Span:
    """That of a model, with one of its texts, or the newest, run as it was written."""
    return Span(
        period=model.period,
        rounds=model.rounds,
        stock=model.answered_by,
        semantics=(version or model.latest).semantics,
    )


def look_at(text: str, span: Span, *, counted: Counted | None = None) -> Look:
    """Read and run a text; nothing is kept."""
    if not text.strip():
        return _nothing(empty=True)
    said = lint(text, semantics=span.semantics)
    try:
        model = parse(text)
        rounds = within_bounds(model, span.rounds, span.semantics)
        ran = run(model, rounds=rounds, semantics=span.semantics)
    except SystemsError as error:
        faults = lines_of(said, Level.ERROR, text) or fault_lines(error.faults, text)
        return _nothing(faults=faults, flows=_flows_of(text))
    except InvalidError as error:
        fault = FaultLine(line=None, column=None, quoted="", problem=error.message, remedy="")
        return _nothing(faults=(fault,))
    return _shown(model, ran, span, text, said=said, counted=counted or {})


def _shown(
    model: Model,
    ran: Run,
    span: Span,
    text: str,
    *,
    said: Sequence[LintFinding],
    counted: Counted,
) -> Look:
    return Look(
        empty=False,
        finding=answer(model, ran, period=span.period, stock=span.stock),
        faults=(),
        traps=lines_of(said, Level.TRAP, text),
        notes=lines_of(said, Level.NOTE, text),
        diagram=diagram_of(as_run(model, span.semantics)),
        flows=flow_lines(model),
        panels=panels_of(ran, period=span.period, first=span.stock, counted=counted),
        table=table_of(ran),
        lost=_lost(ran),
        difference=_difference(model, ran, span),
        more=max(0, len(ran.names) - MOST_PANELS),
    )


def within_bounds(model: Model, rounds: int, semantics: Semantics) -> int:
    """As many rounds as were asked for, or as a look at this model has time for."""
    work = model.work * (SANE_COSTS if semantics is Semantics.SANE else 1)
    most = max(1, min(MOST_ROUNDS, MOST_WORK // max(1, work)))
    return max(1, min(rounds, most))


def _difference(model: Model, ran: Run, span: Span) -> str:
    """Nothing also where there is no time for a second run."""
    if len(ran) * model.work * SANE_COSTS > MOST_WORK or not ran.names:
        return ""
    return difference(model, ran, semantics=span.semantics, period=span.period, stock=span.stock)


def _lost(ran: Run) -> str:
    last = ran.lost[-1] if ran.lost else {}
    each = ", ".join(f"{spoken(number)} of {name}" for name, number in last.items())
    return f"Lost in conversions by then: {each}." if each else ""


def _nothing(
    *,
    empty: bool = False,
    faults: tuple[FaultLine, ...] = (),
    flows: tuple[FlowLine, ...] = (),
) -> Look:
    return Look(
        empty=empty,
        finding=None,
        faults=faults,
        traps=(),
        notes=(),
        diagram=None,
        flows=flows,
        panels=(),
        table=None,
        lost="",
        difference="",
        more=0,
    )


def diagram_of(model: Model) -> Chart | None:
    """The model drawn; None where there is nothing to draw, or more than a look has time for."""
    if not model.flows or len(model.flows) + len(model.stocks) > MOST_DRAWN:
        return None
    try:
        return stock_flow(
            structure_of(model),
            title="What flows where",
            description="",
            most_steps=MOST_STEPS_HERE,
        )
    except TooTangledError:
        return None


def lines_of(findings: Sequence[LintFinding], level: Level, text: str) -> tuple[FaultLine, ...]:
    """What the linter says at one level, each with its line."""
    lines = text.split("\n")
    return tuple(
        FaultLine(
            line=one.place.line,
            column=one.place.column,
            quoted=lines[one.place.line - 1].strip() if one.place.line <= len(lines) else "",
            problem=one.what,
            remedy=one.instead,
        )
        for one in findings
        if one.level is level
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


def panels_of(ran: Run, *, period: str, first: str = "", counted: Counted) -> tuple[Chart, ...]:
    """A panel for each stock that moves, the one that answers in front."""
    moving = [name for name in ran.names if len(set(map(str, ran[name]))) > 1]
    names = sorted(dict.fromkeys(moving), key=lambda name: name != first)
    return tuple(
        run_panel(
            name=name,
            unit=period,
            values=ran[name],
            said=[spoken(value) for value in ran[name]],
            observed=counted.get(name),
        )
        for name in names[:MOST_PANELS]
    )


def table_of(ran: Run) -> RunTable:
    """All rounds and shown stocks."""
    rows = tuple((str(number), *map(spoken, row)) for number, row in enumerate(ran.rows()))
    return RunTable(names=ran.names, rows=rows)
