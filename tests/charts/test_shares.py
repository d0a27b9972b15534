"""How often each answer came: a line an answer, and no more exact than it is said."""

from __future__ import annotations

import pytest
from tests.charts.reading import across, parsed

from trifecta.charts.shares import Share, Shares, share_table, shares

LOW = Share(label="Partly", low=0, high=0.5, words="half or fewer")
HIGH = Share(label="Entirely", low=0.5, high=1, words="more than half")


def drawn(*answers: Share) -> Shares:
    return shares(answers=answers, bounds=[0.5])


def test_a_bar_is_the_part_and_not_a_number() -> None:
    low, high = (parsed(row.svg).find("svg/rect") for row in drawn(LOW, HIGH).rows)
    assert low is not None
    assert high is not None
    assert (across(low.get("x")), across(low.get("width"))) == (0, 50)
    assert (across(high.get("x")), across(high.get("width"))) == (50, 50)


def test_what_is_beyond_the_lowest_part_stands_out() -> None:
    assert [row.most for row in drawn(LOW, HIGH).rows] == [False, True]
    assert [row.most for row in drawn(LOW, LOW).rows] == [False, False]


def test_the_picture_is_said() -> None:
    svg = parsed(drawn(HIGH).rows[0].svg).find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Entirely: more than half"


def test_several_pictures_are_one_table() -> None:
    table = share_table(
        caption="Of all", figures=[("Trust", drawn(LOW, HIGH)), ("Safety", drawn(LOW))]
    )
    assert table.rows == (
        ("Trust", "Partly", "half or fewer"),
        ("Trust", "Entirely", "more than half"),
        ("Safety", "Partly", "half or fewer"),
    )


def test_a_share_lies_between_none_and_all() -> None:
    with pytest.raises(ValueError, match="between none and all"):
        drawn(Share(label="x", low=0.5, high=0.5, words="half"))
