"""Whether a solution is the writer's own way of doing the work, about which the other can be asked.

Who wants somebody gone, or the team split, has no way of working in mind, nor has who tells of
another's solution.
"""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.questions.matters import sentence_at
from trifecta.domain.situations.scanning import Scan

SHORT: Final = 4
"""What a solution of fewer words is about stands beside it: "… and the problem goes away"."""
BEHIND: Final = 4
"""Within so many words behind it it may be said who proposes it: "freeze it, says our EM"."""


def is_own_way(scan: Scan, span: Span) -> bool:
    """Whether it is proposed by nobody else, and moves, joins or removes nobody."""
    places = scan.places(span)
    first, last = places.start, places.stop
    one = scan.sentences[sentence_at(scan, first)]
    said = range(first, last) if last - first >= SHORT else range(one.first, one.last)
    return not _moves_somebody(scan, said) and not _is_anothers(scan, first, last)


def _moves_somebody(scan: Scan, said: range) -> bool:
    return any(
        scan.tokens[at].word in scan.grammar.about_people
        or (at in scan.named and not scan.named[at].is_writer)
        or _is_whom(scan, at)
        for at in said
    )


def _is_whom(scan: Scan, at: int) -> bool:
    """ "Replace her with Tom"; not "her rights", nor "without him"."""
    small, word = scan.grammar, scan.tokens[at].word
    whom = small.their_labels - small.begins_anew
    if word not in whom or (at and scan.tokens[at - 1].word in small.denies):
        return False
    after = scan.tokens[at + 1] if at + 1 < len(scan.tokens) else None
    goes_on = small.common | small.soon | small.clause_ends
    return word not in small.theirs or not (after and after.is_word and after.word not in goes_on)


def _is_anothers(scan: Scan, first: int, last: int) -> bool:
    """By who is named last before it in its sentence, or says so behind it."""
    small, one = scan.grammar, scan.sentences[sentence_at(scan, first)]
    for at in range(first, one.first - 1, -1):
        word = scan.tokens[at].word
        if word in small.mine - small.own or (at in scan.named and scan.named[at].is_writer):
            return False
        if at in scan.named or word in small.others:
            return True
    behind = range(last, min(last + BEHIND, one.last))
    says = any(scan.tokens[at].word in small.reports for at in behind)
    return says and any(at in scan.named or scan.tokens[at].word in small.others for at in behind)
