"""`trifecta systems run` prints every round, and says what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from trifecta.cli.main import main

HIRING = "[Candidates] > Screens @ 25\nScreens > Offers @ 0.3\nOffers > Hires(2) @ Leak(0.5)\n"


def run(*arguments: str, given: str | bytes = HIRING) -> Result:
    return CliRunner().invoke(main, ["systems", "run", *arguments, "-"], input=given)


def test_csv_has_the_shown_stocks_and_a_row_a_round() -> None:
    assert run("--rounds", "3", "--csv").stdout.splitlines() == [
        "Screens,Offers,Hires",
        "0,0,2",
        "25,0,2",
        "25,7,2",
        "25,11,5",
    ]


def test_division_makes_numbers_that_are_not_whole() -> None:
    assert (
        run("--rounds", "1", "--csv", given="a(10) > b @ 4/2").stdout.splitlines()[2] == "8.0,2.0"
    )


def test_json_has_names_for_numbers_without_end() -> None:
    shown = run("--rounds", "1", "--json", given="a(5) > b(inf) @ 1")

    assert json.loads(shown.stdout) == {
        "rounds": 1,
        "stocks": ["a", "b"],
        "values": [[5, "inf"], [4, "inf"]],
    }


def test_every_fault_is_said_with_its_place() -> None:
    shown = run(given="a(5) > b @ Invalid(1)\nb > c @ 1 +\nc > d @ 1")

    assert shown.exit_code == 2
    assert shown.stderr.splitlines() == [
        "standard input: Line 1, column 12: There is no flow of the kind Invalid. Write Rate(5), "
        "Conversion(0.5) or Leak(0.1).",
        'standard input: Line 2, column 11: The formula ends with "+". Write a number or a name '
        'after "+", or take it out.',
    ]
    assert shown.stdout == ""


def test_a_fault_of_a_round_says_which(tmp_path: Path) -> None:
    file = tmp_path / "model.txt"
    file.write_text("[w] > a(2) @ 0-1\na > b @ 1\nc(9) > d @ 4 / (a - 0)\n")
    shown = CliRunner().invoke(main, ["systems", "run", str(file)])

    assert shown.exit_code == 2
    assert "line 3" in shown.stderr.lower()
    assert "round 3" in shown.stderr


def test_line_ends_of_other_machines_are_read() -> None:
    assert (
        run("--csv", "--rounds", "0", given=b"\xef\xbb\xbfa(5) > b @ 1\r\n\r\n").stdout
        == "a,b\n5,0\n"
    )


def test_sane_semantics_are_asked_for_and_say_what_is_lost() -> None:
    given = "[Candidates] > Screens @ 2 + 3 * 4\nScreens > Offers @ 0.25\n"
    shown = run("--semantics", "sane", "--rounds", "3", given=given)

    assert [line.split() for line in shown.stdout.splitlines()] == [
        ["Round", "Screens", "Offers"],
        ["0", "0", "0"],
        ["1", "14", "0"],
        ["2", "14", "3.5"],
        ["3", "14", "7"],
        ["Lost", "in", "conversions:", "21", "of", "Screens."],
    ]
    as_json = json.loads(run("--semantics", "sane", "--rounds", "2", "--json", given=given).stdout)
    assert as_json["lost"] == [{}, {}, {"Screens": 10.5}]
    assert run("--rounds", "1", "--csv", given=given).stdout.splitlines()[-1] == "20,0"
