"""Needs before and after: a line a need, an open mark for before and a filled one for after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.chart import Person
from trifecta.charts.marks import mark_at
from trifecta.charts.svg import Svg, element, percent

_EDGE = 3.0
_HEIGHT = 30.0
_SAME = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A need, and how far it is met before (None where that is not known) and after, 0 to 100."""

    name: str
    before: float | None
    after: float


def change_lines(
    *,
    person: Person,
    changes: Sequence[Change],
    before: str = "without an agreement",
    after: str = "with this plan",
) -> tuple[Svg, ...]:
    """A line for each of a person's needs, in their order; raises ValueError outside 0 to 100.

    `before` and `after` say to those who listen what the two marks stand for.
    """
    for change in changes:
        if not all(0 <= at <= 100 for at in (change.before or 0.0, change.after)):
            raise ValueError("a need is met from 0 to 100 per cent")
    return tuple(_line(person, change, _spoken(change, before, after)) for change in changes)


def change_scale() -> Svg:
    """What the two ends of every line mean."""
    texts = [
        element("text", words, x=percent(_across(at)), y=16, text_anchor=anchor)
        for at, words, anchor in ((0, "not at all", "start"), (100, "in full", "end"))
    ]
    return element("svg", *texts, width="100%", height=22, overflow="visible", aria_hidden="true")


def _line(person: Person, change: Change, spoken: str) -> Svg:
    middle = _HEIGHT / 2
    inside = [
        element(
            "line",
            class_="grid",
            x1=percent(_across(0)),
            x2=percent(_across(100)),
            y1=middle,
            y2=middle,
        )
    ]
    if change.before is not None:
        ends = sorted((_across(change.before), _across(change.after)))
        inside.append(
            element(
                "line",
                class_="gapbar",
                x1=percent(ends[0]),
                x2=percent(ends[1]),
                y1=middle,
                y2=middle,
            )
        )
        kind = "around" if abs(change.before - change.after) < _SAME else "ring"
        inside.append(mark_at(person, kind, left=_across(change.before), top=middle))  # type: ignore[arg-type]
    inside.append(mark_at(person, "filled", left=_across(change.after), top=middle))
    return element(
        "svg",
        *inside,
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=spoken,
    )


def _spoken(change: Change, before: str, after: str) -> str:
    said = f"{change.name}: met to {change.after:.0f} per cent {after}"
    if change.before is None:
        return f"{said}."
    return f"{said}, {change.before:.0f} {before}."


def _across(met: float) -> float:
    return _EDGE + met / 100 * (100 - 2 * _EDGE)
