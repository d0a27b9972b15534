"""A plan in stages: how wide each column is, and how far a count has come by its end."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.charts.chart import Person
from trifecta.charts.marks import LETTERS
from trifecta.charts.svg import Svg, element, percent

UNITS = 24
"""The columns of the grid that stages share; a stage has the class `w-` and its share."""

_NARROWEST = 4


def widths(weeks: Sequence[float]) -> tuple[int, ...]:
    """Whole shares of UNITS for stages of so many weeks, none too narrow to read.

    Shares add up to UNITS for up to six stages; more of them go on in the next row. Weeks are
    positive; a stage without an end counts as the caller says. Raises ValueError otherwise.
    """
    if not weeks:
        return ()
    if min(weeks) <= 0:
        raise ValueError("a stage lasts longer than nothing")
    if len(weeks) * _NARROWEST >= UNITS:
        return (_NARROWEST,) * len(weeks)
    shares = [_NARROWEST] * len(weeks)
    for _ in range(UNITS - sum(shares)):
        neediest = max(range(len(weeks)), key=lambda i: (weeks[i] / shares[i], -i))
        shares[neediest] += 1
    return tuple(shares)


def width_class(share: int) -> str:
    """The class of a stage's column."""
    return f"w-{share}"


def count_bar(*, person: Person, reached: float, goal: float) -> Svg:
    """How far a number has come by the end of a stage; beyond the goal the bar is full."""
    if goal <= 0 or reached < 0:
        raise ValueError("a count goes from nothing to a goal above it")
    share = min(reached / goal, 1.0) * 100
    return element(
        "svg",
        element("rect", class_="track", width="100%", height=8, rx=2),
        element("rect", class_=LETTERS[person.place], width=percent(share), height=8, rx=2),
        class_="count",
        width="100%",
        height=8,
        role="img",
        aria_label=f"{reached:g} of {goal:g}",
    )
