"""Points of a bargain are those of all its outcomes, and those of its problem."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from benchmarks.compromise.measures import same_points
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.bargain_words import bargain_words
from trifecta.domain.compromise.engine import bargains as engine
from trifecta.domain.compromise.engine.answers import Rule
from trifecta.domain.compromise.engine.bargains import points_of
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.importing.bargaining import problem_of

TENTHS = st.integers(0, 10).map(lambda points: points / 10)


@st.composite
def bargains(draw: st.DrawFn, parties: tuple[int, int] = (1, 4), most: int = 4) -> Bargain:
    """Few different figures, so that outcomes tie; parties may gain nothing at all."""
    sizes = draw(st.lists(st.integers(1, most), min_size=1, max_size=most))
    count = draw(st.integers(*parties))
    points = [draw(st.lists(st.integers(0, 4), min_size=len(sizes), max_size=len(sizes)))
              for _ in range(count)]  # fmt: skip
    return Bargain(
        file="a.json",
        parties=tuple(f"p{p}" for p in range(count)),
        issues=tuple(f"i{i}" for i in range(len(sizes))),
        values=tuple(tuple(f"v{v}" for v in range(size)) for size in sizes),
        weights=tuple(
            tuple(x / sum(row) if sum(row) else 1 / len(row) for x in row) for row in points
        ),
        scores=tuple(
            tuple(tuple(draw(TENTHS) for _ in range(size)) for size in sizes) for _ in range(count)
        ),
    )


def worth(bargain: Bargain, picked: tuple[int, ...]) -> list[float]:
    return [
        sum(w * row[at] for w, row, at in zip(weights, scores, picked, strict=True))
        for weights, scores in zip(bargain.weights, bargain.scores, strict=True)
    ]


def left(rows: list[list[float]]) -> list[list[float]]:
    """Those that no other beats, each once, by comparing all with all."""
    worth = np.unique(np.round(rows, 9), axis=0)
    beaten = [((worth >= row).all(axis=1) & (worth > row).any(axis=1)).any() for row in worth]
    return [row.tolist() for row, lost in zip(worth, beaten, strict=True) if not lost]


@settings(max_examples=150, deadline=None)
@given(bargains())
def test_the_frontier_is_that_of_all_outcomes_and_each_point_has_an_outcome(
    bargain: Bargain,
) -> None:
    every = [*product(*(range(len(values)) for values in bargain.values))]
    assert bargain.outcomes == len(every)
    points = points_of(bargain)
    assert points is not None
    best = left([worth(bargain, picked) for picked in every])
    assert same_points(points.utilities.tolist(), best)
    assert len(points.utilities) == len(best)
    assert (np.diff(points.utilities[:, 0]) <= 1e-12).all()
    for row, here in enumerate(points.utilities):
        assert worth(bargain, points.picked(row)) == pytest.approx(here.tolist())


@settings(max_examples=100, deadline=None)
@given(bargains(parties=(2, 2)), st.sampled_from([0, 3, 10**9]))
def test_how_many_sums_are_made_one_by_one_changes_nothing(bargain: Bargain, few: int) -> None:
    plain = points_of(bargain)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "FEW", few)
        again = points_of(bargain)
    assert plain is not None
    assert again is not None
    assert again.utilities == pytest.approx(plain.utilities)
    assert (again.nash, again.kalai_smorodinsky) == (plain.nash, plain.kalai_smorodinsky)


@settings(max_examples=60, deadline=None)
@given(bargains(parties=(1, 3), most=3), st.sampled_from(["nash", "kalai-smorodinsky"]))
def test_nash_and_kalai_smorodinsky_are_as_good_as_those_of_the_problem(
    bargain: Bargain, rule: Rule
) -> None:
    points = points_of(bargain)
    assert points is not None
    row = points.nash if rule == "nash" else points.kalai_smorodinsky
    answer = solve(problem_of(bargain), rule=rule)
    best = np.maximum(points.utilities.max(axis=0), 1e-12)
    theirs = np.array([*answer.plans[0].judged.utilities.values()])
    assert any(row == pytest.approx(theirs) for row in points.utilities)
    # Where two are as good, and it is only another party that has less, either may be taken.
    assert np.sort(points.utilities[row] / best) == pytest.approx(np.sort(theirs / best))


def test_a_bargain_whose_frontier_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_SUMS", 3)
    monkeypatch.setattr(engine, "FEW", 1)
    rows = ((0.1, 0.2, 0.3), (0.31, 0.6, 0.9))
    bargain = Bargain(
        file="a.json",
        parties=("A", "B"),
        issues=("x", "y"),
        values=(("a", "b", "c"),) * 2,
        weights=((0.5, 0.5),) * 2,
        scores=(rows, tuple(tuple(1 - score for score in row) for row in rows)),
    )
    assert points_of(bargain) is None
    (sentence,) = bargain_words(bargain, None)
    assert sentence.startswith("9 outcomes. Too many")


def test_the_sentences_name_a_few_values_and_count_the_rest() -> None:
    count = 9
    bargain = Bargain(
        file="a.json",
        parties=("A", "B", "C"),
        issues=tuple(f"i{n}" for n in range(count)),
        values=(("yes",),) * count,
        weights=((1 / count,) * count,) * 3,
        scores=(((1.0,),) * count,) * 3,
    )
    said, nash = bargain_words(bargain, points_of(bargain))
    assert said == "1 outcome. None of them can be bettered for all at once."
    assert "A has 1.00, B has 1.00 and C has 1.00" in nash
    assert nash.endswith("i5: yes; and 3 more.")


@settings(max_examples=150, deadline=None)
@given(bargains(parties=(2, 2)), st.sampled_from([0, 10**9]))
def test_how_many_points_are_compared_one_by_one_changes_nothing(
    bargain: Bargain, short: int
) -> None:
    plain = points_of(bargain)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "SHORT", short)
        again = points_of(bargain)
    assert plain is not None
    assert again is not None
    assert (again.nash, again.kalai_smorodinsky) == (plain.nash, plain.kalai_smorodinsky)
