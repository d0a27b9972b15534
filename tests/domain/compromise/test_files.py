"""A problem file says what a problem is, and what is wrong with it is said field by field."""

from __future__ import annotations

import json
import time
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.files import BEGINS, problem_from, read
from trifecta.domain.compromise.problem import (
    Choice,
    Need,
    Option,
    Party,
    Plan,
    Problem,
    Score,
    Stage,
    shares,
)
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "growth-team.json"

SMALL: dict[str, Any] = {
    "format": "trifecta-compromise/1",
    "parties": {"em": "Robin", "pm": "Noor"},
    "stages": [{"id": "now", "capacity": 10}, {"id": "then", "capacity": 20}],
    "options": {"kit": {"effort": 8}, "runs": {"effort": {"then": 12}, "after": "kit"}},
    "needs": {
        "learn": {"party": "em", "scores": {"kit": 80}},
        "proof": {"party": "pm", "weight": 3, "by": "now", "scores": {"runs": 100, "kit": -5}},
        "calm": {"party": "pm", "weight": 1, "hidden": True},
    },
}


def wrong(data: object) -> dict[str, str]:
    with pytest.raises(InvalidError) as caught:
        problem_from(data)
    assert caught.value.message
    return caught.value.fields


def changed(path: str, value: object) -> dict[str, Any]:
    """The small file with one field (its names joined by a slash) set to something else."""
    data = deepcopy(SMALL)
    *folders, last = path.split("/")
    at: Any = data
    for name in folders:
        at = at[int(name) if isinstance(at, list) else name]
    at[last] = value
    return data


def test_a_small_file_is_short() -> None:
    problem = problem_from(SMALL)
    assert [party.name for party in problem.parties] == ["Robin", "Noor"]
    assert problem.option("kit").effort == {"now": {"people": 8}, "then": {"people": 8}}
    assert problem.option("runs").effort == {"then": {"people": 12}}
    assert problem.option("runs").after == ("kit",)
    assert [need.weight for need in problem.needs] == [1, 0.75, 0.25]
    assert problem.need("proof").discount == {"now": 1, "then": 0}
    assert problem.need("calm").hidden
    assert [stage.starts for stage in problem.stages] == [BEGINS, BEGINS + timedelta(days=1)]


def test_the_example_of_the_documentation_is_the_worked_example() -> None:
    assert read(EXAMPLE.read_text(encoding="utf-8")) == growth_team(begins=date(2026, 10, 12))


