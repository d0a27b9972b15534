"""Promises of an agreement: one bar each, kept, not kept, dropped or still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product

from trifecta.charts.chart import Chart, Column, Table, listed
from trifecta.charts.svg import Svg, element, percent

_BAR_TOP, _BAR_HEIGHT = 8, 34
_FIRST_LINE = _BAR_TOP + _BAR_HEIGHT + 24
_LINE_HEIGHT = 20
_GAP_SHARE = 0.12
_NARROWEST = 200.0
_CHARACTER = 7.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    words: str
    class_: str
    count: int
    dashes: str | None = None

    @property
    def label(self) -> str:
        return f"{self.count} {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Where a label lies, in per cent; `foot` is the edge of its bars that it hangs from."""

    left: float
    right: float
    foot: float

    @property
    def from_the_end(self) -> bool:
        return self.foot == self.right

    def covers(self, across: float) -> bool:
        return self.left < across < self.right

    def meets(self, other: _Span) -> bool:
        return self.left < other.right and other.left < self.right


def promises(
    *,
    title: str,
    description: str,
    kept: int,
    not_kept: int,
    dropped: int = 0,
    still_open: int = 0,
) -> Chart:
    """Bars in the order kept, not kept, dropped, open; raises ValueError when there is none."""
    groups = [
        _Group(words="kept", class_="bar", count=kept),
        _Group(words="not kept", class_="bar rest", count=not_kept),
        _Group(words="dropped", class_="off", count=dropped, dashes="3 3"),
        _Group(words="open", class_="off", count=still_open),
    ]
    if min(group.count for group in groups) < 0 or not any(group.count for group in groups):
        raise ValueError("a picture of promises needs at least one promise")
    table = Table(
        caption=f"{title}. Number of promises",
        columns=(Column(name="Promises"), Column(name="Number", numeric=True)),
        rows=tuple((group.words, str(group.count)) for group in groups),
    )
    svg = _picture(title, [group for group in groups if group.count])
    return Chart(title=title, description=description, svg=svg, table=table)


def _picture(title: str, groups: Sequence[_Group]) -> Svg:
    each = 100 / sum(group.count for group in groups)
    starts = [each * sum(g.count for g in groups[:turn]) for turn in range(len(groups))]
    spans = [_span(group, start, each) for group, start in zip(groups, starts, strict=True)]
    lines = _lines(spans)
    bars = [bar for g, start in zip(groups, starts, strict=True) for bar in _bars(g, start, each)]
    labels = [
        part
        for group, span, line in zip(groups, spans, lines, strict=True)
        for part in _label(group, span, line)
    ]
    spoken = listed([group.label for group in groups])
    return element(
        "svg",
        *bars,
        *labels,
        class_="promises",
        width="100%",
        height=_FIRST_LINE + max(lines) * _LINE_HEIGHT + 6,
        overflow="visible",
        role="img",
        aria_label=f"{title}. Promises: {spoken}.",
    )


def _bars(group: _Group, start: float, each: float) -> list[Svg]:
    return [
        element(
            "rect",
            class_=group.class_,
            x=percent(start + turn * each),
            width=percent(each * (1 - _GAP_SHARE)),
            y=_BAR_TOP,
            height=_BAR_HEIGHT,
            rx=3,
            stroke_dasharray=group.dashes,
        )
        for turn in range(group.count)
    ]


def _label(group: _Group, span: _Span, line: int) -> list[Svg]:
    top = _FIRST_LINE + line * _LINE_HEIGHT
    at = percent(span.foot)
    text = element(
        "text", group.label, x=at, y=top, text_anchor="end" if span.from_the_end else None
    )
    if not line:
        return [text]
    leader = element(
        "line", class_="leader", x1=at, x2=at, y1=_BAR_TOP + _BAR_HEIGHT + 3, y2=top - 12
    )
    return [leader, text]


def _lines(spans: Sequence[_Span]) -> Sequence[int]:
    """The line below the bars for each label: none meets another or a line that leads past it."""
    choices = product(range(len(spans)), repeat=len(spans))
    return min(choices, key=lambda lines: (_clashes(spans, lines), max(lines), sum(lines)))


def _clashes(spans: Sequence[_Span], lines: Sequence[int]) -> int:
    pairs = list(permutations(zip(spans, lines, strict=True), 2))
    labels = sum(line == other and span.meets(beside) for (span, line), (beside, other) in pairs)
    leaders = sum(
        line > other and beside.covers(span.foot) for (span, line), (beside, other) in pairs
    )
    return labels + leaders


def _span(group: _Group, start: float, each: float) -> _Span:
    """From the left of the bars, or back from their right where the label would not fit."""
    width = (len(group.label) * _CHARACTER + 8) / _NARROWEST * 100
    end = start + group.count * each - each * _GAP_SHARE
    if start + width > 100:
        return _Span(left=end - width, right=end, foot=end)
    return _Span(left=start, right=start + width, foot=start)
