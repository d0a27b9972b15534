"""What is not written and read again would have come back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.files import problem_from
from trifecta.domain.compromise.importing.bargaining import Profile, problem_of
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Option, Plan, Problem
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError

SOURCE = Source(name="a.json", text="")
anything = st.text(min_size=1, max_size=6) | st.sampled_from(["now", " ", "\u200b", "x" * 121])
readable = st.text("abcß /.-_“1", min_size=1, max_size=6).filter(str.strip)


def renamed(problem: Problem, names: dict[str, str]) -> Problem:
    """The same with other ids for its options, choices and needs."""
    return replace(
        problem,
        options=tuple(replace(row, id=names[row.id], title=row.id) for row in problem.options),
        choices=tuple(
            replace(row, id=names[row.id], options=tuple(names[other] for other in row.options))
            for row in problem.choices
        ),
        needs=tuple(replace(row, id=names[row.id]) for row in problem.needs),
        scores=tuple(
            replace(row, option=names[row.option], need=names[row.need]) for row in problem.scores
        ),
    )


def ids_of(problem: Problem) -> list[str]:
    ids = [option.id for option in problem.options]
    ids += [choice.id for choice in problem.choices]
    return ids + [need.id for need in problem.needs]


@st.composite
def named(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Problem:
    problem = plain()
    ids = ids_of(problem)
    new = draw(st.lists(words, min_size=len(ids), max_size=len(ids), unique=True))
    return renamed(problem, dict(zip(ids, new, strict=True)))


@settings(max_examples=60, deadline=None)
@given(named(readable))
def test_what_is_plain_comes_back_the_same(problem: Problem) -> None:
    check(problem, bounds=FILES)
    assert is_plain(problem)
    assert problem_from(data_of(problem)) == problem


def refused_at_once(problem: Problem) -> bool:
    try:
        check(problem, bounds=FILES)
    except InvalidError:
        return True
    return False


@settings(max_examples=200, deadline=None)
@given(named(anything))
def test_with_whatever_names_nothing_that_would_be_refused_is_plain(problem: Problem) -> None:
    try:
        check(problem, bounds=FILES)
        again = problem_from(data_of(problem))
    except InvalidError:
        assert not is_plain(problem) or refused_at_once(problem)
    else:
        assert again == problem or not is_plain(problem)


def plain() -> Problem:
    profiles = [
        Profile(source=SOURCE, name=name, weights={"q": 1.0}, values={"q": {"x": 0.4, "y": 1.0}})
        for name in ("A", "B")
    ]
    return problem_of(profiles)


def first(problem: Problem, **changes: object) -> Problem:
    options = (replace(problem.options[0], **changes), *problem.options[1:])  # type: ignore[arg-type]
    return replace(problem, options=options)


@pytest.mark.parametrize(
    "changed",
    [
        lambda p: replace(p, stages=(p.stages[0], replace(p.stages[0], id="then"))),
        lambda p: replace(p, stages=(replace(p.stages[0], capacity={"people": 3.0}),)),
        lambda p: replace(p, stages=(replace(p.stages[0], weeks=2.0),)),
        lambda p: replace(
            p, stages=(replace(p.stages[0], starts=p.stages[0].starts - timedelta(days=1)),)
        ),
        lambda p: replace(p, default=Plan(placements={})),
        lambda p: first(p, effort={"now": {"people": 1.0}}),
        lambda p: first(p, effort={}),
        lambda p: first(p, asked_by=("A",)),
        lambda p: first(p, excludes=(p.options[1].id,)),
        lambda p: first(p, title="a\x07b"),
        lambda p: replace(p, needs=(replace(p.needs[0], hidden=True), *p.needs[1:])),
        lambda p: replace(p, needs=(replace(p.needs[0], enough=1e-12), *p.needs[1:])),
        lambda p: replace(p, needs=(replace(p.needs[0], discount={"now": 1.0}), *p.needs[1:])),
        lambda p: replace(p, scores=p.scores[::-1]),
        lambda p: replace(p, options=(*p.options, Option(id="z" * 121, title="z", effort={}))),
    ],
)
def test_everything_else_is_read_again(changed: object) -> None:
    assert is_plain(plain())
    assert not is_plain(changed(plain()))  # type: ignore[operator]


def test_a_name_that_no_file_may_have_is_refused_with_its_file() -> None:
    profiles = [
        Profile(source=SOURCE, name=name, weights={"q": 1.0}, values={"q": {"\x07": 0.4}})
        for name in ("A", "B")
    ]
    with pytest.raises(InvalidError, match=r"a\.json"):
        problem_of(profiles)
