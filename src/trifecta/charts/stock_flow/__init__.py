"""Stocks and flows as system dynamicists draw them: boxes, clouds, pipes with valves, links, loops.

After Sterman (Business Dynamics, 2000) and Meadows (Thinking in Systems, 2008). Two pictures, of
which the stylesheet shows one: chains run to the right where there is room, and down where not.
"""

from __future__ import annotations

import math
from typing import Final

from trifecta.charts.chart import Chart
from trifecta.charts.stock_flow.given import Structure
from trifecta.charts.stock_flow.layout import laid_out
from trifecta.charts.stock_flow.loop_signs import loop_signs
from trifecta.charts.stock_flow.placing import Manner
from trifecta.charts.stock_flow.routing import Patience, TooTangledError
from trifecta.charts.stock_flow.shapes import Layout
from trifecta.charts.stock_flow.strokes import box, pipe, valve, wire
from trifecta.charts.stock_flow.wording import sentence_of, table_of
from trifecta.charts.svg import Svg, element, join, number

__all__ = ["MOST_DRAWN", "TooTangledError", "stock_flow", "wide_picture"]

MOST_DRAWN: Final = 150
"""Pipes and nodes together; beyond that nobody could read the picture."""
WIDE: Final = 1000.0
NARROW: Final = 350.0
_MARGIN: Final = 4.0


def stock_flow(
    structure: Structure, *, title: str, description: str, most_steps: float = math.inf
) -> Chart:
    """The diagram in two widths, and everything in it as a table.

    Raises ValueError for a structure with nothing in it, or more than MOST_DRAWN nodes and pipes,
    and TooTangledError where finding ways takes more than `most_steps`; 100,000 take a second.
    """
    _check(structure)
    patience = Patience(most_steps)
    spoken = f"{title}. {sentence_of(structure)}"
    pictures = [
        _picture(structure, _wide(structure, patience), class_="wide", spoken=spoken),
        _picture(structure, _narrow(structure, patience), class_="narrow", spoken=spoken),
    ]
    return Chart(
        title=title, description=description, svg=join(*pictures), table=table_of(structure, title)
    )


def _check(structure: Structure) -> None:
    if not structure.nodes:
        raise ValueError("a diagram needs at least one stock")
    if len(structure.nodes) + len(structure.pipes) > MOST_DRAWN:
        raise ValueError(f"a diagram has at most {MOST_DRAWN} stocks and flows")


def _wide(structure: Structure, patience: Patience) -> Layout:
    """As long a row as fits; the last resort is the one that is widest by least."""
    manners = [Manner(longest=longest) for longest in (1000, 7, 6, 5, 4, 3)]
    return _first_fitting(structure, manners, patience, room=WIDE, widest=120.0)


def _narrow(structure: Structure, patience: Patience) -> Layout:
    manners = [
        Manner(down=True),
        Manner(down=True, sides=(1,)),
        Manner(down=True, sides=(1,), stride=2),
        Manner(down=True, sides=(1,), stride=3),
        Manner(longest=2),
    ]
    return _first_fitting(structure, manners, patience, room=NARROW, widest=82.0)


def _first_fitting(
    structure: Structure,
    manners: list[Manner],
    patience: Patience,
    *,
    room: float,
    widest: float,
) -> Layout:
    """The first that fits, or the least wide of those that could have."""
    best = None
    for manner in manners:
        layout = laid_out(structure, manner=manner, widest=widest, patience=patience, room=room)
        if layout is not None and layout.width + 2 * _MARGIN <= room:
            return layout
        if layout is not None and (best is None or layout.width < best.width):
            best = layout
    return best or _anyhow(structure, manners[-1], widest, patience)


def _anyhow(structure: Structure, manner: Manner, widest: float, patience: Patience) -> Layout:
    layout = laid_out(structure, manner=manner, widest=widest, patience=patience)
    if layout is None:
        raise AssertionError("without a bound there is always a layout")
    return layout


def _picture(structure: Structure, layout: Layout, *, class_: str, spoken: str) -> Svg:
    return element(
        "svg",
        *_parts(structure, layout),
        class_=f"stock-flow {class_}",
        viewBox=_view_box(layout),
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        role="img",
        aria_label=spoken,
    )


def wide_picture(
    structure: Structure, *, title: str, style: str, most_steps: float = math.inf
) -> Svg:
    """The wide picture as a document of its own, with a stylesheet in it.

    Raises ValueError as `stock_flow` does.
    """
    _check(structure)
    layout = _wide(structure, Patience(most_steps))
    return element(
        "svg",
        element("title", title),
        element("desc", sentence_of(structure)),
        Svg(f"<style>{style}</style>"),
        *_parts(structure, layout),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=_view_box(layout),
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        role="img",
    )


def _view_box(layout: Layout) -> str:
    sizes = (-_MARGIN, -_MARGIN, layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN)
    return " ".join(map(number, sizes))


def _parts(structure: Structure, layout: Layout) -> list[Svg]:
    """Names and rates last, so that no line covers them."""
    parts = [part for tube in layout.tubes for part in pipe(tube)]
    parts += [part for shape in layout.wires for part in wire(shape)]
    parts += [part for shape in layout.boxes for part in box(shape)]
    parts += [part for tube in layout.tubes for part in valve(tube)]
    return parts + [part for sign in loop_signs(structure, layout) for part in sign]
