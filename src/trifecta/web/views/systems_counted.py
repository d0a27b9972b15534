"""What was counted beside a model, read for the pages that hold the two together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.apps.systems.selectors.models import ModelView
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, SystemsError, parse
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.observing.weekly import observations_in

MOST_FLOWS: Final = 60
"""Of a model that is held against counts on a page, so that it stays quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The newest text as a model, and the counts for it."""

    model: Model
    counts: Observations


def counted_of(view: ModelView) -> Counted | None:
    """Model and counts, None where nothing was counted; raises InvalidError where they do not go
    together, with what to do."""
    if view.observed is None:
        return None
    try:
        model = parse(view.latest.text)
        counts = observations_in(view.observed.counts, model=model)
    except SystemsError:
        raise InvalidError(
            "The model does not run at the moment, so nothing can be said yet."
        ) from None
    except InvalidError:
        raise InvalidError(
            "Names in the text have changed since these counts were brought in. Bring them in "
            "again, with the names as they are now."
        ) from None
    if len(model.flows) > MOST_FLOWS:
        raise InvalidError("This model has too many flows to be compared on a page.")
    return Counted(model=model, counts=counts)


def counted_in(view: ModelView, model: Model) -> dict[str, dict[int, float]]:
    """What was counted of the stocks of `model`, by round; nothing where it cannot be read."""
    if view.observed is None:
        return {}
    try:
        counts = observations_in(view.observed.counts, model=model)
    except InvalidError:
        return {}
    return {name: dict(weeks) for name, weeks in counts.stocks.items()}
