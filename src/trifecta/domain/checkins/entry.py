"""What one person has answered in one round so far: a value that changes only into a new one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trifecta.domain.checkins.constraints import KINDS
from trifecta.domain.checkins.criteria import (
    CRITERIA,
    LONGEST_OWN,
    MOST_OWN,
    TOTAL,
    check_points,
    own_key,
)
from trifecta.domain.checkins.items import STRONGLY_FIRST, STRONGLY_SECOND
from trifecta.domain.checkins.pulse import HIGHEST, LOWEST, QUESTIONS
from trifecta.domain.checkins.sheets import Question, is_repeat, repeated_answers
from trifecta.domain.errors import InvalidError

Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line a person adds to the list of what they are judged on."""

    label: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A hundred points over known criteria and up to three own lines; empty where skipped."""

    known: Marks = field(default_factory=dict)
    own: tuple[OwnLine, ...] = ()

    @property
    def by_key(self) -> dict[str, int]:
        """Points by the key they are compared under; own lines by their words."""
        merged = {key: value for key, value in self.known.items() if value}
        for line in self.own:
            if line.points:
                merged[own_key(line.label)] = merged.get(own_key(line.label), 0) + line.points
        return merged

    @property
    def labels(self) -> dict[str, str]:
        """Words for each key of `by_key`."""
        return CRITERIA | {own_key(line.label): line.label for line in self.own}

    @property
    def complete(self) -> bool:
        return sum(self.by_key.values()) == TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAnswers:
    """Answers of one entry; `guesses` and the rest about others are keyed by the other's id.

    Marks count from an item's first pole (−3) to its second (+3) under the slot of the question.
    `done` names the parts after the questions that the person has gone through.
    """

    own: Marks = field(default_factory=dict)
    guesses: Mapping[str, Marks] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    points: Points = field(default_factory=Points)
    points_guesses: Mapping[str, Points] = field(default_factory=dict)
    limits_guesses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pulse: Marks = field(default_factory=dict)
    done: frozenset[str] = frozenset()

    @property
    def begun(self) -> bool:
        return self != EntryAnswers()

    def is_settled(self, slot: str, others: Collection[str]) -> bool:
        """Whether a question is skipped, or answered for oneself and for each of `others`."""
        if slot in self.skipped:
            return True
        return slot in self.own and all(slot in self.guesses.get(o, {}) for o in others)

    def repeats(self) -> tuple[tuple[int, int], ...]:
        """(first, second) answers to what was asked twice, the guesses' ones included."""
        pairs = repeated_answers(self.own)
        for guess in self.guesses.values():
            pairs += repeated_answers(guess)
        return tuple(pairs)


def with_marks(
    answers: EntryAnswers,
    question: Question,
    *,
    own: int | None,
    guesses: Mapping[str, int | None],
) -> EntryAnswers:
    """The answers with one question's marks as they stand on the page (−3 leftmost).

    None leaves a mark as it was, so a page that is saved as it is filled loses nothing. Raises
    InvalidError for a mark that is not on the scale.
    """
    for mark in (own, *guesses.values()):
        if mark is not None and not STRONGLY_FIRST <= mark <= STRONGLY_SECOND:
            raise InvalidError("Choose one of the seven places.")
    slot = question.slot
    kept_own = answers.own if own is None else {**answers.own, slot: question.stored(own)}
    kept = {other: dict(marks) for other, marks in answers.guesses.items()}
    for other, mark in guesses.items():
        if mark is not None:
            kept.setdefault(other, {})[slot] = question.stored(mark)
    return replace(answers, own=kept_own, guesses=kept, skipped=answers.skipped - {slot})


def without_question(answers: EntryAnswers, question: Question) -> EntryAnswers:
    """The answers with one question skipped and whatever was marked there gone."""
    slot = question.slot
    return replace(
        answers,
        own=_less(answers.own, slot),
        guesses={other: _less(marks, slot) for other, marks in answers.guesses.items()},
        skipped=answers.skipped | {slot},
    )


