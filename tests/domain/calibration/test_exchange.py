"""Results as a CSV: it comes back as it was written, and no cell is run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.exchange import (
    MARK,
    OutcomeResult,
    ResultRow,
    csv_of,
    header_of,
    neutralised,
    row_of,
)

RUN = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\n=1",
        "  =1+1",
        "\u00a0=cmd|' /C calc'!A0",
        "\ufeff=1",
        "＝1",
        '=HYPERLINK("http://example.com")',
    ],
)
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Alice", "As agreed", "5", "a=b", "o'clock", "1-2"])
def test_everything_else_stays(cell: str) -> None:
    assert neutralised(cell) == cell


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@given(texts)
def test_no_cell_begins_a_formula(cell: str) -> None:
    shown = neutralised(cell)
    assert not shown.strip(" \u00a0\u200b\ufeff").startswith(tuple(RUN))
    assert neutralised(shown) == shown
    assert shown.endswith(cell)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=6))
def test_a_file_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    written = csv_of(["a", "b", "c"], rows)

    assert written.startswith(MARK)
    back = list(csv.reader(io.StringIO(written.removeprefix(MARK), newline=""), strict=True))
    assert back == [["a", "b", "c"], *[[neutralised(cell) for cell in row] for row in rows]]


def test_a_member_has_one_cell_a_column() -> None:
    one = ResultRow(
        cycle="July to December",
        partnership="Growth",
        team="Growth team",
        name="Alice",
        email="alice@example.com",
        role="Engineering",
        outcomes=(OutcomeResult(outcome="delivery", step=2, label="As agreed"),),
        is_exception=True,
        corrected=False,
        decided_on=date(2026, 11, 26),
    )
    outcomes = ["delivery", "impact"]

    row = dict(zip(header_of(outcomes), row_of(one, outcomes), strict=True))

    assert (row["delivery"], row["delivery_step"]) == ("As agreed", "3")
    assert (row["impact"], row["impact_step"]) == ("", "")
    assert (row["exception"], row["corrected"]) == ("yes", "no")
    assert (row["decided"], row["released"]) == ("2026-11-26", "")
