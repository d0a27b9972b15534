"""Reading a text on the command line: words for people, JSON for programs, figures for a file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.domain.situations.accounts import ACCOUNTS, GROWTH, QUIET

from trifecta.cli.commands import analyse as commands
from trifecta.cli.main import main
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES
from trifecta.domain.situations import lexicons
from trifecta.domain.situations.model.endpoint import READERS
from trifecta.domain.situations.sheets.preparing import MOST_BYTES
from trifecta.domain.situations.who.sides import WRITERS


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["analyse", *arguments], input=given, env={"COLUMNS": "80"})


def data(*arguments: str, given: str) -> dict[str, Any]:
    shown = run(*arguments, "--json", given=given)
    assert shown.exit_code == 0, shown.output
    found: dict[str, Any] = json.loads(shown.stdout)
    return found


def quotes(text: str, found: object) -> bool:
    """Whether every place in the data quotes the text exactly."""
    if isinstance(found, dict):
        if "quote" in found:
            return bool(text[found["start"] : found["end"]] == found["quote"])
        return all(quotes(text, value) for value in found.values())
    return not isinstance(found, list) or all(quotes(text, one) for one in found)


# ---------------------------------------------------------------- a text


def test_commands_take_what_pages_take() -> None:
    """They name it anew, so that nothing has to be loaded for a line of help."""
    assert {*commands.COMPANIES} == {*COMPANY_KINDS}
    assert {*commands.ROLES} == {*PARTNER_ROLES}
    assert {*commands.WRITERS} == {*WRITERS}
    assert {*commands.READERS} == {*READERS}
    assert commands.LARGEST == MOST_BYTES


def test_json_has_every_finding_with_its_exact_words() -> None:
    found = data("-", given=GROWTH)

    assert found["relevant"] is True
    assert 0.5 <= found["relevance"] <= 1
    assert found["signals"][0]["id"] == "em_pm_conflict"
    assert found["root_cause"]["lean"] in {"incentive", "understanding", "both", "unclear"}
    assert found["start_step"] == "interesting-work"
    assert 3 <= len(found["questions"]) <= 5
    assert found["positions"]
    assert found["needs"]
    assert quotes(GROWTH, found)


CHOICE = "I'm an EM. Our PM wants features, we want refactoring, and she never asks us why."


def test_json_says_which_choice_is_claimed_and_which_words_a_question_comes_from() -> None:
    found = data("-", given=CHOICE)

    assert [one["id"] for one in found["tradeoffs"]] == ["features-or-debt"]
    (asked,) = [one for one in found["questions"] if one["gap"] == "claimed-trade-off"]
    assert asked["because_of"]["quote"] == "Our PM wants features, we want refactoring"
    little = data("-", "--about-us", given="My product owner and I disagree on everything.")
    assert [one["because_of"] for one in little["questions"]] == [None] * 3


def test_in_words_a_choice_comes_with_how_it_gives_way() -> None:
    words = " ".join(run("-", given=CHOICE).stdout.split())

    assert "A choice that may be none Features or technical debt. Not all debt" in words
    assert "It is real when the system is near" in words
    assert (
        "A choice is claimed that may be none: “Our PM wants features, we want refactoring”"
        in words
    )


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.text[:20])
def test_places_count_characters_and_not_bytes(account: Any) -> None:
    text = f"😀 e\u0301 — {account.text}"

    assert quotes(text, data("-", given=text))


@pytest.mark.parametrize("text", QUIET, ids=lambda text: text[:20])
def test_nothing_is_made_of_a_text_about_something_else(text: str) -> None:
    found = data("-", given=text)

    assert found["relevant"] is False
    assert found["signals"] == []
    assert found["questions"] == []
    assert found["start_step"] is None


def test_without_a_command_and_without_a_file_standard_input_is_read() -> None:
    assert data(given=GROWTH) == data("-", given=GROWTH) == data("text", "-", given=GROWTH)


def test_a_file_is_read_and_role_and_company_count(tmp_path: Path) -> None:
    file = tmp_path / "what happened.txt"
    file.write_text(GROWTH, "utf-8")

    found = data(str(file), "--role", "pm", "--company", "startup", given="")

    assert found["writer"] == "pm"
    assert found["counterpart"] == "em"


def test_the_other_persons_role_counts_for_questions_and_for_how_it_often_is() -> None:
    alone, to_sales = (
        data("-", "--role", "em", *more, given=GROWTH) for more in ((), ("--with", "business"))
    )

    assert (alone["counterpart"], to_sales["counterpart"]) == ("pm", "business")
    assert alone["questions"] != to_sales["questions"]
    assert to_sales["counterpart_often"] == {
        "judged_on": SEAT["business"].judged,
        "limited_by": SEAT["business"].limits,
        "hopes_for": SEAT["business"].success,
    }
    words = " ".join(run("-", "--role", "em", "--with", "staff", given=GROWTH).stdout.split())
    assert "How it often is for a staff engineer Judged on:" in words
    assert SEAT["staff"].limits in words
    assert "Read as engineering writing about staff engineering; --role and --with" in words


def test_whoever_leads_both_is_told_of_both() -> None:
    found = data("-", "--role", "executive", given=GROWTH)
    assert (found["writer"], found["both"]) == ("executive", ["em", "pm"])

    words = " ".join(run("-", "--role", "executive", given=GROWTH).stdout.split())
    assert "Why they may be stuck" in words
    assert "Questions to ask each of them" in words
    assert "How it often is for whoever leads engineering" in words
    assert "How it often is for whoever leads product" in words
    assert "Read as somebody who leads both, writing about engineering and product;" in words
    assert run("-", "--with", "executive", given=GROWTH).exit_code == 2


def test_nothing_is_guessed_of_the_other_where_a_text_is_about_something_else() -> None:
    assert data("-", "--with", "pm", given=QUIET[0])["counterpart_often"] is None
    assert "How it often is" not in run("-", "--with", "pm", given=QUIET[0]).stdout


def test_its_writer_can_say_that_it_is_about_the_two_of_them() -> None:
    text = "She got the budget, I got the night shifts, and nobody wrote anything down."
    plain, said = data("-", given=text), data("-", "--about-us", given=text)

    assert (plain["relevant"], plain["about_us"]) == (False, False)
    assert (said["relevant"], said["about_us"]) == (True, True)
    assert said["relevance"] == plain["relevance"] < 0.5
    assert said["start_step"]
    assert "or say --about-us" in " ".join(run("-", given=text).stdout.split())
    assert "It is about you two, you say" in run("-", "--about-us", given=text).stdout


def test_in_words_ones_own_text_comes_back_with_marks_and_meanings() -> None:
    shown = run("-", given=GROWTH)
    words = " ".join(shown.stdout.split())

    assert shown.exit_code == 0
    assert "Your words" in words
    assert "wants fifty experiments this quarter[1]" in words
    assert "[1] A position (theirs): “wants fifty experiments this quarter”" in words
    assert "Start here: Speak about interesting work" in words
    assert "Nothing was stored or sent." in words


def test_in_words_the_first_three_quotes_say_what_it_was_read_from() -> None:
    said = [
        "My PM and I argue about every release.",
        "The PM and I clash in each planning.",
        "Product and engineering fight over scope.",
        "My PM and my engineers quarrel about tickets.",
    ]
    given = " ".join(said)
    signal = data(given=given)["signals"][0]
    words = " ".join(run("-", given=given).stdout.split())
    read_from = words.partition("Read from ")[2].partition("Why they")[0].partition("Why you")[0]

    assert len(signal["spans"]) > len(said[:3])
    assert all(one in read_from for one in said[:3])
    assert said[3] not in read_from


def test_other_word_lists_can_be_tried_and_what_is_wrong_in_them_is_said(tmp_path: Path) -> None:
    lists = tmp_path / "en"
    shutil.copytree(Path(str(files(lexicons).joinpath("en"))), lists)
    (lists / "loaded.toml").write_text(
        '[insult]\nalone = true\nneutral = "What happened?"\nmatch = ["zorb"]\n'
    )
    said = "My PM is a zorb."
    assert not data("-", given=said)["villain_language"]
    assert data("-", "--lists", str(lists), given=said)["villain_language"][0]["quote"] == "zorb"
    labels = labelled((said, {"relevant": True, "villain_language": True}))
    found = data("evaluate", "-", "--lists", str(lists), given=labels)
    assert found["scores"]["villain_f1"]["value"] == 1

    (lists / "loaded.toml").write_bytes(b"\xff")
    assert "en: loaded.toml is not UTF-8" in run("-", "--lists", str(lists), given=said).stderr
    (lists / "loaded.toml").unlink()
    refused = run("-", "--lists", str(lists), given=said)
    assert refused.exit_code == 2
    assert "en: The lists of “en” lack loaded." in refused.stderr


def test_in_words_whoever_is_harmed_is_told_whom_to_turn_to_before_anything_else() -> None:
    shown = run("-", given="My PM put his hand on my leg, and he calls my team lazy.").output

    assert shown.startswith("This is nothing that two people have to sort out")
    assert "“My PM put his hand on my leg, and he calls my team lazy.”" in " ".join(shown.split())
    assert "If that was read wrongly, say so with --about-us." in shown
    assert "Questions to ask" not in shown


def test_nothing_to_read_is_said() -> None:
    assert "There is nothing to read." in run("-", given=" \n").stdout


def test_line_ends_tabs_and_joined_pictures_are_shown_as_written() -> None:
    shown = run("-", given="My PM\u00a0blames us.\r\nShe\tis\u200b lazy. 👩\u200d💻\r\n").stdout

    assert "  My PM blames us." in shown
    assert "  She is lazy[1]. 👩\u200d💻" in shown
    assert "“My PM blames us.”" in shown
    assert "?" not in shown.partition("What they were read as")[0]


def test_signs_that_steer_a_terminal_and_markup_are_shown_as_they_are() -> None:
    shown = run("-", given="My PM is lazy \x1b[31m[bold]and never listens[/bold].")

    assert "\x1b[31m" not in shown.stdout
    assert "[bold]" in shown.stdout


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"\xff\xfe\x00", "this is not text in UTF-8"),
        (("my PM never listens " * 6_000).encode(), "is 120 kB long, and 100 kB can be read"),
        (("ä" * 60_000).encode(), "is 120 kB long, and 100 kB can be read"),
    ],
)
def test_what_cannot_be_read_ends_with_status_2_and_nothing_of_the_text(
    given: bytes, says: str
) -> None:
    shown = run("-", given=given)

    assert shown.exit_code == 2
    assert says in shown.stderr
    assert "listens" not in shown.stderr


def test_a_file_that_is_not_there_is_named() -> None:
    shown = run("nowhere.txt")

    assert shown.exit_code == 2
    assert "nowhere.txt" in shown.stderr


def test_a_mistyped_command_is_no_file() -> None:
    shown = run("evaluat", "labelled.jsonl")

    assert shown.exit_code == 2
    assert "Did you mean evaluate?" in shown.stderr


def test_two_who_lead_the_same_are_refused() -> None:
    shown = run("-", "--role", "em", "--with", "em", given=GROWTH)

    assert shown.exit_code == 2
    assert "--role says em as well" in shown.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(GROWTH)
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "trifecta", "analyse", str(tmp_path / "note.txt")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert ended.returncode == 1
    said = ended.stderr.splitlines()
    assert said[-1] == "Error: There is no room left where this is written to."
    assert set(said[:-1]) <= {"Reading …"}  # said where it takes long


@pytest.mark.parametrize("option", [("--role", "boss"), ("--with", "boss"), ("--company", "bank")])
def test_an_unknown_choice_lists_those_there_are(option: tuple[str, str]) -> None:
    shown = run(*option, given=GROWTH)

    assert shown.exit_code == 2
    assert "is not one of" in shown.stderr


# ---------------------------------------------------------------- a labelled file


def labelled(*rows: tuple[str, dict[str, Any]]) -> str:
    return "".join(
        json.dumps({"text": text, "category": "ours", "labels": labels}) + "\n"
        for text, labels in rows
    )


RIGHT = labelled(
    (GROWTH, {"relevant": True, "signals": ["em_pm_conflict"], "root_cause": "unclear"}),
    ("Our PM is a liar and never asks us.", {"relevant": True, "villain_language": True}),
    (QUIET[0], {"relevant": False, "signals": []}),
    (QUIET[2], {"relevant": False, "signals": []}),
)


def test_a_labelled_file_gives_figures_with_ranges() -> None:
    found = data("evaluate", "-", given=RIGHT)

    assert found["texts"] == 4
    assert found["scores"]["relevance_f1"]["value"] == 1
    assert found["scores"]["relevance_auc"]["value"] == 1
    assert found["scores"]["villain_f1"]["value"] == 1
    assert found["scores"]["relevance_f1"]["low"] <= 1
    assert found["false_alarms"] == [
        {"category": "ours", "flagged": 0, "count": 2, "low": 0.0, "high": 0.575}
    ]
    assert found["exact_quotes"] == 1


def test_labels_turned_round_give_the_worst_figures() -> None:
    """So that the figures can fail."""
    found = data(
        "evaluate",
        "-",
        given=labelled((GROWTH, {"relevant": False}), (QUIET[0], {"relevant": True})),
    )

    assert found["scores"]["relevance_f1"]["value"] == 0
    assert found["scores"]["relevance_auc"]["value"] == 0
    assert found["false_alarms"] == [
        {"category": "ours", "flagged": 1, "count": 1, "low": 0.2699, "high": 1.0}
    ]


def test_what_is_disputed_is_not_counted() -> None:
    disputed = {
        "relevant": True,
        "signals": [],
        "signals_disputed": ["em_pm_conflict"],
        "villain_language": True,
        "villain_disputed": True,
    }
    found = data("evaluate", "-", given=labelled((GROWTH, disputed)))

    assert found["signals"]["em_pm_conflict"]["count"] == 0
    assert found["scores"]["villain_f1"]["count"] == 0


def test_figures_are_the_same_for_a_seed() -> None:
    assert data("evaluate", "-", given=RIGHT) == data("evaluate", "-", given=RIGHT)


def test_figures_in_words() -> None:
    shown = run("evaluate", "-", given=RIGHT)

    assert shown.exit_code == 0
    assert "4 texts were read." in shown.stdout
    assert "Whether it applies, F1" in shown.stdout
    assert "False alarms, ours: 0 of 2 (0.00 to 0.57)." in shown.stdout
    assert "Fewer than 30 texts say little" in shown.stdout
    assert "stand" not in shown.stdout
    assert (
        "1 text stands in it before"
        in run("evaluate", "-", given=RIGHT + RIGHT[: RIGHT.index("\n") + 1]).stdout
    )


def test_what_no_label_tells_has_no_figure() -> None:
    rows = labelled((GROWTH, {"relevant": True}))
    found = data("evaluate", "-", given=rows)
    nothing = {"value": None, "low": None, "high": None}

    assert found["scores"]["relevance_f1"]["value"] == 1
    assert found["scores"]["relevance_auc"] == {**nothing, "count": 1}
    assert found["scores"]["villain_f1"] == {**nothing, "count": 0}
    shown = run("evaluate", "-", given=rows).stdout
    assert "1 text was read." in shown
    assert re.search(r"Villain language, F1 +– +0", shown)
    assert data("evaluate", "-", given=labelled(("", {"relevant": False})))["exact_quotes"] is None


def test_a_mistyped_label_is_said_and_a_byte_order_mark_passed_over() -> None:
    rows = labelled((GROWTH, {"relevant": True, "vilain_language": True, "jump_disputed": True}))
    shown = run("evaluate", "-", given=f"\ufeff{rows}")

    assert shown.exit_code == 0
    assert shown.stderr.startswith("Not compared: “vilain_language”. Labels are relevant, signals,")


def test_a_mistyped_dispute_is_said_too() -> None:
    rows = labelled((GROWTH, {"relevant": True, "villain_language_disputed": True}))
    said = run("evaluate", "-", given=rows).stderr
    assert said.startswith("Not compared: “villain_language_disputed”.")


def test_ranges_are_of_the_resamples_that_have_a_figure() -> None:
    rows = labelled(
        ("Our PM is a liar and never asks us.", {"relevant": True, "villain_language": True}),
        *[(QUIET[0], {"relevant": False, "villain_language": False})] * 9,
    )
    found = data("evaluate", "-", given=rows)["scores"]
    assert found["villain_f1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "count": 1}
    assert found["relevance_auc"]["low"] == 1.0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "There is no labelled text in it"),
        ("{", "Line 1: this is not JSON"),
        ('\n{"labels": {}}', "Line 2: an object with “text” is expected"),
        ('{"text": "a", "labels": {}}', "Line 1: “labels” has to have “relevant”"),
        (
            '{"text": "a", "labels": {"relevant": true, "root_cause": "money"}}',
            "Line 1: “root_cause” has to be one of incentive",
        ),
        (
            '{"text": "a", "labels": {"relevant": true, "signals": ["x"]}}',
            "Line 1: “signals” has to be a list of em_pm_conflict",
        ),
        (
            '{"text": "a", "labels": {"relevant": true, "jump_disputed": "no"}}',
            "Line 1: “jump_disputed” has to be true or false",
        ),
        (
            '{"text": "a", "category": "b\\ud800", "labels": {"relevant": true}}',
            "Line 1: half a character (as in \\ud83d) is no text.",
        ),
        (
            '{"text": "a", "labels": {"relevant": true, "villain_language": 1}}',
            "Line 1: “villain_language” has to be true or false",
        ),
    ],
)
def test_a_bad_file_is_named_by_line_and_field(given: str, says: str) -> None:
    shown = run("evaluate", "-", given=given)

    assert shown.exit_code == 2
    assert says in shown.stderr
