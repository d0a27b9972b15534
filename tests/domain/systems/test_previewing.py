"""What was read is shown before it is kept, and newer counts are put to those that are there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.systems.exports import ASHBY, GREENHOUSE, LEVER, SMALL_MODEL, WORKABLE

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.observing.cells import DateOrder, UnclearOrderError
from trifecta.domain.systems.observing.encodings import text_in
from trifecta.domain.systems.observing.exports import export_in
from trifecta.domain.systems.observing.guessing import guessed, target_for
from trifecta.domain.systems.observing.merging import (
    from_week,
    merged,
    rows_to_keep,
    text_of_rows,
    until_week,
)
from trifecta.domain.systems.observing.previewing import Preview, preview
from trifecta.domain.systems.observing.weekly import is_weekly, observations_in

MODEL = parse(SMALL_MODEL)
TODAY = date(2026, 6, 10)
DATED = "week,Screens,Screens > Offers\n2026-03-02,25,\n2026-03-09,24,7\n2026-03-16,20,6\n"


def looked_at(text: str) -> Preview:
    return preview(observations_in(text, model=MODEL), MODEL, today=TODAY)


def test_a_preview_says_weeks_names_and_what_was_not_counted() -> None:
    found = looked_at(DATED)

    assert (found.first, found.last, found.weeks) == (date(2026, 3, 2), date(2026, 3, 16), 3)
    assert [(one.name, one.weeks, one.least, one.most) for one in found.found] == [
        ("Screens", 3, 20, 25),
        ("Screens > Offers", 2, 6, 7),
    ]
    assert list(found.table[0].values) == [25, None]
    assert "Hires" in found.not_counted
    assert not found.warnings


def test_a_long_table_shows_its_two_ends() -> None:
    rows = "".join(f"{week},{week}\n" for week in range(1, 31))
    table = looked_at(f"week,Screens\n{rows}").table

    assert [row.week for row in table] == [1, 2, 3, 28, 29, 30]
    assert [row.after_gap for row in table] == [False, False, False, True, False, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("week,Screens\n1,2\n4,2\n", "Nothing was counted in 2 weeks between"),
        ("week,Screens\n2026-03-02,2\n2026-03-16,2\n", "2026-03-09"),
        ("week,Screens\n1,2.5\n2,2\n", "1 numbers are not whole"),
        ("week,Screens\n2026-06-08,2\n", "The week of 2026-06-08 is not over"),
        ("week,Screens\n2026-06-22,2\n", "has not begun yet"),
        (
            "week,Offers,Offers > Hires\n1,2,1\n2,2,3\n",
            "In 1 week more moved through Offers > Hires",
        ),
    ],
)
def test_what_to_look_at_twice_is_said(text: str, said: str) -> None:
    assert any(said in one for one in looked_at(text).warnings)


@pytest.mark.parametrize(
    "text", [DATED, "week,Screens\n0,3\n5,4.5\n10,2\n9,1\n", "date,Offers > Hires\n2026-03-04,2\n"]
)
def test_what_is_kept_reads_the_same(text: str) -> None:
    first = observations_in(text, model=MODEL)
    again = observations_in(text_of_rows(rows_to_keep(first, MODEL)), model=MODEL)

    assert (again.stocks, again.flows, again.monday) == (first.stocks, first.flows, first.monday)


def test_what_is_kept_stands_in_order_of_weeks() -> None:
    kept = rows_to_keep(observations_in("week,Screens\n10,3\n9,4\n", model=MODEL), MODEL)

    assert text_of_rows(kept).splitlines()[1:] == ["9,Screens,4", "10,Screens,3"]


def test_new_weeks_are_added_and_those_in_both_replaced() -> None:
    before = rows_to_keep(observations_in(DATED, model=MODEL), MODEL)
    newer = rows_to_keep(
        observations_in("week,Screens\n2026-03-16,21\n2026-03-23,19\n", model=MODEL), MODEL
    )
    found = merged(before, newer)

    assert (found.there, found.new, found.again, found.changed) == (3, 1, 1, 1)
    assert found.rows[(date(2026, 3, 16), "Screens")] == 21
    assert found.rows[(date(2026, 3, 16), "Screens > Offers")] == 6


def test_weeks_by_number_and_by_date_are_not_put_together() -> None:
    before = rows_to_keep(observations_in(DATED, model=MODEL), MODEL)
    newer = rows_to_keep(observations_in("week,Screens\n1,2\n", model=MODEL), MODEL)
    with pytest.raises(InvalidError, match="cannot be put together"):
        merged(before, newer)


def test_weeks_before_the_first_and_after_the_last_are_left_out() -> None:
    rows = rows_to_keep(observations_in(DATED, model=MODEL), MODEL)
    late = from_week(rows, date(2026, 3, 17), MODEL.shown)

    assert set(late) == {
        (date(2026, 3, 9), "Screens"),
        (date(2026, 3, 16), "Screens"),
        (date(2026, 3, 16), "Screens > Offers"),
    }
    assert {week for week, _ in until_week(rows, date(2026, 3, 17))} == {
        date(2026, 3, 2),
        date(2026, 3, 9),
    }


@pytest.mark.parametrize(
    ("text", "by_event", "stages"),
    [
        (
            GREENHOUSE,
            False,
            {
                "Application Date": "Screens",
                "Phone Screen Date": "Screens",
                "Offer Date": "Offers",
                "Hired Date": "Hires",
                "Rejected Date": "left",
            },
        ),
        (
            LEVER,
            True,
            {
                "New lead": "Screens",
                "Phone screen": "Screens",
                "Offer": "Offers",
                "Hired": "Hires",
                "Archived": "left",
            },
        ),
        (
            ASHBY,
            True,
            {
                "Application Review": "Screens",
                "Offer": "Offers",
                "Hired": "Hires",
                "Rejected": "left",
            },
        ),
        (
            WORKABLE,
            False,
            {
                "Applied on": "Screens",
                "Offer on": "Offers",
                "Hired on": "Hires",
                "Disqualified on": "left",
            },
        ),
    ],
)
def test_columns_are_guessed_from_their_headings(
    text: str, by_event: bool, stages: dict[str, str]
) -> None:
    found = guessed(export_in(text), MODEL)

    assert found.by_event is by_event
    assert found.stages == stages
    assert found.order is None


def test_events_are_told_by_candidate_stage_and_day() -> None:
    found = guessed(export_in(ASHBY), MODEL)

    assert (found.candidate, found.stage, found.entered) == (
        "Candidate",
        "Interview Stage",
        "Entered Stage At",
    )


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("Date of birth", "-"),
        ("Last activity", "-"),
        ("Background check", "-"),
        ("screens_at", "Screens"),
        ("Offer declined", "left"),
        ("Offer accepted", "Hires"),
        ("Withdrawn on", "left"),
    ],
)
def test_a_guess_is_by_words_that_hiring_uses(said: str, to: str) -> None:
    assert target_for(said, MODEL) == to


def test_nobody_is_guessed_to_be_in_a_stock_without_flows() -> None:
    model = parse(
        "Interviewers(4)\n[Candidates] > Sourced @ 9\nSourced > Interviewed @ Interviewers"
    )

    assert target_for("Onsite", model) == "Interviewed"


@pytest.mark.parametrize("text", [GREENHOUSE, LEVER, ASHBY, WORKABLE])
def test_exports_are_told_from_weekly_counts(text: str) -> None:
    assert not is_weekly(text, model=MODEL)


@pytest.mark.parametrize(
    "text",
    [
        DATED,
        "week,stock or flow,value\n1,Nobody,3\n",
        "date,Screns,Offrs\n2026-03-02,3,4\n",
        "week\n1\n",
    ],
)
def test_weekly_counts_are_told_from_exports(text: str) -> None:
    assert is_weekly(text, model=MODEL)


def test_weeks_with_slashes_need_an_order_that_some_cell_may_give() -> None:
    with pytest.raises(UnclearOrderError):
        observations_in("week,Screens\n03/04/2026,2\n", model=MODEL)
    said = observations_in("week,Screens\n04/05/2026,2\n", model=MODEL, order=DateOrder.DAY_FIRST)
    assert said.monday == date(2026, 5, 4)
    told = observations_in("week,Screens\n03/02/2026,2\n03/23/2026,3\n", model=MODEL)
    assert told.monday == date(2026, 3, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    assert text_in("week;Größe\r\n1;2\r\n".encode(encoding)) == "week;Größe\r\n1;2\r\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "This is a workbook or an archive"),
        (b"\x00\x01\x02", "This is no text file"),
        (b"\xff\xfe\x00", "This is no text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x81", "This is no text file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        text_in(data)


@pytest.mark.parametrize("cell", ['="12"', "12"])
def test_a_number_that_is_held_as_text_is_a_number(cell: str) -> None:
    assert observations_in(f"week\tScreens\n1\t{cell}", model=MODEL).stocks == {"Screens": {1: 12}}


def test_a_formula_is_no_number() -> None:
    with pytest.raises(InvalidError, match="write a number such as 12"):
        observations_in("week,Screens\n1,=1+1\n", model=MODEL)
