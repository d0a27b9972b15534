"""How sure an answer is: a bar for each possibility, in hundredths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.chart import Column, Table
from trifecta.charts.svg import Svg, element, percent

_HEIGHT = 22
_ROOM_FOR_NUMBER = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Possibility:
    """One answer there could be, and how likely it is, 0 to 1."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRow:
    """One possibility's bar; `most` marks the likeliest where there is a single one."""

    label: str
    most: bool
    svg: Svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """All possibilities, in the order they came."""

    rows: tuple[OddsRow, ...]
    table: Table


def odds(*, caption: str, possibilities: Sequence[Possibility]) -> Odds:
    """Bars that add up to a hundred; raises ValueError unless the probabilities add up to one."""
    chances = [p.probability for p in possibilities]
    if not all(math.isfinite(c) and c >= 0 for c in chances):
        raise ValueError("a probability is a number from 0 to 1")
    if not math.isclose(sum(chances), 1.0, abs_tol=1e-6):
        raise ValueError("probabilities add up to one")
    hundredths = in_hundredths(chances)
    words = [_words(n) for n in hundredths]
    alone = hundredths.count(max(hundredths)) == 1
    rows = tuple(
        OddsRow(label=p.label, most=most, svg=_bar(n, said, most))
        for p, n, said in zip(possibilities, hundredths, words, strict=True)
        for most in (alone and n == max(hundredths),)
    )
    table = Table(
        caption=caption,
        columns=(Column(name="Answer"), Column(name="Of a hundred", numeric=True)),
        rows=tuple((p.label, said) for p, said in zip(possibilities, words, strict=True)),
    )
    return Odds(rows=rows, table=table)


def in_hundredths(chances: Sequence[float]) -> list[int]:
    """Whole hundredths that add up to exactly 100: the largest remainders are rounded up."""
    exact = [100 * chance for chance in chances]
    whole = [math.floor(value + 1e-9) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for index in by_remainder[: 100 - sum(whole)]:
        whole[index] += 1
    return whole


def _words(hundredths: int) -> str:
    """Nothing is ever certain, also where a number has no room to say so."""
    if hundredths == 0:
        return "under 1"
    return "over 99" if hundredths == 100 else str(hundredths)


def _bar(hundredths: int, said: str, most: bool) -> Svg:
    width = hundredths * _ROOM_FOR_NUMBER
    number = element("text", said, class_="strong" if most else None, x=12, y=16)
    return element(
        "svg",
        element(
            "rect",
            class_="bar" if most else "bar rest",
            width=percent(max(width, 0.4)),
            y=4,
            height=14,
            rx=2,
        ),
        element("svg", number, x=percent(width), overflow="visible"),
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=f"{said} of a hundred",
    )
