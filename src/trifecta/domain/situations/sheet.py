"""What a sheet suggests: from one's own words where there are some, else what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.seats import SEAT
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import capital
from trifecta.domain.situations.analysis import Analysis, Asked, RootCause, Span, Statement
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.preparing import SHEET, FieldId, Preparation
from trifecta.domain.situations.quoting import Quotes, one_line
from trifecta.domain.situations.sides import EXECUTIVE

Basis = Literal["words", "usual", "questions", "nothing"]

NOTHING: Final[Basis] = "nothing"
MOST_QUOTES: Final = 3
OPENING: Final = (
    "I would like to understand how this looks from where you are, before either of us proposes "
    "anything."
)


OPENING_OF_BOTH: Final = (
    "I would like to understand how this looks from where each of you is, before any of us "
    "proposes anything. I have not made up my mind."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a field says before it is touched, and what that rests on."""

    text: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A field of the sheet as it stands: its words, and what they rest on if they are suggested.

    `suggestion` is what is suggested whether or not something else was written.
    """

    id: FieldId
    text: str
    suggested: bool
    basis: Basis
    suggestion: str


@dataclass(frozen=True, slots=True)
class _Usual:
    """How it usually is for the other, or for each of two; "" where they are not known."""

    limits: str = ""
    judged: str = ""
    success: str = ""


def suggestions(text: str, analysis: Analysis) -> Mapping[FieldId, Suggestion]:
    """A suggestion for each field; an empty one where there is nothing to suggest.

    Who asks for nothing else asks for the solution that they go straight to. What the other's words
    do not tell is what is usual for whoever the analysis takes them for.
    """
    usual = _usually(analysis)
    limits = [*_whose(analysis, "constraint", "writer"), *analysis.interesting_work]
    asked = (
        _whose(analysis, "position", "writer")
        or [*analysis.jumps]
        or _whose(analysis, "position", "unclear")
    )
    return {
        "ask": _quoted(text, asked),
        "need": _needed(text, _whose(analysis, "need", "writer", "unclear")),
        "my_limits": _quoted(text, limits),
        "their_limits": _quoted(
            text, _whose(analysis, "constraint", "counterpart"), usual=usual.limits
        ),
        "their_judging": _quoted(text, _judged(analysis.root_cause), usual=usual.judged),
        "their_success": _needed(
            text, _whose(analysis, "need", "counterpart"), usual=usual.success
        ),
        "questions": _questions(analysis.questions),
        "opening": _opening(
            OPENING_OF_BOTH if analysis.writer == EXECUTIVE else OPENING, analysis.questions
        ),
    }


def _usually(analysis: Analysis) -> _Usual:
    if seat := SEAT.get(analysis.counterpart):
        return _Usual(seat.limits, seat.judged, seat.success)
    both = [(PARTNER_ROLES[role].title, SEAT[role]) for role in analysis.both]
    return _Usual(
        limits="\n".join(f"{title}: {seat.limits}" for title, seat in both),
        judged="\n".join(f"{title}: {seat.judged}" for title, seat in both),
        success="\n".join(f"{title}: {seat.success}" for title, seat in both),
    )


def entries(preparation: Preparation, analysis: Analysis) -> tuple[Entry, ...]:
    """The sheet as it stands: what was written, else what is suggested."""
    suggested = suggestions(preparation.written.text, analysis)
    return tuple(_entry(one.id, preparation.sheet, suggested[one.id]) for one in SHEET)


def _entry(id: FieldId, sheet: Mapping[str, str], suggestion: Suggestion) -> Entry:
    if id in sheet:
        text, suggested, basis = sheet[id], False, NOTHING
    else:
        text, suggested, basis = suggestion.text, bool(suggestion.text), suggestion.basis
    return Entry(id=id, text=text, suggested=suggested, basis=basis, suggestion=suggestion.text)


def plain_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Statements outside loaded words, for what somebody is accused of is not what they need; and
    outside what people wish to work on, or are spared, which is told of by itself.
    """
    told = [loaded.span for loaded in analysis.loaded]
    told += [*analysis.interesting_work, *analysis.coddling]
    return tuple(
        one
        for one in analysis.statements
        if not any(span.start < one.span.end and one.span.start < span.end for span in told)
    )


def _judged(cause: RootCause) -> tuple[Span, ...]:
    """The words that say what people are judged by, where the lists know some of them."""
    return cause.spans if cause.lean == "incentive" and cause.incentive > 0 else ()


def _whose(analysis: Analysis, kind: str, *whose: str) -> list[Span]:
    return [
        one.span for one in plain_statements(analysis) if one.kind == kind and one.whose in whose
    ]


def _quoted(text: str, spans: Iterable[Span], *, usual: str = "") -> Suggestion:
    """The sentences that the words stand in, a line each, none of them twice."""
    found = Quotes(text).around_each(sorted(spans))
    if not found:
        return _usual(usual)
    return Suggestion(text="\n".join(found[:MOST_QUOTES]), basis="words")


def _needed(text: str, spans: Iterable[Span], *, usual: str = "") -> Suggestion:
    """The words themselves, a line each, without what joins them to what is asked for."""
    found = dict.fromkeys(_need(text, span) for span in sorted(spans))
    if not found:
        return _usual(usual)
    return Suggestion(text="\n".join(list(found)[:MOST_QUOTES]), basis="words")


def _need(text: str, span: Span) -> str:
    """What has to be true; a condition says nothing without the rest of its sentence."""
    words = one_line(span.of(text))
    if words.lower().partition(" ")[0] in lexicon_of().grammar.half_said:
        return Quotes(text).around(span)
    return _without_joint(words)


def _without_joint(words: str) -> str:
    said, joints = words.lower(), lexicon_of().grammar.reason_joints
    joint = max((one for one in joints if said.startswith(f"{one} ")), key=len, default="")
    return capital(words[len(joint) :].strip())


def _usual(text: str) -> Suggestion:
    return Suggestion(text=text, basis="usual" if text else "nothing")


def _questions(questions: tuple[Asked, ...]) -> Suggestion:
    text = "\n".join(question.text for question in questions)
    return Suggestion(text=text, basis="questions" if text else "nothing")


def _opening(says: str, questions: tuple[Asked, ...]) -> Suggestion:
    """What one wants to understand, and a first question: never a solution or loaded words, and
    nothing that tells of a solution one has in mind already, where there is something else to ask.
    """
    asked = sorted(questions, key=lambda one: one.gap == "solution-first")
    first = " ".join([says, *(question.text for question in asked[:1])])
    return Suggestion(text=first, basis="questions")
