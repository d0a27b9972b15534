"""What was found, as plain data and back."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from tests.domain.compromise.problems import problems

from trifecta.domain.compromise.finder import UNLIMITED, find, search
from trifecta.domain.compromise.keeping import data_of, findings_from
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worked_example import growth_team

few = settings(max_examples=40, deadline=None)


@few
@given(problems())
def test_what_is_kept_reads_back_the_same(problem: Problem) -> None:
    findings = find(problem)
    assert findings_from(problem, json.loads(json.dumps(data_of(findings)))) == findings


def test_what_the_engine_says_reads_back_the_same() -> None:
    row = growth_team(begins=date(2026, 10, 12))
    findings = search(row, budget=UNLIMITED)
    assert findings_from(row, json.loads(json.dumps(data_of(findings)))) == findings


def test_no_words_are_kept() -> None:
    row = growth_team(begins=date(2026, 10, 12))
    text = json.dumps(data_of(find(row)))
    written = [option.title for option in row.options] + [need.text for need in row.needs]
    assert not [words for words in written if words in text]
