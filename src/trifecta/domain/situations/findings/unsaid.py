"""What looks like a statement and asks for nothing, needs nothing, and limits nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trifecta.domain.situations.findings.clauses import end_over_degrees
from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.who.called import listed
from trifecta.domain.situations.who.siding import Siding

DENIED_WITHIN: Final = 3
"""How many words before what is asked for a "not" is quoted with it: "don't really want"."""
THOUGHT_WITHIN: Final = 5
"""How many words before what "I only care about" it may be said who thinks so."""
NONE: Final = "none"
"""The rule of `statements` for words that are none."""
KINDS: Final = frozenset({"position", "need", "constraint"})


def without_none(hits: Iterable[Hit]) -> list[Hit]:
    """Without those that are part of words which are none: "need to vent", "should have told"."""
    hits = [*hits]
    none = [hit for hit in hits if hit.rule.id == NONE]
    return [
        hit
        for hit in hits
        if hit.rule.id in KINDS
        and not any(hit.first < one.last and one.first < hit.last for one in none)
    ]


def says_nothing(scan: Scan, siding: Siding, hit: Hit) -> bool:
    """ "She never asks us", "never says no", "we can't propose": they ask for nothing. And "not on
    call" is no limit.
    """
    if _is_thought_of_the_writer(scan, siding, hit) or _is_of_a_thing(scan, hit):
        return True
    if hit.first and scan.tokens[hit.first - 1].word in scan.grammar.unable:
        return True
    if hit.rule.id != "position":
        return not is_reason(scan, hit) and _is_denied(scan, hit)
    if _asks_nothing(scan, hit):
        return True
    if scan.tokens[hit.first].word in scan.grammar.asks | scan.grammar.reports:
        return scan.is_negated(hit)
    return _is_denied(scan, hit) and with_not(scan, hit) == hit.first


def _is_denied(scan: Scan, hit: Hit) -> bool:
    """Not by what somebody else says before, as in a chat: "EM: no", "Me: I need the demo"."""
    if not scan.is_denied(hit):
        return False
    for at in range(hit.first - 1, scan.sentences[hit.sentence].first - 1, -1):
        if scan.tokens[at].word == ":":
            return False
        if scan.denies[at]:
            return True
    return True


def is_outsiders(scan: Scan, siding: Siding, hit: Hit) -> bool:
    """Whether it is what somebody wants or needs who is neither of the two: "the new CRO wanted it
    that way", "finance asks for a date".
    """
    at = hit.first - 1
    while at >= scan.sentences[hit.sentence].first and scan.tokens[at].word in scan.grammar.between:
        at -= 1
    if at < 0:
        return False
    word = scan.tokens[at].word
    strange = at not in scan.named and word not in siding.called
    return siding.is_third(at) or (strange and word in scan.grammar.outsiders)


def is_told_whoever_listens(scan: Scan, hit: Hit, *, is_said: bool) -> bool:
    """ "Him: you need it", "my PM says you need it": whoever says so does not need it themselves.
    What somebody may not do is limited all the same, unless it is said to the other's face.
    """
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    at = hit.first - 1
    while at >= first and scan.tokens[at].word in small.between:
        at -= 1
    if at < first or scan.tokens[at].word not in small.addressed or is_reason(scan, hit):
        return False
    if is_said:
        return True
    before = range(max(first, at - THOUGHT_WITHIN), at)
    return hit.rule.id == "need" and any(scan.tokens[to].word in small.reports for to in before)


def is_reason(scan: Scan, hit: Hit) -> bool:
    """One that, without anything that is asked for beside it, is of something that happened."""
    word = scan.tokens[hit.first].word
    return (
        hit.rule.id == "need"
        and word in scan.grammar.reasons
        and word not in scan.grammar.conditions
    )


def with_not(scan: Scan, hit: Hit) -> int:
    """Where its quote begins: what somebody does not want is told with the "not"."""
    first = scan.sentences[hit.sentence].first
    for place in range(hit.first - 1, max(first, hit.first - DENIED_WITHIN) - 1, -1):
        if scan.denies[place]:
            return place
        if not scan.tokens[place].is_word:
            break
    return hit.first


def over_numbers(scan: Scan, hit: Hit) -> int:
    """Where its clause ends; a point inside a number ends none: "an SLO of 99.95"."""
    end, last = end_over_degrees(scan, hit), scan.sentences[hit.sentence].last
    while end + 1 < last and _is_inside_a_number(scan, end):
        end = end_over_degrees(scan, hit._replace(last=end + 1))
    return end


def _is_inside_a_number(scan: Scan, place: int) -> bool:
    before, point, after = scan.tokens[place - 1 : place + 2]
    touch = before.end == point.start and point.end == after.start
    return touch and point.word in ".," and before.word[-1].isdigit() and after.word[0].isdigit()


def named_behind(scan: Scan, hit: Hit) -> Hit | None:
    """What "what I want is simple enough: one intake per week" comes to: the words that name it;
    the hit itself where it names it, and None where nothing does.
    """
    small, tokens, last = scan.grammar, scan.tokens, scan.sentences[hit.sentence].last
    being = [at for at in (hit.last - 1, hit.last) if at < last and tokens[at].word in small.is_it]
    if hit.rule.id == "constraint" or not being:
        return hit
    end = scan.end_of_clause(hit._replace(last=being[0] + 1))
    if not small.says_little.issuperset(token.word for token in tokens[being[0] + 1 : end]):
        return hit
    behind = end + 1
    if behind < last and tokens[behind].word in small.that_is:
        behind += 1
    if behind + 1 >= last:
        return None
    named = tokens[end].word == ":" or tokens[behind].word in small.names_it
    return hit._replace(first=behind, last=behind + 1) if named else None


def _is_thought_of_the_writer(scan: Scan, siding: Siding, hit: Hit) -> bool:
    """ "He thinks I only care about launches" is nothing that either of them needs."""
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    at = hit.first - 1
    while at >= first and scan.tokens[at].word in small.between:
        at -= 1
    if at < first or scan.tokens[at].word not in small.mine - small.own:
        return False
    if scan.tokens[hit.first].word in small.mine:
        return False
    thinks = listed(scan, "thinks")
    for place in range(at - 1, max(first, at - THOUGHT_WITHIN) - 1, -1):
        if not scan.tokens[place].is_word:
            return False
        if scan.tokens[place].word in thinks:
            whose = (siding.at(one) for one in range(place - 1, first - 1, -1))
            wants = scan.tokens[hit.first].word in small.wants
            wants = wants and scan.tokens[place].word not in listed(scan, "saying")
            is_one = scan.tokens[at].word in small.oneself or hit.rule.id == "need" or wants
            return is_one and next((one for one in whose if one), None) != "writer"
    return False


def _is_of_a_thing(scan: Scan, hit: Hit) -> bool:
    """ "It needs fewer people", "a flow that needs support": nobody needs it. Nor is it asked for
    where it only says how much: "it needs another week"; but "it needs to be live by May" is.
    """
    before = scan.tokens[hit.first - 1].word if hit.first else ""
    if is_reason(scan, hit) or before not in listed(scan, "thing"):
        return False
    if hit.rule.id == "need":
        return True
    words = [token.word for token in scan.tokens[hit.first : hit.last]]
    return (
        hit.rule.id == "position"
        and words[0] in scan.grammar.needs
        and words[-1] not in listed(scan, "nearer")
        and (scan.grammar.until | scan.grammar.infinitive).isdisjoint(words)
    )


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
    likens = bool(before) and asks and before[0] in small.likens
    return likens or (bool(before) and before[0] in small.unasked and after not in small.named_next)


def _leaves_open(scan: Scan, hit: Hit) -> bool:
    """ "Asked for it", and "argued for a week", which says how long and not for what."""
    rest = [one.word for one in scan.tokens[hit.last : scan.end_of_clause(hit)] if one.is_word]
    if not rest:
        return False
    asks = scan.tokens[hit.first].word in scan.grammar.asks
    nothing = asks and scan.grammar.left_open.issuperset(rest)
    argues = scan.tokens[hit.first].word in scan.grammar.reports | scan.grammar.asks
    return nothing or (argues and rest[0] in scan.grammar.spans_of_time)
