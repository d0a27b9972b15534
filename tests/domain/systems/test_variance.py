"""Shares of a spread: as the exact ones of sums, honest where nothing can be said."""

from __future__ import annotations

import pytest

from trifecta.domain.systems import parse
from trifecta.domain.systems.ensembles import distribution
from trifecta.domain.systems.ensembles.outlook import look_ahead
from trifecta.domain.systems.ensembles.variance import MOST_NUMBERS, Part, parts_of
from trifecta.domain.systems.ensembles.words import in_hundred, matters_most


def parts(text: str, vary: dict[str, str], *, stock: str = "B") -> dict[str, Part]:
    model = parse(text)
    ranges = {name: distribution(one) for name, one in vary.items()}
    found = look_ahead(model, ranges, rounds=5)
    return {one.name: one for one in parts_of(model, found, stock=stock)}


def test_a_sum_has_its_variances_as_shares() -> None:
    text = "[A] > B @ 3\n[A] > B @ 4\nC(1)\n[A] > D @ C"
    found = parts(
        text, {"line 1": "uniform(0, 1)", "line 2": "uniform(0, 2)", "C": "uniform(0, 1)"}
    )
    assert list(found) == ["line 2", "line 1", "C"]
    assert found["line 2"].share == pytest.approx(0.8, abs=0.06)
    assert found["line 1"].low < 0.2 < found["line 1"].high
    assert found["C"].share == 0


def test_numbers_that_only_matter_together_come_to_more_than_the_whole() -> None:
    text = "X(1)\nY(1)\n[A] > B @ (X - 10) * (Y - 10)"
    found = parts(text, {"X": "uniform(10, 12)", "Y": "uniform(10, 12)"})
    assert sum(one.share for one in found.values()) > 1.05


@pytest.mark.parametrize(
    ("text", "vary"),
    [
        ("[A] > B @ 3", {"A > B": "uniform(1, 2)"}),
        ("[A] > B @ 3\nC(1)\nD(1)", {"C": "uniform(1, 2)", "D": "uniform(1, 2)"}),
        ("[A] > B @ 2 / C\nC(1)\nD(1)", {"C": "choice(0, 1)", "D": "uniform(1, 2)"}),
        (
            "\n".join(f"[A] > B @ {at}" for at in range(20)),
            {f"line {at}": "uniform(1, 2)" for at in range(1, MOST_NUMBERS + 2)},
        ),
    ],
)
def test_where_nothing_can_be_said_nothing_is(text: str, vary: dict[str, str]) -> None:
    assert parts(text, vary) == {}


def part(name: str, low: float, share: float, high: float) -> Part:
    return Part(name=name, share=share, low=low, high=high)


def test_what_matters_most_is_named_only_where_that_can_be_told() -> None:
    first, close, far = part("A", 0.5, 0.6, 0.7), part("B", 0.4, 0.5, 0.6), part("C", 0, 0, 0)
    assert matters_most([first, far], stock="S").endswith("find out more about A.")
    assert matters_most([first, close, far], stock="S").startswith("A and B matter about as much")
    assert "No range" in matters_most([first, close, part("D", 0.3, 0.45, 0.6)], stock="S")
    assert in_hundred(first) == "60 (50 to 70)"
