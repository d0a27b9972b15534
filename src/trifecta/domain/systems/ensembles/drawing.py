"""Percentiles of a model over many draws of what is not known for sure, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.bounds import MOST_DRAWS, MOST_REPLAYED, MOST_SERIES
from trifecta.domain.systems.ensembles.batches import (
    Batch,
    Floats,
    Prepared,
    check_rounds,
    prepare,
)
from trifecta.domain.systems.ensembles.distributions import Distribution, distribution
from trifecta.domain.systems.ensembles.draws import PAGE, drawn
from trifecta.domain.systems.ensembles.engines import Engine, chosen
from trifecta.domain.systems.ensembles.parameters import named, parameters
from trifecta.domain.systems.ensembles.quantiles import percentiles, rank
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import Model

LEVELS: Final = (5.0, 25.0, 50.0, 75.0, 95.0)
_KEPT_AT_ONCE: Final = 16_000_000
"""Numbers that are kept and put in order; where there are more, percentiles take several passes."""
_IN_A_CHUNK: Final = 2_000_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Draws that a run refuses for one reason; `first` is one of them, counted from 0."""

    fault: Fault
    draws: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """What the shown stocks come to: percentiles over the draws that did not fail."""

    names: tuple[str, ...]
    rounds: tuple[int, ...]
    levels: tuple[float, ...]
    values: Floats
    """Levels x rounds x names."""
    vary: Mapping[str, Distribution]
    draws: int
    seed: int
    replayed: int
    """Draws that were run one by one, because floats do not hold their numbers exactly."""
    failures: tuple[Failure, ...]
    """Most frequent first; these draws are in no percentile."""

    def __getitem__(self, name: str) -> Floats:
        """One stock, rounds x levels; raises KeyError for a name that is not shown."""
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, :, self.names.index(name)].T

    @property
    def failed(self) -> int:
        """Draws that came to no result."""
        return sum(failure.draws for failure in self.failures)


def ensemble(
    model: Model,
    vary: Mapping[str, Distribution | str],
    *,
    draws: int = 10_000,
    rounds: int = 10,
    seed: int = 0,
    every: int = 1,
    levels: Sequence[float] = LEVELS,
    engine: Engine = "auto",
    most_replayed: int = MOST_REPLAYED,
    progress: Progress | None = None,
) -> Ensemble:
    """Percentiles of every shown stock at the end of each `every`th round and of the last.

    `vary` gives numbers of the model, by the names of `parameters`, a distribution, or its text as
    in "uniform(2, 6)". Draw i depends on `seed`, its parameter and i alone. `draws` are from 1 to
    MOST_DRAWS; memory does not grow with them. Percentiles are exact, and each is the value of a
    draw. `progress` is told draws done and draws in all; where several passes are needed it counts
    from the start again. Raises InvalidError for what cannot be asked, TooManyReplaysError where
    more than `most_replayed` draws have to be run one by one, and SystemsError for a model that
    cannot begin or that errs in every draw.
    """
    _check(model, draws=draws, rounds=rounds, every=every, levels=levels, seed=seed)
    said = _said(model, vary)
    wanted = _wanted(model, rounds, every)
    drawing = _Drawing(
        prepare(model, said),
        vary=said,
        draws=draws,
        seed=seed,
        wanted=wanted,
        names=model.shown,
        engine=engine,
        most_replayed=most_replayed,
        progress=progress,
    )
    return drawing.ensemble(tuple(levels))


def _said(model: Model, vary: Mapping[str, Distribution | str]) -> dict[str, Distribution]:
    every = parameters(model)
    said = {
        named(model, name, every).name: distribution(one) if isinstance(one, str) else one
        for name, one in vary.items()
    }
    if len(said) != len(vary):
        raise InvalidError("A number is varied twice. Name each of them once.")
    return said


def _wanted(model: Model, rounds: int, every: int) -> tuple[int, ...]:
    wanted = tuple(sorted({*range(0, rounds + 1, every), rounds}))
    if len(wanted) * len(model.shown) > MOST_SERIES:
        raise InvalidError(
            f"Stocks times rounds shown are at most {MOST_SERIES:,}. Ask for fewer rounds, or for "
            "every tenth."
        )
    if not model.shown:
        raise InvalidError("All stocks stand in square brackets, so that there is none to show.")
    return wanted


