"""What a diagram shows of a model: kinds of nodes, signs of links, and loops with their kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.systems import parse
from trifecta.domain.systems.influences import Sign, influences
from trifecta.domain.systems.structure import Structure, structure_of

PROJECTS = """[Hires] > Developers @ 1
[Ideas] > Projects   @ Developers / (Projects+1)
Projects > Started   @ Developers - (Started+1)
Started > Finished   @ Developers"""


def shown(text: str) -> Structure:
    return structure_of(parse(text))


def loops(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(loop.label, loop.stocks) for loop in shown(text).loops]


def test_a_name_is_a_stock_a_cloud_or_a_constant() -> None:
    kinds = {node.name: node.kind.value for node in shown("Rate(2)\n[In] > A(0, 5) @ Rate").nodes}

    assert kinds == {"Rate": "constant", "In": "cloud", "A": "stock"}


def test_values_are_as_written() -> None:
    node = shown("a(3)\n[x] > b(a * 2, 9) @ 1").nodes[2]

    assert (node.name, node.initial, node.maximum) == ("b", "a * 2", "9")


@pytest.mark.parametrize(
    ("formula", "sign"),
    [
        ("x", "+"),
        ("2 * x", "+"),
        ("5 - x", "−"),
        ("10 / (x + 1)", "−"),
        ("x - x", "?"),
        ("3 - (5 - x)", "+"),
        ("(0 - 2) * x", "−"),
        ("0 * x", "0"),
        ("2 + 3 * x", "+"),
    ],
)
def test_the_sign_of_a_link_follows_from_the_formula(formula: str, sign: str) -> None:
    (flow,) = parse(f"x(1)\n[In] > Out @ Rate({formula})").flows

    assert influences(flow.formula)["x"].value == sign


@given(
    st.recursive(
        st.sampled_from(["x", "y", "1", "2", "7"]),
        lambda inner: st.builds(
            lambda one, sign, other: f"({one} {sign} {other})", inner, st.sampled_from("+-*"), inner
        ),
        max_leaves=8,
    )
)
def test_a_sign_that_is_told_is_the_way_the_value_goes(formula: str) -> None:
    (flow,) = parse(f"x(1)\ny(1)\n[In] > Out @ Rate({formula})").flows
    told = influences(flow.formula).get("x", Sign.NONE)

    changes = {
        eval(formula, {"x": x + 1, "y": y}) - eval(formula, {"x": x, "y": y})  # noqa: S307
        for x in range(4)
        for y in range(4)
    }

    if told is Sign.MORE:
        assert min(changes) >= 0
    elif told is Sign.LESS:
        assert max(changes) <= 0
    elif told is Sign.NONE:
        assert changes == {0}


def test_links_go_to_flows_and_to_stocks_with_what_they_are_for() -> None:
    links = shown("Managers(2)\n[In] > Engineers(Managers * 4, Managers * 8) @ Managers").links

    assert [(link.source, link.flow, link.node, link.use.value) for link in links] == [
        ("Managers", 0, "", "rate"),
        ("Managers", None, "Engineers", "start"),
        ("Managers", None, "Engineers", "max"),
    ]


def test_a_stock_that_slows_its_own_inflow_balances_itself() -> None:
    assert loops(PROJECTS) == [("B1", ("Projects",)), ("B2", ("Started",))]


def test_what_comes_back_reinforces() -> None:
    assert loops("a(9) > b @ Leak(0.1)\nb > a @ Leak(0.5)") == [("R1", ("a", "b"))]


def test_growth_that_feeds_on_itself_reinforces() -> None:
    assert loops("[In] > Fish(10) @ Fish / 10") == [("R1", ("Fish",))]


def test_a_flow_out_of_a_stock_that_looks_at_it_balances() -> None:
    assert loops("Fish(10) > [Out] @ Fish / 10") == [("B1", ("Fish",))]


def test_a_loop_whose_sign_nobody_can_tell_says_so() -> None:
    assert loops("[In] > a(5) @ a - (a / 2)")[0][0] == "?1"


def test_a_share_drains_its_source_and_a_maximum_limits_what_comes() -> None:
    pipes = shown("[In] > a(0, 9) @ 5\na > b @ 0.5\nb > c @ Leak(0.1)\nc > d @ 3").pipes

    assert [(pipe.drains, pipe.limited) for pipe in pipes] == [
        (False, True),
        (True, False),
        (True, False),
        (False, False),
    ]


def test_a_conversion_under_a_maximum_does_not_look_at_its_source() -> None:
    (pipe,) = shown("a(9) > b(0, 5) @ 0.5").pipes

    assert not pipe.drains


def test_rates_are_said_as_people_say_them() -> None:
    pipes = shown("[In] > a @ 5\na > b @ 0.5\nb > c @ Leak(0.1)\nc > d @ a + 1").pipes

    assert [pipe.rate for pipe in pipes] == ["5", "all, 50% arrive", "10%", "a + 1"]


def test_loops_without_number_are_cut_off_and_said_to_be() -> None:
    names = "abcdefgh"
    text = "\n".join(f"{a}(9) > {b} @ Leak(0.1)" for a in names for b in names if a != b)
    text = text.replace("(9)", "").replace("a >", "a(9) >", 1)

    structure = shown(text)

    assert len(structure.loops) == 40
    assert structure.more_loops


def test_two_hundred_stocks_take_no_time() -> None:
    text = "\n".join(
        f"s{at}(9) > s{at + 1} @ Leak(0.1)\ns{at + 1} > s0 @ Leak(0.1)" for at in range(200)
    )
    lines = text.replace("(9)", "")

    assert shown(lines).more_loops
