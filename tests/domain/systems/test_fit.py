"""A fit finds numbers that made the counts, and says which ones the counts cannot tell."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta
from tests.domain.systems.hiring_data import FLOWS, HIRING, hiring

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse, run
from trifecta.domain.systems.fitting.fit import Fit, fit
from trifecta.domain.systems.fitting.words import fit_data, fitted_text, lead, notes
from trifecta.domain.systems.observing.weekly import observations_in

WRONG = HIRING.replace("25\n", "40\n").replace("0.25", "0.6")
OFFERS, HIRES = "Interviews > Offers", "Offers > Hires"


def fitted(text: str, counts: str, *, tries: int = 600, **ranges: tuple[float, float]) -> Fit:
    model = parse(text)
    named = {name.replace("_to_", " > "): ends for name, ends in ranges.items()}
    return fit(model, observations_in(counts, model=model), named, tries=tries)


def ends_alone(seed: int = 1) -> str:
    """Who came and who was hired, and nothing of what lies between."""
    data = hiring(seed)
    rows = [
        f"{week},{name},{count}"
        for name in ("Candidates > Screens", "Offers > Hires")
        for week, count in enumerate(data.counts[name], 1)
    ]
    return "\n".join(["week,flow,value", *rows])


def test_the_numbers_that_made_the_counts_are_found() -> None:
    found = fitted(
        WRONG, hiring(4).flows, Candidates_to_Screens=(5, 60), Interviews_to_Offers=(0.05, 0.9)
    )
    come, offered = found.numbers

    assert come.low <= come.best <= come.high
    assert come.best == pytest.approx(np.mean(hiring(4).counts["Candidates > Screens"]), abs=0.51)
    assert offered.low <= 0.25 <= offered.high
    assert offered.told
    assert found.misfit < found.misfit_before
    assert lead(found).startswith("Candidates > Screens fits best at 2")


def test_the_interval_is_that_of_a_share_with_a_flat_prior() -> None:
    """With sources counted it is known: a beta distribution's middle nine tenths, at least."""
    data = hiring(9)
    found = fitted(HIRING, data.flows, tries=2_000, Interviews_to_Offers=(0.05, 0.9))
    went = sum(data.counts[OFFERS][1:])
    could = sum(data.counts["Screens > Interviews"][:-1])
    low, high = beta.ppf([0.05, 0.95], went + 1, could - went + 1)
    (one,) = found.numbers

    widened = (high - low) * found.dispersion**0.5
    assert one.high - one.low == pytest.approx(widened, rel=0.2)
    assert (one.high + one.low) / 2 == pytest.approx((high + low) / 2, abs=0.01)


def test_the_best_share_is_what_went_on_over_what_could() -> None:
    """With sources counted, the best share has a closed form."""
    data = hiring(7)
    (one,) = fitted(HIRING, data.flows, Interviews_to_Offers=(0.05, 0.9)).numbers
    went = sum(data.counts[OFFERS][1:])
    could = sum(data.counts["Screens > Interviews"][:-1])

    assert one.best == pytest.approx(went / could, abs=0.003)


def test_numbers_that_only_matter_as_a_product_are_said_to() -> None:
    found = fitted(
        HIRING,
        ends_alone(),
        tries=2_000,
        Interviews_to_Offers=(0.05, 0.9),
        Offers_to_Hires=(0.05, 1.0),
    )
    (tie,) = found.ties

    assert tie.names == (OFFERS, HIRES)
    assert tie.kind == "product"
    assert tie.low <= 0.25 * 0.6 <= tie.high
    assert f"{OFFERS} and {HIRES} only matter as a product here" in lead(found)


def test_what_is_between_them_tells_them_apart() -> None:
    found = fitted(
        HIRING, hiring(1).flows, Interviews_to_Offers=(0.05, 0.9), Offers_to_Hires=(0.05, 1.0)
    )

    assert found.ties == ()


