"""The frontier: every plan by how much of two needs it meets, each named beside its point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trifecta.charts.chart import Chart, Column, Person, Table, listed
from trifecta.charts.frontier_spec import CLASSES, Canvas, Plan, along_the_front, spec, words
from trifecta.charts.labels import Label, Named, height_for, place_labels
from trifecta.charts.places import Box
from trifecta.charts.svg import Svg, join
from trifecta.charts.vega import draw

__all__ = ["Plan", "frontier"]

_WIDE = Canvas(class_="wide", width=1000, height=340, left=40, right=24, widest_name=420)
_NARROW = Canvas(class_="narrow", width=320, height=320, left=32, right=12, widest_name=230)


def frontier(
    *, title: str, description: str, first: Person, second: Person, plans: Sequence[Plan]
) -> Chart:
    """The plans in two widths, of which the stylesheet shows one; `first` goes up, `second` right.

    Best plans are filled and joined, the suggested one is larger and bold, the rest are open. Plans
    without a name are small points, counted in the sentence and left out of the table. Raises
    ValueError when there is no plan with a name.
    """
    named = [plan for plan in plans if plan.name]
    if not named:
        raise ValueError("a frontier needs at least one plan")
    between = len(plans) - len(named)
    more = f" {_unnamed(between)}" if between else ""
    spoken = f"{title}. {_sentence(first, second, named)}{more}"
    pictures = [_picture(canvas, first, second, plans, spoken) for canvas in (_WIDE, _NARROW)]
    return Chart(
        title=title,
        description=description,
        svg=join(*pictures),
        table=_table(first, second, named),
    )


def _picture(
    canvas: Canvas, first: Person, second: Person, plans: Sequence[Plan], spoken: str
) -> Svg:
    named = [plan for plan in plans if plan.name]
    canvas = canvas.at_height(height_for(len(named), least=canvas.height))
    labels = _labels(canvas, named, plans)
    return draw(
        spec(canvas, plans, labels),
        classes=CLASSES,
        words=words(canvas, first, second, labels),
        class_=canvas.class_,
        spoken=spoken,
    )


def _labels(canvas: Canvas, named: Sequence[Plan], plans: Sequence[Plan]) -> list[Label]:
    places = [canvas.place(plan) for plan in plans]
    points = [
        Named(
            name=plan.name,
            x=x,
            y=y,
            radius=plan.radius,
            importance=2 * plan.suggested + plan.best,
            bold=plan.suggested,
        )
        for plan, (x, y) in zip(named, (canvas.place(plan) for plan in named), strict=True)
    ]
    return place_labels(
        points,
        frame=Box(left=-4, top=-6, right=canvas.frame + canvas.right - 4, bottom=canvas.height),
        lines=list(pairwise(places[index] for index in along_the_front(plans))),
        widest=canvas.widest_name,
    )


def _sentence(first: Person, second: Person, plans: Sequence[Plan]) -> str:
    said = [
        f"{plan.name}{' (suggested)' if plan.suggested else ''}: "
        f"{first.name} {plan.first:.0f}, {second.name} {plan.second:.0f}"
        for plan in plans
    ]
    best = listed([plan.name for plan in plans if plan.best])
    ending = f" Better for one only by costing the other: {best}." if best else ""
    return f"Per cent of each need met. {'; '.join(said)}.{ending}"


def _unnamed(count: int) -> str:
    if count == 1:
        return "One more such plan without a name lies between them."
    return f"{count} more such plans without a name lie between them."


def _table(first: Person, second: Person, plans: Sequence[Plan]) -> Table:
    return Table(
        caption="How much of each need a plan meets, per cent",
        columns=(
            Column(name="Plan"),
            Column(name=first.name, numeric=True),
            Column(name=second.name, numeric=True),
            Column(name="Can be better for one at no cost to the other"),
        ),
        rows=tuple(
            (plan.name, f"{plan.first:.0f}", f"{plan.second:.0f}", "no" if plan.best else "yes")
            for plan in plans
        ),
        picked=next((i for i, plan in enumerate(plans) if plan.suggested), None),
    )
