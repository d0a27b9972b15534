"""What is not written and read again would have come back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.files import problem_from
from trifecta.domain.compromise.importing import bargaining
from trifecta.domain.compromise.importing.bargaining import Profile, bargain_of, problem_of
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError

SOURCE = Source(name="a.json", text="")
anything = st.text(min_size=1, max_size=6) | st.sampled_from(["now", " ", "\u200b", "/", "x" * 99])
readable = st.text("abcß .-_“1", min_size=1, max_size=6).filter(str.strip)


@st.composite
def bargains(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Bargain:
    """Two parties and one or two issues, with names as they come."""
    parties = draw(st.lists(words, min_size=2, max_size=2))
    issues = draw(st.lists(words, min_size=1, max_size=2, unique=True))
    values = tuple(
        tuple(draw(st.lists(words, min_size=1, max_size=3, unique=True))) for _ in issues
    )
    share = st.integers(0, 100).map(lambda points: points / 100)
    return Bargain(
        file="a.json",
        parties=tuple(parties),
        issues=tuple(issues),
        values=values,
        weights=tuple((1.0,) if len(issues) == 1 else (0.25, 0.75) for _ in parties),
        scores=tuple(tuple(tuple(draw(share) for _ in row) for row in values) for _ in parties),
    )


def written_and_read(bargain: Bargain) -> Problem:
    """The problem as the slow way has it, which checks everything."""
    problem = bargaining._unchecked(bargain)
    check(problem, bounds=FILES)
    return problem_from(data_of(problem))


@settings(max_examples=100, deadline=None)
@given(bargains(readable))
def test_what_is_plain_comes_back_the_same(bargain: Bargain) -> None:
    assert is_plain(bargain) == (len(set(bargain.parties)) == 2)
    if is_plain(bargain):
        assert problem_of(bargain) == written_and_read(bargain)


@settings(max_examples=300, deadline=None)
@given(bargains(anything))
def test_whatever_the_names_nothing_that_would_be_refused_is_plain(bargain: Bargain) -> None:
    try:
        slow = written_and_read(bargain)
    except InvalidError:
        assert not is_plain(bargain)
        with pytest.raises(InvalidError, match=r"a\.json: "):
            problem_of(bargain)
    else:
        assert problem_of(bargain) == slow


def simple(count: int = 2) -> Bargain:
    names = tuple(f"v{n}" for n in range(count))
    return Bargain(
        file="a.json",
        parties=("A", "B"),
        issues=("q",),
        values=(names,),
        weights=((1.0,), (1.0,)),
        scores=((((0.5,) * count),), (((1.0,) * count),)),
    )


@pytest.mark.parametrize(
    "changed",
    [
        simple(FILES.options + 1),
        replace(simple(), parties=("A", "A")),
        replace(simple(), parties=("A/q", "B")),
        replace(simple(), issues=("q/v0",)),
        replace(simple(), issues=("x" * 119,)),
        replace(simple(), issues=("a\x07b",)),
        replace(simple(), values=(("x" * 121, "y"),)),
    ],
)
def test_everything_else_is_read_again(changed: Bargain) -> None:
    assert is_plain(simple())
    assert not is_plain(changed)


def test_as_much_as_a_file_may_have_is_plain() -> None:
    assert problem_of(simple(FILES.options)) == written_and_read(simple(FILES.options))


def test_a_name_that_no_file_may_have_is_refused_with_its_file() -> None:
    profiles = [
        Profile(source=SOURCE, name=name, weights={"q": 1.0}, values={"q": {"\x07": 0.4}})
        for name in ("A", "B")
    ]
    with pytest.raises(InvalidError, match=r"a\.json"):
        bargain_of(profiles)
