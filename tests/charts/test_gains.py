"""What changes would give: bars of one scale, and what comes on top begins where today ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import HOSTILE, across, names, parsed, spoken, texts

from trifecta.charts.gains import Gain, gains

share = st.floats(-0.5, 1.8)


@given(today=share, reached=st.lists(share, max_size=5))
def test_a_bar_is_longer_where_more_is_reached(today: float, reached: list[float]) -> None:
    rows = gains(today=today, changes=[Gain(label="a", reached=one) for one in reached], what="x")
    ends = [max(_end(rect) for rect in parsed(row.svg).iter("rect")) for row in rows]
    for (here, end), (there, other) in zip(
        zip([today, *reached], ends, strict=True),
        [*zip(reached, ends[1:], strict=True), (today, ends[0])],
        strict=True,
    ):
        assert end <= 80
        assert here <= there + 0.01 or end >= other - 0.02


def test_what_comes_on_top_is_a_piece_of_its_own() -> None:
    _, more, same = gains(
        today=0.8, changes=[Gain(label="a", reached=0.9), Gain(label="b", reached=0.8)], what="x"
    )
    kept, top = parsed(more.svg).iter("rect")
    assert top.get("class") == "bar"
    assert across(top.get("x")) == across(kept.get("width"))
    assert [one.get("class") for one in parsed(same.svg).iter("rect")] == ["bar rest"]


def test_it_is_said_in_words() -> None:
    today, more = gains(
        today=0.8, changes=[Gain(label="Six more weeks", reached=1.04)], what="all would keep"
    )
    assert (spoken(today.svg), texts(more.svg)) == ("Today: all would keep 80%", ["104%"])
    assert spoken(more.svg) == "Six more weeks: all would keep 104%"


@given(name=names)
def test_any_name_can_be_drawn(name: str) -> None:
    for label in (name, *HOSTILE):
        for row in gains(today=0.5, changes=[Gain(label=label, reached=0.6)], what=label):
            parsed(row.svg)


def _end(rect: object) -> float:
    return across(rect.get("x") or "0%") + across(rect.get("width"))  # type: ignore[attr-defined]