def _check(
    model: Model, *, draws: int, rounds: int, every: int, levels: Sequence[float], seed: int
) -> None:
    check_rounds(model, rounds)
    if not 1 <= draws <= MOST_DRAWS:
        raise InvalidError(f"Ask for 1 to {MOST_DRAWS:,} draws.")
    if every < 1:
        raise InvalidError("Every how many rounds? Write 1 or more.")
    if seed < 0:
        raise InvalidError("A seed is a whole number from 0 on.")
    if not levels or not all(0 <= level <= 100 for level in levels):
        raise InvalidError("Percentiles are from 0 to 100, at least one of them.")


class _Drawing:
    """Goes through all draws, once or several times, and remembers what had to be run alone."""

    def __init__(
        self,
        prepared: Prepared,
        *,
        vary: Mapping[str, Distribution],
        draws: int,
        seed: int,
        wanted: tuple[int, ...],
        names: tuple[str, ...],
        engine: Engine,
        most_replayed: int,
        progress: Progress | None,
    ) -> None:
        self.prepared, self.vary, self.draws, self.seed = prepared, vary, draws, seed
        self.wanted, self.names, self.progress = wanted, names, progress
        self.series = len(wanted) * len(names)
        steps = 0 if prepared.program is None else len(prepared.program.round)
        self.engine = chosen(engine, draws * wanted[-1] * steps)
        self.most_replayed, self.replayed = most_replayed, 0
        self.failed: Counter[Fault] = Counter()
        self.first: dict[Fault, int] = {}

    def ensemble(self, levels: tuple[float, ...]) -> Ensemble:
        """Everything that is to be said of the draws."""
        values = self.percentiles(levels)
        return Ensemble(
            names=self.names,
            rounds=self.wanted,
            levels=levels,
            values=values.reshape(len(levels), len(self.wanted), len(self.names)),
            vary=self.vary,
            draws=self.draws,
            seed=self.seed,
            replayed=self.replayed,
            failures=self.failures(),
        )

    def percentiles(self, levels: Sequence[float]) -> Floats:
        """Levels x series, a series for each round and stock."""
        if self.series * self.draws > _KEPT_AT_ONCE:
            return percentiles(self._chunks, levels)
        kept = np.concatenate(list(self._chunks()), axis=1)
        count = kept.shape[1]
        places = [rank(level, count) - 1 for level in levels]
        kept.partition(sorted(set(places)), axis=1)
        return kept[:, places].T

    def failures(self) -> tuple[Failure, ...]:
        """Reasons with how many draws they met, most frequent first."""
        return tuple(
            Failure(fault=fault, draws=count, first=self.first[fault])
            for fault, count in self.failed.most_common()
        )

    def _chunks(self) -> Iterator[Floats]:
        self.replayed = 0
        self.failed.clear()
        size = max(256, min(PAGE, _IN_A_CHUNK // self.series))
        for page in range(0, self.draws, PAGE):
            of_page = min(PAGE, self.draws - page)
            values = drawn(self.vary, draws=of_page, seed=self.seed, first=page)
            for start in range(0, of_page, size):
                part = {name: one[start : start + size] for name, one in values.items()}
                yield self._chunk(part, page + start)
                if self.progress is not None:
                    self.progress(min(page + start + size, page + of_page), self.draws)
        if sum(self.failed.values()) == self.draws:
            raise SystemsError(self.failures()[0].fault)

    def _chunk(self, values: Mapping[str, NDArray[np.float64]], start: int) -> Floats:
        found = self.prepared.run(
            values,
            wanted=self.wanted,
            names=self.names,
            engine=self.engine,
            most_replayed=self.most_replayed - self.replayed,
        )
        self.replayed += len(found.replayed)
        fine = self._without_failures(found, start)
        flat = found.values.reshape(self.series, -1)
        return flat if fine.all() else flat[:, fine]

    def _without_failures(self, found: Batch, start: int) -> NDArray[np.bool_]:
        fine = np.ones(found.values.shape[2], dtype=bool)
        for draw in found.replayed:
            fault = found.failed.get(draw)
            if fault is None and np.isnan(found.values[:, :, draw]).any():
                fault = _NO_NUMBER
            if fault is not None:
                fault = replace(fault, round=None)
                fine[draw] = False
                self.failed[fault] += 1
                self.first.setdefault(fault, start + draw)
        return fine


_NO_NUMBER: Final = Fault(
    kind=FaultKind.NOT_A_NUMBER,
    place=None,
    problem="A stock came to no number, as when something without end is taken from another.",
    remedy="Look at which stock of the model has no end.",
)
