"""Promises are one bar each, named where they stand."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, parsed, spoken, texts

from trifecta.charts.chart import Chart
from trifecta.charts.promises import promises

NARROWEST_PANEL = 200
counts = st.integers(0, 15)


def drawn(**numbers: int) -> Chart:
    given_numbers: dict[str, Any] = {"kept": 0, "not_kept": 0} | numbers
    return promises(title="You kept five of six promises", description="", **given_numbers)


@given(kept=counts, not_kept=counts, dropped=counts, still_open=counts)
def test_there_is_one_bar_for_each_promise_and_none_touches_the_next(
    kept: int, not_kept: int, dropped: int, still_open: int
) -> None:
    total = kept + not_kept + dropped + still_open
    if not total:
        return
    shown = drawn(kept=kept, not_kept=not_kept, dropped=dropped, still_open=still_open)

    bars = list(parsed(shown.svg).iter("rect"))
    edges = [(across(b.get("x")), across(b.get("x")) + across(b.get("width"))) for b in bars]

    assert len(bars) == total
    assert all(0 <= left < right <= 100 for left, right in edges)
    assert all(one[1] < two[0] for one, two in pairwise(edges))


@given(kept=counts, not_kept=counts, dropped=counts, still_open=counts)
def test_no_label_covers_another_even_in_the_narrowest_panel(
    kept: int, not_kept: int, dropped: int, still_open: int
) -> None:
    if not kept + not_kept + dropped + still_open:
        return
    shown = drawn(kept=kept, not_kept=not_kept, dropped=dropped, still_open=still_open)

    labels = [_span(node.attrib, node.text or "") for node in parsed(shown.svg).iter("text")]

    for (left, right, line), (other_left, other_right, other_line) in combinations(labels, 2):
        assert line != other_line or right <= other_left or other_right <= left
    assert all(left >= 0 and right <= NARROWEST_PANEL for left, right, _ in labels)


def _span(attributes: dict[str, str], text: str) -> tuple[float, float, str]:
    foot = across(attributes["x"]) / 100 * NARROWEST_PANEL
    width = 7 * len(text)
    left = foot - width if attributes.get("text-anchor") == "end" else foot
    return left, left + width, attributes["y"]


def test_each_kind_is_named_with_its_number_and_spoken() -> None:
    shown = drawn(kept=5, not_kept=1)

    assert texts(shown.svg) == ["5 kept", "1 not kept"]
    assert spoken(shown.svg) == "You kept five of six promises. Promises: 5 kept and 1 not kept."


def test_kept_promises_come_first_and_look_different_from_the_rest() -> None:
    shown = drawn(kept=1, not_kept=1, dropped=1, still_open=1)

    looks = [(b.get("class"), b.get("stroke-dasharray")) for b in parsed(shown.svg).iter("rect")]

    assert looks[0] == ("bar", None)
    assert len(set(looks)) == 4


def test_the_table_says_nought_as_well() -> None:
    assert drawn(kept=2).table.rows == (
        ("kept", "2"),
        ("not kept", "0"),
        ("dropped", "0"),
        ("open", "0"),
    )


def test_without_promises_there_is_no_picture() -> None:
    with pytest.raises(ValueError, match="at least one promise"):
        drawn()
