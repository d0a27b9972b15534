"""What people are judged by, as a text says it, and who of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.analysis import Span, Whose
from trifecta.domain.situations.findings.unsaid import over_numbers
from trifecta.domain.situations.scanning import STOPS, Hit, Scan
from trifecta.domain.situations.who.called import listed
from trifecta.domain.situations.who.siding import Siding
from trifecta.domain.situations.who.spoken import Heard

MEASURE: Final = "measure"
"""The rule of `statements` for what somebody is judged by."""
ALSO: Final = "also"
"""The same where it goes on without a verb: "and my PM on sign-ups"."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The clause that says what somebody is judged by. `role` is their partnership role, "" where
    it is not said.
    """

    span: Span
    whose: Whose
    role: str


def measures_in(heard: Heard) -> Iterator[Measure]:
    """In the order of the text, each person's apart."""
    scan = heard.scan
    hits = sorted(
        (hit for hit in scan.hits.get("statements", []) if hit.rule.id in {MEASURE, ALSO}),
        key=lambda hit: (hit.first, -hit.last),
    )
    end, sentence = 0, -1
    starts = [_begins(scan, hit) for hit in hits]
    for number, hit in enumerate(hits):
        if starts[number] < end or (hit.rule.id == ALSO and hit.sentence != sentence):
            continue
        later = (at for at in starts[number + 1 :] if at > hit.first)
        last = min(_ends(scan, hit), next(later, len(scan.tokens)))
        place = _who(scan, heard.siding, hit)
        if place is None or last <= hit.first:
            continue
        end, sentence = max(hit.last, last), hit.sentence
        whose = heard.siding.at(place) or _spoken_to(scan, place)
        speech = heard.spoken.at(scan.tokens[hit.first].start)
        if speech and whose == "writer":
            whose = speech.whose
        start = max(scan.tokens[starts[number]].start, speech.start if speech else 0)
        while last > hit.last and scan.tokens[last - 1].word in scan.grammar.leads_over | {
            ",",
            ";",
            '"',
        }:
            last -= 1
        yield Measure(Span(start, scan.tokens[last - 1].end), whose, heard.siding.partner_at(place))


def _spoken_to(scan: Scan, place: int) -> Whose:
    return "writer" if scan.tokens[place].word in scan.grammar.to_oneself else "counterpart"


def _begins(scan: Scan, hit: Hit) -> int:
    """Where its clause does; without a subject in it, its sentence."""
    first, small = scan.sentences[hit.sentence].first, scan.grammar
    ends = small.clause_ends | small.joins | small.whenever | small.relative | {'"'} | STOPS
    if hit.rule.id == ALSO:
        return hit.first + (scan.tokens[hit.first].word in {",", *small.joins})
    at = hit.first
    while at > first and scan.tokens[at - 1].word not in ends:
        at -= 1
    is_bare = at == hit.first and scan.tokens[at].word in listed(scan, "bare")
    return first if is_bare else at


def _ends(scan: Scan, hit: Hit) -> int:
    end, small = over_numbers(scan, hit), scan.grammar
    begins = small.relative | small.own
    for at in range(hit.last, end - 1):
        if scan.tokens[at].word in small.joins and scan.tokens[at + 1].word in begins:
            return at
    return end


def _who(scan: Scan, siding: Siding, hit: Hit) -> int | None:
    """Whom it is said of: who is rated, else the nearest one before, or right behind it."""
    first = scan.sentences[hit.sentence].first
    behind = range(hit.first, hit.last)
    rates = scan.tokens[hit.first].word in listed(scan, "rates")
    if rates or hit.rule.id == ALSO:
        return next((at for at in behind if _is_person(scan, siding, at, rates=True)), None)
    is_one = scan.tokens[hit.first].word in listed(scan, "be")
    places: list[int] = [*range(hit.first, first - 1, -1), *behind]
    for at in places:
        word = scan.tokens[at].word
        if word == ";" or (is_one and word == "," and hit.first - at > 1):
            return None
        if _is_person(scan, siding, at, rates=False):
            return at
    return None


def _is_person(scan: Scan, siding: Siding, at: int, *, rates: bool) -> bool:
    if not rates:
        return siding.at(at) is not None
    small, word = scan.grammar, scan.tokens[at].word
    own = word in small.own
    return not own and (
        siding.at(at) is not None or word in small.to_oneself | listed(scan, "whom")
    )
