"""The gap picture: what each person answered, what the other guessed, and how far off that was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trifecta.charts.chart import Column, Person, Table, signed
from trifecta.charts.marks import Kind, key_mark, mark_at
from trifecta.charts.svg import Svg, element, percent

REACH = 3
"""Answers go from -REACH (strongly the first) to +REACH (strongly the second)."""

_DEGREES = {1: "slightly", 2: "clearly", 3: "strongly"}
_EDGE = 2.0
_MIDDLE = 17
_LABELLED_MIDDLE = 34
_NAME_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What one person believed another would answer; None where the question was skipped."""

    by: Person
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One person's own answer to one question, and what the others guessed it to be."""

    person: Person
    value: int | None
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One person's line: the picture between the name and how far off the guess was."""

    person: Person
    svg: Svg
    off_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPicture:
    """One question: a lane a person between its two statements, and its row of the table."""

    title: str
    left: str
    right: str
    lanes: tuple[Lane, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """One line of the list of marks."""

    svg: Svg
    words: str


def gap_picture(*, title: str, left: str, right: str, answers: Sequence[Answer]) -> GapPicture:
    """A lane for each answer; raises ValueError for values beyond -3 to +3."""
    lanes = tuple(
        Lane(person=a.person, svg=_lane(a, left, right), off_by=_off_by(a)) for a in answers
    )
    return GapPicture(title=title, left=left, right=right, lanes=lanes, answers=tuple(answers))


def gap_table(*, caption: str, pictures: Sequence[GapPicture]) -> Table:
    """The same answers as numbers, a row a question; all pictures have the same people."""
    columns = [Column(name="Question")]
    for answer in pictures[0].answers if pictures else ():
        columns.append(Column(name=answer.person.name, numeric=True))
        columns += [Column(name=_guess_heading(answer, g), numeric=True) for g in answer.guesses]
    return Table(caption=caption, columns=tuple(columns), rows=tuple(map(_row, pictures)))


def gap_key(*, first: Person, second: Person) -> tuple[KeyEntry, ...]:
    """What the four marks of a pair mean."""
    return tuple(
        entry
        for person, other in ((first, second), (second, first))
        for entry in (
            KeyEntry(svg=key_mark(person, "filled"), words=f"{person.name}’s answer"),
            KeyEntry(svg=key_mark(person, "ring"), words=f"{other.name}’s guess of it"),
        )
    )


def gap_key_for_many(people: Sequence[Person]) -> tuple[KeyEntry, ...]:
    """What the marks mean where several people guess the same answer."""
    own = [KeyEntry(svg=key_mark(p, "filled"), words=f"{p.name}’s answer") for p in people]
    return (*own, KeyEntry(svg=key_mark(people[0], "ring"), words="a guess, with who made it"))


def in_words(value: int | None, *, left: str, right: str) -> str:
    """An answer as one would say it: strongly “keep everybody”, both the same, skipped."""
    if value is None:
        return "skipped"
    if value == 0:
        return "both the same"
    return f"{_DEGREES[abs(value)]} “{left if value < 0 else right}”"


def _lane(answer: Answer, left: str, right: str) -> Svg:
    labelled = len(answer.guesses) > 1
    middle = _LABELLED_MIDDLE if labelled else _MIDDLE
    parts = [*_axis(middle), *_bars(answer, middle), *_marks(answer, middle)]
    if labelled:
        parts += _names(answer, middle)
    return element(
        "svg",
        *parts,
        class_="named" if labelled else None,
        width="100%",
        height=2 * middle,
        overflow="visible",
        role="img",
        aria_label=_spoken(answer, left, right),
    )


def _across(value: int) -> float:
    if abs(value) > REACH:
        raise ValueError(f"{value} is not on the scale from -{REACH} to +{REACH}")
    return _EDGE + (value + REACH) / (2 * REACH) * (100 - 2 * _EDGE)


@cache
def _axis(middle: float) -> list[Svg]:
    line = element(
        "line",
        class_="axis",
        x1=percent(_EDGE),
        x2=percent(100 - _EDGE),
        y1=middle,
        y2=middle,
    )
    return [line, *(_tick(value, middle) for value in range(-REACH, REACH + 1))]


def _tick(value: int, middle: float) -> Svg:
    half = 6 if value == 0 else 4 if abs(value) == REACH else 2
    at = percent(_across(value))
    return element("line", class_="axis", x1=at, x2=at, y1=middle - half, y2=middle + half)


def _bars(answer: Answer, middle: float) -> list[Svg]:
    if answer.value is None:
        return []
    own = percent(_across(answer.value))
    return [
        element(
            "line",
            class_="gapbar",
            x1=own,
            x2=percent(_across(guess.value)),
            y1=middle,
            y2=middle,
        )
        for guess in answer.guesses
        if guess.value is not None and guess.value != answer.value
    ]


def _marks(answer: Answer, middle: float) -> list[Svg]:
    guessed = dict.fromkeys(g.value for g in answer.guesses if g.value is not None)
    rings = [_ring(answer, value, middle) for value in guessed]
    if answer.value is None:
        return rings
    own = mark_at(answer.person, "filled", left=_across(answer.value), top=middle)
    return [*rings, own]


def _ring(answer: Answer, value: int, middle: float) -> Svg:
    kind: Kind = "around" if value == answer.value else "ring"
    return mark_at(answer.person, kind, left=_across(value), top=middle)


def _names(answer: Answer, middle: float) -> list[Svg]:
    """Who guessed what, above and below in turn so that neighbours do not touch."""
    by_value: dict[int, list[str]] = {}
    for guess in answer.guesses:
        if guess.value is not None:
            by_value.setdefault(guess.value, []).append(_short(guess.by.name))
    return [
        _name(", ".join(by_value[value]), value, middle - 18 if turn % 2 == 0 else middle + 28)
        for turn, value in enumerate(sorted(by_value))
    ]


def _name(text: str, value: int, top: float) -> Svg:
    anchor = "start" if value <= -2 else "end" if value >= 2 else "middle"
    shift = {"start": -8, "end": 8, "middle": 0}[anchor]
    label = element("text", text, x=shift, text_anchor=anchor)
    return element("svg", label, x=percent(_across(value)), y=top, overflow="visible")


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _off_by(answer: Answer) -> str:
    if answer.value is None:
        return "skipped"
    if len(answer.guesses) == 1:
        return _one_off_by(answer.value, answer.guesses[0])
    distances = [abs(g.value - answer.value) for g in answer.guesses if g.value is not None]
    if not distances:
        return "no guess"
    return f"off by up to {max(distances)}" if any(distances) else "all are right"


def _one_off_by(value: int, guess: Guess) -> str:
    if guess.value is None:
        return "no guess"
    distance = abs(guess.value - value)
    return f"off by {distance}" if distance else "right"


def _spoken(answer: Answer, left: str, right: str) -> str:
    name = answer.person.name
    own = (
        f"{name} skipped this one."
        if answer.value is None
        else f"{name}: {in_words(answer.value, left=left, right=right)}."
    )
    return " ".join([own, *(_spoken_guess(answer, guess, left, right) for guess in answer.guesses)])


def _spoken_guess(answer: Answer, guess: Guess, left: str, right: str) -> str:
    if guess.value is None:
        return f"{guess.by.name} made no guess."
    guessed = f"{guess.by.name} guessed {in_words(guess.value, left=left, right=right)}"
    if answer.value is None:
        return f"{guessed}."
    return f"{guessed}, {_one_off_by(answer.value, guess)}."


def _guess_heading(answer: Answer, guess: Guess) -> str:
    if len(answer.guesses) == 1:
        return f"{guess.by.name}’s guess"
    return f"{guess.by.name}’s guess of {answer.person.name}"


def _row(picture: GapPicture) -> tuple[str, ...]:
    cells = [f"{picture.left}, or {_going_on(picture.right)}"]
    for answer in picture.answers:
        cells.append(_cell(answer.value))
        cells += [_cell(guess.value) for guess in answer.guesses]
    return tuple(cells)


def _going_on(statement: str) -> str:
    """The statement inside a sentence: a small first letter, unless it is an abbreviation."""
    if statement[1:2].isupper():
        return statement
    return statement[:1].lower() + statement[1:]


def _cell(value: int | None) -> str:
    return "–" if value is None else signed(value)
