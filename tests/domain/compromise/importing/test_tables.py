"""Tables become problems: Ruhe's release planning, and one sheet that people make themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trifecta.domain.compromise.importing import release_planning, spreadsheet
from trifecta.domain.compromise.importing.release_planning import TABLES
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import levels, utilities, violations
from trifecta.domain.errors import InvalidError

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[5] / "shared/data"))
CASE = SHARED / "compromise" / "release-planning"
MISSING = "set SHARED_DATA to the folder that has compromise/release-planning"

CASE_OF_THREE = {
    "requirements": "New  |10 |     |Save,Print\nSave |20 |Print|\nPrint|20 |     |\n",
    "stakeholders": "9\n3\n",
    "value": "New|9|1\nSave|6|1\nPrint|5|2\n",
    "urgency": "New|9|9\nSave|1|1\nPrint|5|5\n",
}


def planned(**more: str) -> Problem:
    tables = {**CASE_OF_THREE, **more}
    return release_planning.problem_from(
        {name: Source(name=f"{name}.csv", text=text) for name, text in tables.items()}
    )


def test_requirements_wait_and_go_together() -> None:
    problem = planned()
    assert problem.option("Save").after == ("New",)
    assert problem.option("Save").together == ("Print",)
    assert [dict(stage.capacity) for stage in problem.stages] == [{"effort": 15}, {"effort": 15}]
    assert violations(problem, Plan(placements={"New": "r1"})) == ()
    assert violations(problem, Plan(placements={"Print": "r1"})) != ()


def test_what_is_urgent_counts_for_less_later() -> None:
    problem = planned()
    first = utilities(problem, levels(problem, Plan(placements={"New": "r1"})))
    later = utilities(problem, levels(problem, Plan(placements={"New": "r2"})))
    assert first["s1"] == pytest.approx(0.5 * 9 / 20 + 0.5 * 9 / 15)
    assert later["s1"] == pytest.approx(0.5 * 9 / 20 + 0.5 * 0.5 * 9 / 15)


@pytest.mark.parametrize(
    ("table", "text", "says"),
    [
        ("requirements", "New|10\n", "requirements.csv, line 1: four columns"),
        ("requirements", "", "requirements.csv: there is nothing in it."),
        ("requirements", "New|ten||\n", "requirements.csv, line 1: write a number"),
        ("requirements", "New|-1||\n", "requirements.csv, line 1: write a number"),
        ("requirements", "New|1||\nNew|1||\n", "requirements.csv, line 2: give each"),
        ("requirements", "New|1||Nothing\n", "requirements.csv, line 1: there is no requirement"),
        ("requirements", "New|1||Save\nSave|1||New\nPrint|1||\n", "requirements.csv: options."),
        ("stakeholders", "9\n" * 5, "stakeholders.csv: one to 4"),
        ("stakeholders", "many\n", "stakeholders.csv, line 1"),
        ("value", "New|9|1\nSave|6|1\n", "value.csv: there is no line for Print."),
        ("value", "New|9\n", "value.csv, line 1: a number for each of the 2"),
        ("urgency", "New|9|1\nNew|9|1\n", "urgency.csv, line 2: name each"),
        ("urgency", "New|9|nan\n", "urgency.csv, line 1: write a number"),
    ],
)
def test_a_broken_table_is_named_with_the_line(table: str, text: str, says: str) -> None:
    with pytest.raises(InvalidError) as caught:
        planned(**{table: text})
    assert caught.value.message.startswith(says)


@pytest.mark.skipif(not CASE.is_dir(), reason=MISSING)
def test_the_published_case_is_read_whole() -> None:
    problem = release_planning.problem_from(
        {name: Source(name=name, text=(CASE / f"{name}.csv").read_text()) for name in TABLES}
    )
    effort = sum(option.effort["r1"]["effort"] for option in problem.options)
    assert (len(problem.options), len(problem.parties), len(problem.needs)) == (50, 4, 8)
    room = sum(stage.capacity["effort"] for stage in problem.stages)
    assert room == pytest.approx(0.6 * effort, rel=0.01)


SHEET = """\
option,effort: now,effort: later,after,asked by,default,Robin: learn,Robin: rest,Noor: proof
(capacity),10,20,,,,,,
(weight),,,,,,3,1,
(by),,,,,,,,now
Build a kit,8,8,,,,80,,
"Run, in batches",,12,Build a kit,,,,10,100
By hand,6,,,Noor,now,,-5,40
"""


def sheet(text: str) -> Problem:
    return spreadsheet.problem_from(Source(name="plan.csv", text=text))


def test_a_sheet_is_a_problem() -> None:
    problem = sheet(SHEET)
    assert [party.name for party in problem.parties] == ["Robin", "Noor"]
    assert [stage.id for stage in problem.stages] == ["now", "later"]
    assert problem.option("Run, in batches").effort == {"later": {"people": 12}}
    assert problem.option("Run, in batches").after == ("Build a kit",)
    assert [need.weight for need in problem.needs] == [0.75, 0.25, 1]
    assert problem.need("Noor: proof").discount == {"now": 1, "later": 0}
    assert problem.default == Plan(placements={"By hand": "now"})


def test_a_sheet_from_a_country_with_decimal_commas() -> None:
    rows = ["\ufeffoption;effort;choice;Robin: learn;Noor: proof", "a;1,5;which;10,5;"]
    problem = sheet("\r\n".join([*rows, "b;0;which;;3", "(capacity);2;;;", ""]))
    assert problem.option("a").effort == {"now": {"people": 1.5}}
    assert problem.choices[0].options == ("a", "b")
    assert {score.points for score in problem.scores} == {10.5, 3}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("option,", "work,", "plan.csv, line 1: the first line needs"),
        ("after", "aftr", "plan.csv, line 1: There is no heading “aftr”. Did you mean “after”?"),
        ("Robin: rest", "Robin: learn", "plan.csv, line 1: the heading"),
        ("(weight)", "(wieght)", "plan.csv, line 3: There is no row"),
        ("80", "much", "plan.csv, line 5: write a number"),
        (",8,8,", ",,,", "plan.csv, line 5: write the effort"),
        ("By hand", "Build a kit", "plan.csv, line 7: “Build a kit” stands twice."),
        ("12,Build a kit", "12,Build kit", "plan.csv: options.Run, in batches.after: There is no"),
        ('"Run', "Run", "plan.csv, line 6"),
        ("By hand", '"By', "plan.csv, line 7: a quotation mark"),
        ("Noor,now", "Noor,never", "plan.csv: default.By hand"),
    ],
)
def test_a_broken_sheet_is_named_with_the_place(old: str, new: str, says: str) -> None:
    with pytest.raises(InvalidError) as caught:
        sheet(SHEET.replace(old, new))
    assert caught.value.message.startswith(says)
