"""What happens at each stock: piling up, waiting, and limits that decide in place of rates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import stats

from trifecta.domain.systems.comparing.parting import holm
from trifecta.domain.systems.evaluating import State
from trifecta.domain.systems.model import UNLIMITED, Model
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.running import Move, Run, moves_from

STEADY: Final = 0.05
"""A stock is steady while it changes by less than this share of what came in."""
BY_CHANCE: Final = 0.05
FEWEST_WEEKS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stock over the second half of a run, or over the weeks that were counted."""

    stock: str
    begins: float
    ends: float
    mean: float
    inflow: float | None
    """A round, on average; None where it is not known."""
    passes_on: bool
    """Whether a flow leaves it; what ends here piles up by nature."""
    piles_up: bool
    p_value: float | None
    """For such growth by chance, where it was counted (Holm over all stocks)."""
    waiting: float | None
    """Rounds that one unit stays: L / λ (Little 1961). None unless the stock is steady."""
    onward: tuple[str, ...]
    """Stocks that a flow out of it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How often a maximum held back a flow."""

    flow: int
    stock: str
    share: float
    """Of all rounds."""


def moves_of(model: Model, run: Run) -> tuple[tuple[Move, ...], ...]:
    """The moves of each round of a run, in order of `Model.flows`."""
    moves = moves_from(model)
    return tuple(moves(state) for state in run.states[:-1])


def stages_of_run(model: Model, run: Run, moved: Sequence[Sequence[Move]]) -> tuple[Stage, ...]:
    """Each shown stock with a flow into it, over the second half of the rounds."""
    half = len(run) // 2
    found = []
    for name in model.shown:
        into = _into(model, name)
        levels = [float(state[name]) for state in run.states[half:]]
        if not into or not all(map(math.isfinite, levels)) or len(levels) < 2:
            continue
        arrived = sum(
            float(moved[week][at].arrives) for week in range(half, len(run)) for at in into
        )
        found.append(_stage(model, name, levels, arrived / (len(levels) - 1)))
    return tuple(found)


def stages_of_counts(model: Model, observed: Observations) -> tuple[Stage, ...]:
    """The same from counts, over all weeks with both; growth is tested against chance.

    The test is Student's t on weekly changes, one-sided, which takes weeks for independent; a stock
    that swings back by itself makes it say less, not more.
    """
    found: list[Stage] = []
    for name, counts in observed.stocks.items():
        weeks = sorted(counts)
        into = _into(model, name)
        if len(weeks) < FEWEST_WEEKS or not into:
            continue
        levels = [counts[week] for week in weeks]
        arrived = _arrived(observed, into, weeks)
        stage = _stage(model, name, levels, arrived)
        found.append(replace(stage, p_value=_growth(levels)))
    adjusted = holm([stage.p_value or 0.0 for stage in found])
    return tuple(
        replace(stage, p_value=p_value, piles_up=stage.passes_on and p_value <= BY_CHANCE)
        for stage, p_value in zip(found, adjusted, strict=True)
    )


def _arrived(observed: Observations, into: Sequence[int], weeks: Sequence[int]) -> float | None:
    known = [
        sum(observed.flows[at][week] for at in into)
        for week in weeks[1:]
        if all(week in observed.flows.get(at, {}) for at in into)
    ]
    return float(np.mean(known)) if len(known) * 2 >= len(weeks) else None


def _growth(levels: Sequence[float]) -> float:
    changes = np.diff(levels)
    if not changes.std():
        return 0.0 if changes[0] > 0 else 1.0
    return float(stats.ttest_1samp(changes, 0.0, alternative="greater").pvalue)


def _stage(model: Model, name: str, levels: Sequence[float], inflow: float | None) -> Stage:
    leaving = [flow for flow in model.flows if model.stocks[flow.source].name == name]
    passes_on = bool(leaving)
    change, mean = levels[-1] - levels[0], float(np.mean(levels[1:]))
    steady = inflow is not None and abs(change) <= STEADY * inflow * (len(levels) - 1)
    return Stage(
        stock=name,
        begins=levels[0],
        ends=levels[-1],
        mean=mean,
        inflow=inflow,
        passes_on=passes_on,
        piles_up=passes_on and change > 0 and not steady,
        p_value=None,
        waiting=mean / inflow if steady and passes_on and inflow else None,
        onward=tuple(
            dict.fromkeys(
                model.stocks[flow.destination].name
                for flow in leaving
                if flow.destination is not None
            )
        ),
    )


def _into(model: Model, name: str) -> list[int]:
    return [
        at
        for at, flow in enumerate(model.flows)
        if flow.destination is not None and model.stocks[flow.destination].name == name
    ]


def limits(model: Model, run: Run, moved: Sequence[Sequence[Move]]) -> tuple[Limit, ...]:
    """Maxima that held back a flow, by how often: it would have moved more without them."""
    if not len(run) or all(stock.maximum == UNLIMITED for stock in model.stocks):
        return ()
    open_model = Model(
        stocks=tuple(replace(stock, maximum=UNLIMITED) for stock in model.stocks),
        flows=model.flows,
    )
    moves = moves_from(open_model)
    held: dict[int, int] = {}
    states: Sequence[State] = run.states[:-1]
    for state, now in zip(states, moved, strict=True):
        for at, free in enumerate(moves(state)):
            held[at] = held.get(at, 0) + int(free.arrives > now[at].arrives)
    return tuple(
        Limit(flow=at, stock=_destination(model, at), share=count / len(run))
        for at, count in sorted(held.items(), key=lambda each: -each[1])
        if count
    )


def _destination(model: Model, at: int) -> str:
    return model.stocks[model.flows[at].destination or 0].name


def inflow_to(model: Model, goal: str, moved: Sequence[Sequence[Move]]) -> float:
    """Everything that arrived in a stock."""
    into = _into(model, goal)
    return float(sum(moves[at].arrives for moves in moved for at in into))
