"""Each of three faults of hiring is named where it was planted, and nothing where nothing was."""

from __future__ import annotations

import math

import pytest
from tests.domain.systems.hiring_data import HIRING, Rates, hiring

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import parse
from trifecta.domain.systems.diagnosing.diagnosis import Diagnosed, Diagnosis, Reference, diagnose
from trifecta.domain.systems.diagnosing.words import count_next, diagnosed_data, lead, notes
from trifecta.domain.systems.observing.weekly import observations_in

MODEL = parse(HIRING)
FAULTS = {
    Diagnosis.CANDIDATES: Rates(candidates=11),
    Diagnosis.CONVICTION: Rates(offered=0.08),
    Diagnosis.ACCEPTANCE: Rates(accepted=0.2),
    Diagnosis.ELSEWHERE: Rates(interviewed=0.2),
}
SEEDS = range(20)


def diagnosed(seed: int, *, after: Rates, since: int | None = 27, noise: float = 0.15) -> Diagnosed:
    text = hiring(seed, weeks=39, since=27, after=after, noise=noise).flows
    return diagnose(MODEL, observations_in(text, model=MODEL), since=since)


@pytest.mark.parametrize("planted", FAULTS)
def test_a_planted_fault_is_named_and_no_other(planted: Diagnosis) -> None:
    found = [diagnosed(seed, after=FAULTS[planted]).diagnosis for seed in SEEDS]
    others = set(FAULTS) - {planted}

    assert found.count(planted) >= 15
    assert sum(one in others for one in found) <= 1


def test_nothing_is_named_where_nothing_was_planted() -> None:
    found = [diagnosed(seed, after=Rates()).diagnosis for seed in range(100, 160)]

    assert sum(one in FAULTS for one in found) <= 6


def test_two_faults_at_once_are_not_taken_for_one_cause() -> None:
    both = Rates(candidates=10, offered=0.05)
    found = [diagnosed(seed, after=both, noise=0).diagnosis for seed in SEEDS]

    assert Diagnosis.CONVICTION not in found
    assert found.count(Diagnosis.SEVERAL) >= 10
    several = next(seed for seed in SEEDS if found[seed] is Diagnosis.SEVERAL)
    assert lead(diagnosed(several, after=both, noise=0)).startswith("Cannot tell one cause: ")


def test_few_counts_cannot_tell() -> None:
    model = parse(HIRING.replace("25\n", "2\n"))
    rows = [f"{week},{name},1" for week in range(1, 9) for name in ("Offers > Hires",)]
    rows += [f"{week},Interviews > Offers,1" for week in range(1, 9)]
    rows += [f"{week},Screens > Interviews,1" for week in range(1, 9)]
    rows += [f"{week},Candidates > Screens,2" for week in range(1, 9)]
    text = "\n".join(["week,flow,value", *rows])
    found = diagnose(model, observations_in(text, model=model))

    assert found.diagnosis is Diagnosis.CANNOT_TELL
    assert "there are too few counts to notice a fall by a third" in lead(found)


def test_without_anything_to_hold_against_it_cannot_tell() -> None:
    model = parse("A(9)\n[Candidates] > Screens @ A\nScreens > Offers @ A\nOffers > Hires @ A")
    rows = [
        f"{week},{name},20"
        for week in range(1, 9)
        for name in ("Candidates > Screens", "Screens > Offers", "Offers > Hires")
    ]
    text = "\n".join(["week,flow,value", *rows])
    found = diagnose(model, observations_in(text, model=model))

    assert found.diagnosis is Diagnosis.CANNOT_TELL
    assert lead(found).startswith("Cannot tell: nothing says what the rates should be.")


def test_the_sentence_says_what_it_rests_on() -> None:
    found = diagnosed(1, after=Rates(offered=0.05), noise=0)

    assert found.reference is Reference.HISTORY
    sentence = lead(found)
    assert sentence.startswith("There is no conviction to make offers: Interviews > Offers was ")
    assert sentence.endswith(" % in the weeks before.")
    assert diagnosed_data(found)["headline"] == sentence
    assert "Weeks 27 to 39." in notes(found)[-1]


def test_the_rates_of_the_model_are_the_reference_without_earlier_weeks() -> None:
    text = hiring(2, weeks=13, since=1, after=Rates(candidates=10)).flows
    found = diagnose(MODEL, observations_in(text, model=MODEL))

    assert (found.diagnosis, found.reference) == (Diagnosis.CANDIDATES, Reference.MODEL)
    assert " a week, and 25 in the model." in lead(found)


def test_targets_are_the_reference_where_they_are_given() -> None:
    text = hiring(2, weeks=13).flows
    counted = observations_in(text, model=MODEL)
    found = diagnose(MODEL, counted, targets={0: 60.0, 1: 0.5, 2: 0.25, 3: 0.6})

    assert (found.diagnosis, found.reference) == (Diagnosis.CANDIDATES, Reference.TARGET)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("[A] > B @ 1\nB > C @ 0.5", "No stock of the model has “offer” in its name."),
        ("[A] > Offers @ 1\nOffers > C @ 0.5", "Offers needs two flows before it"),
        (HIRING, "Nobody counted Candidates > Screens or Screens > Interviews"),
    ],
)
def test_a_model_without_such_a_chain_is_refused(model: str, said: str) -> None:
    read = parse(model)
    name = read.shown[0]
    with pytest.raises(InvalidError, match=said):
        diagnose(read, observations_in(f"week,{name}\n1,2", model=read))


def test_what_to_count_next_is_enough_to_tell() -> None:
    """As many more weeks as it says, of the same kind, and the step can be told."""
    weeks = hiring(3, weeks=8).counts

    def found_with(more: int) -> Diagnosed:
        rows = [
            f"{week + 1},{name},{counts[week % 8]}"
            for name, counts in weeks.items()
            for week in range(8 + more)
        ]
        counts = observations_in("\n".join(["week,flow,value", *rows]), model=MODEL)
        return diagnose(MODEL, counts)

    now = found_with(0)
    (hires,) = (rate for rate in now.rates if rate.name == "Offers > Hires")
    assert not hires.could_tell
    assert hires.weeks_more
    assert any(
        "Offers > Hires" in said and str(hires.weeks_more) in said for said in count_next(now)
    )
    later = found_with(8 * math.ceil(hires.weeks_more / 8))
    assert next(rate for rate in later.rates if rate.name == "Offers > Hires").could_tell


def test_where_the_counts_tell_nothing_is_asked_to_be_counted() -> None:
    found = diagnosed(1, after=FAULTS[Diagnosis.CONVICTION])

    assert found.diagnosis is Diagnosis.CONVICTION
    assert not [said for said in count_next(found) if "Interviews > Offers" in said]
