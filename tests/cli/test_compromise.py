"""Plans on the command line: a problem from a file, an answer in words or as JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cli.interrupting import STOPPED_BY_CTRL_C, interruptible
from tests.docs.scripts import DOCS

from trifecta.cli.main import main
from trifecta.cli.problem_files import BadInputError, source_of

GROWTH = str(DOCS / "examples" / "growth-team.json")
A = {"issueWeights": {"price": 0.75, "date": 0.25}, "issues": {
    "price": {"low": 1.0, "high": 0.25}, "date": {"may": 0.5, "june": 1.0}}}  # fmt: skip
B = {"issueWeights": {"price": 0.5, "date": 0.5}, "issues": {
    "price": {"low": 0.1, "high": 1.0}, "date": {"may": 1.0, "june": 0.2}}}  # fmt: skip
XML = """<utility_space><objective><issue index="1" name="Disk" type="discrete">
<item value="60" evaluation="{}"/><item value="80" evaluation="{}"/></issue>
<weight index="1" value="1"/></objective></utility_space>"""
SHEET = "option,effort,Robin: learn,Noor: proof\n(capacity),4,,\nKit,3,80,10\nBy hand,2,0,40\n"
CASE = {
    "requirements": "New|2||Save\nSave|4||\nPrint|4||\n",
    "stakeholders": "9\n3\n",
    "value": "New|9|1\nSave|6|1\nPrint|5|2\n",
    "urgency": "New|9|9\nSave|1|1\nPrint|5|5\n",
}


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["compromise", *arguments], input=given)


def proposed(*arguments: str, given: str = "") -> dict[str, Any]:
    shown = run("propose", *arguments, "--json", given=given)
    assert shown.exit_code == 0, shown.output
    answer: dict[str, Any] = json.loads(shown.stdout)
    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, row in (("A.json", A), ("B.json", B)):
        (tmp_path / name).write_text(json.dumps(row))
    (tmp_path / "buyer.xml").write_text(XML.format(1, 4))
    (tmp_path / "seller.xml").write_text(XML.format(4, 1))
    (tmp_path / "plan.csv").write_text(SHEET)
    for name, text in CASE.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


# ---------------------------------------------------------------- answers


def test_the_answer_is_a_sentence_before_anything_else() -> None:
    shown = run("propose", GROWTH)
    assert shown.exit_code == 0
    first, *rest = shown.stdout.splitlines()
    assert first == "Robin and Noor can have about 95% of what they need."
    words = " ".join("\n".join(rest).split())
    assert "24 of 24 weeks of engineers" in words
    assert "Build an experiment kit" in words
    assert "No plan does better." in words


def test_the_json_has_what_everybody_gets() -> None:
    answer = proposed(GROWTH)
    first = answer["plans"][0]
    assert first["rule"] == "leximin"
    assert first["parties"]["Robin"]["utility"] == pytest.approx(0.943, abs=0.01)
    assert first["parties"]["Noor"]["retention"] == pytest.approx(0.961, abs=0.01)
    assert first["placements"]["kit"] == "first"
    assert first["gap"] == pytest.approx(first["bound"] - first["value"])
    assert set(first["needs"]) == {"learn", "change", "ahead", "proof", "sound"}
    assert answer["frontier_proven"] in (True, False)
    assert answer["assessment"]["verdict"] == "false"
    assert list(answer["assessment"]) == [
        "kappa", "kappa_bound", "pi", "ell", "potential", "verdict",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "called"), [("leximin", "leximin"), ("nash", "nash"), ("ks", "kalai-smorodinsky")]
)
def test_a_rule_chooses_the_first_plan(rule: str, called: str) -> None:
    assert proposed(GROWTH, "--rule", rule)["plans"][0]["rule"] == called


def test_the_same_file_gives_the_same_answer_to_the_letter() -> None:
    assert run("propose", GROWTH, "--json").stdout == (run("propose", GROWTH, "--json").stdout)


def test_a_problem_may_come_from_standard_input() -> None:
    assert proposed("-", given=Path(GROWTH).read_text()) == proposed(GROWTH)


def test_a_hidden_need_counts_and_is_named_nowhere() -> None:
    data = json.loads(Path(GROWTH).read_text())
    data["needs"]["change"]["hidden"] = True
    given = json.dumps(data)
    assert (
        proposed("-", given=given)["plans"][0]["parties"]
        == (proposed(GROWTH)["plans"][0]["parties"])
    )
    for command in (["propose", "-"], ["propose", "-", "--json"], ["assess", "-", "--json"]):
        shown = run(*command, given=given).stdout
        assert '"change"' not in shown
        assert "one kind of test" not in shown


def test_an_assessment_says_whether_there_is_a_trade_off() -> None:
    assert run("assess", GROWTH).stdout.startswith("This is not the trade-off it looks like")
    figures = json.loads(run("assess", GROWTH, "--json").stdout)
    assert list(figures) == ["assessment", "pairs", "ideals"]


# ---------------------------------------------------------------- importers


def test_a_nash_point_of_profiles_from_files(folder: Path) -> None:
    out = str(folder / "problem.json")
    made = run("import", "negolog", str(folder / "A.json"), str(folder / "B.json"), "-o", out)
    assert (made.exit_code, made.stdout) == (0, "")
    assert made.stderr.splitlines() == [
        "4 outcomes. None of them can be bettered for both at once.",
        "The largest product of what both have (Nash): A has 0.88 and B has 0.55, with price: low; "
        "date: may.",
    ]
    parties = proposed(out, "--rule", "nash")["plans"][0]["parties"]
    assert parties["A"]["utility"] == pytest.approx(0.75 * 1 + 0.25 * 0.5)
    assert parties["B"]["utility"] == pytest.approx(0.5 * 0.1 + 0.5 * 1)


@pytest.mark.parametrize(
    ("what", "parties"),
    [
        (["genius", "buyer.xml", "seller.xml"], ["buyer", "seller"]),
        (["release-planning", "."], ["Stakeholder 1", "Stakeholder 2"]),
        (["release-planning", ".", "--releases", "3", "--capacity", "20"], ["Stakeholder 1"]),
        (["csv", "plan.csv"], ["Robin", "Noor"]),
    ],
)
def test_what_an_importer_writes_can_be_asked_about(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: list[str], parties: list[str]
) -> None:
    monkeypatch.chdir(folder)
    made = run("import", *what)
    assert made.exit_code == 0, made.output
    found = proposed("-", given=made.stdout)["plans"][0]["parties"]
    assert [*found][: len(parties)] == parties


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (["propose", "nowhere.json"], "", "nowhere.json: no such file or directory."),
        (["propose", "."], "", ".: is a directory."),
        (["propose", "-"], "{", "standard input: Line 1"),
        (["import", "negolog", "odd.json", "odd.json"], "", "odd.json: options."),
        (["propose", "-"], " ", "standard input: The file is empty. docs/reference/"),
        (["propose", "-"], "[]", "standard input: file: Write an object"),
        (["assess", "-"], b"\xff\xfe{", "standard input: this is not text in UTF-8."),
        (["assess", "-"], b" " * 5_000_001, "standard input: the file is larger than 5 MB, which"),
        (
            ["assess", "-"],
            '{"format": "trifecta-compromise/1", "\x1b[2J": 1}',
            "standard input: Line 1",
        ),
        (["import", "csv", "-"], "a,b\n", "standard input, line 1: the first line needs"),
        (["import", "negolog", "-"], "{}", "Name two to 4 profiles"),
        (["import", "genius", "-"], "<!DOCTYPE x>", "standard input: a DOCTYPE or ENTITY"),
        (["import", "release-planning", "nowhere"], "", "nowhere/requirements.csv: no such file"),
    ],
)
def test_what_cannot_be_used_ends_with_a_line_and_status_2(
    arguments: list[str],
    given: str | bytes,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = {"issueWeights": {"\ud800": 1}, "issues": {"\ud800": {"x": 1}}}
    (tmp_path / "odd.json").write_text(json.dumps(odd))
    shown = run(*arguments, given=given)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    (line,) = shown.stderr.splitlines()
    assert line.startswith(says)


def test_each_thing_that_is_wrong_has_a_line() -> None:
    data = json.loads(Path(GROWTH).read_text())
    data["options"]["turns"]["after"] = "kitt"
    data["needs"]["learn"]["weight"] = -1
    shown = run("propose", "-", given=json.dumps(data))
    assert shown.exit_code == 2
    assert len(shown.stderr.splitlines()) == 2
    assert "options.turns.after: There is no option “kitt”. Did you mean “kit”?" in shown.stderr


def test_what_a_stranger_wrote_never_reaches_the_terminal_raw() -> None:
    data = {**json.loads(Path(GROWTH).read_text()), "\x1b[2J": 1}
    shown = run("propose", "-", given=json.dumps(data))
    assert shown.exit_code == 2
    assert "\x1b" not in shown.stderr


def test_plans_need_neither_django_nor_an_installation() -> None:
    script = (
        "import sys; from trifecta.cli.main import main\n"
        f"main(['compromise', 'propose', {GROWTH!r}], standalone_mode=False)\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


# ---------------------------------------------------------------- no answer


def start(*arguments: str, **how: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "trifecta", "compromise", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **how)


def test_stopped_with_ctrl_c_it_says_so_in_a_line(tmp_path: Path) -> None:
    waited_for = tmp_path / "problem.json"
    os.mkfifo(waited_for)
    with (
        interruptible("compromise", "assess", str(waited_for)) as waiting,
        waited_for.open("w"),  # opens when it reads; what it reads never comes
    ):
        waiting.send_signal(signal.SIGINT)
        said, why = waiting.communicate(timeout=60)
    assert waiting.returncode in STOPPED_BY_CTRL_C
    assert said == ""
    assert why.startswith("Stopped before there was an answer.")
    assert "Traceback" not in why


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_is_said_in_a_line(form: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        writing = start("propose", GROWTH, *form, stdout=full)
        _, why = writing.communicate(timeout=60)
    assert writing.returncode == 1
    assert "The answer could not be written: no space left on device." in why
    assert "Traceback" not in why


def test_a_reader_who_has_had_enough_is_left_in_peace() -> None:
    with start("propose", GROWTH, "--json", stdout=subprocess.PIPE) as writing:
        assert writing.stdout
        writing.stdout.close()
        assert writing.stderr
        assert "Traceback" not in writing.stderr.read()


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(BadInputError, match="standard input: it is closed"):
        source_of("-")
