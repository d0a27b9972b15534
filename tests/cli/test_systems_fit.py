"""`trifecta systems fit` finds numbers that fit what was counted."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.domain.systems.hiring_data import HIRING, hiring

from trifecta.cli.main import main

VARY = ("--vary", "Interviews > Offers=uniform(0.05, 0.9)", "--tries", "500")


@pytest.fixture
def model(tmp_path: Path) -> str:
    file = tmp_path / "hiring.txt"
    file.write_text(HIRING.replace("0.25", "0.6"))
    return str(file)


def fit(model: str, *arguments: str) -> Result:
    given = hiring(1).flows
    return CliRunner().invoke(main, ["systems", "fit", *arguments, model, "-"], input=given)


def test_the_answer_comes_first_and_the_model_last(model: str) -> None:
    shown = fit(model, *VARY).stdout

    assert shown.startswith("Interviews > Offers fits best at 0.2")
    assert shown.splitlines()[-4] == "[Candidates] > Screens @ 25"
    assert shown.splitlines()[-2].startswith("Interviews > Offers @ 0.2")


def test_the_text_alone_can_be_kept(model: str) -> None:
    shown = fit(model, "--text", *VARY).stdout.splitlines()

    assert len(shown) == 4
    assert shown[0] == "[Candidates] > Screens @ 25"


def test_json_has_numbers_and_text(model: str) -> None:
    shown = json.loads(fit(model, "--json", *VARY).stdout)

    assert shown["numbers"][0]["name"] == "Interviews > Offers"
    assert shown["numbers"][0]["interval"][0] < 0.25 < shown["numbers"][0]["interval"][1]
    assert shown["text"].startswith("[Candidates] > Screens @ 25\n")


def test_ctrl_c_names_what_takes_less_time(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("trifecta.domain.systems.fitting.fit.fit", stopped)
    shown = fit(model, *VARY)

    assert shown.exit_code == 130
    assert shown.stderr.splitlines()[-1] == (
        "Stopped before there was an answer. Fewer rounds, draws or tries take less time."
    )


def test_without_a_number_to_fit_it_says_what_to_write(model: str) -> None:
    shown = fit(model)

    assert shown.exit_code == 2
    assert "Name one to 6 numbers to fit, each with a range" in shown.stderr


def test_csv_has_a_row_for_each_number(model: str) -> None:
    (row,) = csv.DictReader(fit(model, "--csv", *VARY).stdout.splitlines())

    assert row["number"] == "Interviews > Offers"
    assert float(row["before"]) == 0.6
    assert float(row["low"]) < float(row["best"]) < float(row["high"])
    assert row["told"] == "yes"
