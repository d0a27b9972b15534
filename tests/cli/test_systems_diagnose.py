"""`trifecta systems diagnose` says what keeps people from being hired."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.domain.systems.hiring_data import HIRING, Rates, hiring

from trifecta.cli.main import main

FEWER_OFFERS = hiring(1, weeks=39, since=27, after=Rates(offered=0.05))


@pytest.fixture
def model(tmp_path: Path) -> str:
    file = tmp_path / "hiring.txt"
    file.write_text(HIRING)
    return str(file)


def diagnose(model: str, *arguments: str, given: str = FEWER_OFFERS.flows) -> Result:
    return CliRunner().invoke(main, ["systems", "diagnose", *arguments, model, "-"], input=given)


def test_the_answer_comes_first(model: str) -> None:
    shown = diagnose(model, "--since", "27")

    assert shown.exit_code == 0
    assert shown.stdout.startswith("There is no conviction to make offers: Interviews > Offers")


def test_counts_of_stocks_do_as_well(model: str) -> None:
    shown = json.loads(diagnose(model, "--json", "--since", "27", given=FEWER_OFFERS.stocks).stdout)

    assert shown["diagnosis"] == "no-conviction-to-offer"
    assert [rate["low"] for rate in shown["rates"]] == [False, False, True, False]


def test_a_stock_of_offers_that_is_not_there_is_refused(model: str) -> None:
    shown = diagnose(model, "--offers", "Bids")

    assert shown.exit_code == 2
    assert "No stock of the model is called Bids. There are Screens," in shown.stderr


def test_csv_has_a_row_for_each_step(model: str) -> None:
    rows = list(csv.DictReader(diagnose(model, "--csv", "--since", "27").stdout.splitlines()))

    assert [row["found"] for row in rows].count("low") == 1
    assert rows[2]["step"] == "Interviews > Offers"
    assert float(rows[2]["rate"]) < float(rows[2]["should be"])


def test_where_it_cannot_tell_it_says_what_to_count_next(model: str) -> None:
    shown = diagnose(model, given=hiring(3, weeks=6).flows)

    assert shown.stdout.startswith("Cannot tell: ")
    assert "more weeks like these" in " ".join(shown.stdout.split())
