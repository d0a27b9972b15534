"""What a rating comes to with the corrections beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.corrections import Corrected, current, may_confirm
from trifecta.domain.calibration.votes import OUTCOMES

SHARED = dict.fromkeys(OUTCOMES, 2)
OWN = dict.fromkeys(OUTCOMES, 0)
steps = st.fixed_dictionaries({outcome: st.integers(0, 4) for outcome in OUTCOMES})
corrections = st.lists(
    st.builds(
        Corrected,
        member=st.sampled_from(["", "noor", "robin"]),
        steps=st.one_of(steps, st.just({})),
    ),
    max_size=6,
)


def test_without_corrections_it_is_what_was_decided() -> None:
    shared, own = current(SHARED, {"noor": OWN}, [])

    assert (shared.steps, shared.corrected) == (SHARED, False)
    assert (own["noor"].steps, own["noor"].is_exception, own["noor"].corrected) == (
        OWN,
        True,
        False,
    )


def test_the_last_correction_counts() -> None:
    first, last = {**SHARED, "impact": 1}, {**SHARED, "impact": 3}

    shared, _ = current(SHARED, {}, [Corrected(steps=first), Corrected(steps=last)])

    assert shared.steps["impact"] == 3
    assert shared.corrected


def test_a_correction_that_leaves_it_as_it_is_corrects_nothing() -> None:
    shared, _ = current(SHARED, {}, [Corrected(steps=SHARED)])

    assert not shared.corrected


def test_a_lifted_exception_follows_the_shared_rating() -> None:
    later = {**SHARED, "delivery": 4}

    _, own = current(
        SHARED, {"noor": OWN}, [Corrected(member="noor", steps={}), Corrected(steps=later)]
    )

    assert own["noor"].steps["delivery"] == 4
    assert not own["noor"].is_exception
    assert own["noor"].corrected


@given(corrections)
def test_a_correction_never_makes_an_exception(given_ones: list[Corrected]) -> None:
    _, own = current(SHARED, {"noor": OWN}, given_ones)

    assert set(own) == {"noor"}


@given(corrections)
def test_corrections_of_one_leave_the_others_alone(given_ones: list[Corrected]) -> None:
    alone = [one for one in given_ones if one.member]

    shared, _ = current(SHARED, {"noor": OWN}, alone)

    assert shared.steps == SHARED


def test_a_correction_takes_two_people_of_two_functions() -> None:
    def decision(confirms: str, function: str) -> bool:
        return may_confirm(
            asked_by="olga", confirms=confirms, asked_for="engineering", confirms_for=function
        ).allowed

    assert decision("piet", "product")
    assert not decision("olga", "engineering")
    assert not decision("deputy", "engineering")