def test_weights_that_sum_to_one_stay_as_they_are() -> None:
    data = changed("needs/proof/weight", 0.7)
    data["needs"]["calm"]["weight"] = 0.3
    assert problem_from(data).need("proof").weight == 0.7


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("format", "trifecta-compromise/9", "format"),
        ("partys", {}, "partys"),
        ("parties", [], "parties"),
        ("parties", {}, "parties"),
        ("parties/em", 5, "parties.em"),
        ("stages", [], "stages"),
        ("stages", ["now"] * 7, "stages"),
        ("stages", ["now", "now"], "stages.now"),
        ("stages/0/capacity", -1, "stages.now.capacity.people"),
        ("stages/0/capacity", "lots", "stages.now.capacity"),
        ("stages/0/weeks", 0, "stages.now.weeks"),
        ("stages/0/ends", "2026-10-12", "stages.now.starts"),
        ("stages/0/starts", "12.10.2026", "stages.now.starts"),
        ("options", None, "options"),
        ("options/kit/titel", "Kit", "options.kit.titel"),
        ("options/kit/title", "x" * 300, "options.kit.title"),
        ("options/kit/title", "\x1b[2J", "options.kit.title"),
        ("options/kit/title", "\ud800", "options.kit.title"),
        ("options/kit/effort", 10**400, "options.kit.effort"),
        ("options/kit/effort", True, "options.kit.effort"),
        ("options/kit/effort", {"now": {"people": -1}}, "options.kit.effort.now.people"),
        ("options/kit/effort", {"know": {"people": 1}}, "options.kit.effort"),
        ("options/kit/stages", ["someday"], "options.kit.stages"),
        ("options/runs/stages", ["now"], "options.runs.stages"),
        ("options/runs/after", ["kitt"], "options.runs.after"),
        ("options/runs/asked_by", "mallory", "options.runs.asked_by"),
        ("options/runs/together", {}, "options.runs.together"),
        ("choices", {"how": []}, "choices.how.options"),
        ("choices", {"how": ["none"]}, "choices.how.options"),
        ("needs/learn/party", "mallory", "needs.learn.party"),
        ("needs/learn/party", None, "needs.learn.party"),
        ("needs/learn/weight", 0, "needs.learn.weight"),
        ("needs/learn/weight", -1, "needs.learn.weight"),
        ("needs/learn/weight", float("nan"), "needs.learn.weight"),
        ("needs/learn/weight", "half", "needs.learn.weight"),
        ("needs/learn/enough", 0, "needs.learn.enough"),
        ("needs/learn/by", "someday", "needs.learn.by"),
        ("needs/learn/late", 0.5, "needs.learn.late"),
        ("needs/proof/late", 2, "needs.proof.late"),
        ("needs/proof/discount", {"now": 1}, "needs.proof.discount"),
        ("needs/learn/discount", {"now": 1.5}, "needs.learn.discount.now"),
        ("needs/learn/hidden", "yes", "needs.learn.hidden"),
        ("needs/learn/scores", {"kitt": 5}, "needs.learn.scores.kitt"),
        ("needs/learn/scores", {"kit": 1e9}, "needs.learn.scores.kit"),
        ("default", {"kit": "someday"}, "default.kit"),
        ("default", {"runs": "then"}, "default"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(path: str, value: object, field: str) -> None:
    assert field in wrong(changed(path, value))


def test_all_that_is_wrong_is_said_at_once() -> None:
    data = changed("needs/learn/weight", -1)
    data["options"]["runs"]["after"] = "kitt"
    data["partys"] = {}
    found = wrong(data)
    assert set(found) == {"needs.learn.weight", "options.runs.after", "partys"}
    assert "Did you mean “kit”?" in found["options.runs.after"]
    assert "Did you mean “parties”?" in found["partys"]


def test_a_plain_number_of_weeks_needs_one_kind_of_people() -> None:
    data = changed("stages/0/capacity", {"engineers": 4, "designers": 1})
    assert "options.kit.effort" in wrong(data)
    data = changed("stages/0/capacity", {"engineers": 4})
    data["stages"][1]["capacity"] = {"engineers": 20}
    assert problem_from(data).option("kit").effort["now"] == {"engineers": 8}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"format": 1,\n "x" 2}', "Line 2"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "NaN"),
        ("[" * 100_000, "deep"),
        ('{"a": ' + "9" * 5_000 + "}", "digits"),
        (" " * 5_000_001, "5 MB"),
        (" ", "empty"),
        ('{"a" 1}', "a colon is missing here"),
        ('{"a": 1 "b"}', "a comma is missing here"),
        ('{"a": NaN, b', "Line 1"),
        ("[]", "object"),
        ("null", "object"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        read(text)


def test_what_is_no_number_or_there_twice_is_named_with_its_place() -> None:
    text = """{"stages": [{"id": "a"}, {"capacity": Infinity, "weeks": %s}],
        "options": {"kit": {"effort": NaN, "effort": 3}, "runs": {"effort": -Infinity}}}"""
    with pytest.raises(InvalidError) as caught:
        read(text % ("9" * 5_000))
    found = caught.value.fields
    assert list(found) == [
        "stages.2.capacity",
        "stages.2.weeks",
        "options.kit.effort",
        "options.runs.effort",
    ]
    assert found["options.kit.effort"] == "This is written twice in the same object. Keep one."
    assert found["stages.2.capacity"].startswith("Infinity is not a number")


def test_another_format_is_said_beside_the_one_to_write() -> None:
    sentence = wrong(changed("format", "trifecta-compromise/9"))["format"]
    assert sentence == "Write “trifecta-compromise/1”, not “trifecta-compromise/9”."


def test_bounds_are_written_as_people_write_them() -> None:
    sentence = wrong(changed("needs/proof/weight", -1))["needs.proof.weight"]
    assert sentence == "Write a number from 0 to 1,000,000, not -1."


def test_a_file_full_of_mistakes_is_answered_with_some_of_them() -> None:
    data = changed("options", {f"o{n}": {"after": "nobody"} for n in range(500)})
    assert 50 < len(wrong(data)) <= 100


def test_a_hundred_thousand_names_that_mean_nothing_are_answered_at_once() -> None:
    wrong_names = [f"option numbr {n}" for n in range(200)]
    began = time.monotonic()
    found = wrong(
        changed("options", {f"option number {n}": {"after": wrong_names} for n in range(500)})
    )
    assert len(found) == 100
    assert time.monotonic() - began < 10


def test_more_options_than_can_be_searched_are_refused() -> None:
    assert "options" in wrong(changed("options", {f"o{n}": {} for n in range(501)}))


# ---------------------------------------------------------------- there and back

NAMES = st.text(alphabet="ab cé.-1", min_size=1, max_size=4).filter(str.strip)
AMOUNTS = st.one_of(st.integers(0, 50).map(float), st.floats(0, 50, allow_nan=False))


def some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=2).map(tuple)


