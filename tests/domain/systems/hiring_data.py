"""Hiring by the week, drawn from a seed: what a counting person would have written down."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

HIRING = """[Candidates] > Screens @ 25
Screens > Interviews @ 0.5
Interviews > Offers @ 0.25
Offers > Hires @ 0.6
"""
FLOWS = (
    "Candidates > Screens",
    "Screens > Interviews",
    "Interviews > Offers",
    "Offers > Hires",
)
STOCKS = ("Screens", "Interviews", "Offers", "Hires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """A week of hiring: how many come, and which share goes on at each stage."""

    candidates: float = 25
    interviewed: float = 0.5
    offered: float = 0.25
    accepted: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hiring:
    """Weeks that were drawn; both files have the same weeks."""

    flows: str
    stocks: str
    counts: dict[str, list[int]] = field(default_factory=dict)


def hiring(
    seed: int, *, weeks: int = 26, since: int = 99, after: Rates = Rates(), noise: float = 0
) -> Hiring:
    """Everybody is decided on a week later; from week `since` on by the rates `after`.

    `noise` makes weeks differ more than chance would: the sd of a week's rates, as a share.
    """
    rng = np.random.default_rng(seed)
    screens = interviews = offers = hires = 0
    flows, stocks = ["week,stock or flow,value"], ["week,stock or flow,value"]
    counts: dict[str, list[int]] = {name: [] for name in FLOWS}
    for week in range(1, weeks + 1):
        rates = after if week >= since else Rates()
        shaken = np.exp(noise * rng.standard_normal(4) - noise**2 / 2) if noise else np.ones(4)
        moved = (
            int(rng.poisson(rates.candidates * shaken[0])),
            int(rng.binomial(screens, min(1.0, rates.interviewed * shaken[1]))),
            int(rng.binomial(interviews, min(1.0, rates.offered * shaken[2]))),
            int(rng.binomial(offers, min(1.0, rates.accepted * shaken[3]))),
        )
        screens, interviews, offers = moved[:3]
        hires += moved[3]
        for name, value in zip(FLOWS, moved, strict=True):
            flows.append(f"{week},{name},{value}")
            counts[name].append(value)
        held = (screens, interviews, offers, hires)
        stocks += [f"{week},{name},{value}" for name, value in zip(STOCKS, held, strict=True)]
    return Hiring(flows="\n".join(flows), stocks="\n".join(stocks), counts=counts)
