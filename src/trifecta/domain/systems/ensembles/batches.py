"""Many runs of one model at once, each with its own numbers, equal to `run` draw by draw.

Draws that leave what floats hold exactly, or divide by zero, are run again one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.bounds import MOST_KEPT, MOST_REPLAYED, MOST_ROUNDS, MOST_VALUES
from trifecta.domain.systems.ensembles.engines import Engine, run_program
from trifecta.domain.systems.ensembles.parameters import (
    Address,
    named,
    parameters,
    with_numbers,
)
from trifecta.domain.systems.ensembles.programs import NoProgramError, Program, program
from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.faults import Fault, SystemsError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.running import run

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some stocks at the end of some rounds, in every draw."""

    names: tuple[str, ...]
    rounds: tuple[int, ...]
    values: Floats
    """Rounds x names x draws. Whole numbers from 2^53 on are the nearest float, or inf."""
    failed: Mapping[int, Fault]
    """Draws, counted from 0, that a run refuses, with the reason; all their values are nan."""
    replayed: tuple[int, ...]
    """Draws that were run one by one, those that failed among them."""

    def __getitem__(self, name: str) -> Floats:
        """One stock, rounds x draws; raises KeyError for a name that is not kept."""
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name), :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A model with numbers to be put in, ready to be run again and again; `prepare` makes it."""

    model: Model
    parameters: tuple[str, ...]
    addresses: tuple[Address, ...]
    program: Program | None
    """None where draws can only be run one by one."""

    def with_draw(self, numbers: Sequence[Number]) -> Model:
        """The model of one draw; `numbers` in the order of `parameters`."""
        return with_numbers(self.model, dict(zip(self.addresses, numbers, strict=True)))

    def run(
        self,
        values: Mapping[str, NDArray[Any]],
        *,
        wanted: Sequence[int],
        names: Sequence[str],
        engine: Engine = "auto",
        most_replayed: int = MOST_REPLAYED,
    ) -> Batch:
        """All draws of `values`, an array for each parameter; `wanted` are rounds in order.

        Raises TooManyReplaysError before more than `most_replayed` draws are run one by one.
        """
        columns = [values[name] for name in self.parameters]
        count = len(columns[0])
        if self.program is None:
            kept, bad = np.empty((len(wanted), len(names), count)), np.ones(count, dtype=bool)
        else:
            shown = [self.program.names.index(name) for name in names]
            varied = np.array(columns, dtype=np.float64)
            kept, bad = run_program(
                self.program, varied, wanted=list(wanted), shown=shown, engine=engine
            )
        again = np.flatnonzero(bad).tolist()
        check_replays(len(again), most_replayed)
        failed: dict[int, Fault] = {}
        for draw in again:
            one = self.with_draw([column[draw].item() for column in columns])
            try:
                kept[:, :, draw] = _states(one, wanted, names)
            except SystemsError as error:
                failed[draw] = error.fault
                kept[:, :, draw] = np.nan
        return Batch(
            names=tuple(names),
            rounds=tuple(wanted),
            values=kept,
            failed=failed,
            replayed=tuple(again),
        )


def _states(model: Model, wanted: Sequence[int], names: Sequence[str]) -> list[list[float]]:
    """The same of one draw by itself, rounds x names."""
    states = run(model, rounds=wanted[-1]).states
    return [[_nearest(states[at][name]) for name in names] for at in wanted]


def prepare(model: Model, names: Iterable[str]) -> Prepared:
    """A model whose numbers of these names will differ between draws.

    Raises InvalidError for a name that no number has or that is there twice, and SystemsError for
    a model that no run can begin with.
    """
    every = parameters(model)
    found = {name: named(model, name, every) for name in names}
    if not found:
        raise InvalidError("Nothing is varied. Name at least one number of the model.")
    places: dict[Address, str] = {}
    for name, one in found.items():
        if one.address in places:
            raise InvalidError(
                f'"{places[one.address]}" and "{name}" are the same number. Vary it once.'
            )
        places[one.address] = name
    addresses = tuple(places)
    made: Program | None
    try:
        made = program(model, {address: at for at, address in enumerate(addresses)})
    except NoProgramError:
        made = None
    return Prepared(model=model, parameters=tuple(found), addresses=addresses, program=made)


def batch(
    model: Model,
    values: Mapping[str, ArrayLike],
    *,
    rounds: int,
    at: Iterable[int] | None = None,
    stocks: Iterable[str] | None = None,
    engine: Engine = "auto",
) -> Batch:
    """Runs a model once for each draw: `values` has as many numbers for each name.

    Names are those of `parameters`; arrays of whole numbers are whole in the model. `at` are the
    rounds to keep, all from 0 on by default; `stocks` by default those that are shown. Draws times
    rounds kept times stocks are at most MOST_KEPT. Raises InvalidError for names and sizes that
    cannot be, SystemsError for a model that cannot begin; what errs in single draws is in `failed`.
    """
    prepared = prepare(model, values)
    arrays = {name: _numbers(name, one) for name, one in values.items()}
    if len({len(one) for one in arrays.values()}) != 1:
        raise InvalidError("Every parameter needs as many values as the others.")
    wanted = sorted({*(range(rounds + 1) if at is None else at)})
    names = tuple(model.shown if stocks is None else stocks)
    check_rounds(model, rounds)
    if not wanted or wanted[0] < 0 or wanted[-1] > rounds:
        raise InvalidError(f"Rounds to keep are from 0 to {rounds}, at least one of them.")
    unknown = [name for name in names if name not in model.names]
    if unknown:
        raise InvalidError(f'No stock is called "{unknown[0]}".')
    draws = len(next(iter(arrays.values())))
    if draws * len(wanted) * len(names) > MOST_KEPT:
        raise InvalidError(
            f"Draws times rounds kept times stocks are at most {MOST_KEPT:,}. Keep fewer rounds, "
            "or ask for fewer draws."
        )
    return prepared.run(arrays, wanted=wanted, names=names, engine=engine)


class TooManyReplaysError(InvalidError):
    """More draws would have to be run one by one than there is time for."""


def check_replays(count: int, most: int) -> None:
    """Raises TooManyReplaysError for more draws than may be run one by one."""
    if count > most:
        raise TooManyReplaysError(
            "Too many draws leave what floats hold exactly, or err, and each "
            "of them would have to be run by itself. Ask for fewer draws, or look with one run for "
            "a stock that grows without end or a division by zero."
        )


def check_rounds(model: Model, rounds: int) -> None:
    """Raises InvalidError for more rounds than a run has, as `run` does."""
    if not 0 <= rounds <= MOST_ROUNDS or rounds * len(model.stocks) > MOST_VALUES:
        raise InvalidError(
            f"A run has from 0 to {MOST_ROUNDS:,} rounds, and rounds times stocks are at most "
            f"{MOST_VALUES:,}. Ask for fewer rounds."
        )


def _numbers(name: str, values: ArrayLike) -> NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1 or array.dtype.kind not in "iuf":
        raise InvalidError(f'The values of "{name}" have to be a list of numbers.')
    array = array.astype(np.float64 if array.dtype.kind == "f" else np.int64)
    if not np.isfinite(array).all():
        raise InvalidError(f'The values of "{name}" have to be finite.')
    return array


def _nearest(number: Number) -> float:
    """The nearest float; without end where floats hold nothing so large."""
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
