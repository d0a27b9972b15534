"""What is no difference of needs: misconduct, which nobody has to understand, and despair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from trifecta.domain.situations.analysis import Harm, HarmKind, Span
from trifecta.domain.situations.covering import Covered
from trifecta.domain.situations.scanning import Hit, Scan

HARM: Final = "harm"
MISCONDUCT: Final = "misconduct"
KINDS: Final[Mapping[str, HarmKind]] = {"despair": "despair", MISCONDUCT: "misconduct"}


def harm_in(scan: Scan) -> tuple[Harm, ...]:
    """Each sentence that tells of some, once for each kind, in the order of the text. What is
    denied is left out, and so is what tells of nobody, as a rule against it does.
    """
    found = {
        (hit.sentence, KINDS[hit.rule.id]) for hit in scan.hits.get(HARM, []) if _counts(scan, hit)
    }
    return tuple(Harm(kind=kind, span=scan.said_in(at)) for at, kind in sorted(found))


def spans_of(harm: Iterable[Harm]) -> tuple[Span, ...]:
    """Where it is told."""
    return tuple(one.span for one in harm)


def is_misconduct(harm: Iterable[Harm]) -> bool:
    """Whether somebody is touched, threatened, or put down for who they are."""
    return any(one.kind == MISCONDUCT for one in harm)


def apart_from(harm: Iterable[Harm], scan: Scan) -> Scan:
    """The same text with nothing else found in these sentences: nobody needs a neutral reading of
    them, or a question about them.
    """
    if not harm:
        return scan
    told = Covered(spans_of(harm))
    apart = {at for at in range(len(scan.sentences)) if told.meets(scan.said_in(at))}
    hits = {
        topic: [hit for hit in found if hit.sentence not in apart]
        for topic, found in scan.hits.items()
    }
    return replace(scan, hits=hits)


def _counts(scan: Scan, hit: Hit) -> bool:
    sentence = scan.sentences[hit.sentence]
    words = {token.word for token in scan.tokens[sentence.first : sentence.last]}
    small = scan.grammar
    somebody = small.oneself | small.to_oneself | small.leads | small.theirs
    told = bool(scan.roles[hit.sentence]) or not words.isdisjoint(somebody)
    return told and not scan.is_denied(hit)
