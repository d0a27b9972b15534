"""The programs behind the rules: each maximises one idea of fair and says what none exceeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Row, Solved

EPSILON: Final = 1e-9
HELD: Final = 1e-7
"""By so much what was reached before may fall back to rounding inside the solver."""

FIRST_STEP, NEXT_STEP = 0.9, 0.7
"""What part of its time leximin takes for the worst-off, and of the rest for each that follows."""

FREE: Final = (-np.inf, np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Each party's share of a plan: (utility - `zero`) / `unit`; no unit, not counted."""

    zero: Floats
    unit: Floats

    @property
    def counted(self) -> list[int]:
        return [p for p in range(len(self.unit)) if self.unit[p] > EPSILON]

    def shares(self, utilities: Floats) -> Floats:
        """Of the counted parties, for utilities n x P."""
        places = self.counted
        shares: Floats = (utilities[:, places] - self.zero[places]) / self.unit[places]
        return shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Fair:
    """A plan with the worst share it leaves to anybody and the most any plan could leave."""

    chosen: Floats | None
    value: float
    bound: float


def largest(
    program: Program, party: int, budget: Budget = UNLIMITED, *, most: float = np.inf
) -> Solved:
    """The plan that serves one party best; `most` is what none can exceed, where it is known."""
    return program.maximise(Row(y=program.arrays.weight[party]), most=most, budget=budget)


def leximin(
    program: Program,
    scale: Scale,
    *,
    unharmed: Sequence[int] = (),
    steps_at_most: int | None = None,
    gap: float = 0.0,
    budget: Budget = UNLIMITED,
) -> Fair:
    """Lift the worst-off most, then the two worst together, and so on.

    One step is enough for who only asks what the worst-off can have at most.

    Parties in `unharmed`, whom no plan helps, are not made worse off than with nothing.

    The sum of the k smallest shares is k t - sum of max(0, t - share) at its best t (Ogryczak and
    Tamir 2003), so each step is one program that keeps what the steps before it reached.
    """
    parties = scale.counted
    if not parties:
        return Fair(chosen=np.zeros(program.arrays.placements), value=1.0, bound=1.0)
    steps: list[float] = []
    best: Fair | None = None
    for _ in parties[:steps_at_most]:
        if best is not None and budget.over:
            break
        part = budget.share(FIRST_STEP if best is None else NEXT_STEP)
        solved = _sum_of_smallest(program, scale, steps, unharmed, gap=gap, budget=part)
        if solved.chosen is None:
            best = best or Fair(chosen=None, value=-np.inf, bound=solved.bound)
            break
        if best is None:
            best = Fair(chosen=solved.chosen, value=solved.value, bound=solved.bound)
        best = Fair(chosen=solved.chosen, value=best.value, bound=best.bound)
        steps.append(solved.value - HELD)
    return best or Fair(chosen=None, value=-np.inf, bound=np.inf)


def _sum_of_smallest(
    program: Program,
    scale: Scale,
    steps: Sequence[float],
    unharmed: Sequence[int],
    *,
    gap: float,
    budget: Budget,
) -> Solved:
    """Maximise the sum of the len(steps) + 1 smallest shares, keeping the sums of fewer.

    The smallest alone is one variable that no share is below, or a limit once it is reached.
    """
    parties, levels = scale.counted, len(steps) + 1
    if levels == 1:
        return _smallest(program, scale, unharmed, gap=gap, budget=budget)
    width = (levels - 1) * (1 + len(parties))
    rows = [Row(low=-EPSILON, y=program.arrays.weight[party]) for party in unharmed]
    rows += [_share(program, scale, party, least=steps[0]) for party in parties]
    for level in range(1, levels):
        at = (level - 1) * (1 + len(parties))
        for place, party in enumerate(parties):
            extra = np.zeros(width)
            extra[at], extra[at + 1 + place] = -1.0, 1.0
            rows.append(_share(program, scale, party, extra=extra))
        if level < len(steps):
            rows.append(Row(low=steps[level], extra=_sum(level, len(parties), width)))
    bounds = [FREE, *[(0.0, np.inf)] * len(parties)] * (levels - 1)
    goal = Row(extra=_sum(levels - 1, len(parties), width))
    return program.maximise(goal, rows=rows, extra=bounds, gap=gap, budget=budget)


def beyond(
    program: Program,
    scale: Scale,
    least: float,
    *,
    unharmed: Sequence[int] = (),
    budget: Budget = UNLIMITED,
) -> Solved:
    """A plan that leaves nobody less than `least`, or the proof that there is none (`bound`).

    That is found sooner than the most that the worst-off can have, where a relaxation says little.
    """
    bounds = (least, np.inf)
    solved = _smallest(program, scale, unharmed, gap=0.0, budget=budget, bounds=bounds)
    if solved.proven_empty:
        return Solved(chosen=None, value=-np.inf, bound=least + HELD, proven_empty=True)
    return solved


def _smallest(
    program: Program,
    scale: Scale,
    unharmed: Sequence[int],
    *,
    gap: float,
    budget: Budget,
    bounds: tuple[float, float] = FREE,
) -> Solved:
    rows = [Row(low=-EPSILON, y=program.arrays.weight[party]) for party in unharmed]
    rows += [_share(program, scale, party, extra=np.array([-1.0])) for party in scale.counted]
    return program.maximise(
        Row(extra=np.ones(1)), rows=rows, extra=[bounds], gap=gap, budget=budget
    )


