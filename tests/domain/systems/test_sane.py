"""Sane semantics: products first, nothing made or lost unsaid, shared fairly, in any order."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.systems.specs import Maker

from trifecta.domain.systems import FaultKind, Run, SystemsError, parse, run

NAMES = "abcde"


def sane(text: str, rounds: int = 1) -> Run:
    return run(parse(text), rounds=rounds, semantics="sane")


def after(text: str, name: str, rounds: int = 1) -> float:
    return sane(text, rounds)[name][-1]


def whole(most: int = 60) -> st.SearchStrategy[str]:
    return st.integers(0, most).map(str)


def shares() -> st.SearchStrategy[str]:
    return st.sampled_from(["0.1", "0.25", "0.29", "0.5", "0.9", "1.0", "0.0"])


@st.composite
def models(draw: st.DrawFn, *, inside: bool = False) -> list[str]:
    """Lines of a model that runs; with `inside`, nothing comes from without end or goes there."""
    lines = []
    for name in NAMES:
        begins = draw(st.integers(0, 50))
        room = draw(st.one_of(st.none(), st.integers(begins, begins + 40)))
        lines.append(f"{name}({begins})" if room is None else f"{name}({begins}, {room})")
    ends = st.sampled_from([*NAMES] if inside else [*NAMES, "[w]"])
    for _ in range(draw(st.integers(1, 8))):
        source, to = draw(ends), draw(ends)
        rates = [whole(), st.tuples(st.sampled_from(NAMES), whole(3)).map(" * ".join)]
        if source != "[w]":
            rates += [shares().map("Leak({})".format), shares().map("Conversion({})".format)]
        lines.append(f"{source} > {to} @ {draw(st.one_of(rates))}")
    return lines


@settings(max_examples=100, deadline=None)
@given(models(inside=True))
def test_what_is_not_lost_is_still_there(lines: list[str]) -> None:
    result = sane("\n".join(lines), 6)
    first = math.fsum(result.states[0].values())
    for state, lost in zip(result.states, result.lost, strict=True):
        assert math.fsum([*state.values(), *lost.values()]) == pytest.approx(first, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(models(inside=True))
def test_what_conversions_lose_never_comes_back(lines: list[str]) -> None:
    totals = [math.fsum(lost.values()) for lost in sane("\n".join(lines), 6).lost]
    assert totals[0] == 0
    assert all(later >= sooner for sooner, later in pairwise(totals))


@settings(max_examples=100, deadline=None)
@given(models(), st.integers(0, 10**6))
def test_no_order_of_lines_changes_a_value(lines: list[str], seed: int) -> None:
    shuffled = Random(seed).sample(lines, len(lines))  # noqa: S311
    one, other = sane("\n".join(lines), 6), sane("\n".join(shuffled), 6)

    assert [{**state} for state in one.states] == [{**state} for state in other.states]
    assert one.lost == other.lost


@settings(max_examples=100, deadline=None)
@given(models())
def test_no_stock_goes_below_nothing_or_above_its_maximum(lines: list[str]) -> None:
    model = parse("\n".join(lines))
    most = {stock.name: float(str(stock.maximum)) for stock in model.stocks if stock.name in NAMES}
    for state in run(model, rounds=8, semantics="sane").states:
        assert all(0 <= state[name] <= most[name] for name in NAMES)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=5), st.integers(1, 40))
def test_a_source_that_is_too_small_gives_each_the_same_part(asked: list[int], held: int) -> None:
    lines = [f"a({held})", *(f"a > b{at} @ {much}" for at, much in enumerate(asked))]
    state = sane("\n".join(lines)).states[-1]
    part = min(1, held / sum(asked)) if sum(asked) else 1
    assert [state[f"b{at}"] for at in range(len(asked))] == pytest.approx(
        [much * part for much in asked]
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_any_text_runs_or_is_refused(seed: int) -> None:
    try:
        result = sane(Maker(seed).spec(), 4)
    except SystemsError:
        return
    for before, state in pairwise(result.states):
        assert all(state[name] >= min(0, before[name]) for name in state)


def test_a_stock_that_begins_above_its_maximum_waits_until_there_is_room() -> None:
    assert sane("[w] > a(9, 5) @ 2\na > b @ 2", 4)["a"] == (9, 7, 5, 5, 5)


@pytest.mark.parametrize(
    ("formula", "value"),
    [("2 + 3 * 4", 14), ("10 - 4 / 2", 8), ("2 * 3 + 4 * 5", 26), ("(1 + 2 * 3) * 2", 14)],
)
def test_products_come_before_sums(formula: str, value: float) -> None:
    assert after(f"a({formula})", "a", 0) == value


def test_room_is_shared_and_never_overfilled() -> None:
    assert sane("[x] > b(0, 6) @ 8\n[y] > b @ 4").states[-1]["b"] == 6


def test_what_leaves_in_a_round_makes_room_in_it() -> None:
    chain = "[w] > a(3, 3) @ 5\na > b(3, 3) @ 5\nb > c(3, 3) @ 5\nc > d @ 1"
    assert sane(chain, 4)["d"] == (0, 1, 2, 3, 4)
    assert sane(chain, 4)["a"] == (3, 3, 3, 3, 3)


def test_full_stocks_in_a_circle_wait_for_each_other() -> None:
    assert sane("a(3, 3) > b(3, 3) @ 1\nb > a @ 1", 3)["a"] == (3, 3, 3, 3)


def test_a_conversion_says_what_it_loses_and_takes_no_more_than_fits() -> None:
    result = sane("a(10) > b(4, 5) @ 0.5")
    assert result.states[-1] == {"a": 8, "b": 5}
    assert result.lost[-1] == {"a": 1}


def test_a_conversion_into_a_maximum_never_overdraws() -> None:
    assert sane("a(1) > b(0, 10) @ 0.5").states[-1] == {"a": 0, "b": 0.5}


def test_a_small_leak_moves() -> None:
    assert after("a(7) > b @ Leak(0.1)", "b") == pytest.approx(0.7)


def test_leaks_take_both_shares_of_what_there_was() -> None:
    assert sane("a(100) > b @ Leak(0.5)\na > c @ Leak(0.2)").states[-1] == {
        "a": 30,
        "b": 50,
        "c": 20,
    }


def test_whole_numbers_stay_whole_where_nothing_divides_them() -> None:
    states = sane("a(10) > b @ 3", 2).states
    assert [repr(state["b"]) for state in states] == ["0", "3", "6"]


def test_initial_values_look_at_others_in_any_order() -> None:
    assert sane("c((a + b) / 2) > d @ 1\na(4) > b(b1)@ 0\nb1(6)").states[0]["c"] == 5


def test_infinite_in_one_place_is_infinite_in_all() -> None:
    assert sane("a(5) > b @ 2\n[a] > c @ 3", 2)["b"] == (0, 2, 4)


def test_a_large_chain_of_full_stocks_is_run_soon() -> None:
    lines = [f"s{at}(3, 3) > s{at + 1} @ 1" for at in range(900)]
    assert after("\n".join(lines), "s0", 3) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a(5) > b @ Leak(2)", FaultKind.SHARE_ABOVE_ONE),
        ("a(5) > b @ 5.0", FaultKind.SHARE_ABOVE_ONE),
        ("a(5) > b @ 1 / c\nc", FaultKind.DIVISION_BY_ZERO),
        ("a(5) @ 1", FaultKind.NO_DESTINATION),
        ("a(5) > b @ (zz + 1)", FaultKind.UNKNOWN_NAME),
        ("a(b) > b(a) @ 1", FaultKind.CIRCULAR_INITIALS),
        ("a((b)) > b((a)) @ 1", FaultKind.CIRCULAR_INITIALS),
        ("[a] > b @ inf", FaultKind.NOT_A_NUMBER),
        ("a(5) > b @ inf - inf", FaultKind.NOT_A_NUMBER),
        ("a(5) > b @ Leak(inf - inf)", FaultKind.NOT_A_NUMBER),
        ("[a] > b @ " + "9" * 400, FaultKind.TOO_LARGE),
        ("a(" + "9" * 400 + ") > b @ 1", FaultKind.TOO_LARGE),
        ("a(5) > b @ (1 +)", FaultKind.OPERATOR_LAST),
    ],
)
def test_what_means_nothing_is_refused(text: str, kind: FaultKind) -> None:
    with pytest.raises(SystemsError) as caught:
        sane(text)
    assert caught.value.fault.kind is kind


def test_a_fault_of_a_round_says_which() -> None:
    with pytest.raises(SystemsError, match="round 2"):
        sane("c(1) > d @ 1\na(5) > b @ 1 / c", 3)


def test_the_language_as_published_is_what_runs_unasked() -> None:
    model = parse("a(2 + 3 * 4) > b @ 1")
    assert run(model, rounds=0).states == run(model, rounds=0, semantics="systems").states
    assert run(model, rounds=0)["a"] == (20,)
