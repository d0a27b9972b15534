"""Laws of testing a plan against what might be so instead, by trying everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from benchmarks.compromise.draws import problem_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import every_plan, problems, utilities

from trifecta.domain.compromise.choosing import shares_of
from trifecta.domain.compromise.engine import robust
from trifecta.domain.compromise.engine.draws import Spread, draws_of
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.engine.robust import Robustness, robustness
from trifecta.domain.compromise.engine.trials import Trials
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.errors import InvalidError

few = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
NOTHING = Spread(weights=0.0, efforts=0.0, scores=0.0)
spreads = st.builds(
    Spread,
    weights=st.sampled_from([0.0, 0.1, 0.3, 0.9]),
    efforts=st.sampled_from([0.0, 0.2, 0.5]),
    scores=st.sampled_from([0.0, 0.2, 0.5]),
    weights_by=st.sampled_from(["dirichlet", "range"]),
)
GROWTH = growth_team(begins=date(2026, 10, 12))


@pytest.fixture(params=["all plans", "a pool"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Laws hold where every plan is compared, and where only a pool is."""
    if request.param == "a pool":
        monkeypatch.setattr(robust, "MOST_COMPARED", 0)
    return str(request.param)


def worst_of(row: Problem, plan: Plan) -> float:
    """What whoever keeps least keeps of their best, by trying everything."""
    worth = np.array([utilities(row, other) for other in every_plan(row)])
    return float(shares_of(np.array([utilities(row, plan)]), worth.max(axis=0)).min())


def figures(found: Robustness) -> tuple[object, ...]:
    return found.draws, found.holds, found.does_well, found.median, found.most


@few
@given(problems(most_options=4))
def test_where_nothing_is_uncertain_the_plan_always_holds_without_regret(row: Problem) -> None:
    found = robustness(row, spread=NOTHING, draws=20, checked=1)
    assert (found.holds, found.does_well) == (1.0, 1.0)
    assert found.median == pytest.approx(0.0, abs=1e-6)
    assert found.most == pytest.approx(0.0, abs=1e-6)
    assert found.tightest is None
    assert found.sturdier is None


@few
@given(problems(most_options=4), spreads, st.integers(0, 5))
def test_the_same_seed_gives_the_same_answer(row: Problem, spread: Spread, seed: int) -> None:
    once = robustness(row, spread=spread, draws=12, checked=1, seed=seed)
    assert once == robustness(row, spread=spread, draws=12, checked=1, seed=seed)


@few
@given(problems(most_options=4), spreads)
def test_the_figures_are_those_of_solving_every_draw(
    way: str, row: Problem, spread: Spread
) -> None:
    found = robustness(row, spread=spread, draws=6, checked=0)
    drawn = draws_of(row, spread, count=6, seed=0)
    holds, regret = [], []
    for place in range(6):
        there = drawn.problem_of(place)
        everything = [*every_plan(there)]
        if found.plan.plan not in everything:
            holds.append(False)
            continue
        holds.append(True)
        best = max(worst_of(there, plan) for plan in everything)
        regret.append(best - worst_of(there, found.plan.plan))
    assert found.holds == pytest.approx(np.mean(holds))
    if way == "all plans" and regret:
        assert found.median == pytest.approx(np.median(regret), abs=1e-6)
        assert found.most == pytest.approx(np.quantile(regret, 0.95), abs=1e-6)


@few
@given(problems(most_options=4), spreads)
def test_a_check_says_what_is_so(row: Problem, spread: Spread) -> None:
    found = robustness(row, spread=spread, draws=7)
    drawn = draws_of(row, spread, count=7, seed=0)
    assert [check.draw for check in found.checks] == [4, 5, 6]
    for check in found.checks:
        there = drawn.problem_of(check.draw)
        if check.regret is None:
            assert found.plan.plan not in [*every_plan(there)]
            continue
        best = max(worst_of(there, plan) for plan in every_plan(there))
        regret = best - worst_of(there, found.plan.plan)
        assert check.regret.least - 1e-6 <= regret <= check.regret.most + 1e-6


@few
@given(problems(most_options=4), spreads)
def test_plans_fitted_to_a_draw_promise_no_more_than_there_is(row: Problem, spread: Spread) -> None:
    drawn = draws_of(row, spread, count=5, seed=0)
    trials = Trials(drawn)
    begun = trials.rows_of([Plan(placements={}), *every_plan(row)][:3])
    found, plain = trials.outcomes(begun, refit=0), trials.outcomes(begun)
    for place in range(5):
        there = drawn.problem_of(place)
        every = [utilities(there, plan) for plan in every_plan(there)]
        has = found.best_worth[place]
        assert any(np.allclose(has, worth, atol=1e-7) for worth in every)
    assert (found.possible == plain.possible).all()


