"""What a sheet suggests: from one's own words where there are some, else what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.seats import SEAT
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import capital
from trifecta.domain.situations.analysis import Analysis, Asked, Span, Statement
from trifecta.domain.situations.covering import Covered
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.preparing import SHEET, FieldId, Preparation
from trifecta.domain.situations.quoting import Quotes, one_line
from trifecta.domain.situations.sides import EXECUTIVE

Basis = Literal["words", "usual", "questions", "nothing"]

NOTHING: Final[Basis] = "nothing"
SHORTEST_ASK: Final = 3
"""Words of a solution that says what to do; "Easy" and "Fire him" do not."""
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
    do not tell is what is usual for whoever the analysis takes them for. Nothing is suggested where
    it tells of misconduct.
    """
    if analysis.tells_of_misconduct:
        return {field.id: Suggestion(text="", basis=NOTHING) for field in SHEET}
    usual = _usually(analysis)
    solutions = Covered(analysis.jumps)
    wished = [span for span in analysis.interesting_work if not solutions.meets(span)]
    limits = [*_whose(analysis, "constraint", "writer"), *wished]
    of_both = analysis.writer == EXECUTIVE
    needs = _whose(analysis, "need", "writer", *(() if of_both else ("unclear",)))
    judged = _judged(text, analysis)
    return {
        "ask": _said(text, _asked(text, analysis)),
        "need": _needed(text, needs),
        "my_limits": _said(text, limits),
        "their_limits": _said(
            text, _whose(analysis, "constraint", "counterpart"), usual=usual.limits
        ),
        "their_judging": _quoted(text, judged, usual=usual.judged),
        "their_success": _needed(
            text, _whose(analysis, "need", "counterpart"), usual=usual.success
        ),
        "questions": _questions(analysis.questions),
        "opening": _opening(
            OPENING_OF_BOTH if of_both else f"{_own_part(text, analysis)}{OPENING}",
            analysis.questions,
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
    covered = Covered(told)
    return tuple(one for one in analysis.statements if not covered.meets(one.span))


def _asked(text: str, analysis: Analysis) -> list[Span]:
    """What the writer asks for. Whoever leads both asks for no solution of their own: they want to
    understand first.
    """
    asked = _whose(analysis, "position", "writer")
    asked = [span for span in asked if not _is_refused(text, span)]
    if analysis.writer == EXECUTIVE:
        solutions = Covered(analysis.jumps)
        return [span for span in asked if not solutions.meets(span)]
    proposed = [span for span in analysis.jumps if len(span.of(text).split()) >= SHORTEST_ASK]
    return asked or proposed or _of_nobody(text, _whose(analysis, "position", "unclear"))


def _is_refused(text: str, span: Span) -> bool:
    """Whether it is what somebody does not want: "don't want to escalate"."""
    return span.of(text).lower().partition(" ")[0] in lexicon_of().grammar.denies


def _of_nobody(text: str, spans: Iterable[Span]) -> list[Span]:
    """Those with which their clause begins, as in a note to oneself: somebody else's have a name
    before them.
    """
    quotes = Quotes(text)
    return [one for one in spans if _clause(quotes, one) == capital(one_line(one.of(text)))]


def _is_own(text: str, span: Span) -> bool:
    """Whether the writer speaks of themselves: "I am measured on uptime"."""
    return span.of(text).lower().partition(" ")[0] in lexicon_of().grammar.mine


def _judged(text: str, analysis: Analysis) -> list[Span]:
    """The words that say what the other is judged by, where the lists know some of them; not what
    the writer says of themselves, or holds against the other.
    """
    cause = analysis.root_cause
    if cause.lean != "incentive" or cause.incentive <= 0:
        return []
    held = Covered([*(one.span for one in analysis.loaded), *analysis.sweeping])
    return [span for span in cause.spans if not (_is_own(text, span) or held.meets(span))]


def _own_part(text: str, analysis: Analysis) -> str:
    """What the writer says of their own part, as what to begin with; "" where they say none."""
    if not analysis.own_part:
        return ""
    return f"Part of this is mine: {one_line(analysis.own_part[0].of(text))}. "


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


def _said(text: str, spans: Iterable[Span], *, usual: str = "") -> Suggestion:
    """The clauses that the words stand in, a line each, none of them twice."""
    quotes = Quotes(text)
    found = dict.fromkeys(_clause(quotes, one) for one in sorted(spans))
    if not found:
        return _usual(usual)
    return Suggestion(text="\n".join([*found][:MOST_QUOTES]), basis="words")


def _needed(text: str, spans: Iterable[Span], *, usual: str = "") -> Suggestion:
    """The words themselves, a line each, without what joins them to what is asked for."""
    quotes = Quotes(text)
    found = dict.fromkeys(_need(quotes, text, span) for span in sorted(spans))
    if not found:
        return _usual(usual)
    return Suggestion(text="\n".join(list(found)[:MOST_QUOTES]), basis="words")


def _need(quotes: Quotes, text: str, span: Span) -> str:
    """What has to be true: without what joins it to what is asked for, or else with whose it is. A
    condition says nothing without the rest of its sentence.
    """
    words, small = one_line(span.of(text)), lexicon_of().grammar
    if words.lower().partition(" ")[0] in small.half_said:
        return quotes.around(span)
    said = words.lower()
    joint = max(
        (one for one in small.reason_joints if said.startswith(f"{one} ")), key=len, default=""
    )
    if joint:
        return capital(words[len(joint) :].strip())
    return _clause(quotes, span)


def _clause(quotes: Quotes, span: Span) -> str:
    small = lexicon_of().grammar
    begins = small.joins | small.clause_ends | small.whenever | small.conditions
    return capital(quotes.clause(span, begins=begins))


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
