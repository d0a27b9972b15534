"""Of whom loaded words are said: of somebody, of the writer, or of a thing, which is no villain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from trifecta.domain.situations.scanning import STOPS, Hit, Scan
from trifecta.domain.situations.who.called import listed

NEAR: Final = 4

SUBJECT_WITHIN: Final = 8
"""How many words what is spoken of may have: "the approval process for small changes"."""

PREDICATE_WITHIN: Final = 5
"""How many words there may be from "is" to what it is said to be."""

SHORT: Final = 4
"""A sentence of so few words and signs may only go on with the one before it: "Idiot." """

NAMES: Final = frozenset({"insult", "trait"})
"""Rules for what somebody is called."""

DOES: Final = frozenset({"manner", "motive"})
"""Rules for what somebody does: how, and why."""

VICTIM: Final = "victim"
"""The rule for what the writer is to others: it is said of the writer and told of them."""


def unsaid(scan: Scan, rule: str, sentence: int) -> list[Hit]:
    """What takes something back in a sentence, by how: a rule of the list `unsaid`."""
    found = scan.hits.get("unsaid", [])
    first = bisect_left(found, sentence, key=_sentence)
    last = bisect_right(found, sentence, lo=first, key=_sentence)
    return [hit for hit in found[first:last] if hit.rule.id == rule]


def _sentence(hit: Hit) -> int:
    return hit.sentence


def is_of_oneself(scan: Scan, hit: Hit) -> bool:
    """ "I'm an idiot", "a fool like me": who speaks of themselves, with nobody named in between."""
    if hit.rule.id == VICTIM:
        return False
    if _is_of_me(scan, hit) or _is_beside_me(scan, hit) or _goes_on_from_me(scan, hit):
        return True
    called = hit.rule.id in NAMES
    start = max(scan.sentences[hit.sentence].first, hit.first - NEAR)
    for at in range(hit.first if hit.rule.id in DOES else hit.last - 1, start - 1, -1):
        word = scan.tokens[at].word
        if word in scan.grammar.oneself or (called and word in scan.grammar.ourselves):
            return True
        if word in scan.grammar.others or (at in scan.named and not scan.named[at].is_writer):
            return False
    return False


def is_of_a_thing(scan: Scan, hit: Hit) -> bool:
    """ "The approval process is moronic", "a moronic process", "the tool lies to us", "designed by
    a sadist" where nobody is named.
    """
    if hit.rule.id == VICTIM:
        return _is_of_fate(scan, hit)
    if hit.rule.id not in NAMES | DOES:
        return False
    if hit.last > hit.first + 1 and _is_somebody(scan, hit.first):
        return False
    if any(one.last == hit.first for one in unsaid(scan, "made_by", hit.sentence)):
        return _has_no_name(scan, hit)
    says = scan.tokens[hit.last - 1].word in scan.grammar.bad | listed(scan, "said_of_things")
    if hit.rule.id in NAMES and says and _is_thing(scan, hit.last):
        return True
    at = _predicate(scan, hit)
    return at is not None and _is_thing_before(scan, hit, at)


def _is_of_me(scan: Scan, hit: Hit) -> bool:
    """ "An idiot like me", "you want me to lie", "my ego"."""
    small = scan.grammar
    before = [token.word for token in scan.tokens[max(hit.first - 2, 0) : hit.first]]
    after = [token.word for token in scan.tokens[hit.last : hit.last + 2]]
    if len(after) == 2 and after[0] in small.likens and after[1] in small.to_oneself:
        return True
    if len(before) == 2 and before[0] in small.to_oneself and before[1] in small.infinitive:
        return True
    if hit.last > hit.first + 1 or not before or before[-1] not in small.own:
        return False
    return not after or after[0] in STOPS | small.common | small.conditions | small.clause_ends


def _is_beside_me(scan: Scan, hit: Hit) -> bool:
    """ "I've been a control freak", "my own arrogance", "coward that I am", "that's childish of
    me".
    """
    fill = listed(scan, "very") | listed(scan, "sort_of") | scan.grammar.likens | scan.grammar.bad
    for one in unsaid(scan, "of_me", hit.sentence):
        between = scan.tokens[one.last : hit.first]
        if one.last <= hit.first and all(token.word in fill for token in between):
            return True
    end = scan.end_of_clause(hit)
    return any(
        hit.last <= one.first < end
        and not any(_is_somebody(scan, at) for at in range(hit.last, one.first))
        for one in unsaid(scan, "me_behind", hit.sentence)
    )


def _goes_on_from_me(scan: Scan, hit: Hit) -> bool:
    """ "I was rude to her. Idiot.": a word alone is of whom the sentence before it begins with."""
    one = scan.sentences[hit.sentence]
    if hit.sentence == 0 or one.last - one.first > SHORT or hit.rule.id not in NAMES:
        return False
    if any(_is_somebody(scan, at) for at in range(one.first, hit.last - 1)):
        return False
    before = scan.sentences[hit.sentence - 1]
    words = [token.word for token in scan.tokens[before.first : before.last]]
    does = scan.grammar.theirs & scan.grammar.begins_anew
    return words[0] in scan.grammar.oneself and does.isdisjoint(words)


def _is_of_fate(scan: Scan, hit: Hit) -> bool:
    """ "At the mercy of the weather", "a slave to my calendar": at nobody's."""
    end = scan.end_of_clause(hit)
    after = scan.tokens[hit.last : min(end, hit.last + NEAR)]
    leads = scan.tokens[hit.last - 1].word in scan.grammar.not_me | scan.grammar.infinitive
    if not leads or not after or after[0].word not in scan.grammar.determiners:
        return False
    return not any(_is_somebody(scan, at) for at in range(hit.last, hit.last + len(after)))


