"""The frontier names every plan beside its point, in two widths, with no style of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.reading import names, parsed, spoken, texts
from tests.charts.samples import CROWDED, NOOR, PLANS, ROBIN

from trifecta.charts.chart import Chart, Person
from trifecta.charts.frontier import Plan, frontier

needs = st.floats(0, 100)
plans = st.builds(Plan, name=names, first=needs, second=needs, best=st.booleans())


def drawn(several: list[Plan], *, first: Person = ROBIN, second: Person = NOOR) -> Chart:
    return frontier(title="A finding", description="", first=first, second=second, plans=several)


def marks(chart: Chart, class_: str) -> int:
    """How many marks of a class the wide picture has."""
    return sum(node.get("class") == class_ for node in parsed(chart.svg)[0].iter())


def test_it_comes_in_two_widths_of_which_the_page_shows_one() -> None:
    pictures = list(parsed(drawn(PLANS).svg))

    assert [picture.get("class") for picture in pictures] == ["wide", "narrow"]
    assert [picture.get("viewBox", "").split()[2] for picture in pictures] == ["1000", "320"]


@pytest.mark.parametrize("several", [PLANS, CROWDED])
def test_every_plan_is_named_in_both_widths(several: list[Plan]) -> None:
    for picture in parsed(drawn(several).svg):
        shown = [node.text or "" for node in picture.iter("text")]
        for plan in several:
            assert any(text and plan.name.startswith(text.rstrip("…")) for text in shown)


def test_best_plans_are_filled_and_joined_and_the_rest_are_open() -> None:
    shown = drawn(PLANS)

    assert marks(shown, "a") == 3
    assert marks(shown, "off") == 3
    assert marks(shown, "front") == 1


def test_the_suggested_plan_is_larger_and_bold() -> None:
    wide = parsed(drawn(PLANS).svg)[0]
    bold = [node.text for node in wide.iter("text") if node.get("class") == "strong"]
    sizes = [_radius(node.get("d", "")) for node in wide.iter("path") if node.get("class") == "a"]

    assert "Kit first, people take turns" in bold
    assert sorted(sizes) == [6, 6, 9]


def _radius(circle: str) -> float:
    return float(circle.removeprefix("M").split(",")[0])


def test_both_axes_carry_a_name_and_go_from_nought_to_a_hundred() -> None:
    shown = texts(drawn(PLANS).svg)

    assert "↑ Robin’s need met, %" in shown
    assert "Noor’s need met, % →" in shown
    assert {"0", "50", "100"} <= set(shown)


def test_a_screen_reader_hears_every_plan() -> None:
    said = spoken(drawn(PLANS).svg)

    assert "Kit first, people take turns (suggested): Robin 95, Noor 95" in said
    assert all(plan.name in said for plan in PLANS)


def test_the_table_stresses_the_suggested_plan() -> None:
    table = drawn(PLANS).table

    assert table.picked == 0
    assert table.rows[3] == ("Half and half", "50", "56", "yes")


@given(several=st.lists(plans, min_size=1, max_size=6), name=names)
@settings(max_examples=20, deadline=None)
def test_whatever_plans_are_called_and_worth_the_picture_stays_a_picture(
    several: list[Plan], name: str
) -> None:
    shown = drawn(several, first=Person(name=name, place=0))

    assert len(list(parsed(shown.svg))) == 2


def test_the_same_plans_give_the_same_picture() -> None:
    assert drawn(PLANS) == drawn(list(PLANS))


def test_one_plan_alone_has_a_point_and_no_line() -> None:
    shown = drawn([Plan(name="Only one", first=10, second=90, best=True)])

    assert marks(shown, "a") == 1
    assert "Only one" in texts(shown.svg)


def test_no_plan_and_a_need_met_twice_over_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one plan"):
        drawn([])
    with pytest.raises(ValueError, match="from 0 to 100"):
        Plan(name="Too good", first=120, second=50)


def test_a_plan_without_a_name_is_a_small_point_on_the_line_and_in_no_table() -> None:
    shown = drawn([*PLANS, Plan(name="", first=97, second=90, best=True)])
    wide = parsed(shown.svg)[0]
    sizes = [_radius(node.get("d", "")) for node in wide.iter("path") if node.get("class") == "a"]

    assert sorted(sizes) == [3, 6, 6, 9]
    assert len(shown.table.rows) == len(PLANS)
    assert "1 more such plans" not in spoken(shown.svg)
    assert "One more such plan without a name lies between them." in spoken(shown.svg)


def test_points_without_a_name_alone_are_no_picture() -> None:
    with pytest.raises(ValueError, match="at least one plan"):
        drawn([Plan(name="", first=97, second=90, best=True)])
