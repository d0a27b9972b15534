"""What a model ends in: what is done, by whom, until when, and what the data should then show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.statements import tidy

REFINED_OFTEN: Final = 5
"""As many texts of a model without a decision are more analysis than it needs."""
LONGEST: Final = 1_000
"""Characters of what is done, of what should change, and of what was learnt."""
FURTHEST: Final = timedelta(days=366)

Outcome = Literal["as_expected", "partly", "otherwise", "cannot_tell"]
OUTCOMES: Final[Mapping[str, str]] = {
    "as_expected": "It changed as we expected",
    "partly": "Some of it did",
    "otherwise": "It went another way",
    "cannot_tell": "We cannot tell yet",
}
DONE: Final[Mapping[str, str]] = {
    "done": "It was done",
    "partly": "A part of it was",
    "not_done": "It was not done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWords:
    """What somebody decides; `owner` is the id of a member."""

    what: str
    expected: str
    owner: str
    due: date | None
    review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that is whole."""

    what: str
    expected: str
    owner: str
    due: date
    review_on: date


def refined_without_decision(texts: int) -> bool:
    """Whether a model has been changed so often since the last decision that it is time for one."""
    return texts >= REFINED_OFTEN


def clean_decision(words: DecisionWords, *, members: frozenset[str], today: date) -> Decided:
    """The words as they are kept; raises InvalidError with what to write for each field.

    The day of the action is from today to a year from now; the day of looking at the data is the
    same or later.
    """
    wrong: dict[str, str] = {}
    what, expected = tidy(words.what), tidy(words.expected)
    _check(wrong, "what", what, "Write what you will do.")
    _check(wrong, "expected", expected, "Write what should change in the data if you are right.")
    if words.owner not in members:
        wrong["owner"] = "Choose who does it."
    _check_days(wrong, words.due, words.review_on, today)
    if wrong or words.due is None or words.review_on is None:
        raise InvalidError("This is not ready to be kept yet.", fields=wrong)
    return Decided(
        what=what,
        expected=expected,
        owner=words.owner,
        due=words.due,
        review_on=words.review_on,
    )


def _check_days(
    wrong: dict[str, str], due: date | None, review_on: date | None, today: date
) -> None:
    if due is None:
        wrong["due"] = "Choose the day by which it is done."
    elif not today <= due <= today + FURTHEST:
        wrong["due"] = "Choose a day from today to a year from now."
    if review_on is None:
        wrong["review_on"] = "Choose the day on which you look at the data again."
    elif due and not due <= review_on <= today + FURTHEST:
        wrong["review_on"] = "Choose a day that is not before the action, within a year."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWords:
    """What became of a decision: a key of DONE, one of OUTCOMES, and what was learnt."""

    done: str
    outcome: str
    learnt: str


def clean_review(words: ReviewWords) -> ReviewWords:
    """The words as they are kept; raises InvalidError with what to write for each field."""
    wrong: dict[str, str] = {}
    learnt = tidy(words.learnt)
    if words.done not in DONE:
        wrong["done"] = "Say whether it was done."
    if words.outcome not in OUTCOMES:
        wrong["outcome"] = "Say whether the data changed as you expected."
    if len(learnt) > LONGEST or (not learnt and words.outcome != "as_expected"):
        _check(
            wrong, "learnt", learnt, "Write what the data shows instead, and what you make of it."
        )
    if wrong:
        raise InvalidError("This is not ready to be kept yet.", fields=wrong)
    return ReviewWords(done=words.done, outcome=words.outcome, learnt=learnt)


def _check(wrong: dict[str, str], field: str, text: str, missing: str) -> None:
    if not text:
        wrong[field] = missing
    elif len(text) > LONGEST:
        wrong[field] = (
            f"Use at most {LONGEST:,} characters; this has {len(text):,}. "
            "Nothing is lost: shorten it here."
        )


def due_today(*, on: date, today: date, still: timedelta = timedelta(days=3)) -> bool:
    """Whether a reminder of a day is due: on it, or up to three days later."""
    return timedelta(0) <= today - on <= still
