"""`trifecta systems bottleneck` says where it piles up, and what matters most."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trifecta.cli.main import main


@pytest.fixture
def model(tmp_path: Path) -> str:
    file = tmp_path / "queue.txt"
    file.write_text("[In] > Queue @ 10\nQueue > Desk @ 6\nDesk > Done @ Leak(0.2)\n")
    return str(file)


def bottleneck(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, ["systems", "bottleneck", *arguments], input=given)


def test_a_sentence_comes_first(model: str) -> None:
    shown = bottleneck("--rounds", "20", model)

    assert shown.exit_code == 0
    assert shown.stdout.startswith("It piles up in Queue (from ")


def test_json_has_everything(model: str) -> None:
    vary = ("--vary", "Queue > Desk=uniform(2, 12)", "--vary", "In > Queue=uniform(8, 12)")
    shown = json.loads(bottleneck("--json", "--rounds", "20", *vary, model).stdout)

    assert [one["name"] for one in shown["totals"]] == ["Queue > Desk", "In > Queue"]
    assert shown["totals"][0]["range"] == [2.0, 12.0]


def test_counts_take_the_place_of_the_models_stages(model: str) -> None:
    counts = "week,Queue,Desk\n" + "\n".join(f"{week},{30 - week % 3},9" for week in range(9))
    shown = bottleneck("--rounds", "20", model, "-", given=counts)

    assert shown.stdout.startswith("Nothing piles up beyond chance.")


@pytest.mark.parametrize("option", ["Queue > Desk", "Queue > Desk=normal(1, 2)", "Queue=much"])
def test_a_range_that_cannot_be_read_is_refused(model: str, option: str) -> None:
    shown = bottleneck("--vary", option, model)

    assert shown.exit_code == 2
    assert "--vary" in shown.stderr


def test_csv_has_a_row_for_each_stage_limit_and_number(model: str) -> None:
    rows = list(csv.DictReader(bottleneck("--csv", "--rounds", "20", model).stdout.splitlines()))
    queue = next(row for row in rows if row["about"] == "stage" and row["name"] == "Queue")
    numbers = [row for row in rows if row["about"] == "number"]

    assert float(queue["ends"]) > float(queue["begins"])
    assert queue["elasticity"] == ""
    assert {row["name"] for row in numbers} >= {"In > Queue", "Queue > Desk", "Desk > Done"}
    assert all(row["elasticity"] and row["goal at lower"] for row in numbers)
    assert None not in rows[0]


def test_the_goal_can_be_where_a_stock_ends(model: str) -> None:
    shown = json.loads(bottleneck("--json", "--goal", "Queue", "--at-end", model).stdout)

    assert shown["measure"] == "end"
    assert shown["reached"] == shown["stages"][0]["ends"]
