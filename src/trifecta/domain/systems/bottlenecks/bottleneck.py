"""Everything that holds up a model's goal, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.bottlenecks.leverage import (
    Elasticity,
    Total,
    elasticities,
    ranges_of,
    sobol_totals,
)
from trifecta.domain.systems.bottlenecks.stages import (
    Limit,
    Stage,
    inflow_to,
    limits,
    moves_of,
    stages_of_counts,
    stages_of_run,
)
from trifecta.domain.systems.comparing.inferring import with_inferred_flows
from trifecta.domain.systems.ensembles.parameters import parameters
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.running import run

MOST_ROUNDS: Final = 1_000
POINTS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """`reached` is what arrived in the goal over all rounds; strongest numbers come first."""

    goal: str
    rounds: int
    reached: float
    stages: tuple[Stage, ...]
    counted: bool
    """Whether stages are what was counted; else they are the model's."""
    limits: tuple[Limit, ...]
    elasticities: tuple[Elasticity, ...]
    totals: tuple[Total, ...]


def bottleneck(
    model: Model,
    *,
    rounds: int,
    goal: str | None = None,
    observed: Observations | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    points: int = POINTS,
    seed: int = 0,
) -> Bottleneck:
    """Where stocks pile up, which limits bind, and what moves the flow into `goal` most.

    The goal is the last shown stock with a flow into it unless named. `ranges` of numbers by name
    are for Sobol' indices; a fifth around each without them. Raises InvalidError for a goal that
    nothing flows into, and SystemsError where the model fails as it stands.
    """
    if not 2 <= rounds <= MOST_ROUNDS:
        raise InvalidError(f"Bottlenecks are looked for over 2 to {MOST_ROUNDS:,} rounds.")
    aim = _goal(model, goal)
    whole = run(model, rounds=rounds)
    moved = moves_of(model, whole)
    reached = _reached(model, aim, rounds)
    numbers = parameters(model)
    stages: tuple[Stage, ...] = ()
    if observed is not None:
        stages = stages_of_counts(model, with_inferred_flows(model, observed)[0])
    return Bottleneck(
        goal=aim,
        rounds=rounds,
        reached=inflow_to(model, aim, moved),
        stages=stages or stages_of_run(model, whole, moved),
        counted=bool(stages),
        limits=limits(model, whole, moved),
        elasticities=elasticities(model, numbers, goal=reached),
        totals=sobol_totals(
            model, ranges_of(model, numbers, ranges or {}), goal=reached, points=points, seed=seed
        ),
    )


def _reached(model: Model, aim: str, rounds: int) -> Callable[[Model], float]:
    """A function from a model with other numbers to what arrives in the goal."""
    stays = all(model.stocks[flow.source].name != aim for flow in model.flows)

    def reached(varied: Model) -> float:
        found = run(varied, rounds=rounds)
        if stays:  # all that came is still there, which is quicker to see
            return float(found.states[-1][aim] - found.states[0][aim])
        return inflow_to(varied, aim, moves_of(varied, found))

    return reached


def _goal(model: Model, goal: str | None) -> str:
    filled = {
        model.stocks[flow.destination].name for flow in model.flows if flow.destination is not None
    }
    names = [name for name in model.shown if name in filled]
    if goal is None and names:
        return names[-1]
    found = [name for name in names if goal is not None and name.lower() == goal.lower()]
    if found:
        return found[0]
    if not names:
        raise InvalidError("No flow of the model fills a stock that is shown.")
    raise InvalidError(f"Nothing flows into {goal}. Name one of {', '.join(names[:8])}.")
