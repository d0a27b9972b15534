"""A hiring pipeline in a model: where candidates come in, where offers are made and accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import FlowKind, Model
from trifecta.domain.systems.observing.observations import Observations, flow_name

_OFFER: Final = re.compile(r"offer", re.IGNORECASE)
FEWEST_WEEKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Flows of a chain from where candidates come in to who accepted, by place in the model."""

    flows: tuple[int, ...]
    offered: int
    """The place in `flows` of the flow into offers; the one after it is accepting."""

    @property
    def accepted(self) -> int:
        return self.offered + 1


def pipeline_in(model: Model, *, offers: str | None = None) -> Pipeline:
    """The chain through the stock of offers: `offers`, or the one whose name has “offer” in it.

    It begins at a stock without end, and ends with the flow out of offers. Raises InvalidError
    where there is no such stock or no such chain.
    """
    stock = _offers(model, offers)
    into = {
        model.stocks[flow.destination].name: at
        for at, flow in reversed(list(enumerate(model.flows)))
        if flow.destination is not None
    }
    after = [
        at
        for at, flow in enumerate(model.flows)
        if model.stocks[flow.source].name == stock and flow.destination is not None
    ]
    chain: list[int] = []
    name = stock
    while name in into and into[name] not in chain:
        chain.insert(0, into[name])
        name = model.stocks[model.flows[into[name]].source].name
    if len(chain) < 2 or not after:
        raise InvalidError(
            f"{stock} needs two flows before it and one after it, from where candidates come in to "
            "who accepted: [Candidates] > Interviews, Interviews > Offers, Offers > Hires."
        )
    return Pipeline(flows=(*chain, after[0]), offered=len(chain) - 1)


def stock_of_offers(model: Model) -> str | None:
    """The first shown stock that has “offer” in its name."""
    return next((name for name in model.shown if _OFFER.search(name)), None)


def _offers(model: Model, offers: str | None) -> str:
    known = stock_of_offers(model)
    names = [known] if offers is None and known else []
    if offers is not None:
        names = [name for name in model.shown if name.lower() == offers.lower()]
    if names:
        return names[0]
    raise InvalidError(
        f"No stock of the model is called {offers[:60]}. There are {', '.join(model.shown[:8])}."
        if offers is not None
        else "No stock of the model has “offer” in its name. Say which it is with --offers STOCK."
    )


def model_shares(model: Model, pipeline: Pipeline) -> dict[int, float]:
    """The share that each flow moves by its number alone; flows with a formula are left out."""
    found: dict[int, float] = {}
    for flow in pipeline.flows[1:]:
        line = model.flows[flow]
        if line.kind is FlowKind.RATE or len(line.formula.tokens) != 1:
            continue
        try:
            share = float(str(line.formula))
        except ValueError:
            continue
        if 0 < share <= 1:
            found[flow] = share
    return found


def counted_weeks(model: Model, observed: Observations, pipeline: Pipeline) -> tuple[int, ...]:
    """Weeks in which every flow of the chain was counted; raises InvalidError with too few."""
    counted: Mapping[int, Mapping[int, float]] = observed.flows
    weeks = set.intersection(*(set(counted.get(flow, {})) for flow in pipeline.flows))
    if len(weeks) >= FEWEST_WEEKS:
        return tuple(sorted(weeks))
    missing = [flow_name(model, flow) for flow in pipeline.flows if not counted.get(flow)]
    if missing:
        raise InvalidError(
            f"Nobody counted {' or '.join(missing)}. Count every step from where candidates come "
            f"in to who accepted, for {FEWEST_WEEKS} weeks at least."
        )
    raise InvalidError(
        f"Every step from where candidates come in to who accepted was counted in {len(weeks)} "
        f"weeks, and it takes {FEWEST_WEEKS} at least."
    )
