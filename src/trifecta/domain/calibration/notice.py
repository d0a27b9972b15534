"""What members are told before they are rated: on what, from what, and what is never used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.calibration.panel import CalibratingFunction
from trifecta.domain.calibration.votes import Outcome
from trifecta.domain.people.words import capital, joined

QUESTIONS: Final[Mapping[Outcome, str]] = {
    "delivery": "What was delivered, and how it compares with what was agreed.",
    "impact": "What came of it for customers and for the business.",
    "team_health": "Whether the team is in good shape, and whether people would stay.",
    "whole_constraint": "How well you solved what was technical, product and business in one.",
}
"""What each outcome asks, in a sentence a member reads before the cycle and a calibrator in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is used or never used: its name, and a sentence on it."""

    title: str
    body: str


USED: Final = (
    Said(
        "Agreements of this time",
        "Their titles and commitments, and whether each was kept, with its day. Why one was not "
        "kept is not taken over.",
    ),
    Said(
        "What you add",
        "What you did and what came of it, with a link to where it can be seen. Everybody in the "
        "case can add and comment until the evidence closes.",
    ),
    Said(
        "How delivery goes, and what engineers say",
        "As figures with their time and their source. What engineers say only from five answers "
        "on, never one by one.",
    ),
    Said(
        "What you wrote about the whole set of constraints",
        "Only what you have shared with leadership, or add yourselves.",
    ),
)
NEVER_USED: Final = (
    Said("Check-ins", "Not what you answered, not what you guessed, and not whether you did."),
    Said("The diagnosis", "Neither what it found nor that there was one."),
    Said(
        "What you keep to yourself", "Anything that is for you, your partners or the plan finder."
    ),
    Said("Figures that propose a rating", "People propose. No program does, and none decides."),
)


def functions_words(functions: Sequence[CalibratingFunction]) -> str:
    """Who has to agree, as it stands beside a partnership: "Engineering and product agree"."""
    return f"{capital(joined(list(functions)))} have to agree"


def seat_words(names: Mapping[CalibratingFunction, Sequence[str]]) -> tuple[str, ...]:
    """ "Kim for engineering" for each function that has somebody, in the order given."""
    return tuple(
        f"{joined(list(people))} for {function}" for function, people in names.items() if people
    )
