"""Hiring, person by person, from a seed: who comes, who goes on at each stage, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.systems.observing.observations import Observations

MODEL: Final = """[Candidates] > Screens @ 20
Screens > Interviews @ 0.5
Interviews > Offers @ 0.4
Offers > Hires @ 0.7
"""
SHARES: Final = (0.5, 0.4, 0.7)
WEEKS: Final = 13
BEFORE: Final = 26
_WARM_UP: Final = 8
_DELAYS: Final = (0.15, 0.5, 0.35)
"""How many are decided on in the same week, one week and two weeks later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What becomes of each rate in the last quarter, as a factor: the top, then the shares."""

    name: str
    factors: tuple[float, float, float, float] = (1, 1, 1, 1)


FAULTS: Final = (
    Fault(name="nothing-low"),
    Fault(name="not-enough-candidates", factors=(0.4, 1, 1, 1)),
    Fault(name="no-conviction-to-offer", factors=(1, 1, 0.4, 1)),
    Fault(name="offers-not-accepted", factors=(1, 1, 1, 0.4)),
    Fault(name="elsewhere", factors=(1, 0.4, 1, 1)),
    Fault(name="several", factors=(0.4, 1, 1, 0.4)),
)


def quarter(seed: int, *, candidates: float, fault: Fault, noise: float) -> Observations:
    """Two quarters as they should be and one with a fault: flows of weeks 1 to 39.

    `candidates` come in a quarter on average; `noise` is the sd of a week's rates beyond chance, as
    a share of them.
    """
    rng = np.random.default_rng(seed)
    total = _WARM_UP + BEFORE + WEEKS
    factors = np.ones((4, total + 9))
    for at, factor in enumerate(fault.factors):
        factors[at, _WARM_UP + BEFORE :] = factor
    factors *= np.exp(noise * rng.standard_normal(factors.shape) - noise**2 / 2)
    coming = rng.poisson(candidates / WEEKS * factors[0, :total])
    weeks = np.repeat(np.arange(total), coming)
    counts = [np.bincount(weeks, minlength=total)]
    for at, share in enumerate(SHARES, 1):
        decided = weeks + rng.choice(3, size=len(weeks), p=_DELAYS)
        goes_on = rng.random(len(weeks)) < np.minimum(1, share * factors[at, decided])
        weeks = decided[goes_on & (decided < total)]
        counts.append(np.bincount(weeks, minlength=total))
    return Observations(
        stocks={},
        flows={
            flow: {week: float(count) for week, count in enumerate(each[_WARM_UP:].tolist(), 1)}
            for flow, each in enumerate(counts)
        },
    )
