"""Every move can be taken back, and an order never loses or doubles a need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.tensions.ranking import MOST_MOVES, Ranking, kept_order

NEEDS = ("calm", "proof", "growth", "sleep", "people")
MOVES = st.lists(
    st.tuples(st.sampled_from((*NEEDS, "gone")), st.integers(-4, 4)), max_size=MOST_MOVES
)


def after(moves: list[tuple[str, int]]) -> Ranking:
    ranking = Ranking(order=NEEDS)
    for need, by in moves:
        ranking = ranking.move(need, by=by)
    return ranking


def test_a_need_moves_up_and_down_and_stops_at_the_ends() -> None:
    ranking = Ranking(order=NEEDS)
    assert ranking.move("growth", by=-1).order == ("calm", "growth", "proof", "sleep", "people")
    assert ranking.move("calm", by=4).order == ("proof", "growth", "sleep", "people", "calm")
    for need, by in (("calm", -1), ("people", 1), ("proof", 0), ("nothing", 1)):
        assert ranking.move(need, by=by) is ranking


@given(MOVES)
def test_moving_keeps_every_need_once(moves: list[tuple[str, int]]) -> None:
    assert sorted(after(moves).order) == sorted(NEEDS)


@given(MOVES, st.sampled_from(NEEDS), st.integers(-4, 4))
def test_taking_the_last_move_back_is_as_before_it(
    moves: list[tuple[str, int]], need: str, by: int
) -> None:
    before = after(moves[:-1])
    moved = before.move(need, by=by)
    assert moved is before or moved.undo() == before


@given(MOVES)
def test_beginning_again_is_the_order_of_the_beginning(moves: list[tuple[str, int]]) -> None:
    assert after(moves).start_over() == Ranking(order=NEEDS)


def test_of_very_many_moves_the_earliest_are_forgotten() -> None:
    ranking = after([("calm", 1), ("calm", -1)] * MOST_MOVES)
    assert len(ranking.moves) == MOST_MOVES


@given(st.lists(st.sampled_from(NEEDS), unique=True), st.lists(st.sampled_from(NEEDS), unique=True))
def test_an_order_fits_other_needs_with_the_new_ones_last(old: list[str], new: list[str]) -> None:
    fitted = Ranking(order=tuple(old)).fitted(new)
    assert sorted(fitted.order) == sorted(new)
    assert [need for need in fitted.order if need in old] == [need for need in old if need in new]
    assert kept_order(fitted.order, new) == fitted.order
    added = [need for need in new if need not in old]
    assert list(fitted.order[len(fitted.order) - len(added) :]) == added
