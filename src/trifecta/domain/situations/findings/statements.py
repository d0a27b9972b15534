"""Positions, needs and constraints told apart, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.analysis import Kind, Span, Statement, Whose
from trifecta.domain.situations.findings.unsaid import (
    is_outsiders,
    is_reason,
    is_told_whoever_listens,
    named_behind,
    over_numbers,
    says_nothing,
    with_not,
    without_none,
)
from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.who.called import listed
from trifecta.domain.situations.who.siding import Siding
from trifecta.domain.situations.who.spoken import Speech, Spoken

KINDS: Final[tuple[Kind, ...]] = ("position", "need", "constraint")
SIGNS: Final = frozenset("\"'*_)]")
"""At the end of a statement these belong to what is around it."""
SHORTEST: Final = 2
"""A statement of one word ("deadline") says too little to be one, except a constraint."""
REPORTED_WITHIN: Final = 4
"""How many words before something it may be said who says so."""
NAMES_WITHIN: Final = 2
"""How many words of a reason may name whose it is: "because her bonus", "since the PM"."""
BARELY: Final = 5
"""So many words that lack what they are about are none; in more it is told: "what we stand for"."""
SHORTEST_REASON: Final = 4
""" "Because the consultant", broken off by what the consultant wants, gives no reason."""
APART_WITHIN: Final = 7
"""So many words between commas may say who somebody is who is asked: "Tomas, our PM, to cut"."""


def statements_in(scan: Scan, *, writer: str, counterpart: str = "") -> tuple[Statement, ...]:
    """From the words that show it to the end of the clause, none across another.

    `writer` and `counterpart` are roles that people are named by, "" where they are not known.
    """
    siding = Siding(scan, writer=writer, counterpart=counterpart)
    spoken = Spoken(scan, siding)
    hits = [
        hit
        for hit in _whole(scan, siding, _apart(without_none(scan.hits.get("statements", []))))
        if not says_nothing(scan, siding, hit)
    ]
    firsts = [with_not(scan, hit) if _kind(hit) == "position" else hit.first for hit in hits]
    found = []
    for number, hit in enumerate(hits):
        named = named_behind(scan, hit)
        if named is None or (is_reason(scan, hit) and not _gives_reason(scan, hits, number)):
            continue
        speech = spoken.at(scan.tokens[hit.first].start)
        if is_told_whoever_listens(scan, hit, is_said=speech is not None):
            continue
        after = firsts[number + 1] if number + 1 < len(hits) else len(scan.tokens)
        last = _without_and(scan, named, _end(scan, siding, named, after))
        if _is_whole(scan, named, last):
            first = firsts[number] if named is hit else named.first
            span = _inside(scan, speech, scan.span(first, last))
            whose = speech.whose if speech else _whose_of(scan, siding, hits, number)
            found.append(Statement(kind=_kind(hit), span=span, whose=whose))
    return tuple(found)


def _is_whole(scan: Scan, hit: Hit, last: int) -> bool:
    """Whether enough is said before something else begins."""
    broken_off = is_reason(scan, hit) and last < scan.end_of_clause(hit)
    least = SHORTEST_REASON if broken_off else SHORTEST
    if last - hit.first <= BARELY and scan.tokens[last - 1].word in scan.grammar.unfinished:
        return False
    if _kind(hit) == "constraint":
        is_bare = scan.tokens[hit.first].word in scan.grammar.unable and last == hit.last
        is_broken = last < len(scan.tokens) and scan.tokens[last].word == "\n"
        return not is_bare or (last == scan.end_of_clause(hit) and not is_broken)
    return last - hit.first >= least


def _inside(scan: Scan, speech: Speech | None, span: Span) -> Span:
    """What somebody says ends where they are quoted no longer."""
    if speech is None or span.end <= speech.end:
        return span
    return Span(span.start, span.start + len(scan.text[span.start : speech.end].rstrip()))


def _gives_reason(scan: Scan, hits: Sequence[Hit], number: int) -> bool:
    """Whether what is asked for, or needed, stands right before it, or follows in its sentence:
    "I want a freeze because …", "because the audit is due, I want …".
    """
    hit = hits[number]
    if hit.first == scan.sentences[hit.sentence].first:
        after = hits[number + 1] if number + 1 < len(hits) else hit
        return after.sentence == hit.sentence and not is_reason(scan, after)
    for before in reversed(hits[:number]):
        if before.sentence != hit.sentence:
            break
        if _kind(before) != "constraint" or is_reason(scan, before):
            return not _turns(scan, before.last, hit.first)
    asks = listed(scan, "asks_for")
    first = scan.sentences[hit.sentence].first
    asked = [at for at in range(first, hit.first) if scan.tokens[at].word in asks]
    return bool(asked) and not _turns(scan, asked[-1], hit.first)


def _turns(scan: Scan, first: int, last: int) -> bool:
    """Whether something else is told in between: "I want a date, but he laughs because …"."""
    turns = scan.grammar.clause_ends - scan.grammar.reasons
    return any(scan.tokens[at].word in turns for at in range(first, last))


def _end(scan: Scan, siding: Siding, hit: Hit, after: int) -> int:
    """The end of the clause; where another statement begins in it, what leads over to that one."""
    clause = _end_of_clause(scan, hit)
    if _is_told_of_a_time(scan, hit):
        clause = _before_whoever_acts(scan, siding, hit, clause)
    if max(after, hit.last) >= clause:
        return clause
    for place in range(after - 1, hit.last, -1):
        if scan.tokens[place].word in scan.grammar.joins | scan.grammar.since:
            return place
    return max(after, hit.last)


def _end_of_clause(scan: Scan, hit: Hit) -> int:
    """Over what is said of somebody in between: "I want Tomas, our PM, to cut the roadmap"."""
    end, last = over_numbers(scan, hit), scan.sentences[hit.sentence].last
    if end == hit.last < last and scan.tokens[end].word == ":" and hit.rule.id == "position":
        return scan.end_of_clause(hit._replace(last=end + 1))
    end = _before_another(scan, hit, end)
    if hit.rule.id == "constraint" or end >= last or scan.tokens[end].word != ",":
        return end
    for at in range(end + 1, min(end + APART_WITHIN, last - 1)):
        if scan.tokens[at].word == "," and scan.tokens[at + 1].word in scan.grammar.infinitive:
            return scan.end_of_clause(hit._replace(last=at + 1))
    is_list = end - hit.first == SHORTEST and scan.tokens[end - 1].word in listed(scan, "how")
    return scan.end_of_clause(hit._replace(last=end + 1)) if is_list else end


def _before_another(scan: Scan, hit: Hit, end: int) -> int:
    """Up to where somebody else does something: "I need more people and our PM says no"."""
    small = scan.grammar
    begins = small.own | small.articles
    for at in range(hit.last, end - 2):
        name = at + 1 + (scan.tokens[at + 1].word in begins)
        if scan.tokens[at].word in small.joins and name in scan.named:
            after = scan.named[name].last
            if after < end and scan.tokens[after].word not in small.infinitive | small.joins:
                return at
    return end


def _is_told_of_a_time(scan: Scan, hit: Hit) -> bool:
    """ "Every time I ask for a date", "whenever I call for a freeze"."""
    first = scan.sentences[hit.sentence].first
    before = [token.word for token in scan.tokens[max(first, hit.first - 4) : hit.first]]
    return hit.rule.id == "position" and any(
        word in scan.grammar.whenever or word in scan.grammar.occasion for word in before
    )


def _before_whoever_acts(scan: Scan, siding: Siding, hit: Hit, end: int) -> int:
    """What comes of it is told without a comma: "I ask for a date our EM rolls his eyes"."""
    for at in range(hit.last + 1, end):
        if siding.at(at) in {"counterpart", "other"}:
            begins = scan.grammar.own | scan.grammar.articles
            return at - 1 if scan.tokens[at - 1].word in begins else at
    return end


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


def _whole(scan: Scan, siding: Siding, hits: Sequence[Hit]) -> list[Hit]:
    """Without those that only go on with another one: "a date that customers rely on", "by May".

    What limits somebody goes on with the reason for what is asked: "because we can't hire".
    """
    found: list[Hit] = []
    asked = {hit.sentence for hit in hits if hit.rule.id == "position"}
    for hit in hits:
        if found and _goes_on(scan, siding, found[-1], hit, why=found[-1].sentence in asked):
            continue
        found.append(hit)
    return found


def _goes_on(scan: Scan, siding: Siding, before: Hit, hit: Hit, *, why: bool) -> bool:
    between = [scan.tokens[place].word for place in range(before.last, hit.first)]
    small = scan.grammar
    reason = why and hit.rule.id == "constraint" and is_reason(scan, before)
    untold = before.rule.id == "constraint" and any(
        scan.tokens[at].word in listed(scan, "untold") for at in range(before.first, before.last)
    )
    nearer = scan.tokens[hit.first].word in listed(scan, "nearer")
    others = is_reason(scan, before) and is_outsiders(scan, siding, hit)
    return (
        (
            hit.rule.id == before.rule.id
            or reason
            or untold
            or others
            or (nearer and not is_reason(scan, before))
            or any(scan.tokens[at].word in small.until for at in range(hit.first, hit.last))
        )
        and hit.first < scan.end_of_clause(before)
        and scan.tokens[hit.first].word not in small.reasons
        and small.joins.isdisjoint(between)
    )


def _without_and(scan: Scan, hit: Hit, last: int) -> int:
    """A word that only leads over to what comes next belongs to neither."""
    belongs_on = scan.grammar.leads_over | SIGNS
    while last > hit.last and scan.tokens[last - 1].word in belongs_on:
        last -= 1
    return last


def _whose_of(scan: Scan, siding: Siding, hits: Sequence[Hit], number: int) -> Whose:
    """A reason is whoever's it names first, else that of whoever asks for what it gives a reason
    for: "I asked my PM for a week because of the audit".
    """
    hit, before = hits[number], hits[number - 1] if number else None
    if not is_reason(scan, hit):
        return "other" if is_outsiders(scan, siding, hit) else _whose(scan, siding, hit)
    for place in range(hit.first, min(hit.last + NAMES_WITHIN, scan.end_of_clause(hit))):
        whose = siding.at(place)
        if whose and whose != "other" and not siding.is_third(place):
            return whose
    asks = before and before.sentence == hit.sentence and _kind(before) != "constraint"
    return _whose(scan, siding, before if before and asks else hit)


def _whose(scan: Scan, siding: Siding, hit: Hit) -> Whose:
    """By the nearest person before it in its sentence, then by the first one after it.

    What somebody asks who is called otherwise ("these people want"), or who is not named ("I'm
    asked"), is not the writer's.
    """
    whose = _by_the_nearest(scan, siding, hit)
    if whose == "writer" and _kind(hit) == "position" and _is_strangers(scan, hit):
        return "unclear"
    return whose


def _by_the_nearest(scan: Scan, siding: Siding, hit: Hit) -> Whose:
    """Nobody is named behind "need her to": who leaves out who needs it needs it themselves."""
    sentence, small = scan.sentences[hit.sentence], scan.grammar
    words = [scan.tokens[at].word for at in range(hit.first, hit.last)]
    is_told = hit.rule.id == "constraint" and words[0] in small.reports
    if is_told and not small.to_oneself.isdisjoint(words):
        return "writer"
    begins = _reported_at(scan, hit, sentence.first)
    before, behind = range(begins, sentence.first - 1, -1), range(begins + 1, hit.last)
    if scan.tokens[hit.last - 1].word in listed(scan, "whom"):
        behind = range(begins + 1, hit.last - 1)
    for place in [*before, *behind]:
        if whose := siding.at(place):
            return whose
    return "unclear"


def _reported_at(scan: Scan, hit: Hit, first: int) -> int:
    """Where somebody is said to say it, which is before "we" in "my PM thinks we should merge"."""
    small, words = scan.grammar, [scan.tokens[hit.first].word]
    for at in range(hit.first - 1, max(first, hit.first - REPORTED_WITHIN) - 1, -1):
        if scan.tokens[at].word == ",":
            break
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
