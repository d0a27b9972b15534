"""A long search is made once for all processes, and what it found is sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from tests.personas import World

from trifecta.apps.compromise.selectors import remembering
from trifecta.apps.compromise.selectors.remembering import found_for
from trifecta.domain.compromise import finder
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worked_example import growth_team


@pytest.fixture
def problem() -> Problem:
    return growth_team(begins=date(2026, 10, 12))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """As if there were too many plans to compare; says what was searched for."""
    searched: list[Problem] = []

    def search(problem: Problem, **more: Any) -> Any:
        searched.append(problem)
        return finder.search(problem, **more)

    monkeypatch.setattr(remembering, "compare_all", lambda _problem: None)
    monkeypatch.setattr(remembering, "search", search)
    remembering._remembered.cache_clear()
    return searched


def another_process() -> None:
    remembering._remembered.cache_clear()


def test_another_process_shows_the_plan_that_the_first_has_found(
    world: World, problem: Problem, large: list[Problem]
) -> None:
    first = found_for(problem, organisation_id=world.organisation.id)
    another_process()
    assert found_for(problem, organisation_id=world.organisation.id) == first
    assert len(large) == 1


def test_other_figures_are_another_search_and_other_words_are_not(
    world: World, problem: Problem, large: list[Problem]
) -> None:
    found_for(problem, organisation_id=world.organisation.id)
    renamed = replace(problem.options[0], title="Another name")
    found_for(
        replace(problem, options=(renamed, *problem.options[1:])),
        organisation_id=world.organisation.id,
    )
    assert len(large) == 1
    found_for(replace(problem, default=None), organisation_id=world.organisation.id)
    assert len(large) == 2


def everything_cached() -> list[bytes]:
    """As it is stored."""
    return list(cache._cache.values())  # type: ignore[attr-defined]


def test_what_is_kept_cannot_be_read_in_the_database(
    world: World, problem: Problem, large: list[Problem]
) -> None:
    found_for(problem, organisation_id=world.organisation.id)
    (kept,) = [value for value in everything_cached() if len(value) > 500]
    assert b"kit" not in kept
    assert large


def with_its_last_bit_turned(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def test_what_was_altered_is_searched_for_again(
    world: World, problem: Problem, large: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    found_for(problem, organisation_id=world.organisation.id)
    another_process()
    kept = cache.get
    monkeypatch.setattr(cache, "get", lambda key: with_its_last_bit_turned(kept(key)))
    found_for(problem, organisation_id=world.organisation.id)
    assert len(large) == 2
