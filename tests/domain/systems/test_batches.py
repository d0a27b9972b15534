"""A batch is as many runs at once, equal draw by draw, whichever engine takes it."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, SystemsError, parse, run
from trifecta.domain.systems.ensembles import parameters
from trifecta.domain.systems.ensembles.batches import Batch, batch, prepare
from trifecta.domain.systems.ensembles.engines import Engine

HIRING = """
[Candidates] > Screens @ 25
Screens > Onsites @ 0.5
Onsites > Offers @ 0.5
Offers > Hires @ 0.7
Hires > Employees(5) @ 1.0
Employees > Departures @ Leak(0.1)
"""
DRAWS = 12
ENGINES: list[Engine] = ["numpy", "numba"]
NUMBERS = ["0", "1", "2", "3", "7", "25", "100", "0.5", "0.25", "0.1", "1.0", "0.0", "2.5", "inf"]
NUMBERS += ["9007199254740993", "3000000000", "0.333333"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "numba":
        pytest.importorskip("numba")
    engine: Engine = request.param
    return engine


class Specs:
    """Specs that are often wrong, huge or dividing by zero, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.names = ["a", "b", "c", "d", "e"]

    def formula(self, depth: int = 0) -> str:
        parts = []
        for at in range(self.random.choice([1, 1, 2, 3])):
            if at:
                parts.append(self.random.choice("+-*/"))
            kind = self.random.random()
            if kind < 0.5:
                parts.append(self.random.choice(NUMBERS))
            elif kind < 0.85 or depth:
                parts.append(self.random.choice(self.names))
            else:
                parts.append(f"({self.formula(1)})")
        return " ".join(parts)

    def stock(self) -> str:
        name = self.random.choice(self.names)
        kind = self.random.random()
        if kind < 0.1:
            return f"[{name}]"
        if kind < 0.5:
            return name
        if kind < 0.8:
            return f"{name}({self.random.choice(NUMBERS)})"
        top = self.random.choice([self.formula(), self.random.choice(NUMBERS)])
        return f"{name}({self.random.choice(NUMBERS)}, {top})"

    def line(self) -> str:
        rate = self.random.choice(NUMBERS) if self.random.random() < 0.4 else self.formula()
        if self.random.random() < 0.6:
            rate = f"{self.random.choice(['Leak', 'Conversion', 'Rate'])}({rate})"
        return f"{self.stock()} > {self.stock()} @ {rate}"

    def model(self) -> Model:
        while True:
            lines = [self.line() for _ in range(self.random.choice([1, 2, 3, 4, 6]))]
            try:
                model = parse("\n".join([*lines, *self.names]))
            except SystemsError:
                continue
            if parameters(model):
                return model

    def values(self, count: int) -> np.ndarray[Any, Any]:
        kind = self.random.random()
        if kind < 0.4:
            return np.array([self.random.randint(-2, 40) for _ in range(count)])
        if kind < 0.8:
            return np.array([self.random.uniform(0, 1.2) for _ in range(count)])
        if kind < 0.9:
            return np.array([self.random.choice([0.0, 2.0**51, 1e-9, 0.5]) for _ in range(count)])
        return np.array([self.random.choice([0, 2**52, 2**60, 3]) for _ in range(count)])


def same(batch_value: float, run_value: float) -> bool:
    try:
        nearest = float(run_value)
    except OverflowError:
        nearest = math.copysign(math.inf, run_value)
    return batch_value == nearest or (math.isnan(batch_value) and math.isnan(nearest))


def check(model: Model, values: dict[str, np.ndarray[Any, Any]], found: Batch, rounds: int) -> None:
    """Every kept value of every draw is that of a run with its numbers put in."""
    ready = prepare(model, values)
    for draw in range(len(next(iter(values.values())))):
        one = ready.with_draw([values[name][draw].item() for name in ready.parameters])
        if draw in found.failed:
            with pytest.raises(SystemsError) as error:
                run(one, rounds=rounds)
            assert found.failed[draw] == error.value.fault
            assert np.isnan(found.values[:, :, draw]).all()
            continue
        states = run(one, rounds=rounds).states
        for at, number in enumerate(found.rounds):
            for column, name in enumerate(found.names):
                assert same(found.values[at, column, draw], states[number][name])


