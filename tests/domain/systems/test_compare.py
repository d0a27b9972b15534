"""A model beside counts: where they part is found, and chance is not taken for a change."""

from __future__ import annotations

import numpy as np
import pytest
from tests.domain.systems.hiring_data import HIRING, Rates, hiring

from trifecta.domain.systems import Model, parse
from trifecta.domain.systems.comparing.comparison import Comparison, Finding, Verdict, compare
from trifecta.domain.systems.comparing.expecting import expectations
from trifecta.domain.systems.comparing.inferring import with_inferred_flows
from trifecta.domain.systems.comparing.parting import holm
from trifecta.domain.systems.comparing.report import comparison_data
from trifecta.domain.systems.comparing.words import headline
from trifecta.domain.systems.observing.weekly import observations_in

MODEL = parse(HIRING)
FEWER_OFFERS = Rates(offered=0.08)
OFFERS = 2


def compared(text: str, *, model: Model = MODEL) -> Comparison:
    return compare(model, observations_in(text, model=model))


def said(text: str, *, model: Model = MODEL) -> str:
    return headline(compared(text, model=model), model)


@pytest.mark.parametrize("form", ["flows", "stocks"])
def test_the_week_and_the_assumption_are_found(form: str) -> None:
    text = getattr(hiring(3, since=12, after=FEWER_OFFERS), form)
    found = compared(text)
    (parts,) = found.parted

    assert parts.name == "Interviews > Offers"
    assert parts.test is not None
    assert parts.test.earliest <= 12 <= parts.test.latest
    sentence = headline(found, MODEL)
    assert sentence.startswith("The model and reality part at Offers in week 1")
    assert "the model moves 25 % of Interviews to Offers; since then it was" in sentence
    assert sentence.endswith("The assumption that fails is Interviews > Offers @ 0.25 on line 3.")


def test_a_rate_that_never_held_parts_from_the_start() -> None:
    text = hiring(5, since=1, after=Rates(candidates=12)).flows

    assert said(text).startswith(
        "The model and reality part at Screens from the start: the model moves 25 a week from "
        "Candidates to Screens; it was 1"
    )


def test_what_flows_on_downstream_is_not_blamed() -> None:
    """Fewer candidates make fewer of everything; only the first assumption fails."""
    found = compared(hiring(6, since=10, after=Rates(candidates=10)).flows)

    assert [one.name for one in found.parted] == ["Candidates > Screens"]


def test_chance_alone_parts_seldom() -> None:
    """In at most 5 of 100; 6 or more of 40 would have a probability below 0.02."""
    alarms = sum(compared(hiring(seed).flows).verdict is Verdict.PARTS for seed in range(200, 240))

    assert alarms <= 5


def test_weeks_that_differ_more_than_chance_part_seldom_too() -> None:
    texts = [hiring(seed, noise=0.25).flows for seed in range(300, 330)]

    assert sum(compared(text).verdict is Verdict.PARTS for text in texts) <= 5


def test_few_counts_cannot_tell() -> None:
    small = parse(HIRING.replace("25\n", "3\n"))
    rng = np.random.default_rng(0)
    rows = [f"{week},Offers > Hires,{rng.integers(0, 2)}" for week in range(1, 5)]
    rows += [f"{week},Interviews > Offers,1" for week in range(1, 5)]
    text = "\n".join(["week,flow,value", *rows])

    assert compared(text, model=small).verdict is Verdict.CANNOT_TELL
    assert said(text, model=small).startswith("Cannot tell: ")


def test_without_the_source_a_flow_is_not_known() -> None:
    found = compared("week,stock,value\n" + "".join(f"{week},Hires,{week}\n" for week in range(9)))

    assert [one.finding for one in found.flows[:3]] == [Finding.NOT_KNOWN] * 3
    assert "Count the flows of each week, or all stocks of the chain." in headline(found, MODEL)


def test_flows_follow_from_stocks_where_nothing_else_is_possible() -> None:
    data = hiring(8)
    observed = observations_in(data.stocks, model=MODEL)
    found, added = with_inferred_flows(MODEL, observed)

    assert added == {0, 1, 2, 3}
    for flow, counts in enumerate(data.counts.values()):
        assert found.flows[flow] == {week: counts[week - 1] for week in range(2, 27)}


def test_a_stock_that_loses_in_two_ways_leaves_its_flows_open() -> None:
    model = parse("Open(100) > Won @ Leak(0.2)\nOpen > Lost @ Leak(0.1)")
    stocks = "week,Open\n0,100\n1,70\n2,50\n"
    _, added = with_inferred_flows(model, observations_in(stocks, model=model))
    assert added == set()

    both = "week,Open,Won\n0,100,0\n1,70,20\n2,50,33\n"
    found, added = with_inferred_flows(model, observations_in(both, model=model))
    assert {flow: found.flows[flow] for flow in added} == {0: {1: 20, 2: 13}, 1: {1: 10, 2: 7}}


def test_the_week_ahead_is_what_the_model_makes_of_the_counted_week_before() -> None:
    model = parse("[In] > Queue(10) @ 5\nQueue > Done @ Leak(0.5)")
    text = "week,Queue\n0,11\n1,40\n2,20\n"
    _, leak = expectations(model, observations_in(text, model=model)).flows

    assert [week.predicted for week in leak] == [5, 20]
    assert [week.mean for week in leak] == [5.5, 20.0]


def test_a_full_stock_is_no_test_of_the_rate_into_it() -> None:
    model = parse("[In] > Desk(0, 10) @ 8\nDesk > Done @ Leak(0.1)")
    text = "week,Desk,In > Desk\n0,9,\n1,10,1\n2,10,1\n3,9,0\n4,10,1\n"

    assert compared(text, model=model).flows[0].finding is Finding.NOT_KNOWN


def test_bands_hold_nine_in_ten_weeks() -> None:
    outside, counted = 0, 0
    for seed in range(400, 420):
        found = compared(hiring(seed).stocks)
        outside += sum(len(band.outside) for band in found.stocks[:3])
        counted += sum(band.counted for band in found.stocks[:3])

    assert 0.03 < outside / counted < 0.12


def test_the_same_seed_gives_the_same_answer() -> None:
    text = hiring(3, since=12, after=FEWER_OFFERS).stocks

    assert comparison_data(compared(text), MODEL) == comparison_data(compared(text), MODEL)


def test_holm_multiplies_the_smallest_by_all() -> None:
    """The worked example of statsmodels' multipletests, and by hand."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