@few
@given(problems(most_options=4))
def test_a_flipped_weight_does_make_another_plan_fairer(row: Problem) -> None:
    found = robustness(row, spread=NOTHING, draws=1)
    for flip in found.flips:
        mine = row.need(flip.need)
        rest = (1 - flip.then) / (1 - mine.weight)
        there = replace(
            row,
            needs=tuple(
                replace(need, weight=flip.then)
                if need.id == flip.need
                else replace(need, weight=need.weight * rest)
                if need.party == mine.party
                else need
                for need in row.needs
            ),
        )
        assert worst_of(there, flip.instead) > worst_of(there, found.plan.plan)
    changes = [abs(flip.then - flip.now) for flip in found.flips]
    assert changes == pytest.approx(sorted(changes))


@pytest.mark.parametrize("way", ["all plans"], indirect=True)
@few
@given(problems(most_options=4), spreads)
def test_the_order_of_parties_and_options_changes_no_figure(
    way: str, row: Problem, spread: Spread
) -> None:
    here = robustness(row, spread=spread, draws=12)
    turned = replace(row, parties=row.parties[::-1], options=row.options[::-1])
    there = robustness(turned, plan=here.plan.plan, spread=spread, draws=12)
    assert figures(there) == pytest.approx(figures(here), abs=1e-6)
    assert [f.need for f in there.flips] == [f.need for f in here.flips]


@given(spreads, st.integers(0, 9))
def test_drawn_weights_are_weights(spread: Spread, seed: int) -> None:
    drawn = draws_of(GROWTH, spread, count=50, seed=seed)
    for party in GROWTH.parties:
        mine = [place for place, need in enumerate(GROWTH.needs) if need.party == party.id]
        assert drawn.weights[:, mine].sum(axis=1) == pytest.approx(np.ones(50))
    assert (drawn.weights >= 0).all()
    assert (abs(drawn.efforts - 1) <= spread.efforts).all()
    assert (abs(drawn.scores - 1) <= spread.scores).all()


def test_weights_spread_as_far_as_they_are_said_to() -> None:
    half = replace(GROWTH, needs=tuple(replace(need, weight=0.5) for need in GROWTH.needs[3:]))
    half = replace(half, parties=GROWTH.parties[1:])
    drawn = draws_of(half, Spread(weights=0.3), count=20_000, seed=1).weights[:, 0]
    assert float(drawn.mean()) == pytest.approx(0.5, abs=0.01)
    assert float(drawn.std()) == pytest.approx(0.15, abs=0.005)


def test_a_plan_without_a_spare_week_says_what_it_lacks() -> None:
    found = robustness(GROWTH, spread=Spread(weights=0, scores=0, efforts=0.2), draws=400)
    assert found.holds < 0.4
    assert found.tightest is not None
    assert found.tightest.resource == "engineers"
    assert found.tightest.spare >= 1


def test_a_short_time_leaves_fewer_checks_and_says_so() -> None:
    over = Budget(until=0.0, clock=lambda: 1.0)
    found = robustness(GROWTH, draws=200, answer=None, budget=over)
    assert found.checks == ()
    assert 0 <= found.does_well <= found.holds <= 1


def test_a_plan_that_cannot_be_done_is_refused() -> None:
    with pytest.raises(InvalidError):
        robustness(GROWTH, plan=Plan(placements={"batches": "second"}))


def test_a_plan_that_is_not_the_fairest_is_said_not_to_be() -> None:
    nothing = robustness(GROWTH, plan=Plan(placements={}), draws=20)
    assert nothing.fairer is not None
    assert min(nothing.fairer.retention.values()) == pytest.approx(0.961, abs=0.001)
    assert nothing.flips == ()
    assert robustness(GROWTH, draws=20).fairer is None


def test_it_ends_when_the_time_is_over() -> None:
    ticks = iter(range(10_000_000))
    found = robustness(
        problem_of(16, seed=1), draws=40, budget=Budget(until=30.0, clock=lambda: next(ticks) * 0.1)
    )
    assert 0 < found.draws <= 40
    assert len(found.checks) <= 8
