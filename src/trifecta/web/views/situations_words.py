"""The words in which a reading is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from trifecta.domain.framework.adaptations import FOR_COMPANY
from trifecta.domain.framework.pieces import Adaptation, FalseTradeOff, Step
from trifecta.domain.framework.steps import STEP
from trifecta.domain.framework.tradeoffs import TRADE_OFF
from trifecta.domain.people.words import joined
from trifecta.domain.situations.analysis import EXECUTIVE, Analysis, Asked
from trifecta.domain.situations.highlights import Highlight, Mark, Piece, highlights_of, pieces_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.sheets.preparing import Preparation
from trifecta.domain.situations.sheets.quoting import Quotes, one_line
from trifecta.domain.situations.who.pronouns import pronouns_in
from trifecta.domain.situations.words import SIGNAL, HarmWords, harm_told, lean, who_writes
from trifecta.web.views.situations_recent import recently

NOTHING: Final = "This does not read like two people who are stuck"
SET_APART: Final = "Nothing is suggested for this"
UNREADABLE: Final = "This cannot be read yet"
TITLES: Final[dict[tuple[Mark, str], str]] = {
    ("position", "yours"): "You ask for this",
    ("position", "theirs"): "They ask for this",
    ("position", "somebody else’s"): "Somebody else asks for this",
    ("position", ""): "Somebody asks for this",
    ("need", "yours"): "You need this",
    ("need", "theirs"): "They need this",
    ("need", "somebody else’s"): "Somebody else needs this",
    ("need", ""): "Somebody needs this",
    ("constraint", "yours"): "This limits you",
    ("constraint", "theirs"): "This limits them",
    ("constraint", "somebody else’s"): "This limits somebody else",
    ("constraint", ""): "This limits somebody",
    ("loaded", ""): "May be heard as blame",
    ("sweeping", ""): "May be heard as blame",
    ("jump", ""): "A solution, before the need",
    ("trade-off", ""): "A choice that may be none",
    ("interesting", ""): "Interesting work plays a part",
    ("coddling", ""): "Kept from the problem, out of kindness",
}
MORE: Final[dict[Mark, str]] = {
    "loaded": "nobody-is-the-villain",
    "sweeping": "nobody-is-the-villain",
    "jump": "solutions-too-soon",
    "position": "needs-lie-deeper",
    "need": "",
    "constraint": "limits-kept-invisible",
    "trade-off": "trade-offs",
    "interesting": "ways-out",
    "coddling": "coddling",
}
MOST_NOTES: Final = 60
START_BY_DEFAULT: Final = "understand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A signal in words, with the quotes that it rests on."""

    words: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said first where a text tells of harm, and the words that it is said because of."""

    said: HarmWords
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A trade-off that is claimed, where it is, and what the framework knows of this one."""

    quote: str
    known: FalseTradeOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to ask, what it is for, and the words that it comes from, or ""."""

    text: str
    why: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A mark on the words, and what there is to say about it.

    `more` is the id of what the framework says about it. What was said at an earlier note is not
    said again: `as_at` is the number of that note, or 0.
    """

    number: int
    kind: Mark
    title: str
    text: str
    quote: str
    more: str
    by_model: bool
    as_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A piece of the text, and the note that it leads to, if there is one."""

    text: str
    note: Note | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A reading as a page shows it."""

    analysis: Analysis
    harm: tuple[Told, ...]
    headline: str
    says: str
    pieces: tuple[Marked, ...]
    notes: tuple[Note, ...]
    heard: tuple[Heard, ...]
    choices: tuple[Choice, ...]
    questions: tuple[Question, ...]
    step: Step
    of_both: bool
    """Whether whoever writes is neither of the two."""
    leads_both: bool
    adaptation: Adaptation | None
    who: str
    asks_who: str
    """Who is to be told, as a question; "" where there is nothing to ask."""
    more_below: bool
    """Whether there are more places than are marked."""


def analysis_of(preparation: Preparation) -> Analysis:
    """The reading of its text, for who is who in it; of a text just read, the same again.

    Of a text that cannot be read, who is who is only known where it was said.
    """
    written = preparation.written
    analysis = recently(
        written,
        lambda: read(
            written.text,
            company=written.company,
            role=written.role,
            counterpart=written.counterpart,
            about_us=written.about_us,
            reading=written.reading,
        ),
    )
    if analysis.relevant or analysis.is_english:
        return analysis
    both = analysis.both if written.role == EXECUTIVE else ()
    return replace(analysis, writer=written.role, counterpart=written.counterpart, both=both)


