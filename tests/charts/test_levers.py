"""Bars of what numbers move: one scale, both directions, and nothing that cannot be drawn."""

from __future__ import annotations

import re

import pytest

from trifecta.charts.levers import Lever, levers


def lever(label: str, moves: float) -> Lever:
    return Lever(label=label, moves=moves, words=f"{moves:+.0f}%", said=f"{abs(moves)} much")


def bar_of(svg: str) -> tuple[float, float]:
    """Where the bar begins, and how long it is, in per cent."""
    rect = re.search(r'<rect class="bar[^"]*" x="([\d.]+)%" width="([\d.]+)%"', svg)
    assert rect
    return float(rect[1]), float(rect[2])


def test_bars_are_as_long_as_what_they_move() -> None:
    one, half = levers(numbers=[lever("A", 10), lever("B", 5)], what="Hires ends")

    assert bar_of(one.svg) == (0, 2 * bar_of(half.svg)[1])
    assert 'aria-label="A: Hires ends 10 much"' in one.svg


def test_what_moves_it_down_goes_to_the_left() -> None:
    up, down = levers(numbers=[lever("A", 4), lever("B", -4)], what="Hires ends")
    start, long = bar_of(down.svg)

    assert bar_of(up.svg)[0] == 50
    assert start + long == 50
    assert long == bar_of(up.svg)[1]
    assert 'text-anchor="end"' in down.svg


def test_names_are_escaped_and_endless_moves_refused() -> None:
    (row,) = levers(numbers=[lever("<b> & co", 1)], what="it ends")
    assert "<b>" not in row.svg
    with pytest.raises(ValueError, match="without end"):
        levers(numbers=[lever("A", float("inf"))], what="it ends")
    assert levers(numbers=[], what="it ends") == ()
