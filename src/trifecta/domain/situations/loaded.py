"""Words that make a villain or a victim of somebody, each with a neutral reading for the writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.analysis import Loaded
from trifecta.domain.situations.leanings import VILLAIN
from trifecta.domain.situations.lexicon import Lexicon
from trifecta.domain.situations.scanning import STOPS, Hit, Scan
from trifecta.domain.situations.telling import Told

NEAR: Final = 4

SUPPOSED_WITHIN: Final = 6
"""How many words before something it may be said that somebody thinks so."""

SURELY: Final = 0.5
"""From so much in log odds somebody is the villain of what is told in no word that a list has."""

NAMES: Final = frozenset({"insult", "trait"})
"""Rules for what somebody is called."""

STORY: Final = "story"
"""The rule for what no list has: somebody is the villain by the way it is told."""


def loaded_in(scan: Scan) -> tuple[Loaded, ...]:
    """In the order of the text, the longest where some overlap; what is denied is left out."""
    found: list[Loaded] = []
    end = 0
    for hit in sorted(scan.hits.get("loaded", []), key=_longest_first):
        if hit.first >= end and _counts(scan, hit):
            span = scan.span(hit.first, hit.last)
            found.append(Loaded(span=span, kind=hit.rule.id, neutral=hit.rule.neutral))
            end = hit.last
    return tuple(found)


def loaded_by_its_words(lexicon: Lexicon, told: Told | None) -> tuple[Loaded, ...]:
    """The sentence that speaks most for it where the whole text does; what it says is not in a
    list, so it is said as STORY. () where a language has neither, and where the text has loaded
    words that it takes back: they are what speaks for it.
    """
    neutral = lexicon.neutral.get(STORY)
    if told is None or neutral is None or told.odds.get(VILLAIN, 0.0) <= SURELY:
        return ()
    if _takes_back(told.scan):
        return ()
    return tuple(Loaded(span=span, kind=STORY, neutral=neutral) for span in told.words_for(VILLAIN))


def _takes_back(scan: Scan) -> bool:
    """Whether loaded words stand there that the writer does not mean: "isn't lazy"."""
    words = [token.word for token in scan.tokens]
    denied = any(
        word in scan.grammar.bad
        and not scan.grammar.denies.isdisjoint(words[max(at - NEAR, 0) : at])
        for at, word in enumerate(words)
    )
    return denied or any(_is_taken_back(scan, hit) for hit in scan.hits.get("loaded", []))


def _longest_first(hit: Hit) -> tuple[int, int]:
    return hit.first, -hit.last


def _counts(scan: Scan, hit: Hit) -> bool:
    """Somebody has to be spoken of in the same sentence, unless the words say so by themselves."""
    if _is_taken_back(scan, hit):
        return False
    return hit.rule.alone or bool(scan.roles[hit.sentence]) or _speaks_of_somebody(scan, hit)


def _is_taken_back(scan: Scan, hit: Hit) -> bool:
    """Denied, only supposed, or said of oneself."""
    if scan.is_negated(hit) or _denies_itself(scan, hit):
        return True
    return _is_supposed(scan, hit) or _is_of_oneself(scan, hit)


def _denies_itself(scan: Scan, hit: Hit) -> bool:
    """ "Was never dishonest": the trait is named at the end, and a "not" stands before it."""
    words = [token.word for token in scan.tokens[hit.first : hit.last]]
    return words[-1] in scan.grammar.bad and not scan.grammar.denies.isdisjoint(words)


def _is_supposed(scan: Scan, hit: Hit) -> bool:
    """ "They think we're idiots", "I thought they were parasites": it is told what was thought, and
    not said by the writer, as in "I think he's an idiot".
    """
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    for at in range(max(first, hit.first - SUPPOSED_WITHIN), hit.first):
        before = {token.word for token in scan.tokens[max(first, at - 2) : at]}
        word = scan.tokens[at].word
        mine = word in small.softens and not small.mine.isdisjoint(before)
        if word in small.supposes and not mine:
            return True
    return False


def _is_of_oneself(scan: Scan, hit: Hit) -> bool:
    """ "I'm an idiot": who speaks of themselves, with nobody named in between."""
    if _is_of_me(scan, hit):
        return True
    called = hit.rule.id in NAMES
    start = max(scan.sentences[hit.sentence].first, hit.first - NEAR)
    for at in range(hit.last - 1, start - 1, -1):
        word = scan.tokens[at].word
        if word in scan.grammar.oneself or (called and word in scan.grammar.ourselves):
            return True
        if word in scan.grammar.others or at in scan.named:
            return False
    return False


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


def _speaks_of_somebody(scan: Scan, hit: Hit) -> bool:
    sentence = scan.sentences[hit.sentence]
    words: Sequence[str] = [token.word for token in scan.tokens[sentence.first : sentence.last]]
    return not scan.grammar.others.isdisjoint(words)
