"""`trifecta systems lint` points at each trap, as a compiler does."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from trifecta.cli.main import main


def lint(*arguments: str, given: str | bytes) -> Result:
    return CliRunner().invoke(main, ["systems", "lint", *arguments, "-"], input=given)


def test_the_line_stands_with_a_caret_below_it() -> None:
    shown = lint(given="# work\n[w] > Done @ 2+3*4\n")

    assert shown.stdout.splitlines() == [
        "standard input:2:14: trap: 2 + 3 * 4 is 20 here, not 14: formulas are computed from left "
        "to right. [left-to-right]",
        "    [w] > Done @ 2+3*4",
        "                 ^^^^^",
        "    Write 2 + (3 * 4) for products first (so is it in sane semantics), or (2 + 3) * 4 to "
        "show what it does.",
        "",
        "standard input: 1 trap.",
    ]


@pytest.mark.parametrize(
    ("given", "options", "status"),
    [
        ("[w] > a @ 5", (), 0),
        ("[w] > a @ 5", ("--strict",), 0),
        ("[w] > a @ 3(4)", (), 0),
        ("[w] > a @ 3(4)", ("--strict",), 1),
        ("[w] > a(3-9) @ 1", ("--strict",), 0),
        ("[w] > a @ 3 +", (), 2),
        ("[w] > a @ 3(4)\na > b @ 3 +", ("--strict",), 2),
    ],
)
def test_the_status_says_how_bad_it_is(given: str, options: tuple[str, ...], status: int) -> None:
    assert lint(*options, given=given).exit_code == status
    assert lint(*options, "--json", given=given).exit_code == status


def test_a_clean_model_is_told_so() -> None:
    assert lint(given="[w] > a @ 5").stdout == (
        "standard input: nothing found. It runs, and no line of it is easily misread.\n"
    )


def test_json_has_all_of_a_finding() -> None:
    (finding,) = json.loads(lint("--json", given="[w] > a @ 1 3 4").stdout)["findings"]

    assert finding == {
        "rule": "joined-number",
        "level": "trap",
        "line": 1,
        "column": 11,
        "end": 16,
        "what": "1 3 4 is read as the one number 134.",
        "instead": "Write 134, or + - * / between the numbers.",
    }


def test_signs_that_steer_a_terminal_are_not_sent_to_it() -> None:
    shown = lint(given="a\x1b[31m > b @ 1")

    assert shown.exit_code == 2
    assert "\x1b" not in shown.stdout


def test_a_long_line_is_cut_around_the_place() -> None:
    shown = lint(given="[w] > a @ " + "1 + " * 60 + "2 +")

    line, carets = shown.stdout.splitlines()[1:3]
    assert len(line) <= 100
    assert line[carets.index("^")] == "+"


def test_what_is_not_text_is_refused() -> None:
    shown = lint(given=b"a(5) > b @ \xff")

    assert shown.exit_code == 2
    assert "not text in UTF-8" in shown.stderr


def test_a_text_that_is_too_large_is_an_error() -> None:
    shown = lint(given="a\n" * 3000)

    assert shown.exit_code == 2
    assert "2,000 lines" in shown.stdout