def test_a_number_that_no_count_depends_on_is_said_to_be_open() -> None:
    text = f"{HIRING}Hires > Gone @ Leak(0.1)\n"
    rows = hiring(2).flows
    found = fitted(text, rows, Interviews_to_Offers=(0.05, 0.9), Hires_to_Gone=(0.01, 0.9))

    assert [one.told for one in found.numbers] == [True, False]
    assert "The counts say next to nothing of Hires > Gone within its range." in lead(found)


def test_the_fitted_model_is_a_text_that_runs() -> None:
    text = f"# ours\n{WRONG}"
    found = fitted(
        text, hiring(4).flows, Candidates_to_Screens=(5, 60), Interviews_to_Offers=(0.05, 0.9)
    )
    new = fitted_text(text, found)

    assert new.splitlines()[0] == "# ours"
    assert new.splitlines()[2] == "Screens > Interviews @ 0.5"
    assert run(parse(new)).states == run(parse(fitted_text(text, found))).states
    rates = [str(flow.formula) for flow in parse(new).flows]
    assert rates[0] == str(round(found.numbers[0].best))
    assert float(rates[2]) == pytest.approx(found.numbers[1].best, abs=1e-4)


def test_a_range_that_is_too_narrow_is_said() -> None:
    found = fitted(HIRING, hiring(3).flows, Interviews_to_Offers=(0.4, 0.9))

    assert any("Interviews > Offers would go on beyond the range" in note for note in notes(found))


def test_the_same_seed_gives_the_same_answer() -> None:
    first, second = (
        fit_data(fitted(HIRING, hiring(3).flows, Interviews_to_Offers=(0.1, 0.6))) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    ("counts", "ranges", "said"),
    [
        (hiring(1).flows, {}, "Name one to 6 numbers to fit"),
        (hiring(1).flows, {"Interviews_to_Offer": (0.1, 0.5)}, "No number of the model is called"),
        (hiring(1).flows, {"Interviews_to_Offers": (0.5, 0.1)}, "a range goes from 0 or more"),
        ("week,Screens\n1,2\n", {"Interviews_to_Offers": (0.1, 0.5)}, "There are 0 counts with"),
    ],
)
def test_what_cannot_be_fitted_is_refused(counts: str, ranges: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        fitted(HIRING, counts, **ranges)


def test_few_tries_find_about_what_many_do() -> None:
    """Also where the model is wrong of more than its numbers, so that misfits differ widely."""
    wrong = HIRING.replace("0.25", "0.6").replace("@ 0.5", "@ Leak(0.3)")
    model = parse(wrong)
    counts = observations_in(hiring(1).flows, model=model)
    ends = dict.fromkeys(FLOWS[1:], (0.01, 0.99))
    few, many = (fit(model, counts, ends, tries=tries) for tries in (500, 3_000))

    assert few.misfit - many.misfit < few.dispersion


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_few_tries_do_not_miss_what_is_only_known_together(seed: int) -> None:
    found = fitted(
        HIRING,
        ends_alone(seed),
        Interviews_to_Offers=(0.01, 0.99),
        Offers_to_Hires=(0.01, 0.99),
    )

    assert [tie.names for tie in found.ties] == [(OFFERS, HIRES)]


def test_intervals_are_as_wide_as_statistics_has_them() -> None:
    """Shares of what was counted have the interval of a binomial, 3.29 standard errors wide."""
    drawn = hiring(2, weeks=16)
    model = parse(HIRING)
    found = fit(
        model,
        observations_in(drawn.flows, model=model),
        dict.fromkeys(FLOWS[1:], (0.01, 0.99)),
        tries=2_000,
    )
    ratios = []
    for before, one in zip(FLOWS, found.numbers, strict=False):
        of = sum(drawn.counts[before][:-1])
        share = sum(drawn.counts[one.name][1:]) / of
        ratios.append((one.high - one.low) / (3.29 * math.sqrt(share * (1 - share) / of)))

    assert [one.name for one in found.numbers] == list(FLOWS[1:])
    assert 0.85 < sum(ratios) / len(ratios) < 1.2