def marked(text: str, highlights: tuple[Highlight, ...]) -> tuple[Marked, ...]:
    """The text in pieces, with a note on each that something was found in."""
    return tuple(
        Marked(text=piece.text, note=_note(piece) if piece.highlight else None)
        for piece in pieces_of(text, highlights)
    )


def _note(piece: Piece) -> Note | None:
    found = piece.highlight
    if found is None:
        return None
    return Note(
        number=piece.number,
        kind=found.mark,
        title=TITLES.get((found.mark, found.whose), found.title),
        text=found.meaning,
        quote=one_line(piece.text),
        more=MORE[found.mark],
        by_model=found.by_model,
    )


def notes_among(pieces: tuple[Marked, ...]) -> tuple[Note, ...]:
    """The notes alone, in the order of the text."""
    notes: list[Note] = []
    said: dict[str, int] = {}
    for note in (piece.note for piece in pieces if piece.note is not None):
        notes.append(replace(note, as_at=said.get(note.text, 0)))
        said.setdefault(note.text, note.number)
    return tuple(notes)


def shown(preparation: Preparation) -> Shown:
    """Everything that the page of a reading says."""
    text = preparation.written.text
    quotes = Quotes(text)
    analysis = analysis_of(preparation)
    highlights = highlights_of(analysis)
    pieces = marked(text, highlights[:MOST_NOTES])
    return Shown(
        analysis=analysis,
        harm=harm_in(quotes, analysis),
        headline=_headline(analysis),
        says=_says(analysis),
        pieces=pieces,
        notes=notes_among(pieces),
        heard=_heard(quotes, analysis),
        adaptation=FOR_COMPANY.get(preparation.written.company),
        choices=tuple(
            Choice(quote=quotes.around(one.span), known=TRADE_OFF[one.id])
            for one in analysis.tradeoffs
        ),
        questions=tuple(_question(text, one) for one in analysis.questions),
        step=STEP[analysis.start_step or START_BY_DEFAULT],
        of_both=analysis.is_of_both,
        leads_both=analysis.writer == EXECUTIVE,
        who=_who(analysis) if analysis.relevant or analysis.is_english else "",
        asks_who=_asks_who(preparation, analysis),
        more_below=len(highlights) > MOST_NOTES,
    )


def _question(text: str, asked: Asked) -> Question:
    quote = one_line(asked.span.of(text)) if asked.span else ""
    return Question(text=asked.text, why=asked.why, quote=quote)


def harm_in(quotes: Quotes, analysis: Analysis) -> tuple[Told, ...]:
    return tuple(
        Told(said=said, quotes=quotes.around_each(spans)) for said, spans in harm_told(analysis)
    )


def _headline(analysis: Analysis) -> str:
    if analysis.tells_of_misconduct:
        return SET_APART
    if analysis.relevant:
        return lean(analysis)
    return NOTHING if analysis.is_english else UNREADABLE


def _says(analysis: Analysis) -> str:
    """What follows the headline: what it rests on, and how far to trust it."""
    if not analysis.relevant:
        return analysis.start_why
    because = analysis.root_cause.because
    if analysis.root_cause.lean == "unclear":
        return f"{because} That is the most common result. The questions below would tell."
    return f"{because} It is told from one side, so take it as a guess to check."


def _heard(quotes: Quotes, analysis: Analysis) -> tuple[Heard, ...]:
    """Why they are stuck, as far as words say so, and what it is about; each with its words, and
    nothing twice.
    """
    cause = analysis.root_cause
    found = [(lean(analysis), cause.spans)] if cause.spans else []
    said = {"misaligned_incentives"} if cause.lean in {"incentive", "both"} else set[str]()
    found += [(SIGNAL[one.id], one.spans) for one in analysis.signals if one.id not in said]
    return tuple(Heard(words=words, quotes=quotes.around_each(spans)) for words, spans in found)


def _asks_who(preparation: Preparation, analysis: Analysis) -> str:
    """What is asked where saying who leads what would let more be read: "he" could be anybody."""
    written = preparation.written
    said = written.role == EXECUTIVE or (written.role and written.counterpart)
    if said or analysis.relevant or analysis.harm or not analysis.is_english:
        return ""
    used = pronouns_in(written.text)
    if not used:
        return ""
    verb = "is" if used in (("he",), ("she",)) else "are"
    return f"Who {verb} {joined([f'“{one}”' for one in used])} in it?"


def _who(analysis: Analysis) -> str:
    """Who was taken to speak of whom, so that it can be put right; "" where either is not known."""
    who = who_writes(analysis) if analysis.writer or analysis.both else ""
    return f"Read as {who}." if who else ""