def _share(
    program: Program, scale: Scale, party: int, *, least: float = 0.0, extra: Floats | None = None
) -> Row:
    """What a party's share, with something added, is at least."""
    unit = scale.unit[party]
    low = float(scale.zero[party] / unit + least)
    return Row(low=low, y=program.arrays.weight[party] / unit, extra=extra)


def _sum(level: int, parties: int, width: int) -> Floats:
    at = (level - 1) * (1 + parties)
    extra = np.zeros(width)
    extra[at] = level + 1
    extra[at + 1 : at + 1 + parties] = -1.0
    return extra


def nash(
    program: Program,
    scale: Scale,
    *,
    most: Floats,
    near: Floats | None = None,
    budget: Budget = UNLIMITED,
) -> Fair:
    """The largest product of gains (Nash 1950), by cuts that lie above the logarithm everywhere.

    `most` is the largest gain of each party, `near` the gains of a good plan, where cuts begin.
    Value and bound are geometric means of the gains as shares of `scale.unit`. Without a plan in
    which everybody gains the value is 0.
    """
    parties, arrays = scale.counted, program.arrays
    if not parties:
        return Fair(chosen=np.zeros(arrays.placements), value=1.0, bound=1.0)
    cuts = _first_cuts(scale, most, near)
    best, bound = Fair(chosen=None, value=0.0, bound=np.inf), np.inf
    for _ in range(25):
        solved = _below(program, scale, cuts, budget.share(0.6))
        if solved.chosen is None:
            break
        bound = min(bound, solved.bound)
        gains = np.maximum(scale.shares(arrays.utilities(solved.chosen[None]))[0], 0.0)
        value = float(np.prod(gains) ** (1 / len(parties)))
        if best.chosen is None or value > best.value:
            best = Fair(chosen=solved.chosen, value=value, bound=np.inf)
        if value <= 0 or bound / len(parties) - np.log(value) <= 1e-9 or budget.over:
            break
        cuts = [np.append(cut, gain) for cut, gain in zip(cuts, gains, strict=True)]
    if best.value <= 0 and _somebody_gains_nothing(program, scale, budget):
        return Fair(chosen=best.chosen, value=0.0, bound=0.0)
    limit = float(np.exp(bound / len(parties)))
    return Fair(chosen=best.chosen, value=best.value, bound=max(best.value, limit))


def _somebody_gains_nothing(program: Program, scale: Scale, budget: Budget) -> bool:
    """Whether it is proven that in every plan somebody gains nothing; cuts alone never say so."""
    return leximin(program, scale, steps_at_most=1, budget=budget).bound <= HELD


def _below(program: Program, scale: Scale, cuts: list[Floats], budget: Budget) -> Solved:
    """The plan with the largest sum of logarithms, as far as the cuts tell."""
    count, weight = len(cuts), program.arrays.weight
    return program.maximise(
        Row(extra=np.ones(count)),
        rows=[row for place in range(count) for row in _cut(weight, scale, place, cuts)],
        extra=[(-50.0, 50.0)] * count,
        budget=budget,
    )


def _first_cuts(scale: Scale, most: Floats, near: Floats | None) -> list[Floats]:
    """Where the logarithm of each counted party's share is touched at first."""
    parties = scale.counted
    cuts: list[Floats] = [np.geomspace(0.02, 1.0, 12) * most[p] / scale.unit[p] for p in parties]
    if near is None or near[parties].min() <= EPSILON:
        return cuts
    close = near[parties] / scale.unit[parties]
    around = np.array([0.95, 1.0, 1.05])
    return [np.append(cut, gain * around) for cut, gain in zip(cuts, close, strict=True)]


def _cut(weight: Floats, scale: Scale, place: int, cuts: list[Floats]) -> list[Row]:
    """s <= log g + (share - g) / g at every point g."""
    party = scale.counted[place]
    rows = []
    for g in cuts[place]:
        extra = np.zeros(len(cuts))
        extra[place] = 1.0
        high = np.log(g) - 1.0 - scale.zero[party] / scale.unit[party] / g
        rows.append(Row(high=float(high), y=-weight[party] / scale.unit[party] / g, extra=extra))
    return rows


def kindest_best(
    program: Program, scale: Scale, party: int, ideal: float, budget: Budget = UNLIMITED
) -> Floats | None:
    """Of the plans that serve `party` best the one kindest to the worst-off of the others."""
    others = [place for place in scale.counted if place != party]
    rows = [Row(low=ideal - 1e-6, y=program.arrays.weight[party])]
    for other in others:
        share = program.arrays.weight[other] / scale.unit[other]
        rows.append(Row(low=scale.zero[other] / scale.unit[other], y=share, extra=np.array([-1.0])))
    goal = Row(y=program.arrays.weight.sum(axis=0) * 1e-3, extra=np.ones(1))
    bounds = [FREE] if others else [(0.0, 0.0)]
    return program.maximise(goal, rows=rows, extra=bounds, budget=budget).chosen
