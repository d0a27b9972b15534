"""A diagnosis of hiring in sentences: what is low, beside what, and what the counts cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from trifecta.domain.systems.comparing.words import listed, number, percent
from trifecta.domain.systems.diagnosing.diagnosis import Diagnosed, Diagnosis, Rate, Reference

_NAMES: Final[Mapping[Diagnosis, str]] = {
    Diagnosis.CANDIDATES: "Not enough candidates come in at the top",
    Diagnosis.CONVICTION: "There is no conviction to make offers",
    Diagnosis.ACCEPTANCE: "Offers are made and not accepted",
    Diagnosis.ELSEWHERE: "Fewer go on before it comes to an offer",
}
_BESIDE: Final[Mapping[Reference, str]] = {
    Reference.MODEL: "in the model",
    Reference.HISTORY: "in the weeks before",
    Reference.TARGET: "as the target",
}


def lead(found: Diagnosed) -> str:
    """The answer first, with the figures that it rests on."""
    low = [rate for rate in found.rates if rate.low]
    if found.diagnosis is Diagnosis.SEVERAL:
        several = "; ".join(_figures(rate, found.reference) for rate in low)
        return f"Cannot tell one cause: several rates are low at once. {several}."
    if found.diagnosis is Diagnosis.CANNOT_TELL:
        return _cannot_tell(found)
    if found.diagnosis is Diagnosis.NOTHING:
        return "Nothing is low beyond chance: every step moves as it should."
    return f"{_NAMES[found.diagnosis]}: {_figures(low[0], found.reference)}."


def headline(found: Diagnosed) -> str:
    """The answer without its figures."""
    return f"{lead(found).partition(': ')[0]}."


def because(found: Diagnosed) -> str:
    """The figures that the answer rests on."""
    said = lead(found).partition(": ")[2]
    return said[:1].upper() + said[1:]


def look_at_next(found: Diagnosed) -> str:
    """Where to look for the cause, in a sentence or two; nothing where none is named."""
    return _LOOK.get(found.diagnosis, "")


_LOOK: Final[Mapping[Diagnosis, str]] = {
    Diagnosis.CANDIDATES: "Look at where people hear of you, and how many of them are written to. "
    "More interviewers change nothing while too few come in.",
    Diagnosis.CONVICTION: "Look at what interviews ask, and at what it takes to be sure of "
    "somebody. More candidates change nothing while nobody decides for them.",
    Diagnosis.ACCEPTANCE: "Ask those who said no. Look at pay, at how long an offer takes, and at "
    "what people were told before. More offers change little while they are turned down.",
    Diagnosis.ELSEWHERE: "Look at who decides at this step, what they look for, and how long "
    "people wait there. What comes after it is as it should be.",
}


def notes(found: Diagnosed) -> tuple[str, ...]:
    """What stays open, as sentences."""
    said = []
    open_ones = [rate.name for rate in found.rates if not rate.low and not rate.could_tell]
    if open_ones and found.diagnosis is not Diagnosis.CANNOT_TELL:
        said.append(
            f"Of {listed(open_ones)} there are too few counts to tell: a fall by a third might not "
            "be noticed."
        )
    said.append(
        f"Weeks {found.first_week} to {found.last_week}. p is for a rate this low by chance, "
        "allowing for all steps; below 0.05 a rate is said to be low."
    )
    return tuple(said)


def count_next(found: Diagnosed) -> tuple[str, ...]:
    """What to do so that the counts can tell, as sentences; nothing where they do."""
    if found.diagnosis is Diagnosis.SEVERAL:
        return (
            "Begin at the top: what is low there leaves fewer for every step after it. Change one "
            "step, count on, and look again from the week of the change.",
        )
    if all(rate.should is None for rate in found.rates):
        return (
            "Write the rates that you expect into the model as plain numbers, or say from which "
            "week on to look.",
        )
    return tuple(_next_of(rate, found) for rate in found.rates if not (rate.low or rate.could_tell))


def _next_of(rate: Rate, found: Diagnosed) -> str:
    if rate.should is None:
        return f"{rate.name} has nothing to be held against: write its rate as a plain number."
    if rate.weeks_more:
        weeks = "1 more week" if rate.weeks_more == 1 else f"{rate.weeks_more} more weeks"
        return f"Count {rate.name} for {weeks} like these: then a fall by a third would be noticed."
    if found.reference is Reference.HISTORY:
        return (
            f"The weeks before say too little of {rate.name}: compare from a later week, or with "
            "the rates of the model."
        )
    return f"{rate.name} moves too few to tell within years: count an earlier step instead."


def diagnosed_data(found: Diagnosed) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "headline": lead(found),
        "diagnosis": found.diagnosis.value,
        "held_against": found.reference.value,
        "first_week": found.first_week,
        "last_week": found.last_week,
        "rates": [
            {
                "flow": rate.name,
                "is_share": rate.is_share,
                "moved": rate.moved,
                "of": rate.of,
                "rate": rate.rate,
                "should": rate.should,
                "p_value": rate.p_value,
                "low": rate.low,
                "could_tell": rate.could_tell,
                "weeks_more": rate.weeks_more,
            }
            for rate in found.rates
        ],
        "count_next": list(count_next(found)),
        "notes": list(notes(found)),
    }


def rate_found(rate: Rate) -> str:
    """What was found of a step, in a word or three."""
    if rate.low:
        return "low"
    if rate.should is None:
        return "nothing to hold it against"
    return "as it should be" if rate.could_tell else "too few counts"


def rate_said(rate: Rate, value: float | None) -> str:
    """A share as hundredths, a number a week as it is; blank for none."""
    if value is None:
        return ""
    return percent(value) if rate.is_share else number(value)


def _figures(rate: Rate, reference: Reference) -> str:
    now = rate_said(rate, rate.rate)
    should = rate_said(rate, rate.should)
    if not rate.is_share:
        return f"{rate.name} was {now} a week, and {should} {_BESIDE[reference]}"
    counts = f"{number(rate.moved)} of {number(rate.of)}"
    return f"{rate.name} was {now} ({counts}), and {should} {_BESIDE[reference]}"


def _cannot_tell(found: Diagnosed) -> str:
    if all(rate.should is None for rate in found.rates):
        return (
            "Cannot tell: nothing says what the rates should be. Write them into the model, or say "
            "from which week on to look, so that the weeks before can be compared."
        )
    open_ones = [rate.name for rate in found.rates if not rate.could_tell]
    return f"Cannot tell: nothing is low beyond chance, and {_too_few(open_ones)}."


def _too_few(names: Sequence[str]) -> str:
    return f"of {listed(names)} there are too few counts to notice a fall by a third"