def with_points(answers: EntryAnswers, points: Points, *, about: str, final: bool) -> EntryAnswers:
    """The answers with what oneself (`about` is "") or another is judged on.

    Only a `final` page has to come to a hundred. Raises InvalidError, naming `points` or `own`.
    """
    _check_lines(points)
    if final:
        check_points(points.by_key)
    if about:
        return replace(answers, points_guesses={**answers.points_guesses, about: points})
    return replace(answers, points=points)


def with_limits_guess(answers: EntryAnswers, kinds: Collection[str], *, about: str) -> EntryAnswers:
    """The answers with the kinds of limits another is thought to have; raises InvalidError."""
    if not set(kinds) <= KINDS.keys():
        raise InvalidError("Choose from the list.")
    guesses = {**answers.limits_guesses, about: frozenset(kinds)}
    return replace(answers, limits_guesses=guesses)


def with_pulse(answers: EntryAnswers, marks: Mapping[str, int | None]) -> EntryAnswers:
    """The answers with marks 1..5 for the short questions; None takes a mark away."""
    known = {question.key for question in QUESTIONS}
    for key, mark in marks.items():
        if key not in known or (mark is not None and not LOWEST <= mark <= HIGHEST):
            raise InvalidError("Choose one of the five places.")
    kept = {**answers.pulse, **marks}
    return replace(answers, pulse={key: mark for key, mark in kept.items() if mark is not None})


def with_part_done(answers: EntryAnswers, part: str) -> EntryAnswers:
    """The answers with one part after the questions marked as gone through."""
    return replace(answers, done=answers.done | {part})


def first_marks(marks: Marks) -> dict[str, int]:
    """Marks by item key, those of repeats left out."""
    return {slot: mark for slot, mark in marks.items() if not is_repeat(slot)}


def as_data(answers: EntryAnswers) -> dict[str, Any]:
    """The answers as JSON data."""
    return {
        "own": dict(answers.own),
        "guesses": {other: dict(marks) for other, marks in answers.guesses.items()},
        "skipped": sorted(answers.skipped),
        "points": _points_data(answers.points),
        "points_guesses": {o: _points_data(p) for o, p in answers.points_guesses.items()},
        "limits_guesses": {o: sorted(kinds) for o, kinds in answers.limits_guesses.items()},
        "pulse": dict(answers.pulse),
        "done": sorted(answers.done),
    }


def from_data(data: Mapping[str, Any] | None) -> EntryAnswers:
    """What `as_data` wrote; None is nothing answered yet."""
    if data is None:
        return EntryAnswers()
    return EntryAnswers(
        own=data["own"],
        guesses=data["guesses"],
        skipped=frozenset(data["skipped"]),
        points=_points_from(data["points"]),
        points_guesses={o: _points_from(p) for o, p in data["points_guesses"].items()},
        limits_guesses={o: frozenset(kinds) for o, kinds in data["limits_guesses"].items()},
        pulse=data["pulse"],
        done=frozenset(data["done"]),
    )


def _check_lines(points: Points) -> None:
    if not points.known.keys() <= CRITERIA.keys():
        raise InvalidError("Choose from the list, or add a line of your own.")
    if len(points.own) > MOST_OWN:
        raise InvalidError(f"Add {MOST_OWN} lines of your own at most.")
    for line in points.own:
        words = line.label.strip()
        if not words or len(words) > LONGEST_OWN:
            sentence = f"Give your own line a name of 1 to {LONGEST_OWN} characters."
            raise InvalidError(sentence, fields={"own": sentence})
    values = [*points.known.values(), *(line.points for line in points.own)]
    if any(not 0 <= value <= TOTAL for value in values):
        sentence = "Each line takes a number from 0 to 100."
        raise InvalidError(sentence, fields={"points": sentence})
    if len({own_key(line.label) for line in points.own}) < len(points.own):
        sentence = "Two of your own lines have the same name."
        raise InvalidError(sentence, fields={"own": sentence})


def _less(marks: Marks, slot: str) -> dict[str, int]:
    return {key: mark for key, mark in marks.items() if key != slot}


def _points_data(points: Points) -> dict[str, Any]:
    return {
        "known": dict(points.known),
        "own": [[line.label, line.points] for line in points.own],
    }


def _points_from(data: Mapping[str, Any]) -> Points:
    lines = tuple(OwnLine(label=label, points=count) for label, count in data["own"])
    return Points(known=data["known"], own=lines)
