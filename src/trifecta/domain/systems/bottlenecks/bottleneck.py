"""Everything that holds up a model's goal, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.bottlenecks.leverage import (
    FACTORS,
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
from trifecta.domain.systems.ensembles.parameters import Parameter, parameters
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.running import run

MOST_ROUNDS: Final = 1_000
POINTS: Final = 64

Measure: TypeAlias = Literal["arrivals", "end"]
"""What is looked at of the goal: all that arrived in it, or where it ends."""
LeftOut: TypeAlias = Literal["elasticities", "totals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """`reached` is what `measure` looks at of the goal; strongest numbers come first."""

    goal: str
    measure: Measure
    rounds: int
    reached: float
    stages: tuple[Stage, ...]
    counted: bool
    """Whether stages are what was counted; else they are the model's."""
    limits: tuple[Limit, ...]
    elasticities: tuple[Elasticity, ...]
    totals: tuple[Total, ...]
    left_out: tuple[LeftOut, ...]
    """What would have taken more runs than were allowed."""


def bottleneck(
    model: Model,
    *,
    rounds: int,
    goal: str | None = None,
    measure: Measure = "arrivals",
    observed: Observations | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    points: int = POINTS,
    most_runs: int | None = None,
    seed: int = 0,
) -> Bottleneck:
    """Where stocks pile up, which limits bind, and what moves `goal` most.

    The goal is the last shown stock with a flow into it unless named. `ranges` of numbers by name
    are for Sobol' indices; a fifth around each without them. What takes more than `most_runs` runs
    is left out, totals first. Raises InvalidError for a goal that nothing flows into (or, by where
    it ends, that is not shown), and SystemsError where the model fails as it stands.
    """
    _check_rounds(rounds)
    aim = _goal(model, goal, measure)
    whole = run(model, rounds=rounds)
    moved = moves_of(model, whole)
    reached = _reached(model, aim, rounds, measure)
    alone = parameters(model)
    together = ranges_of(model, alone, ranges or {})
    alone, together, left_out = _affordable(alone, together, points, most_runs)
    counted = _counted_stages(model, observed)
    return Bottleneck(
        goal=aim,
        measure=measure,
        rounds=rounds,
        reached=reached(model),
        stages=counted or stages_of_run(model, whole, moved),
        counted=bool(counted),
        limits=limits(model, whole, moved),
        elasticities=elasticities(model, alone, goal=reached),
        totals=sobol_totals(model, together, goal=reached, points=points, seed=seed),
        left_out=left_out,
    )


def _check_rounds(rounds: int) -> None:
    if not 2 <= rounds <= MOST_ROUNDS:
        raise InvalidError(f"Bottlenecks are looked for over 2 to {MOST_ROUNDS:,} rounds.")


def _counted_stages(model: Model, observed: Observations | None) -> tuple[Stage, ...]:
    if observed is None:
        return ()
    return stages_of_counts(model, with_inferred_flows(model, observed)[0])


def _affordable(
    alone: tuple[Parameter, ...],
    together: dict[str, tuple[float, float]],
    points: int,
    most_runs: int | None,
) -> tuple[tuple[Parameter, ...], dict[str, tuple[float, float]], tuple[LeftOut, ...]]:
    """What can be tried in so many runs: all, or one number after the other, or nothing."""
    singly, jointly = len(FACTORS) * len(alone), points * (len(together) + 2)
    if most_runs is None or singly + jointly <= most_runs:
        return alone, together, ()
    if singly <= most_runs:
        return alone, {}, ("totals",)
    return (), {}, ("elasticities", "totals")


def _reached(model: Model, aim: str, rounds: int, measure: Measure) -> Callable[[Model], float]:
    """A function from a model with other numbers to what is looked at of the goal."""
    stays = all(model.stocks[flow.source].name != aim for flow in model.flows)

    def reached(varied: Model) -> float:
        found = run(varied, rounds=rounds)
        if measure == "end":
            return float(found.states[-1][aim])
        if stays:  # all that came is still there, which is quicker to see
            return float(found.states[-1][aim] - found.states[0][aim])
        return inflow_to(varied, aim, moves_of(varied, found))

    return reached


def _goal(model: Model, goal: str | None, measure: Measure) -> str:
    if measure == "end" and goal is not None and goal in model.shown:
        return goal
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