@st.composite
def stages(draw: st.DrawFn, names: list[str], resources: list[str]) -> tuple[Stage, ...]:
    invented, made = draw(st.booleans()), []
    for place, name in enumerate(names):
        starts = BEGINS + timedelta(days=place)
        ends = draw(st.sampled_from([None, starts, starts + timedelta(days=9)]))
        made.append(
            Stage(
                id=name,
                name=draw(NAMES),
                starts=starts,
                ends=starts if invented else ends,
                weeks=draw(st.sampled_from([1.0, 10 / 7, 4.0])),
                capacity=draw(st.dictionaries(st.sampled_from(resources), AMOUNTS)),
            )
        )
    return tuple(made)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Any problem that passes the checks, with names that are also used for something else."""
    unique = st.lists(NAMES, min_size=2, max_size=4, unique=True)
    parties, places, names, kinds = draw(unique), draw(unique), draw(unique), draw(unique)
    effort = st.dictionaries(
        st.sampled_from(places), st.dictionaries(st.sampled_from([*kinds, "people"]), AMOUNTS)
    )
    options = tuple(
        Option(
            id=name,
            title=draw(NAMES),
            effort=draw(effort),
            after=draw(some(names[:place])) if place else (),
            excludes=draw(some([other for other in names if other != name])),
            together=draw(some([other for other in names if other != name])),
            asked_by=draw(some(parties)),
        )
        for place, name in enumerate(names)
    )
    rows = [(party, f"{party}/{n}") for party in parties for n in range(draw(st.integers(1, 3)))]
    discounts = st.dictionaries(st.sampled_from(places), st.sampled_from([0.0, 0.5, 1.0]))
    needs = tuple(
        Need(
            id=name,
            party=party,
            text=draw(NAMES),
            weight=shares([1.0] * sum(other == party for other, _ in rows))[0],
            enough=draw(st.floats(0.5, 200)),
            discount=draw(discounts),
            hidden=draw(st.booleans()),
        )
        for party, name in rows
    )
    points = st.dictionaries(st.sampled_from(names), st.floats(-99, 99))
    return Problem(
        parties=tuple(Party(id=party, name=draw(NAMES)) for party in parties),
        stages=draw(stages(places, kinds)),
        options=options,
        needs=needs,
        scores=tuple(
            Score(option=name, need=need.id, points=value)
            for need in needs
            for name, value in draw(points).items()
        ),
        choices=draw(st.sampled_from([(), (Choice(id="q", title="q", options=(names[0],)),)])),
    )


@given(problems())
def test_a_problem_is_the_same_there_and_back(problem: Problem) -> None:
    check(problem, bounds=FILES)
    assert read(json.dumps(data_of(problem))) == problem


def test_what_happens_without_agreement_is_kept() -> None:
    problem = growth_team(begins=date(2026, 10, 12))
    assert problem_from(data_of(problem)).default == Plan(placements={"hand_first": "first"})


WORDS = st.text(alphabet="kit now\n", max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["format", "parties", "stages", "options", "choices", "needs", "default"]


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_stands_in_a_file_is_answered_with_a_sentence(data: dict[str, object]) -> None:
    assert wrong({**data, "unknown": 1})


@given(st.sampled_from(FIELDS), JSON)
def test_one_field_of_anything_is_read_or_refused(name: str, value: object) -> None:
    try:
        problem = problem_from(changed(name, value))
    except InvalidError as error:
        refused = error.fields
    else:
        refused = {}
        check(problem, bounds=FILES)
    assert refused or problem.options
