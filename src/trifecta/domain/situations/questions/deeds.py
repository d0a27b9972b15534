"""Whether what a text tells has been done to its writer, or is their own doing or only wondered."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lists.tokens import Sentence
from trifecta.domain.situations.questions.matters import Spoken, quoted
from trifecta.domain.situations.scanning import PAIR, STOPS, Hit, Scan
from trifecta.domain.situations.who.people import Named

BY_THE_OTHER: Final = frozenset(
    {"plan-changed", "decided-without", "reason-untold", "not-heard", "handed-over", "trust-broken"}
    | {"blame-passed"}
)
"""What asks the other for nothing where the writer has done it."""
TELLING: Final = ("trouble", "understanding", "blame", "happened")
"""Lists whose words make a sentence tell what went wrong."""
FEWEST: Final = 7
"""A sentence of fewer words and signs tells of no deed."""
MOST: Final = 3
BESIDE: Final = 2
CHANGED: Final = "plan-changed"
NEAR: Final = 4
"""So many words before a change it may be said that it is only possible."""
BE: Final = "<be>"
ENDING: Final = 3
"""Among so many of its last tokens a question has its mark."""


def is_done_to_us(scan: Scan, hit: Hit) -> bool:
    """Whether it asks for a question to the other: nothing that is denied or wondered about, and of
    some things nothing that the writer has done.
    """
    before = scan.tokens[hit.first - 1].word if hit.first else ""
    if scan.is_denied(hit) or before in scan.grammar.unable or _is_wondered(scan, hit):
        return False
    if hit.rule.id == CHANGED and _is_only_possible(scan, hit):
        return False
    return hit.rule.id not in BY_THE_OTHER or not is_own_doing(scan, hit)


def is_own_doing(scan: Scan, hit: Hit) -> bool:
    """Whether whoever is named last before it in its clause is the writer: "I changed the plan"."""
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    opens = small.clause_ends | small.whenever | small.unasked | small.leads_over | STOPS
    opens -= small.infinitive | small.others
    for at in range(hit.first - 1, first - 1, -1):
        word = scan.tokens[at].word
        if word.partition("'")[0] in small.oneself:
            return True
        if at in scan.named or word in small.theirs | small.mine | opens:
            return False
    return False


def _is_only_possible(scan: Scan, hit: Hit) -> bool:
    """ "Whether our goals can be changed", "we asked to change it": nothing has changed yet."""
    small, first = scan.grammar, max(scan.sentences[hit.sentence].first, hit.first - NEAR)
    before = [token.word for token in scan.tokens[first : hit.first]]
    words = [token.word for token in scan.tokens[hit.first : hit.last]]
    asked = bool(before) and before[-1] in small.infinitive and not small.asks.isdisjoint(before)
    unable = not small.unable.isdisjoint(words)
    return asked or unable or not small.possible.isdisjoint([*before[-BESIDE:], *words])


def _is_wondered(scan: Scan, hit: Hit) -> bool:
    """Whether the writer asks what to do: "Should I ask again or ignore it?"."""
    small, one = scan.grammar, scan.sentences[hit.sentence]
    words = [token.word for token in scan.tokens[one.first : one.last]]
    return "?" in words[-ENDING:] and any(
        word in small.asks_to and after in small.mine for word, after in pairwise(words)
    )


def told_of(scan: Scan, spoken: Spoken, other: str) -> list[Span]:
    """What somebody on the other side does or says, the most telling first: the sentences that
    begin with them. `other` is the role that the other is named by, "" for whoever is led.
    """
    found = []
    telling = Counter(hit.sentence for topic in TELLING for hit in scan.hits.get(topic, []))
    for number, one in enumerate(scan.sentences):
        place = _begins_with(scan, one, other)
        if place is not None and place not in spoken.kept and _tells(scan, one, place):
            found.append((-telling[number], number, quoted(scan, place)))
    return [span for _, _, span in sorted(found)[:MOST]]


def _tells(scan: Scan, one: Sentence, place: int) -> bool:
    """Whether it is long enough, asks nothing, and says more of somebody than what they are."""
    words = [token.word for token in scan.tokens[one.first : one.last]]
    last = scan.named[place].last if place in scan.named else place + 1
    after = scan.tokens[last].word if last < one.last else ""
    return len(words) >= FEWEST and "?" not in words and after not in scan.classes[BE]


def _begins_with(scan: Scan, one: Sentence, other: str) -> int | None:
    """Where whoever is named first in a sentence is on the other side."""
    small = scan.grammar
    for at in range(one.first, one.last):
        word = scan.tokens[at].word
        if at in scan.named:
            return at if _is_on_the_other_side(scan, scan.named[at], other) else None
        if word in small.theirs:
            return at if word.partition("'")[0] in small.begins_anew else None
        if word in small.mine and at + 1 not in scan.named:
            return None
    return None


def _is_on_the_other_side(scan: Scan, one: Named, other: str) -> bool:
    """And alone there: "my EM and I" are both."""
    after = [token.word for token in scan.tokens[one.last : one.last + BESIDE]]
    with_writer = len(after) == BESIDE and after[0] in scan.grammar.joins
    if one.is_writer or (with_writer and after[1] in scan.grammar.mine):
        return False
    return one.role == other if other else one.role in PAIR
