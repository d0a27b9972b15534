"""What is kept while somebody weighs their needs, and what it can be sealed as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.tensions.weighing import (
    Weighing,
    compared,
    of_shares,
    pointed,
    ranked,
    weighing_from,
)

NEEDS = ("calm", "proof", "growth")


def test_an_order_is_kept_without_numbers_and_suggests_some() -> None:
    weighing = ranked(("proof", "calm", "growth"), needs=NEEDS)
    assert not weighing.complete
    assert weighing.swings(NEEDS).beside == {"calm": 45, "growth": 18}
    with pytest.raises(InvalidError):
        weighing.shares()


def test_numbers_beside_the_first_are_shares_with_the_heaviest_first() -> None:
    weighing = compared(
        order=("proof", "calm", "growth"), beside={"calm": 60, "growth": 40}, needs=NEEDS
    )
    assert list(weighing.shares().items()) == [("proof", 0.5), ("calm", 0.3), ("growth", 0.2)]
    assert weighing.points(NEEDS) == {"proof": 50, "calm": 30, "growth": 20}


def test_points_say_an_order_too() -> None:
    weighing = pointed({"calm": 20, "proof": 50, "growth": 30}, needs=NEEDS)
    assert (weighing.order, weighing.way) == (("proof", "growth", "calm"), "points")
    assert weighing.swings(NEEDS).beside == {"growth": 60, "calm": 40}


@pytest.mark.parametrize("order", [("calm", "proof"), (*NEEDS, "new"), ("calm", "calm", "proof")])
def test_other_needs_than_there_are_are_a_conflict(order: tuple[str, ...]) -> None:
    with pytest.raises(ConflictError):
        ranked(order, needs=NEEDS)


def test_after_a_need_has_come_the_order_stays_and_numbers_are_suggested_anew() -> None:
    weighing = compared(order=("calm", "proof"), beside={"proof": 90}, needs=("calm", "proof"))
    assert weighing.swings(NEEDS).order == ("calm", "proof", "growth")
    assert weighing.points(NEEDS) == {}


@given(st.dictionaries(st.sampled_from(NEEDS), st.floats(0.01, 1), min_size=1))
def test_what_was_sealed_is_what_one_begins_with_again(weights: dict[str, float]) -> None:
    total = sum(weights.values())
    shares = {need: weight / total for need, weight in weights.items()}
    weighing = weighing_from(of_shares(shares).as_data)
    assert weighing == of_shares(shares)
    assert weighing.shares() == pytest.approx(shares)
    assert isinstance(weighing, Weighing)
