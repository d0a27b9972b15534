"""Diagrams of stocks and flows: nothing overlaps or is cut, and the same model looks the same."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.reading import HOSTILE, parsed, spoken, texts

from trifecta.charts.stock_flow import TooTangledError, stock_flow
from trifecta.charts.stock_flow.layout import laid_out
from trifecta.charts.stock_flow.loop_signs import _box_area
from trifecta.charts.stock_flow.placing import Manner
from trifecta.charts.stock_flow.routing import ANY, Route, Streets
from trifecta.charts.stock_flow.shapes import Layout
from trifecta.charts.stock_flow.things import room_for, wrapped
from trifecta.domain.systems import parse
from trifecta.domain.systems.structure import structure_of

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared/data"))


@dataclass(frozen=True)
class Node:
    name: str
    kind: str = "stock"
    initial: str = "0"
    maximum: str = ""


@dataclass(frozen=True)
class Pipe:
    source: str
    destination: str
    rate: str = "10%"
    drains: bool = True
    limited: bool = False


@dataclass(frozen=True)
class Link:
    source: str
    flow: int | None
    node: str = ""
    use: str = "rate"
    sign: str = "+"


@dataclass(frozen=True)
class Loop:
    label: str
    stocks: tuple[str, ...]
    flows: tuple[int, ...]


@dataclass(frozen=True)
class Structure:
    nodes: tuple[Node, ...]
    pipes: tuple[Pipe, ...] = ()
    links: tuple[Link, ...] = ()
    loops: tuple[Loop, ...] = ()
    more_loops: bool = field(default=False)


HIRING = Structure(
    nodes=(
        Node("Candidates", "cloud", ""),
        Node("Recruiters", "constant", "3"),
        *map(Node, ("PhoneScreens", "Onsites", "Offers", "Hires")),
    ),
    pipes=(
        Pipe("Candidates", "PhoneScreens", "Recruiters * 5", drains=False),
        Pipe("PhoneScreens", "Onsites", "all, 50% arrive"),
        Pipe("Onsites", "Offers", "all, 50% arrive"),
        Pipe("Offers", "Hires", "all, 50% arrive"),
        Pipe("Hires", "PhoneScreens"),
    ),
    links=(Link("Recruiters", 0),),
    loops=(Loop("R1", ("PhoneScreens", "Onsites", "Offers", "Hires"), (1, 2, 3, 4)),),
)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    count = draw(st.integers(1, 9))
    names = [f"Stock{'Long' * draw(st.integers(0, 6))}{at}" for at in range(count)]
    ends = st.sampled_from([*names, "Cloud", "Other"])
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=12))
    rates = st.sampled_from(["5", "10%", "all, 50% arrive", "Stock0 * (Stock1 + 3) / 7"])
    pipes = tuple(
        Pipe(a, b, draw(rates), drains=draw(st.booleans()), limited=draw(st.booleans()))
        for a, b in pairs
    )
    in_use = {end for pipe in pipes for end in (pipe.source, pipe.destination)}
    clouds = [Node(name, "cloud", "") for name in ("Cloud", "Other")]
    nodes = [Node(name, "stock" if name in in_use else "constant") for name in names] + clouds
    flows = st.integers(0, len(pipes) - 1) if pipes else st.none()
    links = draw(st.lists(st.builds(Link, st.sampled_from(names), flows), max_size=6))
    return Structure(nodes=tuple(nodes), pipes=pipes, links=tuple(link for link in links if pipes))


def drawn(structure: Structure) -> str:
    return stock_flow(structure, title="Hiring", description="").svg


def layouts(structure: Structure) -> list[Layout]:
    manners = [
        Manner(),
        Manner(longest=3),
        Manner(down=True),
        Manner(down=True, sides=(1,), stride=2),
    ]
    found = [laid_out(structure, manner=manner, widest=110.0) for manner in manners]
    return [layout for layout in found if layout]


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] - 1
        and other[0] < one[2] - 1
        and one[1] < other[3] - 1
        and other[1] < one[3] - 1
    )


def test_the_picture_has_every_name_every_rate_and_the_loop() -> None:
    words = " ".join(texts(stock_flow(HIRING, title="Hiring", description="").svg))

    for said in ("Candidates", "PhoneScreens", "Offers", "= 3", "R1", "+"):
        assert said in words


@settings(max_examples=20, deadline=None)
@given(structures())
def test_no_box_or_rate_covers_another_and_none_is_cut(structure: Structure) -> None:
    for layout in layouts(structure):
        areas = [*map(_box_area, layout.boxes)]
        for one, other in combinations(areas, 2):
            assert not meet(one, other)
        for left, top, right, bottom in areas:
            assert left >= -1
            assert top >= -1
            assert right <= layout.width + 1
            assert bottom <= layout.height + 1


@settings(max_examples=20, deadline=None)
@given(structures())
def test_rates_stand_clear_of_boxes_and_of_each_other(structure: Structure) -> None:
    for layout in layouts(structure):
        boxes = [*map(_box_area, layout.boxes)]
        rates = []
        for tube in layout.tubes:
            x, y = tube.valve
            wide = max(room_for(line) for line in tube.rate)
            high = 17.0 * len(tube.rate)
            rates.append(
                (x - wide / 2, y + 15, x + wide / 2, y + 15 + high)
                if tube.across
                else (x + 15, y - high / 2, x + 15 + wide, y + high / 2)
            )
        for rate in rates:
            assert not any(meet(rate, box) for box in boxes)
        for one, other in combinations(rates, 2):
            assert not meet(one, other)


@settings(max_examples=10, deadline=None)
@given(structures())
def test_every_pipe_and_link_is_drawn_and_the_same_each_time(structure: Structure) -> None:
    first = drawn(structure)

    assert first == drawn(structure)
    for layout in layouts(structure):
        assert len(layout.tubes) == len(structure.pipes)
        assert len(layout.wires) == len(structure.links)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_can_break_the_picture(name: str) -> None:
    hostile = Structure(nodes=(Node(name), Node("b")), pipes=(Pipe(name, "b", rate=name),))

    parsed(stock_flow(hostile, title=name, description="").svg)


def test_a_screen_reader_hears_what_flows_where() -> None:
    said = spoken(stock_flow(HIRING, title="Hiring", description="").svg)

    assert said.startswith("Hiring. 4 stocks, 5 flows, 1 information link and 1 feedback loop.")
    assert "Candidates to PhoneScreens" in said


def test_the_table_has_a_row_for_every_part() -> None:
    table = stock_flow(HIRING, title="Hiring", description="").table

    assert len(table.rows) == 6 + 5 + 1 + 1
    assert (
        "Link",
        "Recruiters → flow Candidates → PhoneScreens",
        "+",
        "its formula looks there",
    ) in (table.rows)


def test_a_chain_fits_a_page_and_a_telephone() -> None:
    chain = [Node(f"Number{at}") for at in range(60)]
    pipes = [Pipe(one.name, other.name) for one, other in pairwise(chain)]
    pictures = list(parsed(drawn(Structure(nodes=tuple(chain), pipes=tuple(pipes)))))  # type: ignore[arg-type]

    assert [
        float(picture.get("width", 0)) <= most
        for picture, most in zip(pictures, (1000, 350), strict=True)
    ] == [True, True]


def test_names_are_broken_where_words_begin_and_nothing_is_lost() -> None:
    assert wrapped("DeprecationImpactedCustomers", 120) == ["Deprecation", "Impacted", "Customers"]
    assert "".join(wrapped("x" * 300, 100)) == "x" * 300


@pytest.mark.parametrize("structure", [Structure(nodes=()), Structure(nodes=(Node("a"),) * 200)])
def test_nothing_and_far_too_much_are_no_picture(structure: Structure) -> None:
    with pytest.raises(ValueError, match="a diagram"):
        drawn(structure)


def test_published_models_are_drawn_within_a_page() -> None:
    file = SHARED / "systems/real-specs.json"
    if not file.exists():
        pytest.skip("set SHARED_DATA to the folder that has systems/real-specs.json")
    from trifecta.domain.systems import SystemsError, parse
    from trifecta.domain.systems.structure import structure_of

    widths = []
    for case in json.loads(file.read_text()).values():
        try:
            structure = structure_of(parse(case["spec"]))
        except SystemsError:
            continue
        picture = next(iter(parsed(stock_flow(structure, title="", description="").svg)))
        widths.append(float(picture.get("width", 0)))
    assert len(widths) > 30
    assert max(widths) <= 1000


def test_a_drawing_ends_where_its_steps_do_and_is_the_same_with_enough() -> None:
    tangle = structure_of(parse("\n".join(f"S{n} > S{n + 1} @ S{n * 3 % 8}" for n in range(8))))
    whole = stock_flow(tangle, title="Tangle", description="")
    with pytest.raises(TooTangledError):
        stock_flow(tangle, title="Tangle", description="", most_steps=20)
    assert stock_flow(tangle, title="Tangle", description="", most_steps=50_000) == whole


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=2, max_size=14))
def test_no_way_is_cheaper_than_the_one_that_is_found(spots: list[tuple[int, int]]) -> None:
    """A search that knows nothing of where the goal lies finds none either."""
    streets = Streets(columns=4, rows=4, stands=set(spots[2:]) - set(spots[:2]))
    start, goal = spots[:2]
    if start == goal:
        return
    for route in ([(1, 1), (2, 1), (3, 1), (3, 2)], [(2, 0), (2, 1), (2, 2)]):
        streets.lay(tuple(route))
    found = streets.way([start], {goal: ANY})
    blind = streets.way([start], {goal: ANY}, own={((99, 99), (99, 100))})
    assert (found is None) is (blind is None)
    if found and blind:
        assert cost_of(streets, found) == pytest.approx(cost_of(streets, blind))


def cost_of(streets: Streets, route: Route) -> float:
    total, moving = 0.0, -1
    for one, other in pairwise(route):
        goals = {other: ANY}
        move, cost = next(
            (move, cost) for to, move, cost in streets._steps(one, moving, goals, ()) if to == other
        )
        total, moving = total + cost, move
    return total
