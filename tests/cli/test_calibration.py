"""Ratings on the command line: agreement, levels and groups, in words or as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.domain.calibration.published import FLEISS_1971, SHROUT_FLEISS_1979, WINE

from trifecta.cli.main import main

SHROUT_FLEISS = "unit,rater,score\n" + "".join(
    f"S{unit},J{rater},{score}\n"
    for unit, row in enumerate(SHROUT_FLEISS_1979)
    for rater, score in enumerate(row)
)
TWO = "unit;rater;score\r\n" + "".join(
    f"bottle {bottle};{name};{score}\r\n"
    for name, judge in zip(("Ana", "Ben"), (WINE[0], WINE[2]), strict=True)
    for bottle, score in enumerate(judge)
)
OUTCOMES = "unit,rater,score,outcome\n" + "".join(
    f"Team {unit},{rater},{1 + (unit * step + turn) % 5},{outcome}\n"
    for outcome, step in (("delivery", 1), ("team health", 2))
    for unit in range(8)
    for turn, rater in enumerate(("Ana", "Ben", "Chi"))
)
GROUPS = "unit,group,selected\n" + "".join(
    f"{group}{place},{group},{'yes' if place < chosen else 'no'}\n"
    for group, people, chosen in (("north", 100, 60), ("south", 100, 30), ("west", 4, 1))
    for place in range(people)
)


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["calibration", *arguments], input=given, env={"COLUMNS": "80"})


def data(*arguments: str, given: str) -> dict[str, Any]:
    shown = run(*arguments, "-", "--json", given=given)
    assert shown.exit_code == 0, shown.output
    found: dict[str, Any] = json.loads(shown.stdout)
    return found


def words(shown: Result) -> str:
    assert shown.exit_code == 0, shown.output
    return " ".join(shown.stdout.split())


# ---------------------------------------------------------------- agreement


def test_agreement_gives_the_published_figures() -> None:
    found = data("agreement", given=SHROUT_FLEISS)
    assert found["icc_a1"] == pytest.approx(0.289764, abs=1e-4)
    assert found["icc_ak"] == pytest.approx(0.620051, abs=1e-4)
    assert set(found) >= {"alpha_ordinal", "alpha_interval", "alpha_nominal", "intervals"}
    assert "kappa" not in found
    assert (found["units"], found["raters"], found["ratings"]) == (6, 4, 24)


def test_two_raters_also_have_kappa() -> None:
    found = data("agreement", given=TWO)
    for name in ("kappa", "kappa_linear", "kappa_quadratic"):
        low, high = found["intervals"][name]
        assert low < found[name] < high
    assert found["kappa"] < found["kappa_linear"] < found["kappa_quadratic"]


def test_more_raters_have_fleiss_kappa() -> None:
    rows = [
        f"{unit},{rater},{score}\n"
        for unit, row in enumerate(FLEISS_1971)
        for rater, score in enumerate(row)
    ]
    found = data("agreement", given="unit,rater,score\n" + "".join(rows))
    assert found["fleiss_kappa"] == pytest.approx(0.430245, abs=1e-4)


def test_outcomes_are_also_told_one_by_one() -> None:
    found = data("agreement", given=OUTCOMES)
    assert list(found["outcomes"]) == ["delivery", "team health"]
    assert found["units"] == 16
    assert found["outcomes"]["delivery"]["units"] == 8
    shown = words(run("agreement", "-", given=OUTCOMES))
    assert "Each outcome alone" in shown
    assert "team health" in shown


def test_agreement_begins_with_a_sentence_and_ends_with_what_it_cannot_tell() -> None:
    shown = run("agreement", "-", given=SHROUT_FLEISS)
    first = " ".join(shown.stdout.split("\n\n")[0].split())
    assert first.startswith("29% of the differences between single scores come from the units")
    assert "Agreement is not being right" in words(shown)
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_what_is_undefined_is_null_with_a_reason() -> None:
    found = data("agreement", given="unit,rater,score\nTern,Ana,3\nHeron,Ana,4\n")
    assert found["icc_a1"] is None
    assert "two raters" in found["undefined"]["icc_a1"]
    assert "cannot be told" in words(run("agreement", "-", given="unit,rater,score\nTern,Ana,3\n"))


# ---------------------------------------------------------------- levels


def test_adjust_gives_each_unit_its_mean_its_level_and_its_range() -> None:
    found = data("adjust", given=TWO)
    assert len(found["units"]) == 8
    for unit in found["units"]:
        assert unit["low"] < unit["adjusted"] < unit["high"]
        assert unit["votes"] == 2
        assert "outcome" not in unit
    assert found["units"][0]["raw"] == 2.0
    assert found["fits"] == [{"steps": [1, 5], "unlinked_groups": 1}]


def test_raters_are_in_nothing_that_adjust_says() -> None:
    for arguments in (["adjust", "-", "--json"], ["adjust", "-", "--check"]):
        shown = run(*arguments, given=OUTCOMES).stdout
        assert shown
        assert not [name for name in ("Ana", "Ben", "Chi") if name in shown]


def test_units_stand_in_the_order_of_the_file_and_not_in_that_of_their_levels() -> None:
    rows = [line.split()[:2] for line in run("adjust", "-", given=TWO).stdout.splitlines()]
    assert [row[1] for row in rows if row[:1] == ["bottle"]] == list("01234567")


def test_each_outcome_is_adjusted_by_itself() -> None:
    found = data("adjust", given=OUTCOMES)
    assert {unit["outcome"] for unit in found["units"]} == {"delivery", "team health"}
    shown = words(run("adjust", "-", given=OUTCOMES))
    assert "delivery: " in shown
    assert "It is help for people who decide, and no rating." in shown


def test_a_scale_can_be_named() -> None:
    found = data("adjust", "--scale", "1", "10", given=SHROUT_FLEISS)
    assert found["fits"][0]["steps"] == [1, 10]
    shown = run("adjust", "-", "--scale", "5", "1", given=TWO)
    assert shown.exit_code == 2
    assert "the lowest step comes first" in shown.output


def test_a_score_outside_the_scale_is_refused_with_whose_it_is() -> None:
    shown = run("adjust", "-", "--scale", "1", "4", given=TWO)
    assert shown.exit_code == 2
    assert "“Ana” gave “bottle 6” 5, which is outside the scale 1 to 4" in shown.output


def test_one_unit_has_nothing_to_be_compared_with() -> None:
    shown = words(run("adjust", "-", given="unit,rater,score\nTern,Ana,3\n"))
    assert shown.startswith("There is one unit, and nothing to compare it with.")


def test_too_many_units_to_adjust_are_refused() -> None:
    rows = "".join(f"u{unit},Ana,3\n" for unit in range(1001))
    shown = run("adjust", "-", given=f"unit,rater,score\n{rows}")
    assert shown.exit_code == 2
    assert "at most 1,000 units" in shown.output


def test_a_second_model_can_be_asked() -> None:
    found = data("adjust", "--check", given=SHROUT_FLEISS)
    assert found["fits"][0]["check"]["rank_correlation"] > 0.8
    assert "rank correlation" in words(run("adjust", "-", "--check", given=SHROUT_FLEISS))


def test_the_same_file_gives_the_same_answer_to_the_letter() -> None:
    for command in ("agreement", "adjust"):
        first, second = (run(command, "-", "--json", given=TWO).stdout for _ in "ab")
        assert first == second


# ---------------------------------------------------------------- groups


def test_impact_says_where_to_look_and_withholds_few_people() -> None:
    found = data("impact", given=GROUPS)
    north, south, west = found["groups"]
    assert found["look"] == ["south"]
    assert found["compared_with"] == north["group"] == "north"
    assert south["ratio"] == pytest.approx(0.5)
    assert west["verdict"] == "too_few"
    assert {west[name] for name in ("people", "selected", "rate", "ratio", "p")} == {None}
    shown = words(run("impact", "-", given=GROUPS))
    assert shown.startswith("Look closer at “south”")
    assert "finds no cause and clears nobody" in shown


def test_impact_reads_scores_when_told_what_is_enough() -> None:
    text = "unit,group,score\n" + "".join(f"{n},{'xy'[n % 2]},{n % 5}\n" for n in range(40))
    found = data("impact", "--at-least", "3", given=text)
    assert [group["people"] for group in found["groups"]] == [20, 20]
    assert "the heading “selected” is missing" in run("impact", "-", given=text).output


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize("command", ["agreement", "adjust", "impact"])
def test_a_file_that_is_not_there_ends_with_two(command: str, tmp_path: Path) -> None:
    shown = run(command, str(tmp_path / "none.csv"))
    assert shown.exit_code == 2
    assert "no such file" in shown.output


@pytest.mark.parametrize("command", ["agreement", "adjust"])
def test_bad_rows_are_named_by_file_line_and_column(command: str, tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text("unit,rater,score\nTern,Ana,3\nTern,Ana,4\nTern,Ben,three\n")
    shown = run(command, str(file))
    assert shown.exit_code == 2
    first, second = shown.output.splitlines()
    assert first.endswith(
        "votes.csv: line 3, column rater: “Ana” rated “Tern” on line 2 already. Keep one of the "
        "two lines."
    )
    assert "line 4, column score: “three” is not a number." in second


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty"),
        (b"unit,rater,score\n\xff\xfe", "not text in UTF-8"),
        (b"x" * 10_000_001, "larger than 10 MB"),
        (b"unit,rater,score\nTern,Ana,nan\n", "is not a number"),
    ],
)
def test_what_is_no_table_is_answered_with_a_sentence(raw: bytes, sentence: str) -> None:
    shown = run("adjust", "-", given=raw)
    assert shown.exit_code == 2
    assert shown.output.startswith("standard input: ")
    assert sentence in shown.output


def test_statistics_need_neither_django_nor_an_installation(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text(SHROUT_FLEISS)
    script = (
        "import sys; from trifecta.cli.main import main\n"
        f"main(['calibration', 'agreement', {str(file)!r}], standalone_mode=False)\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


def test_names_cannot_steer_a_terminal() -> None:
    text = "unit,rater,score\n\x1b[31mTern,Ana,3\nHeron,Ana,4\n"
    assert "\x1b" not in run("adjust", "-", given=text).stdout
    assert "\x1b" not in run("agreement", "-", given=text.replace(",3", ",bad")).output
