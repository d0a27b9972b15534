"""Counts are read as spreadsheets write them, and what is wrong is said with its place."""

from __future__ import annotations

from datetime import date

import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.observing.candidates import candidates_in, stages_in
from trifecta.domain.systems.observing.observations import Observations, rows_of_observations
from trifecta.domain.systems.observing.weekly import observations_in

MODEL = parse("[Candidates] > Screens @ 25\nScreens > Offers @ 0.3\nOffers > Hires @ Leak(0.5)")
SCREENED, OFFERED, HIRED = 0, 1, 2


def read(text: str) -> Observations:
    return observations_in(text, model=MODEL)


def refused(text: str) -> str:
    with pytest.raises(InvalidError) as refusal:
        read(text)
    return refusal.value.message


def test_a_row_a_count() -> None:
    found = read("week,stock or flow,value\n1,Screens,25\n1,Screens > Offers,7\n2,Screens,24\n")

    assert found.stocks == {"Screens": {1: 25.0, 2: 24.0}}
    assert found.flows == {OFFERED: {1: 7.0}}


def test_a_column_a_stock_or_flow() -> None:
    found = read("Week\tScreens\toffers > hires\n1\t25\t\n2\t24\t3\n")

    assert found.stocks == {"Screens": {1: 25.0, 2: 24.0}}
    assert found.flows == {HIRED: {2: 3.0}}


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffweek;stock or flow;value\r\n3;Screens;2,5\r\n",
        "week,name,count\nW3,screens,2.5\n",
        "Value;Stage;Week\n2,5;  Screens ;week 3\n",
        'week\tstock\tvalue\n"3"\tSCREENS\t2,5\n3\tOffers\tNA\n',
    ],
)
def test_it_is_read_as_spreadsheets_write_it(text: str) -> None:
    assert list(rows_of_observations(read(text), MODEL)) == [(3, "Screens", 2.5)]


@pytest.mark.parametrize("arrow", [">", " > ", "->", " → "])
def test_flows_are_named_with_an_arrow(arrow: str) -> None:
    assert read(f"week,flow,value\n1,Screens{arrow}Offers,4").flows == {OFFERED: {1: 4.0}}


def test_dates_become_weeks_that_begin_on_monday() -> None:
    found = read("date,Screens\n2026-03-01,9\n2026-03-02,10\n8.3.2026,12\n2026-W11,13\n")

    assert found.monday == date(2026, 2, 23)
    assert found.stocks == {"Screens": {0: 9.0, 1: 12.0, 2: 13.0}}


def test_dates_with_flows_alone_begin_with_week_one() -> None:
    found = read("date,Screens > Offers\n2026-03-02,3\n2026-03-04,4\n2026-03-10,5\n")

    assert found.flows == {OFFERED: {1: 7.0, 2: 5.0}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("a,b\n1,2", "line 1: no heading is “week” or “date”. It needs the headings “week”"),
        ("week\n1", "line 1: there is nothing beside “week”."),
        ("week,Screns\n1,2", "line 1, column screns: no stock or flow of the model is called"),
        ("week,stock,value\n1,Screns,2", "line 2, column stock: no stock or flow of the model"),
        ("week,stock,value\n1,Screns,2", "did you mean “Screens”?"),
        ("week,stock,value\nsoon,Screens,2", "line 2, column week: “soon” is no date. Write a"),
        ("week,stock,value\n1,Screens,many", "line 2, column value: write a number such as 12"),
        ("week,stock,value\n1,Screens,-2", "line 2, column value: a count is from 0 to"),
        ("week,stock,value\n1,Screens,nan", "line 2, column value: write a number such as 12"),
        ("week,stock,value\n1,Screens,2\n1,Screens,3", "line 3, column week: this was counted on"),
        ("week,stock,value\n03/04/2026,Screens,2", "“03/04/2026” can be read in two ways"),
        ("week,stock,value\n2026-02-30,Screens,2", "is no day of the calendar"),
        ("week,stock,value\n1,Screens,2\n2026-03-01,Screens,3", "numbers in some rows and dates"),
        ("week,stock,value\n1,Screens,\n", "Every count of the file is blank."),
        ("week,stock,value\n1,Screens,2\n9999,Screens,2", "over more than 1,000 weeks"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert said in refused(text)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    found = refused("week,stock,value\nx,Screns,2\n1,Screens,y\n")

    assert len(found.splitlines()) == 3


def test_two_flows_of_one_name_cannot_be_told_apart() -> None:
    model = parse("a(9) > b @ 1\na > b @ 2")
    with pytest.raises(InvalidError, match="the model has 2 flows “a > b”: count stocks"):
        observations_in("week,flow,value\n1,a > b,3", model=model)


EXPORT = """Name,Email,Applied on,Offer on,Start,Rejected
Kim,kim@example.org,2026-03-02,2026-03-10,2026-03-17,
Noor,noor@example.org,2026-03-03,,,2026-03-12
Ada,ada@example.org,2026-03-09T10:00,2026-03-18,,
"""
STAGES = """# how the export says it
Applied on = Screens
Offer on = Offers
Start = Hires
"""


def test_candidates_are_counted_by_week() -> None:
    stages = stages_in(f"{STAGES}Rejected = left")
    found = candidates_in(EXPORT, model=MODEL, stages=stages)

    assert found.flows == {
        SCREENED: {1: 2, 2: 1, 3: 0},
        OFFERED: {1: 0, 2: 1, 3: 1},
        HIRED: {1: 0, 2: 0, 3: 1},
    }
    assert found.stocks == {
        "Screens": {0: 0, 1: 2, 2: 1, 3: 0},
        "Offers": {0: 0, 1: 0, 2: 1, 3: 1},
        "Hires": {0: 0, 1: 0, 2: 0, 3: 1},
    }


def test_nobody_is_seen_to_leave_without_a_column_for_it() -> None:
    found = candidates_in(EXPORT, model=MODEL, stages=stages_in(STAGES))

    assert found.stocks == {}
    assert "No column says when somebody left" in " ".join(found.notes)


def test_nothing_of_a_person_is_kept_or_repeated() -> None:
    stages = stages_in(STAGES)
    assert "kim" not in repr(candidates_in(EXPORT, model=MODEL, stages=stages)).lower()
    with pytest.raises(InvalidError) as refusal:
        candidates_in(EXPORT.replace("2026-03-10", "Kim Doe"), model=MODEL, stages=stages)
    assert refusal.value.message == "line 2, column Offer on: this is no date such as 2026-03-31."


def test_a_step_that_no_flow_joins_is_left_out_and_said() -> None:
    export = "applied,offer,start\n2026-03-02,,2026-03-09\n"
    stages = {"applied": "Screens", "offer": "Offers", "start": "Hires"}
    found = candidates_in(export, model=MODEL, stages=stages)

    assert found.flows == {SCREENED: {1: 1, 2: 0}}
    assert "1 steps went between stages" in found.notes[-1]


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ({}, "Say which column is which stock"),
        ({"applied": "Screning"}, "the model has no such stock"),
        ({"gone": "Screens"}, "the heading “gone” is missing"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(stages: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        candidates_in(EXPORT, model=MODEL, stages=stages)


def test_a_line_of_a_mapping_needs_an_equals_sign() -> None:
    with pytest.raises(InvalidError, match="line 2: write the heading of a column"):
        stages_in("a = b\nc d")
