"""The reveal: a row an outcome, a mark a calibrator on the steps of the scale, a bar between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.charts.chart import Column, Table, listed
from trifecta.charts.svg import Svg, element, percent

Kind = Literal["filled", "ring"]
OfTwo = Literal["", "upper", "lower"]

LETTERS: Final = "abcdef"
MOST_MARKS: Final = len(LETTERS)
"""Shapes there are; whoever comes after the sixth has the shape of the first again, as a ring."""

_SIZE = 8.0
_SIDE_BY_SIDE = 19.0
_ROWS_APART = 20.0
_LEAST_HEIGHT = 52
_LANE_HEIGHT = 36
_FEW_STEPS = 5
_BEYOND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrator:
    """Somebody who proposes; `place`, from 0, is their order and decides the mark."""

    name: str
    function: str
    place: int

    @property
    def letter(self) -> str:
        return LETTERS[self.place % MOST_MARKS]

    @property
    def kind(self) -> Kind:
        return "filled" if self.place % (2 * MOST_MARKS) < MOST_MARKS else "ring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What one calibrator proposes for an outcome: `step` 0 is the lowest of the scale."""

    by: Calibrator
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An outcome with what all propose for it, and what they proposed before where they talked."""

    title: str
    note: str
    proposed: tuple[Proposed, ...]
    before: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of marks, with what it shows where a row has two of them."""

    label: str
    svg: Svg


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRow:
    """One outcome of the picture."""

    title: str
    note: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step at the head of the picture; `ends` says which stay where there is little room."""

    label: str
    shown_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMark:
    """One line of the list of marks."""

    svg: Svg
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """The picture with its key, its head and the same facts as a table."""

    key: tuple[KeyMark, ...]
    steps: tuple[Step, ...]
    rows: tuple[RevealRow, ...]
    table: Table


def reveal(
    *,
    caption: str,
    labels: Sequence[str],
    calibrators: Sequence[Calibrator],
    outcomes: Sequence[Outcome],
) -> Reveal:
    """The picture of all proposals; raises ValueError for a step that the scale does not have.

    `labels` are the steps of the scale, the lowest first. No average is in it, on purpose.
    """
    steps = [one.step for shown in outcomes for one in (*shown.proposed, *shown.before)]
    if any(not 0 <= step < len(labels) for step in steps):
        raise ValueError("a step is not on the scale")
    return Reveal(
        key=tuple(
            KeyMark(svg=_key_mark(one), words=f"{one.name}, {one.function}") for one in calibrators
        ),
        steps=tuple(
            Step(label=label, shown_small=_at_an_end(place, len(labels)))
            for place, label in enumerate(labels)
        ),
        rows=tuple(_row(one, labels) for one in outcomes),
        table=_table(caption, labels, calibrators, outcomes),
    )


def _at_an_end(place: int, steps: int) -> bool:
    """The two ends, and the middle where there is one."""
    return place in {0, steps - 1} or (steps % 2 == 1 and place == steps // 2)


def _row(outcome: Outcome, labels: Sequence[str]) -> RevealRow:
    now, before = outcome.proposed, outcome.before
    if not before:
        alone = _lane(now, labels, spoken=_spoken(outcome.title, now, labels))
        return RevealRow(title=outcome.title, note=outcome.note, lanes=(Lane(label="", svg=alone),))
    was = _spoken(f"{outcome.title}, before talking", before, labels)
    is_now = _spoken(f"{outcome.title}, after talking", now, labels)
    lanes = (
        Lane(label="Before", svg=_lane(before, labels, spoken=was, of_two="upper")),
        Lane(label="After", svg=_lane(now, labels, spoken=is_now, of_two="lower")),
    )
    return RevealRow(title=outcome.title, note=outcome.note, lanes=lanes)


def _lane(
    proposed: Sequence[Proposed], labels: Sequence[str], *, spoken: str, of_two: OfTwo = ""
) -> Svg:
    """One line of marks; the upper of two shows rings, since it is what was."""
    steps = len(labels)
    at_step = {step: [one.by for one in proposed if one.step == step] for step in range(steps)}
    abreast = 3 if steps <= _FEW_STEPS else 2
    most = max(-(-len(found) // abreast) for found in at_step.values())
    height = max(_LANE_HEIGHT if of_two else _LEAST_HEIGHT, 16 + _ROWS_APART * most)
    below = 0 if of_two == "upper" else _BEYOND
    marks = [
        mark
        for step, found in at_step.items()
        for mark in _marks(
            found, abreast, left=_across(step, steps), top=height / 2, was=of_two == "upper"
        )
    ]
    return element(
        "svg",
        *[_grid(step, steps, height + below) for step in range(steps)],
        *_bar(proposed, steps, height / 2),
        *marks,
        width="100%",
        height=height,
        overflow="visible",
        role="img",
        aria_label=spoken,
    )


def _across(step: int, steps: int) -> float:
    """The middle of a step's column, in per cent."""
    return (step + 0.5) / steps * 100


