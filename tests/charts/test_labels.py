"""Names beside points never overlap, however many points there are and wherever they lie."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.reading import names

from trifecta.charts.labels import (
    Label,
    Named,
    height_for,
    place_labels,
    shortened,
    text_width,
)
from trifecta.charts.places import Box

WIDTH, WIDEST = 300.0, 220.0


@st.composite
def crowds(draw: st.DrawFn) -> list[tuple[float, float, str]]:
    """Points in any place, many of them in the same one."""
    places = draw(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4))
    count = draw(st.integers(1, 12))
    return [(*draw(st.sampled_from(places)), draw(names)) for _ in range(count)]


def placed(crowd: list[tuple[float, float, str]]) -> tuple[Box, list[Label]]:
    frame = Box(left=0, top=0, right=WIDTH, bottom=height_for(len(crowd), least=200))
    points = [Named(name=name, x=x * WIDTH, y=y * frame.bottom, radius=6) for x, y, name in crowd]
    return frame, place_labels(points, frame=frame, widest=WIDEST)


@given(crowd=crowds())
@settings(max_examples=60, deadline=None)
def test_no_label_overlaps_another_or_leaves_the_frame(
    crowd: list[tuple[float, float, str]],
) -> None:
    frame, labels = placed(crowd)

    assert len(labels) == len(crowd)
    assert all(frame.holds(label.box) for label in labels)
    assert not any(one.box.meets(two.box) for one, two in combinations(labels, 2))


def test_a_lonely_point_has_its_name_right_beside_it() -> None:
    _, (label,) = placed([(0.5, 0.5, "Half and half")])

    assert (label.anchor, label.needs_leader) == ("start", False)
    assert label.x == pytest.approx(WIDTH / 2 + 12)


def test_a_point_at_the_right_edge_has_its_name_at_the_left() -> None:
    _, (label,) = placed([(1, 0.5, "Half and half")])

    assert label.anchor == "end"


def test_a_name_is_kept_away_from_the_line() -> None:
    frame = Box(left=0, top=0, right=WIDTH, bottom=200)
    point = Named(name="Kit first", x=150, y=100, radius=6)
    line = ((150.0, 100.0), (300.0, 100.0))

    (label,) = place_labels([point], frame=frame, lines=[line], widest=WIDEST)

    assert label.box.right <= 150 or label.box.bottom <= 100 or label.box.top >= 100


def test_a_name_does_not_look_like_that_of_another_point() -> None:
    _, labels = placed([(0.1, 0.5, "One"), (0.97, 0.5, "A name that reaches far back")])

    assert labels[1].box.left - 0.1 * WIDTH > 12 or abs(labels[1].y - labels[0].y) > 17


@given(name=names)
def test_a_long_name_is_shortened_to_its_room_and_a_short_one_is_kept(name: str) -> None:
    short = shortened(name, 100)

    assert text_width(short) <= 100 or short == "…"
    if text_width(name) <= 100:
        assert short == name


def test_wide_scripts_are_given_more_room() -> None:
    assert text_width("増田") > text_width("ab")


def test_too_small_a_frame_says_so() -> None:
    with pytest.raises(ValueError, match="too small"):
        place_labels(
            [Named(name="Somebody", x=5, y=5, radius=6)],
            frame=Box(left=0, top=0, right=10, bottom=10),
            widest=WIDEST,
        )