def _has_no_name(scan: Scan, hit: Hit) -> bool:
    """Whether nobody is named before it, or beside it as in "a sadist, our PM"."""
    sentence = scan.sentences[hit.sentence]
    goes_on = hit.last < sentence.last and scan.tokens[hit.last].word in STOPS | scan.grammar.not_me
    end = sentence.last if goes_on else hit.last
    places = [*range(sentence.first, hit.first), *range(hit.last, end)]
    return not any(_is_somebody(scan, at) for at in places)


def _predicate(scan: Scan, hit: Hit) -> int | None:
    """Where what is said begins, behind what it is said of: at "is", or at what is done."""
    be, its = listed(scan, "be"), listed(scan, "its")
    said = {token.word for token in scan.tokens[hit.first : hit.last]}
    if hit.rule.id in DOES and not said.isdisjoint(scan.grammar.theirs):
        return None
    if scan.tokens[hit.first].word in be | its or hit.rule.id in DOES:
        return hit.first
    first = max(scan.sentences[hit.sentence].first, hit.first - PREDICATE_WITHIN)
    for at in range(hit.first - 1, first - 1, -1):
        if scan.tokens[at].word in be:
            return at
        ends = scan.tokens[at].word in scan.grammar.not_me or not scan.tokens[at].is_word
        if ends or _is_somebody(scan, at):
            return None
    return None


def _is_thing_before(scan: Scan, hit: Hit, at: int) -> bool:
    """Whether a thing stands right before token `at`, and nobody in the clause up to there."""
    first = scan.sentences[hit.sentence].first
    its = listed(scan, "its")
    passed = listed(scan, "very") | listed(scan, "be") | scan.grammar.between
    while at > first and scan.tokens[at].word not in its and scan.tokens[at - 1].word in passed:
        at -= 1
    if its & {scan.tokens[at].word, scan.tokens[at - 1].word if at > first else ""}:
        said = scan.tokens[hit.last - 1].word in listed(scan, "said_of_things")
        after = range(hit.last, scan.end_of_clause(hit))
        return said and not any(_is_somebody(scan, place) for place in after)
    called = hit.rule.id in NAMES
    thing = at > first and (_is_thing(scan, at - 1) or (called and _is_nobody(scan, first, at - 1)))
    return thing and not _has_somebody_up_to(scan, first, at)


def _has_somebody_up_to(scan: Scan, first: int, end: int) -> bool:
    small = scan.grammar
    begins = STOPS | small.joins | small.clause_ends | small.reports | small.leads_over
    if _is_thing(scan, end - 1) and end - 2 in scan.named and not _is_owner(scan, end - 2):
        end = scan.named[end - 2].first
    for at in range(end - 1, max(first, end - SUBJECT_WITHIN) - 1, -1):
        if _is_somebody(scan, at):
            return True
        if scan.tokens[at].word in begins | small.whenever:
            return False
    return False


def _is_thing(scan: Scan, at: int) -> bool:
    """By its last word: "process", "roadmaps", and nobody, as in "process owner"."""
    if at >= len(scan.tokens) or at in scan.named:
        return False
    if at + 1 < len(scan.tokens) and _is_somebody(scan, at + 1):
        return False
    word, things = scan.tokens[at].word, listed(scan, "things") | listed(scan, "irregular_things")
    single = {word.removesuffix(ending) for ending in scan.grammar.plural_endings}
    return word in things or not single.isdisjoint(things)


def _is_nobody(scan: Scan, first: int, at: int) -> bool:
    """By what it is not: "the bonus thing" has an article and names no person by its last word."""
    word, token = scan.tokens[at].word, scan.tokens[at]
    persons = listed(scan, "persons") | scan.grammar.groups | scan.grammar.makers
    if not token.is_word or word in persons | scan.grammar.oneself | scan.grammar.ourselves:
        return False
    if _is_somebody(scan, at) or word.endswith(tuple(listed(scan, "person_endings"))):
        return False
    if scan.text[token.start].isupper():
        return False
    small = scan.grammar
    ends = STOPS | small.joins | small.clause_ends | small.leads_over | small.denies
    ends |= listed(scan, "be")
    for place in range(at - 1, max(first, at - NEAR) - 1, -1):
        before = scan.tokens[place].word
        if before in small.determiners:
            return True
        if before in ends or place in scan.named:
            return False
    return False


def _is_somebody(scan: Scan, at: int) -> bool:
    word = scan.tokens[at].word
    return at in scan.named or word in scan.grammar.others or word in listed(scan, "who")


def _is_owner(scan: Scan, at: int) -> bool:
    """ "The PM's plan", and not "the sales plan"."""
    return scan.tokens[at].word.endswith(tuple(scan.grammar.owner_endings))
