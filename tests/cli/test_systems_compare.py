"""`trifecta systems compare` says where a model and what was counted part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.domain.systems.hiring_data import HIRING, Rates, hiring

from trifecta.cli.main import main

PARTS = hiring(3, since=12, after=Rates(offered=0.08))


@pytest.fixture
def model(tmp_path: Path) -> str:
    file = tmp_path / "hiring.txt"
    file.write_text(HIRING)
    return str(file)


def compare(model: str, *arguments: str, given: str = PARTS.flows) -> Result:
    return CliRunner().invoke(main, ["systems", "compare", *arguments, model, "-"], input=given)


def test_a_sentence_comes_first(model: str) -> None:
    shown = compare(model)

    assert shown.exit_code == 0
    assert shown.stdout.startswith("The model and reality part at Offers in week 1")
    assert "Interviews > Offers" in shown.stdout


def test_json_has_the_sentence_and_every_week(model: str) -> None:
    shown = json.loads(compare(model, "--json", given=PARTS.stocks).stdout)

    assert shown["verdict"] == "parts"
    assert len(shown["flows"][2]["weeks"]) == 25
    assert [stock["stock"] for stock in shown["stocks"]][:2] == ["Screens", "Interviews"]


def test_csv_has_a_row_a_week(model: str) -> None:
    lines = compare(model, "--csv", given=PARTS.stocks).stdout.splitlines()

    assert lines[0] == "week,stock or flow,observed,expected,low,high"
    assert len(lines) == 1 + 4 * 25 + 4 * 26


def test_candidates_with_dates_are_counted(model: str) -> None:
    rows = [
        f"Person {at},2026-0{1 + at % 5}-1{at % 7},2026-0{1 + at % 5}-2{at % 7},"
        for at in range(60)
    ]
    export = "\n".join(["Name,Applied,Interviewed,Gone", *rows])
    stages = ("--stage", "Applied=Screens", "--stage", "Interviewed = Interviews")
    shown = compare(model, *stages, "--stage", "Gone=left", given=export)

    assert shown.exit_code == 0, shown.output
    assert "60 rows were counted" in shown.stdout
    assert "Person" not in shown.stdout


def test_what_is_wrong_ends_with_two_and_names_the_file(model: str) -> None:
    shown = compare(model, given="week,stock,value\n1,Screns,2\nx,Screens,3\n")

    assert shown.exit_code == 2
    assert shown.stderr.splitlines() == [
        "standard input: line 2, column stock: no stock or flow of the model is called “Screns”; "
        "did you mean “Screens”?",
        "standard input: line 3, column week: “x” is no date. Write a week as 7, or as a date: "
        "2026-03-31.",
    ]


def test_numbers_that_are_not_sure_widen_bands_and_move_no_test(model: str) -> None:
    vary = ("--vary", "Candidates > Screens=uniform(5, 60)")
    plain = json.loads(compare(model, "--json", given=PARTS.stocks).stdout)
    wide = json.loads(compare(model, "--json", *vary, given=PARTS.stocks).stdout)

    ends = [
        shown["stocks"][0]["high"][-1] - shown["stocks"][0]["low"][-1] for shown in (plain, wide)
    ]
    assert ends[1] > 2 * ends[0]
    assert wide["flows"] == plain["flows"]


def test_rows_of_events_are_counted_by_their_stages(model: str) -> None:
    rows = [
        f"{at};{stage};2026-0{1 + at % 5}-{day}"
        for at in range(60)
        for stage, day in (("New", 10 + at % 7), ("Onsite", 20 + at % 7))
    ]
    export = "\n".join(["candidate_id;stage;entered_at", *rows])
    shown = compare(model, "--stage", "New=Screens", "--stage", "Onsite=Interviews", given=export)

    assert shown.exit_code == 0, shown.output
    assert "candidate_id says which candidate" in shown.output


@pytest.mark.parametrize("order", ["day first", "month first"])
def test_day_or_month_first_has_to_be_said(model: str, order: str) -> None:
    weeks = "week,Screens\n" + "".join(f"0{n}/0{n + 1}/2026,{n}\n" for n in range(1, 7))
    asked = compare(model, given=weeks)
    assert asked.exit_code == 2
    assert '--stage "dates=day first"' in asked.output

    assert compare(model, "--stage", f"dates={order}", given=weeks).exit_code == 0


def test_a_file_of_a_spreadsheet_in_utf_16_is_read(model: str, tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(PARTS.flows, encoding="utf-16")
    shown = CliRunner().invoke(main, ["systems", "compare", model, str(file)])

    assert shown.exit_code == 0, shown.output
