"""A plan explained, tested and relaxed on the command line, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.docs.scripts import DOCS

from trifecta.cli.main import main

GROWTH = str(DOCS / "examples" / "growth-team.json")
COMMANDS = pytest.mark.parametrize("command", ["explain", "robust", "unlock"])


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, ["compromise", *arguments], input=given)


def answer(*arguments: str, given: str = "") -> dict[str, Any]:
    shown = run(*arguments, "--json", given=given)
    assert shown.exit_code == 0, shown.output
    data: dict[str, Any] = json.loads(shown.stdout)
    return data


def growth(**needs: dict[str, Any]) -> str:
    data = json.loads(Path(GROWTH).read_text())
    for name, fields in needs.items():
        data["needs"][name] |= fields
    return json.dumps(data)


@pytest.mark.parametrize(
    ("command", "begins", "also"),
    [
        ("explain", "Robin and Noor can have about 95% of what they need. The clash is", "gives"),
        ("robust", "The plan can be done in", "Eight draws were solved again."),
        ("unlock", "11 more weeks of engineers in", "No other one can give more."),
    ],
)
def test_a_sentence_comes_first(command: str, begins: str, also: str) -> None:
    shown = run(command, GROWTH)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(begins)
    assert also in shown.stdout
    assert max(len(line) for line in shown.stdout.splitlines()) <= 80


def test_an_explanation_has_what_was_traded_and_what_collides() -> None:
    data = answer("explain", GROWTH)
    assert [row["favourite_of"] for row in data["against"]] == ["Robin", "Noor"]
    (gave, got) = data["against"][0]["trades"]
    assert (gave["party"], gave["need"], gave["weight"]) == ("Robin", "change", 0.3)
    assert (got["party"], got["need"]) == ("Noor", "proof")
    assert got["plan"] > got["favourite"]
    assert data["conflict"] == {"needs": ["learn", "proof"], "irreducible": True, "fewest": True}


def test_draws_come_with_what_was_drawn_and_with_checks() -> None:
    data = answer("robust", GROWTH, "--draws", "200", "--work", "0")
    assert (data["draws"], data["holds"], data["tightest"]) == (200, 1.0, None)
    assert data["spread"] == {
        "weights": 0.2, "efforts": 0.0, "scores": 0.2, "weights_by": "dirichlet",
    }  # fmt: skip
    assert len(data["checks"]) == 8
    assert all(check["missed"]["most"] < 0.005 for check in data["checks"])
    assert data["flips"][0]["need"] == "proof"


def test_a_seed_draws_the_same_again_and_another_one_otherwise() -> None:
    once = run("robust", GROWTH, "--json", "--draws", "50", "--seed", "7").stdout
    assert once == run("robust", GROWTH, "--json", "--draws", "50", "--seed", "7").stdout
    assert once != run("robust", GROWTH, "--json", "--draws", "50", "--seed", "8").stdout


def test_a_change_says_what_everybody_has_before_and_after() -> None:
    data = answer("unlock", GROWTH)
    first = data["changes"][0]
    assert first["change"] == {
        "kind": "capacity", "stage": "second", "resource": "engineers", "weeks": 11.0,
    }  # fmt: skip
    assert first["worst_off"] > data["worst_off"]
    assert first["parties"]["Robin"]["best"] == {"before": 0.975, "after": 1.0}
    assert data["best_proven"] is True


@COMMANDS
def test_a_hidden_need_is_named_nowhere(command: str) -> None:
    given = growth(proof={"hidden": True})
    for arguments in ([command, "-"], [command, "-", "--json"]):
        shown = run(*arguments, given=given)
        assert shown.exit_code == 0, shown.output
        assert '"proof"' not in shown.stdout
        assert "funding review" not in shown.stdout


def test_an_explanation_has_not_even_a_figure_of_what_is_hidden() -> None:
    one = run("explain", "-", "--json", given=growth(ahead={"hidden": True, "weight": 0.25}))
    other = run("explain", "-", "--json", given=growth(ahead={"hidden": True, "weight": 0.2}))
    assert (
        json.loads(one.stdout)["plan"]["placements"]
        == (json.loads(other.stdout)["plan"]["placements"])
    )
    assert one.stdout == other.stdout


@COMMANDS
def test_what_is_wrong_with_a_file_is_said_by_field(command: str) -> None:
    shown = run(command, "-", given=growth(learn={"weight": -1}))
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert "standard input: needs.learn.weight: Write a number from 0" in shown.stderr


@pytest.mark.parametrize("option", ["--draws", "--weights", "--work", "--scores", "--seed"])
def test_a_number_out_of_range_is_refused_by_name(option: str) -> None:
    shown = run("robust", GROWTH, option, "-5")
    assert shown.exit_code == 2
    assert option in shown.stderr
