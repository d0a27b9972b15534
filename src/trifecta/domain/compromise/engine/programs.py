"""Mixed-integer programs over a problem, solved by HiGHS, each with a bound that is proven.

Variables are the placements x (0 or 1), how far each need is met y (at most 1, pushed up by every
objective, so that y = min(1, gain x)), and what an objective adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from trifecta.domain.compromise.engine.arrays import Arrays, Floats

LEAST_SECONDS: Final = 0.05

SECONDS_A_PLACEMENT: Final = 1e-5
GROWTH: Final = 1.25
"""A relaxation of 120 placements takes 4 ms, one of 1,200 about 70, where nothing else is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long a search may take: until `clock()` says `until`; without a clock no limit."""

    until: float = float("inf")
    clock: Callable[[], float] | None = None

    @classmethod
    def of(cls, *, seconds: float, clock: Callable[[], float]) -> Budget:
        return cls(until=clock() + seconds, clock=clock)

    @property
    def left(self) -> float:
        """Seconds, never below a little, so that what is begun can say something."""
        if self.clock is None:
            return float("inf")
        return max(LEAST_SECONDS, self.until - self.clock())

    def room_for(self, seconds: float) -> bool:
        """Whether something that takes so long, and cannot be ended before, may still be begun."""
        return self.clock is None or self.clock() + seconds <= self.until

    @property
    def over(self) -> bool:
        return self.clock is not None and self.clock() >= self.until

    def share(self, part: float) -> Budget:
        """The next `part` (0 to 1) of what is left; nothing of a budget that is over."""
        if self.clock is None or self.over:
            return self
        return Budget(until=self.clock() + self.left * part, clock=self.clock)


UNLIMITED: Final = Budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The best plan found (a 0/1 row, None where none was), its objective, and the proven bound.

    For a maximum: value <= best possible <= bound. `proven_empty`: no plan keeps the constraints.
    """

    chosen: Floats | None
    value: float
    bound: float
    proven_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """The optimum of a relaxation (None where there is none), its value, and a price a rule."""

    chosen: Floats | None
    value: float
    prices: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """low <= coefficients . (x, y, extra) <= high, by dense parts; a missing part is 0."""

    low: float = -np.inf
    high: float = np.inf
    x: Floats | None = None
    y: Floats | None = None
    extra: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The rules of a problem as a matrix over (x, y); questions add objectives and rows.

    `most` is 1 for each placement, and 0 where it is not looked at.
    """

    arrays: Arrays
    base: csr_array
    low: Floats
    high: Floats
    most: Floats

    @classmethod
    def of(cls, arrays: Arrays) -> Program:
        needs = len(arrays.gain)
        gain = hstack([csr_array(-arrays.gain), csr_array(np.eye(needs))])
        use = arrays.use[arrays.use.any(axis=1)]
        rules = vstack([arrays.rows, csr_array(use)]) if len(use) else arrays.rows
        blank = csr_array((rules.shape[0], needs))
        matrix = csr_array(vstack([hstack([rules, blank]), gain]))
        low = np.concatenate([arrays.low, np.full(len(use) + needs, -np.inf)])
        high = np.concatenate([arrays.high, np.ones(len(use)), np.zeros(needs)])
        most = np.ones(arrays.placements)
        return cls(arrays=arrays, base=matrix, low=low, high=high, most=most)

    @property
    def seconds(self) -> float:
        """About how long one relaxation takes, which cannot be interrupted."""
        looked_at = float(np.count_nonzero(self.most))
        return float(SECONDS_A_PLACEMENT * looked_at**GROWTH)

    def among(self, plans: Floats) -> Program:
        """The same with nothing in it but what some of these plans (n x J) have."""
        return replace(self, most=plans.max(axis=0))

    def maximise(
        self,
        objective: Row,
        *,
        rows: Sequence[Row] = (),
        extra: Sequence[tuple[float, float]] = (),
        gap: float = 0.0,
        most: float = np.inf,
        budget: Budget = UNLIMITED,
    ) -> Solved:
        """The plan with the largest objective; `extra` are (low, high) of additional variables.

        Stops early at a relative `gap` between plan and bound, or when the budget is over. With a
        budget the relaxation is solved first, so that there is a bound however short it is, unless
        `most`, what none can exceed, is known. Where there is no time for it, `most` is the bound.
        """
        known = self._known(objective, rows, extra, most, budget)
        if known.proven_empty or not budget.room_for(self.seconds):
            return known
        parts = self._parts(objective, rows, len(extra))
        limit = {} if budget.clock is None else {"time_limit": budget.left}
        answer = milp(
            -parts.objective,
            integrality=parts.integrality,
            bounds=self._bounds(extra),
            constraints=LinearConstraint(parts.matrix, parts.low, parts.high),
            options={"mip_rel_gap": gap, "presolve": True, **limit},
        )
        if answer.status == 2:
            return Solved(chosen=None, value=-np.inf, bound=-np.inf, proven_empty=True)
        dual = answer.mip_dual_bound
        bound = np.inf if dual is None or not np.isfinite(dual) else -float(dual)
        bound = min(bound, known.bound)
        if answer.x is None:
            return Solved(chosen=None, value=-np.inf, bound=bound)
        chosen = np.round(answer.x[: self.arrays.placements])
        return Solved(chosen=chosen, value=-float(answer.fun), bound=max(bound, -float(answer.fun)))

    def _known(
        self,
        objective: Row,
        rows: Sequence[Row],
        extra: Sequence[tuple[float, float]],
        most: float,
        budget: Budget,
    ) -> Solved:
        """What is known before a program is begun: `most`, or the relaxation if there is time."""
        if budget.clock is not None and most == np.inf and budget.room_for(self.seconds):
            most = self.relaxed(objective, rows=rows, extra=extra)[0]
        empty = most == -np.inf
        return Solved(chosen=None, value=-np.inf, bound=most, proven_empty=empty)

    def relaxed(
        self, objective: Row, *, rows: Sequence[Row] = (), extra: Sequence[tuple[float, float]] = ()
    ) -> tuple[float, Floats]:
        """The optimum with x between 0 and 1, which bounds every plan, and a price for each rule.

        A price is what the optimum gains by one more unit on the right of the row.
        """
        found = self.relaxation(objective, rows=rows, extra=extra)
        return found.value, found.prices

    def relaxation(
        self, objective: Row, *, rows: Sequence[Row] = (), extra: Sequence[tuple[float, float]] = ()
    ) -> Relaxed:
        """The same with the placements of the optimum, between 0 and 1."""
        parts = self._parts(objective, rows, len(extra))
        bounds = self._bounds(extra)
        equal = parts.low == parts.high
        above, below = np.isfinite(parts.high) & ~equal, np.isfinite(parts.low) & ~equal
        answer = linprog(
            -parts.objective,
            A_ub=vstack([parts.matrix[above], -parts.matrix[below]]),
            b_ub=np.concatenate([parts.high[above], -parts.low[below]]),
            A_eq=parts.matrix[equal] if equal.any() else None,
            b_eq=parts.high[equal] if equal.any() else None,
            bounds=np.column_stack([bounds.lb, bounds.ub]),
            method="highs",
        )
        prices = np.zeros(parts.matrix.shape[0])
        if answer.x is None:
            value = -np.inf if answer.status == 2 else np.inf
            return Relaxed(chosen=None, value=value, prices=prices[: self.base.shape[0]])
        prices[above] = -answer.ineqlin.marginals[: above.sum()]
        if equal.any():
            prices[equal] = -answer.eqlin.marginals
        return Relaxed(
            chosen=np.asarray(answer.x[: self.arrays.placements]),
            value=-float(answer.fun),
            prices=prices[: self.base.shape[0]],
        )

    def capacity_prices(self, prices: Floats) -> Floats:
        """Of the prices of a relaxation those of the capacities, in the order of `use`."""
        some = np.asarray(self.arrays.use.any(axis=1))
        found = np.zeros(len(some))
        rules = self.arrays.rows.shape[0]
        found[some] = prices[rules : rules + some.sum()]
        return found

    def _bounds(self, extra: Sequence[tuple[float, float]]) -> Bounds:
        width, needs = self.arrays.placements, len(self.arrays.gain)
        low = [np.zeros(width), np.full(needs, -np.inf), np.array([e[0] for e in extra])]
        high = [self.most, np.ones(needs), np.array([e[1] for e in extra])]
        return Bounds(np.concatenate(low), np.concatenate(high))

    def _parts(self, objective: Row, rows: Sequence[Row], extra: int) -> _Parts:
        width = self.base.shape[1] + extra
        blank = csr_array((self.base.shape[0], extra))
        matrix = [hstack([self.base, blank])] if extra else [self.base]
        if rows:
            matrix.append(csr_array(np.array([self._dense(row, extra) for row in rows])))
        integrality = np.zeros(width)
        integrality[: self.arrays.placements] = 1
        return _Parts(
            objective=self._dense(objective, extra),
            matrix=csr_array(vstack(matrix)),
            low=np.concatenate([self.low, [row.low for row in rows]]),
            high=np.concatenate([self.high, [row.high for row in rows]]),
            integrality=integrality,
        )

    def _dense(self, row: Row, extra: int) -> Floats:
        needs, width = self.arrays.gain.shape
        return np.concatenate(
            [
                np.zeros(width) if row.x is None else row.x,
                np.zeros(needs) if row.y is None else row.y,
                np.zeros(extra) if row.extra is None else row.extra,
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    objective: Floats
    matrix: csr_array
    low: Floats
    high: Floats
    integrality: Floats = field(default_factory=lambda: np.zeros(0))