def _grid(step: int, steps: int, ends: float) -> Svg:
    """A line through the row, which is cut off where the row ends."""
    at = percent(_across(step, steps))
    return element("line", class_="grid", x1=at, x2=at, y1=-_BEYOND, y2=ends)


def _bar(proposed: Sequence[Proposed], steps: int, middle: float) -> list[Svg]:
    found = {one.step for one in proposed}
    if len(found) < 2:
        return []
    ends = {"x1": percent(_across(min(found), steps)), "x2": percent(_across(max(found), steps))}
    return [element("line", class_="gapbar", **ends, y1=middle, y2=middle)]


def _marks(
    found: Sequence[Calibrator], abreast: int, *, left: float, top: float, was: bool
) -> list[Svg]:
    """Everybody at one step side by side, in lines of `abreast` around the middle."""
    lines = [found[start : start + abreast] for start in range(0, len(found), abreast)]
    marks = []
    for place, line in enumerate(lines):
        down = top + (place - (len(lines) - 1) / 2) * _ROWS_APART
        for beside, one in enumerate(line):
            shift = (beside - (len(line) - 1) / 2) * _SIDE_BY_SIDE
            moved = element("g", _shape(one, was=was), transform=f"translate({shift:g},0)")
            marks.append(element("svg", moved, x=percent(left), y=down, overflow="visible"))
    return marks


def _key_mark(one: Calibrator) -> Svg:
    return element("svg", _shape(one), viewBox="-10 -10 20 20", aria_hidden="true")


def _shape(one: Calibrator, *, was: bool = False) -> Svg:
    """The mark around the origin: circle, diamond, square, triangle, triangle down, cross."""
    filled = one.kind == "filled" and not was
    letter, size = one.letter, _SIZE if filled else _SIZE - 1
    class_ = letter if filled else f"{letter}-ring"
    if letter == "a":
        return element("circle", class_=class_, r=size)
    if letter in "bc":
        side = size * (1.7 if letter == "b" else 1.65)
        turn = "rotate(45)" if letter == "b" else None
        return element(
            "rect", class_=class_, x=-side / 2, y=-side / 2, width=side, height=side, transform=turn
        )
    points = " ".join(f"{x * size:.2f},{y * size:.2f}" for x, y in _POINTS[letter])
    return element("polygon", class_=class_, points=points)


_THIRD = 0.36
_POINTS: Final = {
    "d": ((0.0, -1.1), (1.05, 0.75), (-1.05, 0.75)),
    "e": ((0.0, 1.1), (1.05, -0.75), (-1.05, -0.75)),
    "f": (
        (-_THIRD, -1.0),
        (_THIRD, -1.0),
        (_THIRD, -_THIRD),
        (1.0, -_THIRD),
        (1.0, _THIRD),
        (_THIRD, _THIRD),
        (_THIRD, 1.0),
        (-_THIRD, 1.0),
        (-_THIRD, _THIRD),
        (-1.0, _THIRD),
        (-1.0, -_THIRD),
        (-_THIRD, -_THIRD),
    ),
}


def _spoken(title: str, proposed: Sequence[Proposed], labels: Sequence[str]) -> str:
    return f"{title}: {listed([f'{one.by.name} “{labels[one.step]}”' for one in proposed])}"


def _table(
    caption: str,
    labels: Sequence[str],
    calibrators: Sequence[Calibrator],
    outcomes: Sequence[Outcome],
) -> Table:
    columns = [Column(name="Outcome"), *(Column(name=one.name) for one in calibrators)]
    rows = tuple((one.title, *(_cell(one, who, labels) for who in calibrators)) for one in outcomes)
    return Table(caption=caption, columns=tuple(columns), rows=rows)


def _cell(outcome: Outcome, who: Calibrator, labels: Sequence[str]) -> str:
    now = _step_of(outcome.proposed, who, labels)
    if not outcome.before:
        return now
    before = _step_of(outcome.before, who, labels)
    return now if before == now else f"{now} (before: {before})"


def _step_of(proposed: Sequence[Proposed], who: Calibrator, labels: Sequence[str]) -> str:
    return next((labels[one.step] for one in proposed if one.by == who), "none")
