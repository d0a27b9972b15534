"""Where a text goes straight to a solution, before anybody's need has been told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.findings.of_whom import unsaid
from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.tokens import Token
from trifecta.domain.situations.scanning import SIDES, STOPS, Hit, Scan
from trifecta.domain.situations.who.called import listed

LIKELY: Final = 0.4
"""From so much relevance on a solution is told: who has done with the other side often says little
else of them."""

IMPERATIVE: Final = "imperative"
DECREED: Final = "decreed"
SETTLED: Final = "settled"
TOWARDS: Final = "towards"
"""The rule of `unsaid` for what goes towards the other, or is sold to the reader."""
LEADS: Final = frozenset({":", ";", "—", "–", "\n"})
"""Behind one of these, as behind some words, somebody is told what to do as at the beginning of a
sentence."""

SIGNS: Final = frozenset(",\"'-*()")
"""What may stand before it there and changes nothing, as some words may."""

BRINGS_WITHIN: Final = 10
"""How many words behind somebody it may be said what they bring: "he came with new wishes:"."""

TOLD_WITHIN: Final = 8
"""How many words before something it may be said that somebody else says so."""

UNPROPOSED_WITHIN: Final = 6
"""The same for what is no proposal: "I nearly wrote that I'm leaving"."""

TAKEN_BACK_WITHIN: Final = 8
"""How many words and signs behind a clause what takes it back has to stand in."""

TELLS_WITHIN: Final = 3
"""How many words behind "from Monday nobody" or "my idea:" it is said what becomes of it."""

SOON_WITHIN: Final = 3
"""How many words may say when something comes of it: "and pretty soon they will"."""

GOES_ON_FROM: Final = 20
"""How many words before an "and" are quoted with what comes behind it, and are asked who it is that
has done something."""

QUOTES: Final = "\"'"
ENDS_OF_QUOTES: Final = f"{QUOTES}\n"
LONGEST_QUOTE: Final = 40
"""Words in quotes, at most, that are taken for somebody else's; more are a text of one's own."""


def jumps_in(scan: Scan) -> tuple[Span, ...]:
    """Each to the end of its clause. A proposal counts where one of the sides is named."""
    hits = scan.hits.get("jumps", [])
    reported = _reported(scan.tokens, scan.grammar) if hits else frozenset()
    return scan.joined(
        _quote(scan, hit) for hit in hits if hit.first not in reported and _counts(scan, hit)
    )


def _quote(scan: Scan, hit: Hit) -> Span:
    """The words, without the signs that a pattern asks for around them; "and be done with it" with
    what it goes on from.
    """
    first, last = hit.first, scan.end_of_clause(hit)
    if scan.tokens[first].word in scan.grammar.joins:
        first = min(_leading_to(scan, hit, GOES_ON_FROM), default=first)
    while first + 1 < last and scan.tokens[first].word in STOPS:
        first += 1
    while last - 1 > first and scan.tokens[last - 1].word in STOPS:
        last -= 1
    return scan.span(first, last)


def _counts(scan: Scan, hit: Hit) -> bool:
    if scan.is_denied(hit) or _is_unproposed(scan, hit) or _is_taken_back(scan, hit):
        return False
    if _is_somebody_elses(scan, hit) or _is_behind_a_name(scan, hit) or _only_asks(scan, hit):
        return False
    if _is_done_by_others(scan, hit) or _goes_towards_them(scan, hit):
        return False
    if hit.rule.id == DECREED and _only_tells(scan, hit):
        return False
    told = _is_told(scan, hit)
    if (hit.rule.id == IMPERATIVE and not told) or (told and _warns(scan, hit)):
        return False
    return hit.rule.alone or scan.is_near(hit, SIDES)


def _only_asks(scan: Scan, hit: Hit) -> bool:
    """ "They don't need a PM, just a note taker?": a question that proposes nothing, as "why not
    merge them?" does.
    """
    sentence = scan.sentences[hit.sentence]
    asked = scan.tokens[sentence.first : hit.first] or scan.tokens[hit.first : hit.first + 1]
    proposes = scan.tokens[hit.first].word in scan.grammar.asks_why
    ends = scan.tokens[sentence.last - 1].word
    words = {token.word for token in asked}
    return ends == "?" and not proposes and words.isdisjoint(scan.grammar.asks_to)


def _is_told(scan: Scan, hit: Hit) -> bool:
    """Whether somebody is told to, as at the beginning of a sentence that asks nothing."""
    sentence = scan.sentences[hit.sentence]
    speaks = scan.grammar.mine | scan.grammar.others
    if scan.tokens[sentence.last - 1].word == "?" or scan.tokens[hit.first].word in speaks:
        return False
    for at in range(hit.first - 1, sentence.first - 1, -1):
        word = scan.tokens[at].word
        if word in LEADS or word in scan.grammar.hence:
            return True
        if word not in SIGNS and word not in scan.grammar.fillers:
            return False
    return True


def _leading_to(scan: Scan, hit: Hit, within: int) -> Iterator[int]:
    """The places of the words before it in its clause, the nearest first."""
    first = max(scan.sentences[hit.sentence].first, hit.first - within)
    for at in range(hit.first - 1, first - 1, -1):
        word, small = scan.tokens[at].word, scan.grammar
        anew = word in small.joins and scan.tokens[at + 1].word in small.begins_anew
        if word in STOPS or word in small.clause_ends or anew:
            return
        yield at


def _is_unproposed(scan: Scan, hit: Hit) -> bool:
    """ "I nearly wrote that I'm leaving", "companies often merge them", "if I say no", "while
    I'm out": nobody proposes it.
    """
    small, before = scan.grammar, [*_leading_to(scan, hit, UNPROPOSED_WITHIN)]
    if hit.first and scan.tokens[hit.first - 1].word in small.whenever:
        return True
    return any(scan.tokens[at].word in small.conditions for at in before) or any(
        scan.tokens[at].word in small.unproposed for at in [*before, *range(hit.first, hit.last)]
    )


def _is_taken_back(scan: Scan, hit: Hit) -> bool:
    """ "I'd fire him, but I won't.": what comes next takes it back, and is a clause of its own."""
    small = scan.grammar
    end = scan.end_of_clause(hit)
    words = [token.word for token in scan.tokens[end : end + TAKEN_BACK_WITHIN]]
    after = list(dropwhile(lambda word: word in STOPS or word in small.clause_ends, words))[:3]
    return (
        len(after) > 1
        and after[0] in small.mine
        and after[1] in small.takes_back
        and (len(after) == 2 or after[2] in STOPS)
    )


def _is_behind_a_name(scan: Scan, hit: Hit) -> bool:
    """ "My boss, after two beers: merge them", "she cuts in: drop it", "with her
    changes: drop it, no, keep it": behind the colon stands what somebody says or brings, or what
    can be chosen from: "my options: drop it, delay it".
    """
    first = scan.sentences[hit.sentence].first
    colons = [at for at in range(first, hit.first) if scan.tokens[at].word == ":"]
    if not colons:
        return False
    one = scan.named.get(first) or scan.named.get(first + 1)
    is_name = one is not None and one.last <= colons[-1] and not one.is_writer
    chosen_from = scan.tokens[colons[-1] - 1].word in scan.grammar.to_choose
    before = range(first, colons[-1] - 1)
    return is_name or chosen_from or any(_says(scan, at) or _brings(scan, at) for at in before)


def _brings(scan: Scan, at: int) -> bool:
    """Whether somebody stands there and, a few words on, "changes" or the like that they bring."""
    orders = listed(scan, "orders")
    if scan.tokens[at].word not in scan.grammar.others and at not in scan.named:
        return False
    return any(token.word in orders for token in scan.tokens[at + 1 : at + BRINGS_WITHIN + 1])


def _says(scan: Scan, at: int) -> bool:
    """Whether "they tell", "I'm told" or the like stands there."""
    small, says = scan.grammar, scan.tokens[at + 1].word
    told = scan.tokens[at].word in small.i_am and says in small.reports
    return told or (scan.tokens[at].word in small.others and says in small.reports | small.they_say)


def _is_somebody_elses(scan: Scan, hit: Hit) -> bool:
    """ "She says we should merge them", "quit asking, says the lead", "their answer is to": not
    the writer's, as "I fired it, told them" is.
    """
    sentence, small = scan.sentences[hit.sentence], scan.grammar
    for at in _leading_to(scan, hit, TOLD_WITHIN):
        if scan.tokens[at].word in small.reports:
            before = scan.tokens[max(sentence.first, at - 2) : at]
            return not any(token.word in small.mine - small.own for token in before)
    if _is_told_apart(scan, hit) or _is_owned(scan, hit):
        return True
    end = scan.end_of_clause(hit) + 1
    after = [token.word for token in scan.tokens[end : min(end + 2, sentence.last)]]
    return bool(after) and after[0] in small.reports and small.told.isdisjoint(after[1:])


def _is_told_apart(scan: Scan, hit: Hit) -> bool:
    """ "No problem, they tell me, we'll cut them up", "let him do it, I'm told, and wait"."""
    one = scan.sentences[hit.sentence]
    return any(
        scan.tokens[at].word == ","
        and _says(scan, at + 1)
        and any(token.word in STOPS for token in scan.tokens[at + 3 : at + 5])
        for at in range(one.first, one.last - 3)
    )


def _is_owned(scan: Scan, hit: Hit) -> bool:
    """ "Engineering's answer is to", "their fix is to"."""
    small, before = scan.grammar, hit.first - 1
    if before < scan.sentences[hit.sentence].first:
        return False
    word = scan.tokens[before].word
    is_name = before in scan.named and word.endswith(tuple(small.owner_endings))
    return is_name or word in small.somebodys - small.own


def _is_done_by_others(scan: Scan, hit: Hit) -> bool:
    """ "My EM left the team over this", "a reorg has put them under one head": it is so already,
    and no doing of the writer's.
    """
    small = scan.grammar
    if scan.tokens[hit.first].word not in small.done:
        return False
    before = [*_leading_to(scan, hit, GOES_ON_FROM)]
    if before and all(scan.tokens[at].word in small.joins for at in before):
        first = scan.sentences[hit.sentence].first
        before = [*reversed(range(max(first, hit.first - GOES_ON_FROM), hit.first))]
    words = {scan.tokens[at].word for at in before}
    if not words.isdisjoint(small.proposes):
        return False
    for at in before:
        if scan.tokens[at].word in small.mine - small.own:
            return False
        if at in scan.named or scan.tokens[at].word in small.others:
            return True
    return words.isdisjoint(small.infinitive) and not words.isdisjoint(small.determiners)


def _goes_towards_them(scan: Scan, hit: Hit) -> bool:
    """ "My idea: we sit down for an hour", "our plan is to ask her first", "let him explain", "it's
    settled: we have lunch".
    """
    small, end = scan.grammar, scan.sentences[hit.sentence].last
    towards = unsaid(scan, TOWARDS, hit.sentence)
    if any(one.first < hit.last and hit.first < one.last for one in towards):
        return True
    if hit.rule.id == SETTLED:
        said = scan.tokens[hit.first : max(hit.last, min(scan.end_of_clause(hit), end))]
        return any(token.word in small.towards for token in said)
    if scan.tokens[hit.first].word not in small.own:
        return False
    after = scan.tokens[hit.last - 1 : min(hit.last + TELLS_WITHIN, end)]
    return any(token.word in small.towards for token in after)


def _only_tells(scan: Scan, hit: Hit) -> bool:
    """ "From Monday I'm on leave", "from June everybody works in Lisbon", "it's so from Monday, and
    my PM knows": nothing is imposed.
    """
    small, who = scan.grammar, scan.tokens[hit.last - 1].word
    if any(token.word in small.joins for token in scan.tokens[hit.first : hit.last]):
        return True
    end = min(hit.last + TELLS_WITHIN, scan.sentences[hit.sentence].last)
    after = [token.word for token in scan.tokens[hit.last : end]]
    if who in small.oneself:
        return bool(after) and after[0] in small.stays and small.only.isdisjoint(after[1:2])
    return not small.tells.isdisjoint(after)


def _warns(scan: Scan, hit: Hit) -> bool:
    """Whether it tells what doing so would lead to, and that is no end of the trouble: "Skip it and
    each new feature takes longer", "Sack them, and pretty soon you'll have nobody."
    """
    small, end = scan.grammar, scan.sentences[hit.sentence].last
    if not small.mine.isdisjoint(token.word for token in scan.tokens[hit.first : hit.last]):
        return False
    for at in range(hit.first, end - 1):
        word, after = scan.tokens[at].word, scan.tokens[at + 1].word
        if word in STOPS and not (word == "," and after in small.comes_of):
            return False
        if word in small.comes_of and _begins_clause(scan, at + 1, end):
            return not _mends(scan, at + 1, end)
    return False


def _mends(scan: Scan, first: int, end: int) -> bool:
    """Whether what comes is the end of it: "and it's over"; not "and it drags on over the year"."""
    small = scan.grammar
    comes = [token.word for token in scan.tokens[first:end]]
    comes = [*takewhile(lambda word: word not in STOPS, comes), ""]
    return any(
        word in small.mended and after not in small.determiners for word, after in pairwise(comes)
    )


def _begins_clause(scan: Scan, first: int, end: int) -> bool:
    """Whether somebody or something does something next: "and of course they'll find things"."""
    small = scan.grammar
    for at in range(first, min(first + SOON_WITHIN + 1, end)):
        if scan.tokens[at].word in small.follows or (
            at in scan.named and first - 2 not in scan.named
        ):
            return True
        if scan.tokens[at].word not in small.soon:
            return False
    return False


def _reported(tokens: Sequence[Token], small: Grammar) -> frozenset[int]:
    """The words that stand in quotes: somebody else says them, unless "I told them" comes next. A
    quote ends with its line.
    """
    found: set[int] = set()
    signs = [(at, token.word) for at, token in enumerate(tokens) if token.word in ENDS_OF_QUOTES]
    for sign in QUOTES:
        opened: int | None = None
        for at, word in signs:
            if word == "\n":
                opened = None
            elif word == sign:
                if opened is not None and at - opened <= LONGEST_QUOTE and not _opens(tokens, at):
                    if not _is_said_by_me(tokens, at, small):
                        found.update(range(opened + 1, at))
                    opened = None
                elif sign == '"' or _opens(tokens, at):
                    opened = at
    return frozenset(found)


def _is_said_by_me(tokens: Sequence[Token], closing: int, small: Grammar) -> bool:
    """Whether a comma and "I" come behind a quote: '"It goes," I told them'."""
    around = [token.word for token in tokens[closing - 1 : closing + 3] if token.word not in QUOTES]
    comma = "," in around[:2]
    return comma and not small.mine.isdisjoint(around[around.index(",") + 1 :][:1])


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands right before a word, and not right behind one: "is 'x' what"."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1 : at + 2]
    return (
        bool(after)
        and tokens[at].end == after[0].start
        and (before is None or before.end < tokens[at].start)
    )
