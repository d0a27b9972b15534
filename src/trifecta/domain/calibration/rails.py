"""What goes wrong when ratings are shared, noticed while calibrating, each with one thing to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.calibration.panel import CalibratingFunction
from trifecta.domain.people.words import capital, joined, number_word

FEWEST_ALIKE: Final = 4
"""With fewer partnerships, the same rating for all may well be what is true."""

FEWEST_EXCEPTIONS: Final = 2
MANY_EXCEPTIONS: Final = 0.1
"""Of the members of a cycle: exceptions are for clear non-performance, which is seldom."""

PUNITIVE: Final = (
    r"punish\w*",
    r"(?:a|the|as a|as) warning",
    r"teach (?:them|him|her|you) a lesson",
    r"(?:make|set|making|setting) an example",
    r"send(?:s|ing)? (?:a|the) (?:message|signal)",
    r"wake[- ]up call",
    r"had it coming",
    r"deserves? to (?:feel|suffer)",
    r"pay (?:for|the price)",
)
"""Phrases by which a rating is given to make a point rather than to say what was done."""

_PUNITIVE: Final = re.compile(rf"\b(?:{'|'.join(PUNITIVE)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedCase:
    """A partnership as it is rated now: `steps` an outcome, `notes` those of its discussion."""

    id: str
    steps: tuple[int, ...]
    notes: int
    members: int
    exceptions: int = 0
    missing: tuple[CalibratingFunction, ...] = ()
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something to look at before going on; `case_id` "" where it is about the whole cycle."""

    id: str
    title: str
    body: str
    action: str
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a text: `text[start:end]` is exactly `quote`."""

    start: int
    end: int
    quote: str


def notice(cases: Sequence[RatedCase]) -> tuple[Noticed, ...]:
    """Everything noticed in a cycle, what weighs most first. It stops nobody."""
    of_cases = (found for case in cases for detect in OF_A_CASE if (found := detect(case)))
    of_cycle = (found for detect in OF_A_CYCLE if (found := detect(cases)))
    return (*of_cases, *of_cycle)


def punitive_phrases(text: str) -> tuple[Phrase, ...]:
    """Where a text reads as if a rating were given to make a point, in order."""
    return tuple(
        Phrase(found.start(), found.end(), found.group()) for found in _PUNITIVE.finditer(text)
    )


def _missing_executive(case: RatedCase) -> Noticed | None:
    if not case.missing:
        return None
    names = joined(list(case.missing))
    return Noticed(
        id="missing_executive",
        case_id=case.id,
        title=f"Nobody answers for {names} here",
        body="A rating that one side gives alone is not shared by those who gave it, and the "
        "members will feel which side it was.",
        action=f"Ask somebody to calibrate for {names}",
    )


def _punitive(case: RatedCase) -> Noticed | None:
    phrases = punitive_phrases(case.reasons)
    if not phrases:
        return None
    return Noticed(
        id="punitive",
        case_id=case.id,
        title=f"“{phrases[0].quote}” may read as a rating given to make a point",
        body="Say what was done and what came of it. If a partnership is failing, both answer for "
        "it and both get a plan; the rating is no lesson.",
        action="Read the reasons again",
    )


def _uniform(cases: Sequence[RatedCase]) -> Noticed | None:
    """The same for everybody, and nobody talked about some of them."""
    if len(cases) < FEWEST_ALIKE or len({case.steps for case in cases}) > 1:
        return None
    silent = [case for case in cases if not case.notes]
    if not silent:
        return None
    return Noticed(
        id="uniform",
        title=f"All {number_word(len(cases))} partnerships have the same rating",
        body=f"{capital(number_word(len(silent)))} of them without a note of what was said. It "
        "can be true, and it is also what ratings look like that nobody calibrated.",
        action="Talk about those without a note",
    )


def _bulk_exceptions(cases: Sequence[RatedCase]) -> Noticed | None:
    exceptions = sum(case.exceptions for case in cases)
    members = sum(case.members for case in cases)
    if exceptions < FEWEST_EXCEPTIONS or exceptions <= MANY_EXCEPTIONS * members:
        return None
    return Noticed(
        id="bulk_exceptions",
        title=f"{capital(number_word(exceptions))} exceptions among {members} members",
        body="With so many, ratings are individual again in all but name. Either the evidence is "
        "unusually plain, or something else is being settled by them.",
        action="Look at each exception together",
    )


OF_A_CASE: Final[tuple[Callable[[RatedCase], Noticed | None], ...]] = (
    _missing_executive,
    _punitive,
)
OF_A_CYCLE: Final[tuple[Callable[[Sequence[RatedCase]], Noticed | None], ...]] = (
    _bulk_exceptions,
    _uniform,
)
