"""Laws of what a plan is compared with in each draw: relaxed, rounded, and fitted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.compromise.draws import problem_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import problems

from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.draws import Spread, draws_of
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import Budget, Program, Row
from trifecta.domain.compromise.engine.refitting import Bundle, Fitting, Numbers
from trifecta.domain.compromise.engine.relaxing import Relaxing
from trifecta.domain.compromise.engine.trials import Outcomes, Trials
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import SLACK

DRAWS = 12
FORTY = problem_of(40, seed=0)


def numbers_of(trials: Trials, bundle: Bundle) -> Numbers:
    """Those of all draws, one problem after the other."""
    every = [arrays_of(trials.draws.problem_of(row)) for row in range(len(trials.draws))]
    wide = [trials.widened(each, np.vstack([each.gain, each.use])) for each in every]
    needs = len(every[0].gain)
    over = np.stack([row @ bundle.members.T for row in wide]).transpose(0, 2, 1)
    return Numbers(
        gain=over[:, :, :needs],
        use=over[:, :, needs:],
        weight=np.stack([each.weight for each in every]),
    )


def compared(trials: Trials) -> Outcomes:
    arrays = arrays_of(FORTY)
    pool = trials.widened(arrays, pool_of(arrays, seed=0).chosen)
    return trials.outcomes(pool, refit=0)


def test_relaxed_plans_are_about_as_good_as_those_of_the_solver() -> None:
    trials = Trials(draws_of(FORTY, Spread(), count=DRAWS, seed=0))
    bundle = Bundle.of(trials.arrays)
    relaxing = Relaxing.of(bundle, trials.arrays)
    assert relaxing is not None
    numbers = numbers_of(trials, bundle)
    exact = np.array(
        [
            [program.relaxed(Row(y=weight))[0] for weight in program.arrays.weight]
            for program in (
                Program.of(arrays_of(trials.draws.problem_of(row))) for row in range(DRAWS)
            )
        ]
    )
    for party in range(2):
        part = relaxing.parts(numbers, exact, party=party)
        met = np.minimum(1.0, np.einsum("dvq,dv->dq", numbers.gain, part))
        has = np.einsum("dq,dq->d", numbers.weight[:, party], met)
        assert has == pytest.approx(exact[:, party], abs=0.04)
        assert np.einsum("dvc,dv->dc", numbers.use, part).max() < 1.06
        assert (bundle.rules @ part.T).T.max() < 1.06


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(most_options=5), st.integers(0, 9), st.sampled_from([0.0, 0.3, 0.5]))
def test_what_is_rounded_keeps_the_rules_that_forbid(row: Problem, seed: int, above: float) -> None:
    arrays = arrays_of(row)
    bundle = Bundle.of(arrays)
    part = np.random.default_rng(seed).random((3, len(bundle.members)))
    numbers = Numbers(
        gain=np.tile((arrays.gain @ bundle.members.T).T, (3, 1, 1)),
        use=np.tile((arrays.use @ bundle.members.T).T, (3, 1, 1)),
        weight=np.tile(arrays.weight, (3, 1, 1)),
    )
    fitting = Fitting.rounded(bundle, part, numbers, above=above)
    assert (fitting.inside @ bundle.rules.T <= bundle.high + SLACK).all()
    assert (part[fitting.inside] > above).all()


def test_plans_from_relaxations_are_fairer_than_those_from_a_pool_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trials = Trials(draws_of(FORTY, Spread(), count=DRAWS, seed=0))
    both = compared(trials)
    monkeypatch.setattr(Relaxing, "of", lambda *_, **__: None)
    alone = compared(trials)
    assert both.best_worth.min(axis=1).mean() > alone.best_worth.min(axis=1).mean() + 0.005


def test_the_same_seed_compares_with_the_same_plans() -> None:
    trials = Trials(draws_of(FORTY, Spread(), count=DRAWS, seed=0))
    once, again = compared(trials), compared(trials)
    assert (once.best_worth == again.best_worth).all()


def test_without_time_nothing_is_relaxed() -> None:
    arrays = arrays_of(FORTY)
    over = Budget(until=0.0, clock=lambda: 1.0)
    assert Relaxing.of(Bundle.of(arrays), arrays, budget=over) is None


def test_where_somebody_can_have_nothing_plans_of_a_pool_do() -> None:
    party = FORTY.parties[0].id
    mine = {need.id for need in FORTY.needs if need.party == party}
    row = replace(FORTY, scores=tuple(s for s in FORTY.scores if s.need not in mine))
    trials = Trials(draws_of(row, Spread(), count=3, seed=0))
    found = trials.outcomes(trials.rows_of([Plan(placements={})]), refit=0)
    assert (found.best_worth[:, 0] == 0).all()
    assert (found.best_worth[:, 1] > 0.3).all()
