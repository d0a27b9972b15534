"""Where a model is stuck: what piles up, how long it waits, and which number moves the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.systems.selectors.models import ModelView, model_for
from trifecta.charts.chart import signed
from trifecta.charts.levers import Lever, LeverRow, levers
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, Semantics, SystemsError, parse
from trifecta.domain.systems.answering import spans, spoken
from trifecta.domain.systems.bottlenecks.bottleneck import Bottleneck, bottleneck
from trifecta.domain.systems.bottlenecks.leverage import Elasticity, Total
from trifecta.domain.systems.bottlenecks.stages import Stage
from trifecta.domain.systems.bottlenecks.words import headline, rest, stage_said, tenth
from trifecta.domain.systems.comparing.words import percent
from trifecta.domain.systems.ensembles.parameters import parameters
from trifecta.domain.systems.observing.observations import Observations, flow_name
from trifecta.web.posting import signed_in
from trifecta.web.views.systems import page
from trifecta.web.views.systems_counted import counted_of
from trifecta.web.views.systems_looking import within_bounds

MOST_TRIED: Final = 900_000
"""Values and operations of all runs of one page, so that it stays quick."""
BEGINNING: Final = 10
"""Getting a model ready to run takes about as long as this many rounds."""
MOST_BARS: Final = 10
SAYS_SOMETHING: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One number as the table of leverage has it; `line` is where it stands in the text."""

    name: str
    line: int | None
    value: str
    tried: str
    reached: str
    tenth: str
    share: str
    bar: LeverRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stock as the table of stages has it."""

    name: str
    begins: str
    ends: str
    inflow: str
    waiting: str
    found: str
    piles_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Everything a page says of where a model is stuck."""

    headline: str
    rest: str
    goal: str
    now: str
    after: str
    stages: tuple[StageRow, ...]
    counted: bool
    numbers: tuple[NumberRow, ...]
    held: tuple[tuple[str, str, str], ...]
    """Flow, the stock whose maximum held it back, and in which share of rounds."""
    too_large: bool
    has_shares: bool
    fewer: int | None
    """The rounds that were looked at, where they are fewer than asked for."""

    @property
    def bars(self) -> tuple[NumberRow, ...]:
        return tuple(one for one in self.numbers if one.bar)

    @property
    def still(self) -> tuple[NumberRow, ...]:
        """Numbers that hardly move the answer by themselves."""
        return tuple(one for one in self.numbers if not one.tenth)


@require_safe
def bottleneck_page(request: HttpRequest, model_id: str) -> HttpResponse:
    """Where the model is stuck, and which of its numbers changes the answer most."""
    view = model_for(actor=signed_in(request), model_id=model_id)
    stuck, problem, notice = None, "", ""
    try:
        counts, notice = _counts(view)
        stuck = stuck_of(view, parse(view.latest.text), counts)
    except SystemsError:
        problem = "The model does not run yet. Mend its text, then look again."
    except InvalidError as error:
        problem = error.message
    context = {**page(view), "stuck": stuck, "problem": problem, "notice": notice}
    return render(request, "systems/bottleneck.html", context)


def _counts(view: ModelView) -> tuple[Observations | None, str]:
    """What was counted, or a sentence on why it is left out."""
    try:
        found = counted_of(view)
    except InvalidError as error:
        return None, f"Stages are the model’s, without what was counted. {error.message}"
    return (found.counts if found else None), ""


def stuck_of(view: ModelView, model: Model, counts: Observations | None) -> Stuck:
    """Within the time of a page: Sobol' shares are left out first, then trying each number."""
    rounds = max(2, within_bounds(model, view.rounds, Semantics.PUBLISHED))
    found = bottleneck(
        model,
        rounds=rounds,
        goal=view.answered_by if view.answered_by in model.shown else None,
        measure="end",
        observed=counts,
        most_runs=MOST_TRIED // max(1, model.work * (rounds + BEGINNING)),
    )
    unit = "round" if view.period == "round" else view.period
    return Stuck(
        headline=headline(found),
        rest=rest(found).replace(" %", "\N{NO-BREAK SPACE}%"),
        goal=found.goal,
        now=spoken(found.reached),
        after=spans(rounds, view.period),
        stages=tuple(_stage(one, unit) for one in found.stages),
        counted=found.counted,
        numbers=_numbers(found, model),
        held=tuple(
            (flow_name(model, one.flow), one.stock, percent(one.share)) for one in found.limits
        ),
        too_large="elasticities" in found.left_out,
        has_shares=bool(found.totals),
        fewer=rounds if rounds < view.rounds else None,
    )


def _stage(one: Stage, unit: str) -> StageRow:
    waiting = "" if one.waiting is None else f"{one.waiting:.1f} {unit}s"
    return StageRow(
        name=one.stock,
        begins=spoken(one.begins),
        ends=spoken(one.ends),
        inflow="" if one.inflow is None else spoken(one.inflow),
        waiting=waiting,
        found=stage_said(one),
        piles_up=one.piles_up,
    )


def _numbers(found: Bottleneck, model: Model) -> tuple[NumberRow, ...]:
    moving = [one for one in found.elasticities if abs(one.elasticity) >= SAYS_SOMETHING]
    drawn = levers(
        numbers=[
            Lever(label=one.name, moves=10 * one.elasticity, words=_short(one), said=_said(one))
            for one in moving[:MOST_BARS]
        ],
        what=f"with a tenth more of it, {found.goal} ends",
    )
    bars = {row.label: row for row in drawn}
    lines = {one.name: one.place.line for one in parameters(model) if one.place}
    shares = {one.name: one for one in found.totals}
    return tuple(
        _number(one, lines.get(one.name), bars.get(one.name), shares.get(one.name))
        for one in found.elasticities
    )


def _number(
    one: Elasticity, line: int | None, bar: LeverRow | None, share: Total | None
) -> NumberRow:
    moves = abs(one.elasticity) >= SAYS_SOMETHING
    return NumberRow(
        name=one.name,
        line=line,
        value=f"{one.value:g}",
        tried=f"{one.lower:.4g} to {one.higher:.4g}",
        reached=f"{spoken(one.at_lower)} to {spoken(one.at_higher)}",
        tenth=_said(one) if moves else "",
        share="" if share is None else percent(max(0.0, share.total)),
        bar=bar,
    )


def _said(one: Elasticity) -> str:
    """What a tenth more of it does, in words that do not break before the sign."""
    return tenth(one).removeprefix("10 % more gives ").replace(" %", "\N{NO-BREAK SPACE}%")


def _short(one: Elasticity) -> str:
    return f"{'about ' if one.in_steps else ''}{signed(10 * one.elasticity)}%"
