"""Positions, needs and constraints told apart, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.analysis import Kind, Statement, Whose
from trifecta.domain.situations.people import Named
from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.sides import PARTNER

KINDS: Final[tuple[Kind, ...]] = ("position", "need", "constraint")
DENIED_WITHIN: Final = 3
"""How many words before what is asked for a "not" is quoted with it: "don't really want"."""
SIGNS: Final = frozenset("\"'*_)]")
"""At the end of a statement these belong to what is around it."""
SHORTEST: Final = 2
"""A statement of one word ("deadline") says too little to be one, except a constraint."""
REPORTED_WITHIN: Final = 4
"""How many words before something it may be said who says so."""
MANAGER: Final = "manager"
"""Who is above one of the two, or both, and neither of them."""
NAMES_WITHIN: Final = 2
"""How many words of a reason may name whose it is: "because her bonus", "since the PM"."""
BARELY: Final = 5
"""So many words that lack what they are about are none; in more it is told: "what we stand for"."""
SHORTEST_REASON: Final = 4
""" "Because the consultant", broken off by what the consultant wants, gives no reason."""


def statements_in(scan: Scan, *, writer: str, counterpart: str = "") -> tuple[Statement, ...]:
    """From the words that show it to the end of the clause, none across another.

    `writer` and `counterpart` are roles that people are named by, "" where they are not known.
    """
    hits = [
        hit
        for hit in _whole(scan, _apart(scan.hits.get("statements", [])))
        if not _says_nothing(scan, hit)
    ]
    firsts = [_with_not(scan, hit) if _kind(hit) == "position" else hit.first for hit in hits]
    asked = {hit.sentence for hit in hits if not _is_reason(scan, hit)}
    found = []
    for number, hit in enumerate(hits):
        if _is_reason(scan, hit) and hit.sentence not in asked:
            continue
        after = firsts[number + 1] if number + 1 < len(hits) else len(scan.tokens)
        last = _without_and(scan, hit, _end(scan, hit, after))
        kind = _kind(hit)
        broken_off = _is_reason(scan, hit) and last < scan.end_of_clause(hit)
        least = SHORTEST_REASON if broken_off else SHORTEST
        if last - hit.first <= BARELY and scan.tokens[last - 1].word in scan.grammar.unfinished:
            continue
        if last - hit.first >= least or kind == "constraint":
            whose = _whose_of(scan, hits, number, (writer, counterpart))
            span = scan.span(firsts[number], last)
            found.append(Statement(kind=kind, span=span, whose=whose))
    return tuple(found)


def _says_nothing(scan: Scan, hit: Hit) -> bool:
    """ "She never asks us", "never says no", "we can't propose": they ask for nothing. And "not on
    call" is no limit.
    """
    if hit.rule.id != "position":
        return not _is_reason(scan, hit) and scan.is_denied(hit)
    if hit.first and scan.tokens[hit.first - 1].word in scan.grammar.unable:
        return True
    if _asks_nothing(scan, hit):
        return True
    if scan.tokens[hit.first].word in scan.grammar.asks | scan.grammar.reports:
        return scan.is_negated(hit)
    return scan.is_denied(hit) and _with_not(scan, hit) == hit.first


def _asks_nothing(scan: Scan, hit: Hit) -> bool:
    """ "What I wanted to say", "the trust I wanted with them", "if you want"."""
    first, small = scan.sentences[hit.sentence].first, scan.grammar
    after = scan.tokens[hit.last].word if hit.last < len(scan.tokens) else "."
    before = [token.word for token in scan.tokens[max(first, hit.first - 2) : hit.first]][::-1]
    wants = hit.last - hit.first == 1 and scan.tokens[hit.first].word in small.wants
    if _leaves_open(scan, hit):
        return True
    asks = scan.tokens[hit.first].word in small.asks
    if (wants and after in small.goes_without) or (asks and after in small.asked_in_passing):
        return True
    if before and before[0] in small.mine | small.theirs:
        before = before[1:]
    return bool(before) and before[0] in small.unasked and after not in small.named_next


def _leaves_open(scan: Scan, hit: Hit) -> bool:
    """ "Asked for it", and "argued for a week", which says how long and not for what."""
    rest = [one.word for one in scan.tokens[hit.last : scan.end_of_clause(hit)] if one.is_word]
    if not rest:
        return False
    asks = scan.tokens[hit.first].word in scan.grammar.asks
    nothing = asks and scan.grammar.left_open.issuperset(rest)
    return nothing or rest[0] in scan.grammar.spans_of_time


def _is_reason(scan: Scan, hit: Hit) -> bool:
    """One that, without anything that is asked for beside it, is of something that happened."""
    word = scan.tokens[hit.first].word
    return (
        hit.rule.id == "need"
        and word in scan.grammar.reasons
        and word not in scan.grammar.conditions
    )


def _with_not(scan: Scan, hit: Hit) -> int:
    """Where its quote begins: what somebody does not want is told with the "not"."""
    first = scan.sentences[hit.sentence].first
    for place in range(hit.first - 1, max(first, hit.first - DENIED_WITHIN) - 1, -1):
        if scan.denies[place]:
            return place
        if not scan.tokens[place].is_word:
            break
    return hit.first


def _end(scan: Scan, hit: Hit, after: int) -> int:
    """The end of the clause; where another statement begins in it, what leads over to that one."""
    clause = scan.end_of_clause(hit)
    if max(after, hit.last) >= clause:
        return clause
    for place in range(after - 1, hit.last, -1):
        if scan.tokens[place].word in scan.grammar.joins:
            return place
    return max(after, hit.last)


def _kind(hit: Hit) -> Kind:
    for kind in KINDS:
        if hit.rule.id == kind:
            return kind
    raise AssertionError(hit.rule.id)


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """In order; of those that begin inside another one, the earlier."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not found or hit.first >= found[-1].last:
            found.append(hit)
    return found


