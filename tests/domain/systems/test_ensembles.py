"""Percentiles over many draws: exact, however they are computed, and failures are said."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import SystemsError, batch, ensemble, parameters, parse
from trifecta.domain.systems.ensembles import distribution, drawing, drawn, parameter
from trifecta.domain.systems.ensembles.quantiles import percentiles

HIRING = """
[Candidates] > Screens @ 25
Screens > Offers @ 0.3
Offers > Hires(2, 40) @ Leak(Hires / 10 + 0.2)
Hires > [Gone] @ Leak(0.05)
Hires > [Gone] @ Leak(0.01)
"""
VARY = {"Screens > Offers": "triangular(0.1, 0.3, 0.5)", "Hires": "integers(0, 9)"}
LEVELS = (5.0, 25.0, 50.0, 75.0, 95.0)


def test_percentiles_are_those_of_the_draws_themselves() -> None:
    model = parse(HIRING)
    found = ensemble(model, VARY, draws=3000, rounds=12, seed=5)
    numbers = drawn({name: distribution(text) for name, text in VARY.items()}, draws=3000, seed=5)
    every = batch(model, numbers, rounds=12)
    expected = np.percentile(every.values, LEVELS, axis=2, method="inverted_cdf")

    assert np.array_equal(found.values, expected)
    assert (found.names, found.rounds) == (("Screens", "Offers", "Hires"), tuple(range(13)))
    assert found["Hires"].shape == (13, 5)
    assert (found.replayed, found.failures) == (0, ())


def test_they_are_the_same_when_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    model = parse(f"{HIRING}\nReal(1) > Part @ Rate(0.37)")
    vary = {**VARY, "Real": "lognormal(20, 0.5)"}
    kept = ensemble(model, vary, draws=5000, rounds=9, seed=2)
    monkeypatch.setattr(drawing, "_KEPT_AT_ONCE", 0)
    monkeypatch.setattr(drawing, "_IN_A_CHUNK", 20_000)
    streamed = ensemble(model, vary, draws=5000, rounds=9, seed=2)

    assert np.array_equal(kept.values, streamed.values)


def test_one_more_parameter_or_draw_changes_no_other_draw() -> None:
    one = {"a": distribution("uniform(0, 1)")}
    two = {**one, "b": distribution("normal(5, 2)")}
    many = drawn(two, draws=9000, seed=7)

    assert np.array_equal(drawn(one, draws=5000, seed=7)["a"], many["a"][:5000])
    assert np.array_equal(drawn(one, draws=100, seed=7, first=4050)["a"], many["a"][4050:4150])
    assert not np.array_equal(drawn(one, draws=100, seed=8)["a"], many["a"][:100])


def test_draws_that_err_are_counted_with_their_reason_and_left_out() -> None:
    model = parse("[w] > a(4) @ 2 / a")
    found = ensemble(model, {"a": "choice(0, 4)"}, draws=1000, rounds=1, seed=1)

    assert found["a"][1].tolist() == [4.5] * 5
    assert 400 < found.failed < 600
    assert found.replayed == found.failed
    assert "divides by zero" in found.failures[0].fault.problem


def test_a_model_that_always_errs_says_why() -> None:
    with pytest.raises(SystemsError, match="divides by zero"):
        ensemble(parse("[w] > a(4) @ 2 / (a - a)"), {"a": "integers(1, 4)"}, draws=50, rounds=1)


def test_only_every_so_many_rounds_are_kept_and_always_the_last() -> None:
    found = ensemble(parse(HIRING), VARY, draws=10, rounds=10, every=4)
    assert found.rounds == (0, 4, 8, 10)


def test_whoever_waits_hears_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    ensemble(parse(HIRING), VARY, draws=9000, rounds=2, progress=lambda *done: heard.append(done))
    assert heard[-1] == (9000, 9000)
    assert heard == sorted(heard)


@given(
    numbers=st.lists(
        st.one_of(
            st.integers(-5, 5000).map(float),
            st.floats(allow_nan=False),
        ),
        min_size=1,
        max_size=60,
    ),
    level=st.floats(0, 100),
)
def test_selection_is_exact_for_any_floats(numbers: list[float], level: float) -> None:
    series: NDArray[np.float64] = np.array([numbers, sorted(numbers), [3.0] * len(numbers)])

    def passes() -> Iterable[NDArray[np.float64]]:
        return (series[:, at : at + 7] for at in range(0, len(numbers), 7))

    expected = np.percentile(series, level, axis=1, method="inverted_cdf")
    assert percentiles(passes, [level])[0].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("text", "low", "high", "middle"),
    [
        ("uniform(2, 6)", 2, 6, 4),
        ("integers(2, 6)", 2, 6, 4),
        ("normal(10, 2)", 0, 20, 10),
        ("normal(10, 2, 9, 30)", 9, 20, 11),
        ("normal(0, 1, 3, inf)", 3, 9, 3.2),
        ("triangular(0.2, 0.3, 0.5)", 0.2, 0.5, 0.33),
        ("lognormal(20, 0.5)", 0, 400, 20),
        ("beta(8, 4)", 0, 1, 0.67),
        ("beta(8, 4, 10, 20)", 10, 20, 16.7),
        ("choice(1, 5, 5)", 1, 5, 5),
        (" 7.5 ", 7.5, 7.5, 7.5),
    ],
)
def test_distributions_draw_what_they_say(
    text: str, low: float, high: float, middle: float
) -> None:
    found = distribution(text).sample(np.random.default_rng(1), 4000)

    assert low <= found.min() <= found.max() <= high
    assert float(np.median(found)) == pytest.approx(middle, rel=0.06)
    assert distribution(str(distribution(text))) == distribution(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("uniform(6, 2)", "smallest first"),
        ("uniform(2)", "2 numbers"),
        ("poisson(3)", r"Write one of uniform\(low, high\)"),
        ("uniform(2, six)", '"six"'),
        ("uniform(2,)", '""'),
        ("integers(1.5, 2)", "whole"),
        ("normal(1, 0)", "above zero"),
        ("normal(1, 1, 90, 91)", "almost never"),
        ("beta(0, 1)", "above zero"),
        ("lognormal(0, 1)", "above zero"),
        ("triangular(1, 0, 2)", "smallest first"),
        ("choice()", "at least one"),
        ("uniform(0, inf)", "no end"),
        ("uniform(0, 1e300)", "larger than"),
    ],
)
def test_a_distribution_that_is_none_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        distribution(text)


def test_every_number_has_a_name() -> None:
    model = parse(HIRING)
    assert {one.name: one.value for one in parameters(model)} == {
        "Screens": 0,
        "Offers": 0,
        "Hires": 2,
        "Hires max": 40,
        "Candidates > Screens": 25,
        "Screens > Offers": 0.3,
        "Offers > Hires #1": 10,
        "Offers > Hires #2": 0.2,
        "line 5": 0.05,
        "line 6": 0.01,
    }
    assert all(parameter(model, one.name) == one for one in parameters(model))
    assert parameter(model, "  Screens>Offers ").value == 0.3
    assert parameter(model, "line 4 #2").value == 0.2
    assert parameter(model, "line 3").name == "Screens > Offers"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Hire", 'Did you mean "Hires"'),
        ("Candidates", "no number of its own"),
        ("Offers > Hires", 'Write "Offers > Hires #1" or "Offers > Hires #2"'),
        ("Hires > Gone", 'Write "line 5" or "line 6"'),
        ("line 4", "several numbers"),
        ("line 4 #7", "has no number 7"),
        ("line 90", "no number on line 90"),
    ],
)
def test_a_name_that_is_none_says_which_there_are(name: str, message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        parameter(parse(HIRING), name)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"draws": 0}, "draws"),
        ({"draws": 10**8}, "draws"),
        ({"rounds": -1}, "rounds"),
        ({"every": 0}, "Every how many"),
        ({"seed": -1}, "seed"),
        ({"levels": [101]}, "from 0 to 100"),
        ({"rounds": 50_000}, "every tenth"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        ensemble(parse(HIRING), VARY, **asked)


def test_numbers_without_end_have_their_place() -> None:
    found = ensemble(parse("a(5) > b(inf) @ 1"), {"a": "integers(1, 9)"}, draws=100, rounds=2)
    assert found["b"][2].tolist() == [math.inf] * 5
