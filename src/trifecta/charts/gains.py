"""What changes would give: a bar a change, as long as what there is today and what comes on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.svg import Svg, element, percent

_HEIGHT = 22
_ROOM_FOR_NUMBER = 78.0
_LEAST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A change, and what is reached with it; 1 is all there is today, and more is possible."""

    label: str
    reached: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GainRow:
    """One change's bar and the words beside it."""

    label: str
    svg: Svg


def gains(*, today: float, changes: Sequence[Gain], what: str) -> tuple[GainRow, ...]:
    """A row for today, then one for each change in its order; `what` says what is reached.

    What is below nothing is drawn as nothing. All rows have the same scale.
    """
    top = max([1.0, today, *(change.reached for change in changes)])
    rows = [("Today", today), *((change.label, change.reached) for change in changes)]
    return tuple(
        GainRow(label=label, svg=_bar(label, today, reached, top=top, what=what))
        for label, reached in rows
    )


def _bar(label: str, today: float, reached: float, *, top: float, what: str) -> Svg:
    kept = max(0.0, min(today, reached)) / top * _ROOM_FOR_NUMBER
    more = max(0.0, reached - max(0.0, today)) / top * _ROOM_FOR_NUMBER
    said = f"{round(max(0.0, reached) * 100)}%"
    return element(
        "svg",
        element("rect", class_="bar rest", width=percent(max(kept, _LEAST)), y=4, height=14),
        element("rect", class_="bar", x=percent(kept), width=percent(more), y=4, height=14)
        if more > 0
        else "",
        element(
            "svg", element("text", said, x=8, y=16), x=percent(kept + more), overflow="visible"
        ),
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=f"{label}: {what} {said}",
    )
