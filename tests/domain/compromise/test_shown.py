"""What one keeps to the finder is not in the problem that others are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.compromise.problems import option, problem, problems

from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.shown import shown_to

ROW = problem(
    option("kit", asked_by="alice bob"),
    needs={"alice": {"calm": {"kit": 60}, "rest": {"kit": 10}}, "bob": {"proof": {"kit": 100}}},
)


def hiding(row: Problem, *ids: str) -> Problem:
    needs = tuple(replace(need, hidden=need.id in ids) for need in row.needs)
    return replace(row, needs=needs)


def test_nothing_changes_where_nothing_is_hidden() -> None:
    assert shown_to(ROW, reader=None) is ROW


def test_its_owner_sees_a_hidden_need_and_nobody_else_does() -> None:
    row = hiding(ROW, "calm")
    assert shown_to(row, reader="alice") is row
    for reader in ("bob", None):
        shown = shown_to(row, reader=reader)
        assert [need.id for need in shown.needs] == ["rest", "proof"]
        assert [need.weight for need in shown.needs] == [1.0, 1.0]
        assert {score.need for score in shown.scores} == {"rest", "proof"}


def test_somebody_who_shows_nothing_is_left_out() -> None:
    shown = shown_to(hiding(ROW, "proof"), reader="alice")
    assert [party.id for party in shown.parties] == ["alice"]
    assert shown.options[0].asked_by == ("alice",)


@given(problems(), st.floats(0.05, 0.9), st.floats(1, 500))
def test_what_is_hidden_changes_nothing_of_what_is_shown(
    row: Problem, weight: float, enough: float
) -> None:
    one = hiding(row, "alice-0")
    others = 1 - one.needs[0].weight
    other = replace(
        one,
        needs=tuple(
            replace(need, weight=weight, enough=enough)
            if need.id == "alice-0"
            else replace(need, weight=need.weight * (1 - weight) / others)
            if need.party == "alice"
            else need
            for need in one.needs
        ),
    )
    here, there = shown_to(one, reader="bob"), shown_to(other, reader="bob")
    assert replace(here, needs=()) == replace(there, needs=())
    for mine, theirs in zip(here.needs, there.needs, strict=True):
        assert mine.weight == pytest.approx(theirs.weight)
        assert replace(mine, weight=0) == replace(theirs, weight=0)
