"""A bottleneck in sentences: where it piles up, what moves the goal most, what held it back."""

from __future__ import annotations

from typing import Any

from trifecta.domain.systems.bottlenecks.bottleneck import Bottleneck
from trifecta.domain.systems.bottlenecks.leverage import Elasticity
from trifecta.domain.systems.bottlenecks.stages import Limit, Stage
from trifecta.domain.systems.comparing.words import listed, number, percent


def lead(found: Bottleneck) -> str:
    """The answer first."""
    return " ".join([_piles(found), rest(found)])


def headline(found: Bottleneck) -> str:
    """Where it piles up, in a sentence without figures."""
    piling = [stage for stage in found.stages if stage.piles_up]
    if len(piling) == 1 and len(piling[0].onward) == 1:
        return f"It piles up in {piling[0].stock}, before {piling[0].onward[0]}."
    if piling:
        return f"It piles up in {listed([stage.stock for stage in piling])}."
    return _piles(found)


def rest(found: Bottleneck) -> str:
    """What moves the goal most, and what held it back."""
    strongest = [] if "elasticities" in found.left_out else [_strongest(found)]
    return " ".join([*strongest, *_held_back(found)])


def notes(found: Bottleneck) -> tuple[str, ...]:
    """How to read the figures, as sentences."""
    said = [
        f"Goal is {_goal(found)}, now {number(found.reached)}. Elasticity is the per cent it moves "
        "for each per cent of a number, over the whole width from half to one and a half of it."
    ]
    if any(one.in_steps for one in found.elasticities):
        said.append("~ the goal moves in few whole steps, so that the figure is rough.")
    if found.totals:
        said.append(
            "Total is the share of the goal's variance that goes with a number, alone or with "
            "others (Sobol', with a 90 % range). Totals may add up to more than 100 %."
        )
    if any(stage.waiting is None and stage.passes_on for stage in found.stages):
        said.append("Waiting is by Little's law, and is left out where a stock is not steady.")
    if found.counted:
        said.append("Stages are what was counted; all else is the model's.")
    return tuple(said)


def _goal(found: Bottleneck) -> str:
    if found.measure == "end":
        return f"where {found.goal} ends after {found.rounds} rounds"
    return f"what arrives in {found.goal} over {found.rounds} rounds"


def stage_said(stage: Stage) -> str:
    """What a stage does, in a word or three."""
    if stage.piles_up:
        return "piles up"
    if not stage.passes_on:
        return "ends here"
    return "steady" if stage.waiting is not None else "not steady"


def _piles(found: Bottleneck) -> str:
    piling = [stage for stage in found.stages if stage.piles_up]
    if not piling:
        beyond = " beyond chance" if found.counted else ""
        return f"Nothing piles up{beyond}."
    growing = [
        f"{stage.stock} (from {number(stage.begins)} to {number(stage.ends)})" for stage in piling
    ]
    return f"It piles up in {listed(growing)}."


def _strongest(found: Bottleneck) -> str:
    moving = [one for one in found.elasticities if abs(one.elasticity) >= 0.05]
    if not moving:
        what = "where" if found.measure == "end" else "what arrives in"
        ends = " ends" if found.measure == "end" else ""
        return f"No number of the model by itself moves {what} {found.goal}{ends}."
    first = moving[0]
    alike = [one for one in moving if abs(one.elasticity) >= 0.8 * abs(first.elasticity)]
    if len(alike) > 1:
        names = listed([one.name for one in alike[:4]])
        return f"{names} move {found.goal} most, and about alike: {tenth(first)}."
    return f"{first.name} moves {found.goal} most: {tenth(first)}."


def tenth(one: Elasticity) -> str:
    """What a tenth more of a number does to the goal."""
    change = 10 * one.elasticity
    rough = "roughly " if one.in_steps else ""
    return f"10 % more gives {rough}{abs(change):.0f} % {'more' if change > 0 else 'less'}"


def _held_back(found: Bottleneck) -> list[str]:
    return [
        f"The maximum of {one.stock} held back what flows into it in {percent(one.share)} of "
        "rounds."
        for one in found.limits[:2]
    ]


def bottleneck_data(found: Bottleneck) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "headline": lead(found),
        "goal": found.goal,
        "measure": found.measure,
        "rounds": found.rounds,
        "reached": found.reached,
        "stages_are": "counted" if found.counted else "modelled",
        "stages": [_stage(stage) for stage in found.stages],
        "limits": [_limit(one) for one in found.limits],
        "elasticities": [_elasticity(one) for one in found.elasticities],
        "totals": [
            {
                "name": one.name,
                "range": [one.low, one.high],
                "total": one.total,
                "interval": [one.total_from, one.total_to],
            }
            for one in found.totals
        ],
        "notes": list(notes(found)),
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "stock": stage.stock,
        "begins": stage.begins,
        "ends": stage.ends,
        "mean": stage.mean,
        "inflow": stage.inflow,
        "piles_up": stage.piles_up,
        "p_value": stage.p_value,
        "waiting": stage.waiting,
    }


def _limit(one: Limit) -> dict[str, Any]:
    return {"stock": one.stock, "flow": one.flow, "share_of_rounds": one.share}


def _elasticity(one: Elasticity) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": one.value,
        "elasticity": one.elasticity,
        "tried": [one.lower, one.higher],
        "goal": [one.at_lower, one.at_higher],
        "in_few_steps": one.in_steps,
    }
