"""What a sheet suggests: from one's own words where there are some, else what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.seats import SEAT
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.situations.analysis import Analysis, Asked, Kind, Span, Statement, Whose
from trifecta.domain.situations.covering import Covered
from trifecta.domain.situations.findings.measures import measures_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.sheets.lines import Lines, each_once, otherwise, tidy
from trifecta.domain.situations.sheets.own_part import gives_away, kept_back, to_open_with
from trifecta.domain.situations.sheets.preparing import SHEET, FieldId, Preparation
from trifecta.domain.situations.sheets.quoting import one_line
from trifecta.domain.situations.who.spoken import Heard

Basis = Literal["words", "usual", "questions", "nothing"]

NOTHING: Final[Basis] = "nothing"
SHORTEST_ASK: Final = 3
"""Words of a solution that says what to do; "Easy" and "Fire him" do not."""
MOST_BETWEEN: Final = 3
"""Signs between what is needed and the reason for it, at most."""
PAST_WITHIN: Final = 3
OTHERS: Final[frozenset[Whose]] = frozenset({"counterpart", "other"})
REASONS: Final = frozenset({"because", "so", "since"})
NEEDS: Final = frozenset({"need", "needs"})
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
    heard = Heard.of(text, analysis)
    lines, usual = Lines(text, heard), _usually(analysis)
    of_both = analysis.is_of_both
    asked = each_once(map(lines.clause, _asked(text, analysis, lines)))
    needed = map(lines.need, _needed(text, analysis))
    kept = [lines.limit(one) for one in _whose(analysis, "constraint", "writer")]
    needs = [line for line in needed if not gives_away(line, kept)]
    theirs = map(lines.need, _whose(analysis, "need", "counterpart"))
    limits = map(lines.limit, _whose(analysis, "constraint", "counterpart"))
    says = OPENING_OF_BOTH if of_both else f"{_own_part(text, analysis, heard)}{OPENING}"
    return {
        "ask": _said(asked),
        "need": _said(each_once(otherwise(line, asked) for line in needs)),
        "my_limits": _said(each_once(map(lines.limit, _limits(text, analysis, heard)))),
        "their_limits": _said(each_once(limits), usual=usual.limits),
        "their_judging": _said(_judged(text, analysis, heard), usual=usual.judged),
        "their_success": _said(each_once(theirs), usual=usual.success),
        "questions": _questions(analysis.questions),
        "opening": _opening(says, analysis.questions),
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


def _asked(text: str, analysis: Analysis, lines: Lines) -> list[Span]:
    """What the writer asks for; what they once asked for, where they ask for nothing now. Whoever
    is neither of the two asks for no solution of their own: they want to understand first.
    """
    asked = _whose(analysis, "position", "writer")
    asked = [span for span in asked if not _is_refused(text, span)]
    solutions = Covered(analysis.jumps)
    if analysis.is_of_both:
        return [span for span in asked if not solutions.meets(span)]
    asked += _with_reasons(text, analysis)
    others = Covered(one.span for one in analysis.statements if one.whose in OTHERS)
    proposed = [span for span in analysis.jumps if len(span.of(text).split()) >= SHORTEST_ASK]
    proposed = [span for span in proposed if not others.meets(span)]
    now = [span for span in asked if not _is_past(text, span)]
    unclear = _whose(analysis, "position", "unclear")
    return sorted(now or asked) or proposed or _of_nobody(text, unclear, lines)


def _with_reasons(text: str, analysis: Analysis) -> list[Span]:
    """ "I need the date because …": with its reason beside it, it is asked for."""
    needs = [one.span for one in plain_statements(analysis) if one.kind == "need"]
    own = {*_whose(analysis, "need", "writer")}
    behind = {one.start for one in needs if _first_word(text, one) in REASONS}
    return [span for span in own if _is_thing(text, span) and not behind.isdisjoint(_next(span))]


def _next(span: Span) -> range:
    return range(span.end, span.end + MOST_BETWEEN + 1)


def _is_thing(text: str, span: Span) -> bool:
    words = span.of(text).lower().split()
    return len(words) > 1 and words[0] in NEEDS and words[1] in lexicon_of().grammar.articles


def _is_past(text: str, span: Span) -> bool:
    words = span.of(text).lower().split()
    return any(word in lexicon_of().classes.get("<past>", ()) for word in words[:PAST_WITHIN])


def _is_refused(text: str, span: Span) -> bool:
    """Whether it is what somebody does not want: "don't want to escalate", also in a hurry."""
    lexicon, word = lexicon_of(), _first_word(text, span)
    return lexicon.unhurried.get(word, word) in lexicon.grammar.denies


def _first_word(text: str, span: Span) -> str:
    return span.of(text).lower().replace("’", "'").partition(" ")[0]


def _of_nobody(text: str, spans: Iterable[Span], lines: Lines) -> list[Span]:
    """Those with which their clause begins, as in a note to oneself: somebody else's have a name
    before them.
    """
    return [one for one in spans if lines.clause(one) == tidy(one_line(one.of(text)))]


def _needed(text: str, analysis: Analysis) -> list[Span]:
    """What the writer needs, and what nobody else is said to need."""
    whose: tuple[Whose, ...] = ("writer",)
    whose += () if analysis.is_of_both else ("unclear",)
    asked = {*_with_reasons(text, analysis)}
    return [span for span in sorted(_whose(analysis, "need", *whose)) if span not in asked]


def _limits(text: str, analysis: Analysis, heard: Heard) -> list[Span]:
    """What limits the writer, or nobody else; what they keep back; and what their people wish."""
    solutions = Covered(analysis.jumps)
    if analysis.is_of_both:
        limits = _whose(analysis, "constraint", "writer")
    else:
        limits = _whose(analysis, "constraint", "writer", "unclear")
        limits += kept_back(text, analysis, heard)
    wished = [span for span in analysis.interesting_work if not solutions.meets(span)]
    return sorted([*limits, *wished])


def _judged(text: str, analysis: Analysis, heard: Heard) -> list[str]:
    """What the other is judged by, or each of two with who it is; not what the writer says of
    themselves, or holds against the other.
    """
    if not analysis.relevant:
        return []
    held = Covered([*(one.span for one in analysis.loaded), *analysis.sweeping])
    both = analysis.is_of_both and not analysis.counterpart
    found = []
    for one in measures_in(heard):
        if one.whose != "counterpart" or held.meets(one.span):
            continue
        said = tidy(one_line(one.span.of(text)))
        theirs = heard.theirs_at(one.span)
        said = f"“{said}”" if theirs else said
        role = one.role or (theirs.role if theirs else "")
        found.append(f"{PARTNER_ROLES[role].title}: {said}" if both and role else said)
    return each_once(found)


def _own_part(text: str, analysis: Analysis, heard: Heard) -> str:
    """What the writer says of their own part, as what to begin with; "" where they say none that
    can be said to the other as it stands.
    """
    said = to_open_with(text, analysis, heard)
    return f"Part of this is mine: {said}. " if said else ""


def _whose(analysis: Analysis, kind: Kind, *whose: Whose) -> list[Span]:
    return [
        one.span for one in plain_statements(analysis) if one.kind == kind and one.whose in whose
    ]


def _said(lines: Sequence[str], *, usual: str = "") -> Suggestion:
    """A line each; where there are none, what is usual."""
    return Suggestion(text="\n".join(lines), basis="words") if lines else _usual(usual)


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