@pytest.mark.parametrize("seed", range(8))
def test_every_draw_of_any_model_is_what_a_run_gives(seed: int, engine: Engine) -> None:
    specs = Specs(seed)
    fast = 0
    for _ in range(60):
        model = specs.model()
        every = [one.name for one in parameters(model)]
        picked = specs.random.sample(every, min(len(every), specs.random.choice([1, 2, 4])))
        values = {name: specs.values(DRAWS) for name in picked}
        rounds = specs.random.choice([0, 1, 7, 30])
        try:
            found = batch(model, values, rounds=rounds, stocks=model.names, engine=engine)
        except SystemsError:
            with pytest.raises(SystemsError):
                run(model, rounds=rounds)
            continue
        check(model, values, found, rounds)
        fast += DRAWS - len(found.replayed)
    assert fast > 60 * DRAWS / 4


def test_a_thousand_draws_of_the_hiring_model_are_right(engine: Engine) -> None:
    model, chance = parse(HIRING), np.random.default_rng(3)
    values: dict[str, np.ndarray[Any, Any]] = {
        "Candidates > Screens": chance.integers(0, 60, 1000),
        "Screens > Onsites": chance.uniform(0, 1, 1000),
        "Employees": chance.integers(0, 900, 1000),
        "Employees > Departures": chance.uniform(-0.05, 0.4, 1000),
    }
    found = batch(model, values, rounds=40, engine=engine)

    assert found.replayed == ()
    check(model, values, found, 40)


def test_engines_agree_to_the_bit_over_many_blocks() -> None:
    pytest.importorskip("numba")
    model, chance = parse(HIRING), np.random.default_rng(4)
    values = {
        "Screens > Onsites": chance.uniform(0, 1, 5000),
        "Employees": chance.uniform(0, 9, 5000),
    }
    one, two = (batch(model, values, rounds=60, engine=name) for name in ENGINES)

    assert np.array_equal(one.values, two.values)
    assert one.replayed == two.replayed == ()


def test_draws_that_divide_by_zero_are_said_and_the_others_stand(engine: Engine) -> None:
    model = parse("[w] > a(4) @ 2 / a")
    found = batch(model, {"a": [1, 0, 4]}, rounds=1, engine=engine)

    assert found["a"][:, [0, 2]].tolist() == [[1, 4], [3, 4.5]]
    assert (list(found.failed), found.replayed) == ([1], (1,))
    assert found.failed[1].round == 1


def test_draws_beyond_what_floats_hold_are_run_alone(engine: Engine) -> None:
    model = parse("[w] > a(1) @ 1")
    found = batch(model, {"a": [5, 2**53]}, rounds=3, engine=engine)

    assert found["a"][3].tolist() == [8, 2**53 + 3.0 + 1.0]  # 2^53 + 3, to the nearest float
    assert (found.failed, found.replayed) == ({}, (1,))


def test_what_stays_the_same_is_not_run_on_and_still_said(engine: Engine) -> None:
    model = parse("a(5) > b @ 1")
    found = batch(model, {"a": [2, 5]}, rounds=100_000, at=[1, 3, 5, 100_000], engine=engine)

    assert found["b"].tolist() == [[1, 1], [2, 3], [2, 5], [2, 5]]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Nothing is varied"),
        ({"nobody": [1]}, 'No number of the model is called "nobody"'),
        ({"a": [1], "b": [1, 2]}, "as many values"),
        ({"a": [math.inf]}, "finite"),
        ({"a": [[1]]}, "a list of numbers"),
        ({"line 1": [1], "a>b": [1]}, "the same number"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        batch(parse("a(5) > b @ 1"), values, rounds=3)
