"""Exports of several systems give the same counts, and nothing of a person comes out of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.systems.exports import (
    ASHBY,
    GREENHOUSE,
    LEVER,
    SMALL_MODEL,
    WORKABLE,
    drawn_export,
)

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.comparing.comparison import Finding, compare
from trifecta.domain.systems.observing.candidates import candidates_in, counted
from trifecta.domain.systems.observing.cells import DateOrder, UnclearOrderError, date_in, orders_in
from trifecta.domain.systems.observing.exports import Kind, export_in
from trifecta.domain.systems.observing.mapping import (
    ExportMapping,
    fits,
    mapping_in,
    text_of_mapping,
)
from trifecta.domain.systems.observing.packing import packed, unpacked

MODEL = parse(SMALL_MODEL)
FLOWS = {
    0: {1: 2, 2: 1, 3: 0},
    1: {1: 0, 2: 1, 3: 1},
    2: {1: 0, 2: 0, 3: 1},
}
STOCKS = {
    "Screens": {0: 0, 1: 2, 2: 1, 3: 0},
    "Offers": {0: 0, 1: 0, 2: 1, 3: 1},
    "Hires": {0: 0, 1: 0, 2: 0, 3: 1},
}
MAPPINGS = {
    "greenhouse": (
        GREENHOUSE,
        ExportMapping(
            candidate="Candidate ID",
            stages={
                "Application Date": "Screens",
                "Phone Screen Date": "-",
                "Offer Date": "Offers",
                "Hired Date": "Hires",
                "Rejected Date": "left",
            },
        ),
    ),
    "lever": (
        LEVER,
        ExportMapping(
            candidate="opportunity_id",
            stage="stage_name",
            entered="entered_at",
            stages={
                "New lead": "Screens",
                "Phone screen": "-",
                "Offer": "Offers",
                "Hired": "Hires",
                "Archived": "left",
            },
        ),
    ),
    "ashby": (
        ASHBY,
        ExportMapping(
            candidate="Candidate",
            stage="Interview Stage",
            entered="Entered Stage At",
            stages={
                "Application Review": "Screens",
                "Offer": "Offers",
                "Hired": "Hires",
                "Rejected": "left",
            },
        ),
    ),
    "workable": (
        WORKABLE,
        ExportMapping(
            stages={
                "Applied on": "Screens",
                "Offer on": "Offers",
                "Hired on": "Hires",
                "Disqualified on": "left",
            },
        ),
    ),
}


@pytest.mark.parametrize("system", MAPPINGS)
def test_every_system_gives_the_same_counts(system: str) -> None:
    text, mapping = MAPPINGS[system]
    export = unpacked(packed(export_in(text)))
    found = counted(export, mapping, model=MODEL)

    assert found.monday == date(2026, 2, 23)
    assert found.flows == FLOWS
    assert found.stocks == STOCKS
    assert fits(mapping, export, MODEL)


@pytest.mark.parametrize("system", MAPPINGS)
def test_nobody_is_left_in_what_goes_out_with_a_page(system: str) -> None:
    kept = repr(export_in(MAPPINGS[system][0])).lower()

    for word in ("kim", "noor", "ada", "example.org", "robin", "sam lee", "a-1", "901"):
        assert word not in kept


@pytest.mark.parametrize("system", MAPPINGS)
def test_a_mapping_comes_back_as_it_was_kept(system: str) -> None:
    mapping = MAPPINGS[system][1]

    assert mapping_in(text_of_mapping(mapping)) == mapping


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"stages": 1}', "[" * 5_000])
def test_what_is_no_mapping_is_none(text: str) -> None:
    assert mapping_in(text) is None


def test_a_new_stage_makes_a_mapping_not_fit() -> None:
    text, mapping = MAPPINGS["lever"]

    assert not fits(mapping, export_in(f"{text}a-3;Reference check;2026-03-19;Sam\n"), MODEL)
    assert not fits(mapping, export_in(GREENHOUSE), MODEL)
    assert not fits(mapping, export_in(text), parse("[A] > B @ 1"))


@given(st.text(alphabet="abcXYZ019-_=+/", max_size=200))
def test_what_was_not_packed_here_is_refused(text: str) -> None:
    with pytest.raises(InvalidError, match="did not come back whole"):
        unpacked(text)


def test_the_command_finds_the_columns_of_events_itself() -> None:
    stages = {"New lead": "Screens", "Offer": "Offers", "Hired": "Hires", "Archived": "left"}
    found = candidates_in(LEVER, model=MODEL, stages=stages)

    assert (found.flows, found.stocks) == (FLOWS, STOCKS)


def test_a_column_can_be_a_flow_by_itself() -> None:
    mapping = ExportMapping(
        stages={"Applied on": "Screens", "Offer on": "Screens > Offers", "Hired on": "Hires"}
    )
    found = counted(export_in(WORKABLE), mapping, model=MODEL)

    assert found.flows == {0: FLOWS[0], 1: FLOWS[1]}
    assert "1 steps went between stages" in found.notes[-1]


def test_a_stage_that_is_entered_again_counts_once() -> None:
    again = f"{LEVER}a-1;Offer;2026-03-11;Robin Hill\n"
    _, mapping = MAPPINGS["lever"]
    found = counted(export_in(again), mapping, model=MODEL)

    assert found.flows == FLOWS
    assert "1 rows name a stage that the same candidate was in before" in " ".join(found.notes)


def test_a_candidate_in_two_rows_is_said() -> None:
    more = f"{GREENHOUSE}Kim Doe,901,kim@example.org,Designer,03/20/2026,,,,\n"
    found = counted(export_in(more), MAPPINGS["greenhouse"][1], model=MODEL)

    assert "1 rows have a candidate that an earlier row has too" in " ".join(found.notes)


def test_day_and_month_are_never_guessed() -> None:
    text = "Applied on,Offer on\n03/04/2026,05/04/2026\n06/04/2026,\n"
    mapping = ExportMapping(stages={"Applied on": "Screens", "Offer on": "Offers"})
    with pytest.raises(UnclearOrderError, match="“03/04/2026” can be read in two ways"):
        counted(export_in(text), mapping, model=MODEL)

    said = ExportMapping(stages=mapping.stages, order=DateOrder.MONTH_FIRST)
    assert counted(export_in(text), said, model=MODEL).monday == date(2026, 2, 23)


def test_dates_of_both_orders_are_refused() -> None:
    text = "Applied on\n31/03/2026\n03/31/2026\n03/04/2026\n"
    with pytest.raises(InvalidError, match="Some dates have the day first and others"):
        counted(export_in(text), ExportMapping(stages={"Applied on": "Screens"}), model=MODEL)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-31",
        "2026/3/31",
        "2026-03-31T10:00:00Z",
        "2026-03-31 10:00:00 UTC",
        "31.3.2026",
        "31.03.2026 10:00",
        "31/03/2026",
        "3/31/26",
        "03-31-2026",
        "31 Mar 2026",
        "31-Mar-2026",
        "31 March 2026",
        "Mar 31, 2026",
        "March 31, 2026, 10:05 AM",
        '="2026-03-31"',
    ],
)
def test_dates_are_read_as_systems_write_them(cell: str) -> None:
    assert date_in(cell) == date(2026, 3, 31)


@pytest.mark.parametrize(
    "cell", ["", "Kim", "46112", "=1+1", "31 Foo 2026", "2026-13-01", "3/4/2026", "13/13/2026"]
)
def test_others_are_no_dates(cell: str) -> None:
    with pytest.raises(ValueError, match="“"):
        date_in(cell)


def test_cells_decide_the_order_together() -> None:
    day_first = frozenset({DateOrder.DAY_FIRST})
    assert orders_in(["03/04/2026", "31/03/2026"]) == (day_first, "03/04/2026")
    assert orders_in(["04/04/2026"]) == (frozenset(), "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-02,Kim Doe\n2026-03-03,Ada", "line 1: there are no headings"),
        ("Name,Applied on\nKim,\n", "No row has a date"),
        ("a,a\n1,2", "stands twice"),
        (",".join(f"c{n}" for n in range(201)) + "\n1", "more than 200 columns"),
    ],
)
def test_what_is_no_export_is_refused_without_names(text: str, said: str) -> None:
    with pytest.raises(InvalidError) as refusal:
        counted(export_in(text), ExportMapping(stages={"Applied on": "Screens"}), model=MODEL)
    assert said in refusal.value.message
    assert "Kim" not in refusal.value.message


def test_a_cell_that_is_no_date_is_said_by_its_line_alone() -> None:
    text = GREENHOUSE.replace("03/10/2026", "Kim Doe")
    with pytest.raises(InvalidError) as refusal:
        counted(export_in(text), MAPPINGS["greenhouse"][1], model=MODEL)
    assert refusal.value.message == (
        "line 2, column Offer Date: this is no date such as 2026-03-31."
    )


def test_columns_are_told_apart_by_what_stands_in_them() -> None:
    kinds = {one.heading: one.kind for one in export_in(LEVER).columns}

    assert kinds == {
        "opportunity_id": Kind.OTHER,
        "stage_name": Kind.WORDS,
        "entered_at": Kind.DATES,
        "owner_name": Kind.OTHER,
    }


def test_words_of_columns_that_are_no_stages_are_not_kept() -> None:
    rows = "".join(
        f"Kim,{stage},2026-03-0{n}\nAda,{stage},2026-03-0{n}\n"
        for n, stage in enumerate(("New", "Offer"), 1)
    )
    assert "Kim" not in repr(export_in(f"Bewerber,Stage,Am\n{rows}"))


CHAIN = parse(
    "[Candidates] > Screens @ 25\nScreens > Interviews @ 0.5\nInterviews > Offers @ 0.4\n"
    "Offers > Hires @ 0.6"
)
CHAIN_STAGES = {
    "Applied": "Screens",
    "Interview": "Interviews",
    "Offer": "Offers",
    "Hired": "Hires",
    "Gone": "left",
}


@pytest.mark.parametrize("days", [1, 3, 7])
def test_a_model_with_the_right_shares_fits_however_fast_people_move(days: int) -> None:
    parted = 0
    for seed in range(6):
        observed = candidates_in(drawn_export(seed, days=days), model=CHAIN, stages=CHAIN_STAGES)
        parted += any(one.finding is Finding.PARTS for one in compare(CHAIN, observed).flows)
    assert parted <= 1


def test_a_wrong_share_is_still_found_where_people_move_fast() -> None:
    wrong = parse(
        "[Candidates] > Screens @ 25\nScreens > Interviews @ 0.25\nInterviews > Offers @ 0.4\n"
        "Offers > Hires @ 0.6"
    )
    observed = candidates_in(drawn_export(1, days=2), model=wrong, stages=CHAIN_STAGES)
    parted = [one.name for one in compare(wrong, observed).parted]

    assert parted == ["Screens > Interviews"]


def test_weeks_counted_once_stay_as_they_were_when_more_are_added() -> None:
    text = drawn_export(3, days=3)
    rows = text.splitlines()
    cut = "2026-06-01"
    early = "\n".join([rows[0], *(_before(row, cut) for row in rows[1:] if row[:10] < cut)])
    whole = candidates_in(text, model=CHAIN, stages=CHAIN_STAGES)
    part = candidates_in(early, model=CHAIN, stages=CHAIN_STAGES)

    for flow, counts in part.flows.items():
        assert counts == {week: whole.flows[flow][week] for week in counts}


def _before(row: str, cut: str) -> str:
    return ",".join(cell if cell < cut else "" for cell in row.split(","))
