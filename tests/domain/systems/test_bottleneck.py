"""Where a model is held up comes out on models whose answer is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.domain.systems.hiring_data import HIRING

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.bottlenecks.bottleneck import Bottleneck, bottleneck
from trifecta.domain.systems.bottlenecks.words import bottleneck_data, headline, lead, notes
from trifecta.domain.systems.observing.weekly import observations_in

QUEUE = "[In] > Queue(0) @ 10\nQueue > Desk(0, 40) @ 6\nDesk > Done @ Leak(0.2)"


def found_in(text: str, **options: Any) -> Bottleneck:
    return bottleneck(parse(text), **{"rounds": 40, **options})


def test_what_comes_faster_than_it_goes_piles_up() -> None:
    found = found_in(QUEUE)

    assert [stage.stock for stage in found.stages if stage.piles_up] == ["Queue"]
    assert lead(found).startswith("It piles up in Queue (from ")


def test_waiting_is_by_littles_law_where_a_stock_is_steady() -> None:
    """A leak of a fifth keeps each unit for five rounds, and 100 come: 500 are there."""
    found = found_in("[In] > Desk @ 100\nDesk > Done @ Leak(0.2)", rounds=100)
    waiting = {stage.stock: stage.waiting for stage in found.stages}

    assert waiting["Desk"] == pytest.approx(5.0, rel=0.02)
    assert waiting["Done"] is None
    assert next(stage for stage in found_in(QUEUE).stages if stage.piles_up).waiting is None


def test_a_maximum_that_holds_back_is_said_with_how_often() -> None:
    found = found_in("[In] > Queue @ 10\nQueue > Desk(0, 20) @ 8\nDesk > Done @ Leak(0.2)")
    (limit,) = found.limits

    assert limit.stock == "Desk"
    assert limit.share > 0.8
    assert "The maximum of Desk held back what flows into it in " in lead(found)
    assert found_in(HIRING).limits == ()


def test_numbers_that_only_multiply_are_about_alike() -> None:
    """With so many candidates that rounding is nothing, each elasticity is 1."""
    found = found_in(HIRING.replace("25\n", "100000\n"), rounds=20)

    assert [one.elasticity for one in found.elasticities] == pytest.approx([1.0] * 4, abs=0.01)
    assert not any(one.in_steps for one in found.elasticities)


def test_a_leak_out_of_the_way_works_against_the_goal() -> None:
    found = found_in("[In] > Desk @ 1000\nDesk > Lost @ Leak(0.5)\nDesk > Won @ Leak(0.3)")
    signs = {one.name: np.sign(one.elasticity) for one in found.elasticities}

    assert found.goal == "Won"
    assert signs == {"In > Desk": 1, "Desk > Lost": -1, "Desk > Won": 1}


def test_few_people_move_in_steps_and_that_is_said() -> None:
    found = found_in(HIRING.replace("25\n", "10\n"))

    assert any(one.in_steps for one in found.elasticities)
    assert "10 % more gives roughly" in lead(found)
    assert any(note.startswith("~ the goal moves in few whole steps") for note in notes(found))


def test_totals_of_a_sum_are_the_shares_of_its_variance() -> None:
    """A tenth and nine tenths: 10² and 30² of 1000, for independent numbers of equal spread."""
    found = found_in("[A] > Goal @ 1000\n[B] > Goal @ 3000", rounds=2, points=256)
    totals = {one.name: one for one in found.totals}

    assert totals["B > Goal"].total == pytest.approx(0.9, abs=0.05)
    assert totals["A > Goal"].total == pytest.approx(0.1, abs=0.02)
    assert totals["A > Goal"].total_from <= 0.1 <= totals["A > Goal"].total_to + 0.01


def test_a_range_that_was_given_is_used() -> None:
    ranges = {"A > Goal": (0.0, 6000.0), "B > Goal": (2990.0, 3010.0)}
    found = found_in("[A] > Goal @ 1000\n[B] > Goal @ 3000", rounds=2, ranges=ranges)

    assert [one.name for one in found.totals] == ["A > Goal", "B > Goal"]
    assert found.totals[0].total == pytest.approx(1.0, abs=0.05)


def test_growth_that_was_counted_is_tested_against_chance() -> None:
    rng = np.random.default_rng(0)
    grows = np.cumsum(rng.poisson(6, 20)) + rng.integers(0, 3, 20)
    swings = rng.poisson(20, 20)
    rows = [f"{week},{grows[week]},{swings[week]}" for week in range(20)]
    model = parse(QUEUE)
    observed = observations_in("\n".join(["week,Queue,Desk", *rows]), model=model)
    found = bottleneck(model, rounds=40, observed=observed)

    assert found.counted
    assert {stage.stock: stage.piles_up for stage in found.stages} == {
        "Queue": True,
        "Desk": False,
    }


def test_the_same_seed_gives_the_same_answer() -> None:
    model = parse(QUEUE)

    first, second = (bottleneck_data(bottleneck(model, rounds=30, seed=3)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (QUEUE, {"goal": "In"}, "Nothing flows into In. Name one of Queue, Desk, Done."),
        (QUEUE, {"rounds": 1}, "over 2 to 1,000 rounds"),
        (QUEUE, {"ranges": {"Dsk": (0, 1)}}, 'No number of the model is called "Dsk"'),
        (QUEUE, {"ranges": {"Queue": (5, 1)}}, "a range goes from 0 or more up to a larger"),
        ("A(5)\nB(6)", {}, "No flow of the model fills a stock"),
    ],
)
def test_what_cannot_be_asked_is_refused(text: str, options: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        found_in(text, **options)


def test_the_headline_says_before_what_it_piles_up() -> None:
    assert headline(found_in(QUEUE)) == "It piles up in Queue, before Desk."
    assert headline(found_in("[In] > Done @ 2")) == "Nothing piles up."


def test_a_goal_can_be_where_a_stock_ends() -> None:
    """Who leaves more quickly lowers a queue, and not what arrives in it."""
    arrivals = found_in(QUEUE, goal="Queue")
    ends = found_in(QUEUE, goal="Queue", measure="end")
    by_name = {one.name: one.elasticity for one in ends.elasticities}

    assert {one.name: one.elasticity for one in arrivals.elasticities}["Queue > Desk"] == 0
    assert by_name["Queue > Desk"] < -0.5
    assert ends.reached == 166
    assert "where Queue ends after 40 rounds, now 166" in " ".join(notes(ends))


def test_what_takes_too_many_runs_is_left_out_totals_first() -> None:
    whole = found_in(QUEUE)
    assert whole.left_out == ()
    some = found_in(QUEUE, most_runs=11 * len(whole.elasticities) + 40)
    assert some.left_out == ("totals",)
    assert some.elasticities == whole.elasticities
    assert some.totals == ()
    none = found_in(QUEUE, most_runs=5)
    assert none.elasticities == ()
    assert none.stages == whole.stages
    assert lead(none).startswith("It piles up in Queue (from ")


def test_a_goal_that_grows_beyond_all_numbers_still_has_its_levers() -> None:
    found = found_in("[In] > Heap(2) @ Heap * 9", goal="Heap", rounds=120)

    assert found.elasticities[0].name == "In > Heap"
    assert 1 < found.elasticities[0].elasticity < 1_000
