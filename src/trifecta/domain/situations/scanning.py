"""One pass over a text: its sentences, who is named in each, and what fits the word lists."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lists.alike import counted, paired
from trifecta.domain.situations.lists.entries import Rule
from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.lists.matching import Match
from trifecta.domain.situations.lists.tokens import Sentence, Token, sentences_of, tokens_of
from trifecta.domain.situations.who.people import (
    Named,
    are_led,
    is_with_writer,
    marked_of,
    people_in,
)

PRODUCT: Final = "product"
ENGINEERING: Final = "engineering"
NOBODY: Final[frozenset[str]] = frozenset()
PAIR: Final = frozenset({PRODUCT, ENGINEERING})
SIDES: Final = frozenset({"product", "engineering", "business"})
"""Whoever leads together; what is said of others tells nothing of them."""

REACH: Final = 5
"""How many sentences away a name still tells what is meant: "My PM is new. She never asks us." """

STOPS: Final = frozenset(",;:.!?()—–\n")

BREAKS: Final = frozenset(",—–")
"""Behind one of these a clause ends where a word follows that begins another."""

WITHIN_WORDS: Final = frozenset(".,:")
"""What may stand inside a number or a name, and then ends no clause."""

INSIDE: Final = 3
"""A sign with what stands before and behind it."""

WISHED: Final = "wished"
"""The rule of `stuck` for what somebody would like to have."""

NEGATED_WITHIN: Final = 5
"""How many words before something a "not" still turns it around."""

RAISED_WITHIN: Final = 10
"""The same for a "not" of what somebody means or thinks."""


class Hit(NamedTuple):
    """Words that fit a rule: their tokens, and the number of their sentence."""

    rule: Rule
    first: int
    last: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What one pass has found; everything else is made of it. `named`: whom a token is part of
    the name of.
    """

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    people: Sequence[Named]
    named: Mapping[int, Named]
    roles: Sequence[frozenset[str]]
    around: Sequence[frozenset[str]]
    hits: dict[str, list[Hit]]
    classes: Mapping[str, frozenset[str]]
    grammar: Grammar
    words: Sequence[str]
    counts: Mapping[str, int]
    pairs: Mapping[str, int]
    wished: frozenset[int]
    denies: Sequence[bool]
    raised: frozenset[int]
    """Where somebody denies to mean or think what comes next."""
    clauses: Sequence[int]
    """Where a clause begins behind a sign."""
    sides: Mapping[str, tuple[str, str]]
    unnamed: frozenset[str]
    """Roles of whom it speaks all along without naming them."""

    def end_of_clause(self, hit: Hit) -> int:
        """Up to a comma or the like, or a word that begins another clause."""
        return _end_of_clause(
            self.tokens, hit.last, self.sentences[hit.sentence].last, self.grammar
        )

    def span(self, first: int, last: int) -> Span:
        """The words from token `first` up to, not including, `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def said_in(self, sentence: int) -> Span:
        """The words of a sentence, without the signs around them, but for what closes a bracket or
        a quote that opens in it.
        """
        one = self.sentences[sentence]
        words = [at for at in range(one.first, one.last) if self.tokens[at].is_word]
        first, last = (words[0], words[-1] + 1) if words else (one.first, one.last)
        signs = [self.tokens[at].word for at in range(first, min(last + 1, one.last))]
        closes = signs[-1] == ")" and signs.count("(") == signs.count(")")
        ends = signs[-1] == '"' and signs.count('"') % 2 == 0
        return self.span(first, last + 1 if last < one.last and (closes or ends) else last)

    def within(self, span: Span) -> Sequence[Token]:
        """The words and signs of a quote."""
        places = self.places(span)
        return self.tokens[places.start : places.stop]

    def places(self, span: Span) -> range:
        """Which tokens a quote has, in order."""
        first = bisect_left(self.tokens, span.start, key=_start)
        return range(first, bisect_left(self.tokens, span.end, lo=first, key=_start))

    def near(self, topic: str, roles: frozenset[str]) -> list[Hit]:
        """What fits a list where one of these roles is spoken of, or close by."""
        return [hit for hit in self.hits.get(topic, []) if self.is_near(hit, roles)]

    def is_near(self, hit: Hit, roles: frozenset[str]) -> bool:
        return not self.around[hit.sentence].isdisjoint(roles)

    def spans(self, hits: Sequence[Hit]) -> tuple[Span, ...]:
        """Of several hits, as `joined`."""
        return self.joined(self.span(hit.first, hit.last) for hit in hits)

    def joined(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """In the order of the text, none inside or across another: the first and longest."""
        found: list[Span] = []
        for span in sorted(set(spans), key=_longest_first):
            if not found or span.start >= found[-1].end:
                found.append(span)
        return tuple(found)

    def is_denied(self, hit: Hit) -> bool:
        """Negated by another word than its own: "never argue", and not "never approves"."""
        return not self._denies(hit.first, hit.last) and self.is_negated(hit)

    def is_wished(self, hit: Hit) -> bool:
        """Whether it is among the words of what somebody would like to have, and does not."""
        return all(at in self.wished for at in range(hit.first, hit.last))

    def is_negated(self, hit: Hit) -> bool:
        """Whether a "not" or the like stands shortly before, in the same sentence."""
        first = self._clause_of(hit)
        start = max(first, hit.first - NEGATED_WITHIN)
        if self._denies(start, hit.first):
            return True
        return any(
            at in self.raised for at in range(max(first, hit.first - RAISED_WITHIN), hit.first)
        )

    def _clause_of(self, hit: Hit) -> int:
        """Where what belongs together begins: a "no" ends with its clause, at ", and he" too."""
        found = bisect_right(self.clauses, hit.first) - 1
        begins = self.clauses[found] if found >= 0 else 0
        return max(begins, self.sentences[hit.sentence].first)

    def _denies(self, first: int, last: int) -> bool:
        return True in self.denies[first:last]


def strength_of(hits: Iterable[Hit]) -> float:
    """How much is said; words that overlap count once, with the first and longest."""
    total, end = 0.0, -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if hit.first >= end:
            total += hit.rule.weight
            end = hit.last
    return total


def scan(text: str, lexicon: Lexicon, *, about: frozenset[str] = frozenset()) -> Scan:
    """Takes time in proportion to the text. `about`: the roles that it speaks of all along, "he"
    and "we" being these, as its writer has said.
    """
    tokens = tokens_of(text, lexicon.unhurried)
    sentences = sentences_of(tokens, lexicon.grammar.abbreviated)
    people = people_in(text, tokens, sentences, lexicon)
    of_token = _sentence_of(sentences, len(tokens))
    about = _spoken_of(about, tokens, people, lexicon.grammar)
    roles: list[set[str]] = [set() for _ in sentences]
    for one in people:
        roles[of_token[one.first]].add(one.role)
    words = lexicon.words(tokens)
    hits = _hits(lexicon.rules.find(tokens, sentences, marked_of(people)), of_token)
    denies = [word in lexicon.grammar.denies for word in words]
    wished = _wished(hits, tokens, sentences, lexicon.grammar)
    return Scan(
        text=text,
        tokens=tokens,
        sentences=sentences,
        people=people,
        named={at: one for one in people for at in range(one.first, one.last)},
        roles=[frozenset(named) for named in roles],
        around=[
            about.union(*roles[max(0, place - REACH) : place + REACH + 1])
            for place in range(len(roles))
        ],
        hits=hits,
        classes=lexicon.classes,
        grammar=lexicon.grammar,
        words=words,
        counts=counted(words, tokens, apart=wished),
        pairs=paired(words, tokens, sentences, apart=wished),
        wished=wished,
        denies=denies,
        raised=_raised(tokens, denies, lexicon.grammar),
        clauses=_clauses(tokens, lexicon.grammar),
        sides=lexicon.sides,
        unnamed=about - {one.role for one in people},
    )


def _spoken_of(
    about: frozenset[str], tokens: Sequence[Token], people: Sequence[Named], small: Grammar
) -> frozenset[str]:
    """Whom it speaks of all along: those that it is `about` where there is anybody in it whom its
    writer could mean ("he", "us", or one of these), and whoever writes.
    """
    anybody = small.mine | small.theirs | small.together | small.to_oneself | small.others
    meant = any(one.role in about for one in people) or any(one.word in anybody for one in tokens)
    return (about if meant else NOBODY) | _writes(people, tokens, small)


def _writes(people: Sequence[Named], tokens: Sequence[Token], small: Grammar) -> frozenset[str]:
    """Who speaks of "my EM", or of "the EM and I", and of nobody in product is in product, and in
    every sentence of it; unless they say what else they are.
    """
    named = {one.role for one in people}
    elsewhere = any(one.is_writer and one.role != PRODUCT for one in people)
    if elsewhere or PRODUCT in named or ENGINEERING not in named:
        return NOBODY
    leads = (one for one in people if one.role == ENGINEERING and not are_led(tokens, one, small))
    theirs = (one.is_mine or is_with_writer(tokens, one, small) for one in leads)
    return frozenset({PRODUCT}) if any(theirs) else NOBODY


def _raised(tokens: Sequence[Token], denies: Sequence[bool], small: Grammar) -> frozenset[int]:
    """ "Don't think", "can't say"."""
    return frozenset(
        at - 1
        for at, token in enumerate(tokens)
        if token.word in small.raises
        and at
        and (denies[at - 1] or tokens[at - 1].word in small.unable)
    )


def _clauses(tokens: Sequence[Token], small: Grammar) -> list[int]:
    """Behind ";", and behind a comma or a dash before ", and he" and the like."""
    return [
        at
        for at, (sign, token) in enumerate(pairwise(tokens), start=1)
        if not sign.is_word
        and (sign.word == ";" or (sign.word in BREAKS and token.word in small.begins_anew))
    ]


def _wished(
    hits: Mapping[str, Sequence[Hit]],
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    small: Grammar,
) -> frozenset[int]:
    """The words of what somebody would like to have, to the end of their clause: they tell nothing
    good.
    """
    found = (hit for hit in hits.get("stuck", ()) if hit.rule.id == WISHED)
    return frozenset(
        at
        for hit in found
        for at in range(
            hit.first, _end_of_clause(tokens, hit.last, sentences[hit.sentence].last, small)
        )
    )


def _is_inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands inside a number or the like and ends nothing: "1:1", "2.5"."""
    around = tokens[max(at - 1, 0) : at + 2]
    if len(around) < INSIDE or tokens[at].word not in WITHIN_WORDS:
        return False
    before, sign, after = around
    return before.end == sign.start and sign.end == after.start and after.is_word


def _end_of_clause(tokens: Sequence[Token], place: int, end: int, small: Grammar) -> int:
    for at in range(place, end):
        word = tokens[at].word
        if word in small.clause_ends or (word in STOPS and not _is_inside(tokens, at)):
            return at
        after = tokens[at + 1].word.partition("'")[0] if at + 1 < end else ""
        if word in small.joins and after in small.begins_anew:
            return at
    return end


def _start(token: Token) -> int:
    return token.start


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _sentence_of(sentences: Sequence[Sentence], count: int) -> list[int]:
    found = [0] * count
    for number, sentence in enumerate(sentences):
        found[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
    return found


def _hits(matches: Iterator[Match[Rule]], of_token: Sequence[int]) -> dict[str, list[Hit]]:
    """By list; each place once for each rule, the longest."""
    longest: dict[tuple[str, str, int], Match[Rule]] = {}
    for match in matches:
        key = (match.rule.topic, match.rule.id, match.first)
        if key not in longest or match.last > longest[key].last:
            longest[key] = match
    hits: dict[str, list[Hit]] = defaultdict(list)
    for match in longest.values():
        hit = Hit(match.rule, match.first, match.last, of_token[match.first])
        hits[match.rule.topic].append(hit)
    return hits
