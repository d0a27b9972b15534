"""How sure an answer is adds up to a hundred, and the likeliest stands out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, names, parsed, spoken, texts
from tests.charts.samples import POSSIBILITIES

from trifecta.charts.odds import Possibility, in_hundredths, odds

weights = st.lists(st.floats(0, 1), min_size=1, max_size=6).filter(lambda several: sum(several) > 0)


@given(several=weights)
def test_the_hundredths_add_up_and_are_nowhere_off_by_more_than_one(several: list[float]) -> None:
    chances = [weight / sum(several) for weight in several]

    shares = in_hundredths(chances)

    assert sum(shares) == 100
    assert all(
        abs(share - 100 * chance) <= 1 for share, chance in zip(shares, chances, strict=True)
    )


def test_the_likeliest_alone_is_strong_and_the_bars_are_in_proportion() -> None:
    shown = odds(caption="How sure we are", possibilities=POSSIBILITIES)

    widths = [across(next(parsed(row.svg).iter("rect")).get("width")) for row in shown.rows]

    assert [row.most for row in shown.rows] == [True, False, False, False]
    assert widths[0] / widths[1] == pytest.approx(84 / 9)


def test_two_equally_likely_answers_are_both_quiet() -> None:
    shown = odds(
        caption="",
        possibilities=[Possibility(label=x, probability=0.5) for x in ("one", "two")],
    )

    assert not any(row.most for row in shown.rows)


def test_something_possible_is_never_called_nought() -> None:
    shown = odds(caption="How sure we are", possibilities=POSSIBILITIES)

    assert texts(shown.rows[3].svg) == ["under 1"]
    assert spoken(shown.rows[3].svg) == "under 1 of a hundred"
    assert shown.table.rows[3] == ("Neither", "under 1")


def test_something_uncertain_is_never_called_a_hundred() -> None:
    shown = odds(
        caption="",
        possibilities=[
            Possibility(label=label, probability=chance)
            for label, chance in (("one", 0.998), ("other", 0.002))
        ],
    )

    assert texts(shown.rows[0].svg) == ["over 99"]
    assert shown.table.rows == (("one", "over 99"), ("other", "under 1"))


@given(label=names)
def test_a_label_is_carried_as_it_is(label: str) -> None:
    shown = odds(caption="", possibilities=[Possibility(label=label, probability=1)])

    assert shown.rows[0].label == label


@pytest.mark.parametrize("chances", [[0.5], [0.7, 0.7], [1.5, -0.5], [float("nan"), 1]])
def test_what_is_no_distribution_is_refused(chances: list[float]) -> None:
    with pytest.raises(ValueError, match="probabilit"):
        odds(caption="", possibilities=[Possibility(label="x", probability=c) for c in chances])
