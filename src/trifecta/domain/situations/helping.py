"""What helps somebody who writes a position or a need: for them alone, and never in their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.covering import Covered
from trifecta.domain.situations.findings.jumps import jumps_in
from trifecta.domain.situations.findings.sweeping import sweeping_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import Scan, scan
from trifecta.domain.situations.sheets.quoting import one_line
from trifecta.domain.situations.words import SWEEPING, harm_told

HelpId = Literal["harm", "loaded", "sweeping", "position", "solution"]
Place = Literal["position", "need"]

MOST: Final = 3
MEANS: Final = "means_to_it"
"""The rule of `work` for what is said to be needed, and is one way to it."""
IN_A_NEED: Final = (
    "may be something you ask for. What would it give you? That is the need, and there may be "
    "more than one way to it."
)
SOLUTION_IN_A_NEED: Final = (
    "names a solution. What is it to make true? Said like that, others can look for ways too."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Some words of a statement, and what the writer could make of them."""

    id: HelpId
    quote: str
    says: str


def help_with(text: str, *, place: Place) -> tuple[Help, ...]:
    """At most three, in the order of the text; nothing for words that need none.

    Loaded words with a neutral reading, anywhere. In a need, also what is asked for or proposed.
    Where it tells of harm, that is what there is to say.
    """
    analysis = read(text)
    if analysis.harm:
        return tuple(
            Help(id="harm", quote=one_line(spans[0].of(text)), says=said.short)
            for said, spans in harm_told(analysis)
        )
    seen = scan(text, lexicon_of())
    found = [
        (one.span, Help(id="loaded", quote=one_line(one.span.of(text)), says=one.neutral))
        for one in analysis.loaded
    ]
    covered = Covered(span for span, _ in found)
    found += [
        (span, Help(id="sweeping", quote=one_line(span.of(text)), says=SWEEPING))
        for span in sweeping_in(seen)
        if not covered.meets(span)
    ]
    if place == "need":
        asked = [
            one.span
            for one in analysis.statements
            if one.kind == "position" and one.whose != "counterpart"
        ]
        jumped = seen.joined([*jumps_in(seen), *_means(seen)])
        found += _unless_known(found, text, jumped, "solution", SOLUTION_IN_A_NEED)
        found += _unless_known(found, text, tuple(asked), "position", IN_A_NEED)
    in_order = sorted(found, key=lambda pair: pair[0])
    return tuple({one.quote: one for _, one in in_order}.values())[:MOST]


def _means(seen: Scan) -> list[Span]:
    hits = (hit for hit in seen.hits.get("work", []) if hit.rule.id == MEANS)
    return [
        seen.span(hit.first, seen.end_of_clause(hit)) for hit in hits if not seen.is_denied(hit)
    ]


def _unless_known(
    found: list[tuple[Span, Help]], text: str, spans: tuple[Span, ...], id: HelpId, says: str
) -> list[tuple[Span, Help]]:
    """A help for each span that shares no words with one that is there."""
    covered = Covered(span for span, _ in found)
    return [
        (span, Help(id=id, quote=one_line(span.of(text)), says=says))
        for span in spans
        if not covered.meets(span)
    ]
