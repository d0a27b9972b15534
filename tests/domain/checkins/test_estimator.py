"""The diagnosis of two people names what is so, says when it cannot tell, and treats both alike."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import correlation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm
from tests.domain.checkins.answers import (
    ITEMS,
    KEYS,
    RIPPLE,
    WAVE,
    blurred,
    full_profiles,
    full_sides,
    half_like,
    opposite,
    profile,
    side,
    sides,
)

from trifecta.domain.checkins.estimator import (
    MIN_SHARED,
    Diagnosis,
    Side,
    correlate,
    diagnose,
    largest_first,
)
from trifecta.domain.checkins.norms import Norms


def total(diagnosis: Diagnosis) -> float:
    assert diagnosis.odds is not None
    return sum(largest_first(diagnosis.odds).values())


# ---------------------------------------------------------------- the four explanations


def test_two_who_want_the_same_and_know_it_are_fine() -> None:
    alice, bob = blurred(WAVE, seed=1), blurred(WAVE, seed=2)
    result = diagnose(side(alice, blurred(bob, seed=3)), side(bob, blurred(alice, seed=4)))
    assert result.verdict == "neither"
    assert result.probability >= 0.95


def test_two_who_want_the_opposite_and_know_it_have_misaligned_incentives() -> None:
    alice, bob = WAVE, blurred(opposite(WAVE), seed=1)
    result = diagnose(side(alice, blurred(bob, seed=2)), side(bob, blurred(alice, seed=3)))
    assert result.verdict == "incentives"
    assert result.belief == ""


def test_two_who_want_the_same_and_expect_the_opposite_lack_understanding() -> None:
    alice, bob = blurred(WAVE, seed=1), blurred(WAVE, seed=2)
    result = diagnose(side(alice, opposite(bob)), side(bob, opposite(alice)))
    assert result.verdict == "understanding"
    assert result.belief == "false_conflict"


def test_two_who_want_the_opposite_and_expect_the_same_have_both() -> None:
    alice, bob = WAVE, opposite(blurred(WAVE, seed=1))
    result = diagnose(side(alice, alice), side(bob, bob))
    assert result.verdict == "both"
    assert result.belief == "false_consensus"


def test_answers_that_fit_more_than_one_explanation_are_not_named() -> None:
    alice, bob = WAVE, half_like(WAVE, RIPPLE)
    result = diagnose(side(alice, half_like(bob, WAVE)), side(bob, half_like(alice, RIPPLE)))
    assert result.verdict == "unclear"
    assert result.doubt == "mixed"
    assert 0 < result.probability < 0.80


# ---------------------------------------------------------------- the arithmetic


def test_correlations_are_pearson_s_over_the_items_both_answered() -> None:
    xs, ys = profile(WAVE), profile(RIPPLE)
    del xs[KEYS[0]], ys[KEYS[1]]
    kept = KEYS[2:]
    expected = correlation([float(xs[k]) for k in kept], [float(ys[k]) for k in kept])
    found = correlate(xs, ys)
    assert found.r == pytest.approx(expected)
    assert found.items == 22


def test_the_probabilities_are_those_of_the_normal_model() -> None:
    """Recomputed with SciPy: prior N(0, 1), variance 1/(M−3), low below ζ = atanh(ρ/2)."""
    alice, bob = WAVE, blurred(WAVE, seed=5, by=2)
    result = diagnose(
        side(alice, blurred(bob, seed=8, by=3)),
        side(bob, blurred(alice, seed=9, by=2)),
        reliability=0.7,
    )
    z_a = math.atanh(result.agreement.r or 0)
    z_u = sum(math.atanh(c.r or 0) for c in result.accuracies) / 2
    low = []
    for z, v in ((z_a, 1 / 21), (z_u, 1 / 42)):
        w = 1 / (1 + v)
        low.append(norm.cdf(math.atanh(0.35), loc=w * z, scale=math.sqrt(w * v)))
    assert result.odds is not None
    assert result.odds.both == pytest.approx(low[0] * low[1])
    assert result.odds.incentives == pytest.approx(low[0] * (1 - low[1]))
    assert result.odds.understanding == pytest.approx((1 - low[0]) * low[1])
    assert result.odds.neither == pytest.approx((1 - low[0]) * (1 - low[1]))


def test_each_accuracy_is_a_guess_against_the_answer_it_is_about() -> None:
    result = diagnose(side(WAVE, RIPPLE), side(RIPPLE, opposite(WAVE)))
    assert result.accuracies[0].r == pytest.approx(1)
    assert result.accuracies[1].r == pytest.approx(-1)
    assert result.congruencies[0].r == result.agreement.r


def test_what_everybody_answers_does_not_count_as_agreement() -> None:
    """Two people who follow the norm exactly and add nothing of their own do not agree."""
    lean = [3, -3] * 12
    means = {
        (role, key): 0.9 * v for role in ("em", "pm") for key, v in zip(KEYS, lean, strict=True)
    }
    one = [max(-3, min(3, v + d)) for v, d in zip(lean, WAVE, strict=True)]
    other = [max(-3, min(3, v - d)) for v, d in zip(lean, WAVE, strict=True)]
    plain = correlate(profile(one), profile(other))
    normed = diagnose(side(one, one), side(other, other), norms=Norms(means=means)).agreement
    assert plain.r is not None
    assert normed.r is not None
    assert normed.r < plain.r - 0.3


def test_less_reliable_answers_need_less_correlation_to_count_as_agreement() -> None:
    alice, bob = WAVE, blurred(WAVE, seed=5, by=3)
    pair = (side(alice, blurred(bob, seed=6, by=3)), side(bob, blurred(alice, seed=7, by=3)))
    strict, lenient = (diagnose(*pair, reliability=rho) for rho in (0.95, 0.5))
    assert strict.low_agreement is not None
    assert lenient.low_agreement is not None
    assert lenient.low_agreement < strict.low_agreement


# ---------------------------------------------------------------- when nothing can be told


def test_too_many_skipped_questions_leave_it_open_and_say_so() -> None:
    alice = side(WAVE, WAVE)
    few = {key: alice.guess[key] for key in KEYS[: MIN_SHARED - 1]}
    result = diagnose(replace(alice, guess=few), side(WAVE, WAVE))
    assert (result.verdict, result.doubt, result.odds) == ("unclear", "skipped", None)
    assert result.probability == 0


def test_half_of_the_questions_are_enough() -> None:
    alice = side(WAVE, WAVE)
    half = {key: alice.guess[key] for key in KEYS[:MIN_SHARED]}
    assert diagnose(replace(alice, guess=half), side(WAVE, WAVE)).odds is not None


def test_nothing_answered_at_all_is_said_and_not_raised() -> None:
    empty = Side(role="em", own={}, guess={})
    assert diagnose(empty, empty).doubt == "skipped"


def test_somebody_who_gives_one_answer_throughout_is_named_as_the_reason() -> None:
    result = diagnose(side(WAVE, WAVE), side([0] * 24, WAVE))
    assert (result.verdict, result.doubt, result.flat) == ("unclear", "flat", (1,))


def test_somebody_who_always_marks_the_same_place_is_noticed_through_the_turned_poles() -> None:
    turned = frozenset(KEYS[::2])
    marks = [-3 if key in turned else 3 for key in KEYS]
    lazy = replace(side(marks, WAVE), flipped=turned)
    assert diagnose(lazy, side(WAVE, WAVE)).flat == (0,)
    assert diagnose(replace(lazy, flipped=frozenset()), side(WAVE, WAVE)).flat == ()


def test_answers_that_change_when_asked_again_are_not_trusted() -> None:
    steady = replace(side(WAVE, WAVE), twice=((3, 2), (-1, -1), (0, 1), (2, 2)))
    restless = replace(steady, twice=((3, -2), (-1, 1), (0, 3), (2, 2)))
    assert diagnose(steady, steady).doubt == ""
    assert diagnose(steady, restless).doubt == "unsteady"
    assert diagnose(steady, replace(restless, twice=restless.twice[:2])).doubt == ""


# ---------------------------------------------------------------- laws


@given(one=sides, other=sides)
def test_exchanging_the_two_people_exchanges_the_result_and_nothing_else(
    one: Side, other: Side
) -> None:
    there, back = diagnose(one, other), diagnose(other, one)
    assert there.verdict == back.verdict
    assert there.doubt == back.doubt
    assert there.odds == back.odds or total(there) == pytest.approx(total(back))
    assert there.probability == pytest.approx(back.probability)
    assert there.accuracies == back.accuracies[::-1]
    assert there.congruencies == back.congruencies[::-1]
    assert there.flat == tuple(sorted(1 - index for index in back.flat))


@given(one=sides, other=sides)
def test_any_answers_give_probabilities_that_sum_to_one_or_none(one: Side, other: Side) -> None:
    result = diagnose(one, other)
    assert (result.odds is None) == (result.doubt in {"skipped", "flat", "unsteady"})
    if result.odds is not None:
        assert total(result) == pytest.approx(1)
        assert all(0 <= p <= 1 for p in largest_first(result.odds).values())
        named = result.probability >= 0.80
        assert named == (result.verdict != "unclear")


@given(one=full_sides, other=full_sides)
def test_the_order_in_which_questions_were_asked_changes_nothing(one: Side, other: Side) -> None:
    def reordered(person: Side) -> Side:
        return replace(
            person,
            own=dict(reversed(list(person.own.items()))),
            guess=dict(sorted(person.guess.items())),
        )

    assert diagnose(reordered(one), reordered(other)) == diagnose(one, other)


@given(one=full_profiles, other=full_profiles, seed=st.text(max_size=10))
def test_how_the_poles_were_turned_for_each_person_changes_nothing(
    one: dict[str, int], other: dict[str, int], seed: str
) -> None:
    """What is marked on two different sheets comes back as the same answers."""
    from trifecta.domain.checkins.sheets import sheet_for

    for who, answers in (("alice", one), ("bob", other)):
        sheet = sheet_for(ITEMS, seed=f"{seed}{who}")
        marked = {q.number: q.shown(answers[q.item.key]) for q in sheet.questions}
        read = {q.slot: q.stored(marked[q.number]) for q in sheet.questions if not q.repeat}
        assert read == answers


@given(own=full_profiles)
def test_the_same_profile_agrees_with_itself(own: dict[str, int]) -> None:
    assume(len(set(own.values())) > 1)
    assert correlate(own, own).r == pytest.approx(1)
    assert correlate(own, {key: -value for key, value in own.items()}).r == pytest.approx(-1)