def _whole(scan: Scan, hits: Sequence[Hit]) -> list[Hit]:
    """Without those that only go on with another one: "a date that customers rely on", "by May".

    What limits somebody goes on with the reason for what is asked: "because we can't hire".
    """
    found: list[Hit] = []
    asked = {hit.sentence for hit in hits if hit.rule.id == "position"}
    for hit in hits:
        if found and _goes_on(scan, found[-1], hit, why=found[-1].sentence in asked):
            continue
        found.append(hit)
    return found


def _goes_on(scan: Scan, before: Hit, hit: Hit, *, why: bool) -> bool:
    between = (scan.tokens[place].word for place in range(before.last, hit.first))
    reason = why and hit.rule.id == "constraint" and _is_reason(scan, before)
    return (
        (
            hit.rule.id == before.rule.id
            or reason
            or any(scan.tokens[at].word in scan.grammar.until for at in range(hit.first, hit.last))
        )
        and hit.first < scan.end_of_clause(before)
        and scan.tokens[hit.first].word not in scan.grammar.reasons
        and scan.grammar.joins.isdisjoint(between)
    )


def _without_and(scan: Scan, hit: Hit, last: int) -> int:
    """A word that only leads over to what comes next belongs to neither."""
    belongs_on = scan.grammar.leads_over | SIGNS
    while last > hit.last and scan.tokens[last - 1].word in belongs_on:
        last -= 1
    return last


def _whose_of(scan: Scan, hits: Sequence[Hit], number: int, sides: tuple[str, str]) -> Whose:
    """A reason is whoever's it names first, else that of whoever asks for what it gives a reason
    for: "I asked my PM for a week because of the audit".
    """
    hit, before = hits[number], hits[number - 1] if number else None
    if not _is_reason(scan, hit):
        return _whose(scan, hit, sides)
    for place in range(hit.last, min(hit.last + NAMES_WITHIN, scan.sentences[hit.sentence].last)):
        if whose := _whose_word(scan, place, sides):
            return whose
    asks = before and before.sentence == hit.sentence and _kind(before) == "position"
    return _whose(scan, before if before and asks else hit, sides)


def _whose_word(scan: Scan, place: int, sides: tuple[str, str]) -> Whose | None:
    """Whose the word there is, None where it is nobody's."""
    word = scan.tokens[place].word
    if place in scan.named:
        return _whose_role(scan.named[place], *sides)
    if word in scan.grammar.mine:
        return "writer"
    return "counterpart" if word in scan.grammar.theirs else None


def _whose(scan: Scan, hit: Hit, sides: tuple[str, str]) -> Whose:
    """By the nearest person before it in its sentence, then by the first one after it.

    What somebody asks who is called otherwise ("these people want"), or who is not named ("I'm
    asked"), is not the writer's.
    """
    whose = _by_the_nearest(scan, hit, sides)
    if whose == "writer" and _kind(hit) == "position" and _is_strangers(scan, hit):
        return "unclear"
    return whose


def _by_the_nearest(scan: Scan, hit: Hit, sides: tuple[str, str]) -> Whose:
    sentence = scan.sentences[hit.sentence]
    begins = _reported_at(scan, hit, sentence.first)
    for place in [*range(begins, sentence.first - 1, -1), *range(begins + 1, hit.last)]:
        if whose := _whose_word(scan, place, sides):
            return whose
    return "unclear"


def _reported_at(scan: Scan, hit: Hit, first: int) -> int:
    """Where somebody is said to say it, which is before "we" in "my PM thinks we should merge"."""
    small, words = scan.grammar, [scan.tokens[hit.first].word]
    for at in range(hit.first - 1, max(first, hit.first - REPORTED_WITHIN) - 1, -1):
        words.append(scan.tokens[at].word)
        if words[-1] in small.reports and at > first:
            return at if not small.mine.isdisjoint(words) else hit.first
    return hit.first


def _is_strangers(scan: Scan, hit: Hit) -> bool:
    """Whether the word before it names somebody who is not known, or somebody is asked."""
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    if scan.tokens[hit.first].word in small.mine:
        return False
    at = hit.first - 1
    if at >= first and scan.tokens[at].word in small.passive:
        return scan.tokens[hit.first].word in small.asks
    while at >= first and scan.tokens[at].word in small.between:
        at -= 1
    if at < first or at in scan.named or not scan.tokens[at].is_word:
        return False
    return scan.tokens[at].word not in small.mine | small.theirs | small.clause_ends | small.common


def _whose_role(one: Named, writer: str, counterpart: str) -> Whose:
    """Where it is said who the counterpart is, whoever leads something else is another."""
    if one.is_writer or (writer and one.role == writer):
        return "writer"
    is_another = counterpart and one.role in PARTNER and one.role != counterpart
    return "other" if is_another or one.role == MANAGER else "counterpart"
