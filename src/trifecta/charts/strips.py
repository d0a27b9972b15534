"""Plans for any number of people: a line a plan from 0 to 100, with a mark for each person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.chart import Column, Person, Table
from trifecta.charts.marks import mark_at
from trifecta.charts.svg import Svg, element, percent

_EDGE = 2.0
_HEIGHT = 40.0
_TOUCHING = 7.0
_STEP_ASIDE = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One plan, and how much of each person's need it meets, 0 to 100."""

    name: str
    met: tuple[float, ...]
    best: bool = False
    suggested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One plan's line, and the words beside it."""

    name: str
    suggested: bool
    best: bool
    svg: Svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """A row a plan, the scale above them, and the same as a table."""

    scale: Svg
    rows: tuple[StripRow, ...]
    table: Table


def strips(*, people: Sequence[Person], plans: Sequence[Strip]) -> Strips:
    """The plans in their order; each has one number a person, in the order of `people`."""
    for plan in plans:
        if len(plan.met) != len(people) or not all(0 <= met <= 100 for met in plan.met):
            raise ValueError("a plan meets each person's need from 0 to 100 per cent")
    rows = tuple(
        StripRow(
            name=plan.name,
            suggested=plan.suggested,
            best=plan.best,
            svg=_line(people, plan),
        )
        for plan in plans
    )
    return Strips(scale=_scale(), rows=rows, table=_table(people, plans))


def _across(met: float) -> float:
    return _EDGE + met / 100 * (100 - 2 * _EDGE)


def _line(people: Sequence[Person], plan: Strip) -> Svg:
    asides = _asides(plan.met)
    height = max(_HEIGHT, 2 * max(asides) + _HEIGHT / 2)
    middle = height / 2
    low, high = percent(_across(min(plan.met))), percent(_across(max(plan.met)))
    grid = [
        element("line", class_="grid", x1=percent(_across(at)), x2=percent(_across(at)), y2=height)
        for at in (0, 50, 100)
    ]
    bar = element("line", class_="gapbar", x1=low, x2=high, y1=middle, y2=middle)
    marks = [
        mark_at(person, "filled", left=_across(met), top=middle + aside)
        for person, met, aside in zip(people, plan.met, asides, strict=True)
    ]
    said = ", ".join(f"{p.name} {m:.0f}" for p, m in zip(people, plan.met, strict=True))
    return element(
        "svg",
        *grid,
        bar,
        *marks,
        width="100%",
        height=height,
        overflow="visible",
        role="img",
        aria_label=f"{plan.name}, per cent of each need met: {said}.",
    )


def _asides(met: Sequence[float]) -> list[float]:
    """How far up (below 0) or down each mark steps, so that those side by side fan out."""
    asides = [0.0] * len(met)
    for group in _touching(met):
        for place, index in enumerate(group):
            asides[index] = (place - (len(group) - 1) / 2) * _STEP_ASIDE
    return asides


def _touching(met: Sequence[float]) -> list[list[int]]:
    """Marks in groups whose members cover one another, each group in the order of the people."""
    groups: list[list[int]] = []
    for index in sorted(range(len(met)), key=lambda i: (met[i], i)):
        if groups and met[index] - met[groups[-1][-1]] < _TOUCHING:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [sorted(group) for group in groups]


def _scale() -> Svg:
    ends = ((0, "start"), (50, "middle"), (100, "end"))
    texts = [
        element("text", f"{at}%", x=percent(_across(at)), y=16, text_anchor=anchor)
        for at, anchor in ends
    ]
    return element("svg", *texts, width="100%", height=22, overflow="visible", aria_hidden="true")


def _table(people: Sequence[Person], plans: Sequence[Strip]) -> Table:
    picked = next((i for i, plan in enumerate(plans) if plan.suggested), None)
    return Table(
        caption="How much of each need a plan meets, per cent",
        columns=(Column(name="Plan"), *(Column(name=p.name, numeric=True) for p in people)),
        rows=tuple((plan.name, *(f"{met:.0f}" for met in plan.met)) for plan in plans),
        picked=picked,
    )
