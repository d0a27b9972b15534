"""A fan: how a stock may go, as bands around a median over rounds, with what was observed on it.

One model, or two beside each other on the same scale. Rendered by Vega-Lite in two widths, of which
the stylesheet shows one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.chart import Chart, Column, Table, plain
from trifecta.charts.fan_spec import CLASSES, NARROW, WIDE, spec, words
from trifecta.charts.svg import join
from trifecta.charts.vega import draw

__all__ = ["Fan", "fan", "inside_of"]

MOST_ROUNDS = 1_000
"""More rounds than that are more than pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Percentiles of one stock in one model, a number for each round and all of the same length.

    `p05` lies below `p25`, and so on; numbers are finite.
    """

    model: str
    rounds: Sequence[float]
    p05: Sequence[float]
    p25: Sequence[float]
    p50: Sequence[float]
    p75: Sequence[float]
    p95: Sequence[float]

    def __post_init__(self) -> None:
        bands = self.bands
        if not 1 <= len(self.rounds) <= MOST_ROUNDS:
            raise ValueError(f"a fan has from 1 to {MOST_ROUNDS} rounds")
        if any(len(band) != len(self.rounds) for band in bands):
            raise ValueError("every band has one value a round")
        if not all(math.isfinite(value) for band in (*bands, self.rounds) for value in band):
            raise ValueError("a fan has finite values only")
        if any(list(column) != sorted(column) for column in zip(*bands, strict=True)):
            raise ValueError("a lower percentile is not above a higher one")

    @property
    def bands(self) -> tuple[Sequence[float], ...]:
        """From the lowest percentile to the highest."""
        return (self.p05, self.p25, self.p50, self.p75, self.p95)


def fan(
    *,
    title: str,
    description: str,
    stock: str,
    fans: Sequence[Fan],
    observed: Sequence[tuple[float, float]] = (),
    unit: str = "round",
) -> Chart:
    """One or two fans of a stock on one scale; `observed` are (round, value) and stand on each.

    `unit` is what a round stands for, such as "week".

    Raises ValueError for none or more than two fans, and for points that are not finite.
    """
    if not 1 <= len(fans) <= 2:
        raise ValueError("one or two fans stand beside each other")
    if not all(math.isfinite(number) for point in observed for number in point):
        raise ValueError("observed points are finite")
    spoken = f"{title}. {_sentence(stock, fans, observed, unit)}"
    pictures = [
        draw(
            spec(canvas, [(each.rounds, each.bands) for each in fans], observed),
            classes=CLASSES,
            words=words(canvas, stock, [each.model for each in fans], unit),
            class_=canvas.class_,
            spoken=spoken,
        )
        for canvas in (WIDE, NARROW)
    ]
    return Chart(
        title=title,
        description=description,
        svg=join(*pictures),
        table=_table(stock, fans, observed, unit),
    )


def _sentence(
    stock: str, fans: Sequence[Fan], observed: Sequence[tuple[float, float]], unit: str
) -> str:
    said = []
    for each in fans:
        ends = [_number(band[-1]) for band in each.bands]
        inside, counted = inside_of(each, observed)
        points = f" {inside} of {counted} observed points lie in that band." if counted else ""
        said.append(
            f"{each.model}: in {unit} {_number(each.rounds[-1])} half of all runs have {ends[2]} "
            f"{stock} or less, and nine in ten from {ends[0]} to {ends[4]}.{points}"
        )
    return " ".join(said)


def inside_of(each: Fan, observed: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """How many observed points of the fan's rounds lie between its outer percentiles."""
    band = {
        number: (low, high)
        for number, low, high in zip(each.rounds, each.p05, each.p95, strict=True)
    }
    known = [(band[number], value) for number, value in observed if number in band]
    return sum(low <= value <= high for (low, high), value in known), len(known)


def _table(
    stock: str, fans: Sequence[Fan], observed: Sequence[tuple[float, float]], unit: str
) -> Table:
    names = ("5%", "25%", "Median", "75%", "95%")
    prefixes = [f"{each.model}: " if len(fans) > 1 else "" for each in fans]
    columns = [Column(name=unit.capitalize(), numeric=True)]
    if observed:
        columns.append(Column(name="Observed", numeric=True))
    columns += [
        Column(name=f"{prefix}{name}", numeric=True) for prefix in prefixes for name in names
    ]
    rounds = sorted({number for each in fans for number in each.rounds} | {r for r, _ in observed})
    rows = []
    for number in rounds:
        row = [_number(number)]
        if observed:
            row.append(", ".join(_number(value) for at, value in observed if at == number) or "–")
        for each in fans:
            row += _cells(each, number)
        rows.append(tuple(row))
    caption = f"{stock}: as many of 100 runs as stand above a column have so much or less"
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows))


def _cells(each: Fan, number: float) -> list[str]:
    rounds = list(each.rounds)
    if number not in rounds:
        return ["–"] * len(each.bands)
    at = rounds.index(number)
    return [_number(band[at]) for band in each.bands]


def _number(value: float) -> str:
    """Whole where it is whole, else with one decimal, or two below ten."""
    if float(value).is_integer():
        return plain(value)
    return plain(value, decimals=1 if abs(value) >= 10 else 2)
