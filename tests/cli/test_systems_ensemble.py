"""`trifecta systems ensemble` prints percentiles, and says what to write instead."""

from __future__ import annotations

import csv
import json
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.interrupting import STOPPED_BY_CTRL_C, interruptible

from trifecta.cli.main import main

HIRING = "[Candidates] > Screens @ 25\nScreens > Offers @ 0.3\nOffers > Hires(2) @ Leak(0.5)\n"
VARY = ("--vary", "Screens > Offers=choice(0.2, 0.4)")


def run(*arguments: str, given: str = HIRING) -> Result:
    return CliRunner().invoke(main, ["systems", "ensemble", *arguments, "-"], input=given)


def test_a_table_has_the_shown_stocks_of_the_last_round() -> None:
    shown = run(*VARY, "--rounds", "3", "--draws", "200")

    assert (shown.exit_code, shown.stderr) == (0, "")
    assert [line.split() for line in shown.stdout.splitlines()] == [
        ["Round", "Stock", "5", "%", "25", "%", "50", "%", "75", "%", "95", "%"],
        ["3", "Screens", "25", "25", "25", "25", "25"],
        ["3", "Offers", "8", "8", "8", "15", "15"],
        ["3", "Hires", "4", "4", "4", "7", "7"],
    ]


def test_csv_has_a_row_for_each_stock_and_round() -> None:
    rows = list(
        csv.reader(run(*VARY, "--rounds", "5", "--every", "2", "--csv").stdout.splitlines())
    )

    assert rows[0] == ["Round", "Stock", "5", "25", "50", "75", "95"]
    assert [row[0] for row in rows[1::3]] == ["0", "2", "4", "5"]


def test_json_says_what_was_asked_and_what_errs() -> None:
    shown = run(
        "--vary", "a=choice(0, 4)", "--rounds", "1", "--draws", "100", "--json",
        given="[w] > a(4) @ 2 / a",
    )  # fmt: skip
    data = json.loads(shown.stdout)

    assert data["vary"] == {"a": "choice(0, 4)"}
    assert data["stocks"] == {"a": [[4.5] * 5]}
    assert data["failed"][0]["draws"] == data["replayed"] > 20
    assert data["failed"][0]["reason"].startswith("Line 1, column 14: 2 / a divides by zero.")


def test_what_errs_is_said_beside_a_table() -> None:
    shown = run("--vary", "a=choice(0, 4)", "--rounds", "1", given="[w] > a(4) @ 2 / a")

    assert "of 10,000 draws came to no result and are left out. Line 1" in shown.stderr


def test_numbers_are_listed_by_name() -> None:
    assert run("--parameters", "--csv").stdout.splitlines() == [
        "Number,Value,Line",
        "Screens,0,",
        "Offers,0,",
        "Hires,2,3",
        "Candidates > Screens,25,1",
        "Screens > Offers,0.3,2",
        "Offers > Hires,0.5,3",
    ]


def test_distributions_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "vary.txt"
    file.write_text("# what we do not know\n\nScreens > Offers = choice(0.2, 0.4)  # two years\n")

    assert run("--vary-from", str(file)).stdout == run(*VARY).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Nothing is varied"),
        (("--vary", "Hires"), 'Write one such as "Recruiters=uniform(2, 6)"'),
        (("--vary", "Hires=uniform(3)"), "Write uniform(low, high)"),
        (("--vary", "Hire=uniform(3, 4)"), 'Did you mean "Hires"?'),
        ((*VARY, *VARY), "varied twice"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_what_to_write(
    arguments: tuple[str, ...], message: str
) -> None:
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert message in shown.stderr
    assert shown.stdout == ""


def test_a_line_of_a_file_that_says_nothing_is_named(tmp_path: Path) -> None:
    file = tmp_path / "vary.txt"
    file.write_text("Hires = integers(1, 2)\nOffers\n")

    assert f"{file}: line 2" in run("--vary-from", str(file)).stderr


def test_long_work_says_so_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    file = tmp_path / "model.txt"
    file.write_text(HIRING)
    command = ["systems", "ensemble", *VARY, str(file)]
    CliRunner().invoke(main, command)  # compiles, which nothing can stop
    with interruptible(*command, "--draws", "10000000", "--rounds", "1000") as going:
        assert going.stderr is not None
        assert going.stderr.readline() == "Running …\n"
        going.send_signal(signal.SIGINT)
        out, said = going.communicate(timeout=60)
    assert going.returncode in STOPPED_BY_CTRL_C
    assert out == ""
    assert said.startswith("Stopped before there was an answer. Fewer rounds, draws or tries take")
