"""Words that make a villain or a victim of somebody, each with a neutral reading for the writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from trifecta.domain.situations.analysis import Loaded
from trifecta.domain.situations.findings.of_whom import (
    NEAR,
    VICTIM,
    is_of_a_thing,
    is_of_oneself,
    unsaid,
)
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.weights.leanings import VILLAIN
from trifecta.domain.situations.weights.telling import Told
from trifecta.domain.situations.who.called import listed

SUPPOSED_WITHIN: Final = 6
"""How many words before something it may be said that somebody thinks so."""

TOLD_WITHIN: Final = 12
"""How many words before something it may be said that it was only told."""

BESIDE: Final = 4
"""How many words and signs before or behind a quote tell whose it is."""

LONGEST_QUOTE: Final = 40

QUOTE: Final = '"'

SURELY: Final = 0.5
"""From so much in log odds somebody is the villain of what is told in no word that a list has."""

SURELY_OF_ONE: Final = 1.5
"""The same where all that is told is one sentence, in which a single word weighs much."""

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
    if told is None or neutral is None:
        return ()
    least = SURELY if len(told.scan.sentences) > 1 else SURELY_OF_ONE
    if told.odds.get(VILLAIN, 0.0) <= least:
        return ()
    if _takes_back(told.scan):
        return ()
    spoken = told.by_sentence(VILLAIN)
    of_others = [at for at in range(len(spoken)) if not _is_of_writer_alone(told.scan, at)]
    best = max(of_others, key=spoken.__getitem__, default=0)
    if not of_others or spoken[best] <= 0:
        return ()
    return (Loaded(span=told.scan.said_in(best), kind=STORY, neutral=neutral),)


def _is_of_writer_alone(scan: Scan, sentence: int) -> bool:
    """ "I keep inventing work": who says so owns to it, and accuses nobody."""
    one = scan.sentences[sentence]
    words = [token.word for token in scan.tokens[one.first : one.last] if token.is_word]
    owns = bool(words) and words[0] in scan.grammar.oneself
    return owns and not scan.roles[sentence] and scan.grammar.others.isdisjoint(words)


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
    """Denied, only supposed, deleted again, plain, or said of oneself or of a thing."""
    if not _is_all_but(scan, hit) and (scan.is_negated(hit) or _denies_itself(scan, hit)):
        return True
    if _is_supposed(scan, hit) or _is_unsaid(scan, hit) or _is_plain(scan, hit):
        return True
    return is_of_oneself(scan, hit) or is_of_a_thing(scan, hit) or _is_quoted(scan, hit)


def _is_all_but(scan: Scan, hit: Hit) -> bool:
    """ "Nothing but a liar" denies nothing."""
    return any(
        hit.first - NEAR <= one.last <= hit.last for one in unsaid(scan, "all_but", hit.sentence)
    )


def _denies_itself(scan: Scan, hit: Hit) -> bool:
    """ "Was never dishonest": the trait is named at the end, and a "not" stands before it."""
    words = [token.word for token in scan.tokens[hit.first : hit.last]]
    if hit.rule.id == VICTIM:
        return not scan.grammar.denies.isdisjoint(words[1:])
    named = scan.grammar.bad | listed(scan, "likened")
    return words[-1] in named and not scan.grammar.denies.isdisjoint(words)


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


def _is_unsaid(scan: Scan, hit: Hit) -> bool:
    """ "I deleted the line where I said", "I was told that", "I typed it. I took that out." """
    if unsaid(scan, "sentence", hit.sentence):
        return True
    if any(
        one.first < hit.first and hit.first - TOLD_WITHIN <= one.last < hit.last
        for one in unsaid(scan, "behind", hit.sentence)
    ):
        return True
    after = unsaid(scan, "before", hit.sentence + 1)
    return bool(after) and after[0].first == scan.sentences[hit.sentence + 1].first


def _is_plain(scan: Scan, hit: Hit) -> bool:
    """ "Lazy-loaded", "ignorant of the date", "has no clue, since nobody told her"."""
    plain = unsaid(scan, "plain", hit.sentence)
    if any(one.first < hit.last and hit.first < one.last for one in plain):
        return True
    if _is_half_a_word(scan, hit.last - 1):
        return True
    words = {token.word for token in scan.tokens[hit.first : hit.last]}
    unknowing = listed(scan, "unknowing")
    return not words.isdisjoint(unknowing) and bool(unsaid(scan, "untold", hit.sentence))


def _is_quoted(scan: Scan, hit: Hit) -> bool:
    """'The customer said "they are clowns"': somebody else says it, who is told of beside it. A
    quote without such words beside it is the writer's own: 'our "leader"'.
    """
    before = _sign_of_quote(scan, range(hit.first - 1, hit.first - 1 - LONGEST_QUOTE, -1))
    after = _sign_of_quote(scan, range(hit.last, hit.last + LONGEST_QUOTE))
    if before is None or after is None or not _opens(scan, before) or _opens(scan, after):
        return False
    small = scan.grammar
    beside = [*range(before - BESIDE, before), *range(after + 1, after + 1 + BESIDE)]
    places = [at for at in beside if 0 <= at < len(scan.tokens)]
    told = any(
        scan.tokens[at].word in small.reports
        and (at == 0 or scan.tokens[at - 1].word not in small.infinitive)
        for at in places
    )
    return told and not any(scan.tokens[at].word in small.mine - small.own for at in places)


def _sign_of_quote(scan: Scan, places: Iterable[int]) -> int | None:
    """The first of them that is one, in the same line."""
    for at in places:
        if not 0 <= at < len(scan.tokens) or scan.tokens[at].word == "\n":
            return None
        if scan.tokens[at].word == QUOTE:
            return at
    return None


def _opens(scan: Scan, at: int) -> bool:
    """Whether a sign stands right before a word, and not right behind one."""
    touches = at > 0 and scan.tokens[at - 1].end == scan.tokens[at].start
    return not touches and scan.tokens[at + 1 : at + 2] != []


def _is_half_a_word(scan: Scan, at: int) -> bool:
    """What goes on behind a hyphen is another word: "toxic-positive"."""
    several = scan.tokens[at : at + 3]
    if len(several) < 3 or several[0].word not in scan.grammar.bad:
        return False
    sign, word = several[1:]
    joined = several[0].end == sign.start and sign.end == word.start
    return sign.word == "-" and joined and word.is_word


def _speaks_of_somebody(scan: Scan, hit: Hit) -> bool:
    sentence = scan.sentences[hit.sentence]
    words: Sequence[str] = [token.word for token in scan.tokens[sentence.first : sentence.last]]
    return not scan.grammar.others.isdisjoint(words)
