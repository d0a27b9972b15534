"""Whether whoever is named in a text is its writer, as far as the words beside the name say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.tokens import ENDS, Sentence, Token

FAR: Final = 6
"""How many words there may be from "I'm" to the role: "I'm a rather junior technical PM"."""

NEAR: Final = 4
"""Within so many words "as a PM they expect me to" comes back to the writer."""

SHORT: Final = 5
"""So many words may stand behind the role with which somebody begins or signs."""

OPENS: Final = frozenset("(—–-")
SPLITS: Final = frozenset("?:/&")
CLOSES: Final = frozenset("),—–-.!?…\n")
QUOTES: Final = frozenset("\"'«»")
BULLETS: Final = frozenset("-–—*•")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A text, with its first word, where in it somebody is named, and who of them has a role that
    somebody of the writer's has: who writes "my PM" does not sign as one.
    """

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    begins: int
    names: frozenset[int]
    owned: frozenset[int]
    small: Grammar

    def word(self, place: int) -> str:
        """The word or sign there; "" before the text and behind it."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def is_word(self, place: int) -> bool:
        """Whether a word is there, and no sign."""
        return 0 <= place < len(self.tokens) and self.tokens[place].is_word


def speaks(speaker: Speaker, first: int, last: int) -> bool:
    """Whether the name from `first` up to, not including, `last` is what the writer is called.

    "I'm a PM", "as an engineering manager, I", "we engineers", "I, the PM,", "EM here".
    """
    name = speaker.word(last - 1)
    if any(name.endswith(ending) for ending in speaker.small.owner_endings):
        return False
    return (
        _says_so(speaker, first, last)
        or _is_beside(speaker, first, last)
        or _introduces(speaker, first, last)
    )


def _says_so(speaker: Speaker, first: int, last: int) -> bool:
    """ "I'm the PM", "I am product", "I'm in product", "as an EM I"."""
    if _is_of_us(speaker, first, last) or _is_inside(speaker, first) or _is_title(speaker, first):
        return True
    small, article = speaker.small, False
    whose = small.articles | (small.determiners - small.leads) | small.somebodys
    ends = (small.mine - small.own) | small.leads | small.not_me | small.formerly
    for place in range(first - 1, max(-1, first - FAR - 1), -1):
        word, near = speaker.word(place), article or place == first - 1
        if word in small.i_am:
            return near
        if word in small.as_a:
            return near and _speaks_as(speaker, place, last)
        is_word = speaker.is_word(place) or word in {"-", "/"}
        if word in whose or _names_owner(speaker, place):
            article = True
        elif word in ends or not is_word or (article and not _says_how(word, small)):
            return False
    return False


def _is_of_us(speaker: Speaker, first: int, last: int) -> bool:
    """ "We engineers", "us engineers"; not "they tell us engineering is late"."""
    small, word = speaker.small, speaker.word(first - 1)
    return word in small.together and (
        word not in small.to_oneself or last - first > 1 or _are_many(speaker, last)
    )


def _is_inside(speaker: Speaker, first: int) -> bool:
    """ "I'm in product", "I'm on the product side", "those of us in engineering"."""
    small = speaker.small
    place = first - 2 if speaker.word(first - 1) in small.articles - small.one_of else first - 1
    by, who = speaker.word(place - 1), speaker.word(place - 2)
    works = by in small.i_am | small.together or (by in small.works and who in small.oneself)
    return speaker.word(place) in small.inside and works


def _is_title(speaker: Speaker, first: int) -> bool:
    """ "My role is product manager"."""
    small, place = speaker.small, first - 1
    while speaker.word(place) in small.articles:
        place -= 1
    is_called = speaker.word(place) in small.named_next and speaker.word(place - 1) in small.titles
    return is_called and speaker.word(place - 2) in small.leads


def has_been(speaker: Speaker, first: int) -> bool:
    """ "I've been the EM for six years", "took over as PM": whoever says nothing newer still is."""
    small, place = speaker.small, first - 1
    leads = small.articles | small.am_also | small.somebodys | small.kinds
    while speaker.word(place) in leads:
        place -= 1
    before = [speaker.word(at) for at in range(max(0, place - NEAR + 1), place)]
    if speaker.word(place) in small.been:
        begins = place == _sentence_of(speaker, place).first
        return begins or not small.mine.isdisjoint(before[-2:])
    became = not small.became.isdisjoint(before[-1:])
    return speaker.word(place) in small.as_a and became and not small.mine.isdisjoint(before[:-1])


def _names_owner(speaker: Speaker, place: int) -> bool:
    """ "Rashid's" in "I'm Rashid's PM"."""
    word = speaker.word(place)
    return word not in speaker.small.others and any(
        word.endswith(ending) for ending in speaker.small.owner_endings
    )


def _says_how(word: str, small: Grammar) -> bool:
    """What may stand between "I'm" and "the PM": not "I'm asking the PM", nor "I'm not the PM"."""
    return word in small.am_also or word.endswith(tuple(small.how_endings))


def _speaks_as(speaker: Speaker, place: int, last: int) -> bool:
    """Whether "as a PM" speaks of the writer: at the start of a clause, or "me as a PM"; not "as a
    PM she", nor "her time as a PM".
    """
    small, begins = speaker.small, last if speaker.is_word(last) else last + 1
    me = (small.oneself | small.to_oneself) - small.together
    if speaker.word(begins) in small.others and not any(
        speaker.word(at) in me for at in range(begins + 1, begins + 1 + NEAR)
    ):
        return False
    if not speaker.is_word(place - 1) or speaker.word(begins) in small.oneself:
        return True
    if speaker.word(place - 1) not in small.speaking_as:
        return False
    for at in range(place - 1, max(-1, place - 1 - FAR), -1):
        if speaker.word(at) in small.mine | small.to_oneself:
            return True
        if speaker.word(at) in small.others or at in speaker.names:
            return False
    return place - _sentence_of(speaker, place).first <= NEAR


def _is_beside(speaker: Speaker, first: int, last: int) -> bool:
    """ "I, the PM, report", "he asked me (EM)"; not "me, the PM and the designer"."""
    small, place = speaker.small, first - 1
    while speaker.word(place) in small.articles | small.as_a | small.kinds:
        place -= 1
    sign, closes = speaker.word(place), speaker.word(last)
    me = speaker.word(place - 1) in (small.oneself - small.i_am) | small.to_oneself
    if not me or sign not in OPENS | {","}:
        return False
    if sign != ",":
        return closes == ")" if sign == "(" else closes in CLOSES
    lists = speaker.word(last + 1) in small.joins | {"&"} or speaker.word(place - 2) in small.joins
    leads = speaker.word(place - 2) in small.not_me | small.infinitive
    return closes in CLOSES and not lists and not leads


def _introduces(speaker: Speaker, first: int, last: int) -> bool:
    """ "EM here", "hi, PM at a studio", "Me: PM"; and at the end "signed, an EM"."""
    start, small = _start(speaker, first), speaker.small
    if start < 0 or not _is_one(speaker, first, last):
        return False
    after = speaker.word(last)
    if after in small.here | small.asides:
        return _says_no_more(speaker, last + 1)
    if speaker.word(start - 1) == ":":
        return after != ":" and _says_no_more(speaker, last)
    if start <= speaker.begins:
        studio = after in small.works_at and speaker.word(last + 1) in small.articles
        return studio or _says_where(speaker, last)
    ends = first not in speaker.owned and _is_last(speaker, last)
    return ends and _signs(speaker, start, first) and _says_where(speaker, last)


def _is_one(speaker: Speaker, first: int, last: int) -> bool:
    """Whether it is somebody, and not a function or several: "PM", "product owner", "engineer"."""
    token = speaker.tokens[last - 1]
    if last - first == 1 and token.word not in speaker.small.makers:
        written = speaker.text[token.start : token.end]
        return written.isupper() or speaker.word(last) in speaker.small.here
    return not _are_many(speaker, last)


def _are_many(speaker: Speaker, last: int) -> bool:
    name, small = speaker.word(last - 1), speaker.small
    return name.endswith(tuple(small.plural_endings)) or name in small.groups


def _sentence_of(speaker: Speaker, place: int) -> Sentence:
    return speaker.sentences[
        bisect_right(speaker.sentences, place, key=lambda sentence: sentence.first) - 1
    ]


def _start(speaker: Speaker, first: int) -> int:
    """Where what somebody introduces themselves with begins; -1 where other words lead to it."""
    small, begins = speaker.small, _sentence_of(speaker, first).first
    for place in range(first - 1, begins - 1, -1):
        word = speaker.word(place)
        if _joins_words(speaker, place):
            continue
        if word == "\n" or word in OPENS:
            return place + 1
        if word == ":":
            return place + 1 if speaker.word(place - 1) in small.own_labels else -1
        if not _leads_to(speaker, place):
            return -1
    return begins


def _leads_to(speaker: Speaker, place: int) -> bool:
    """What may stand before it: greetings, "a tired", "signed,"; no quote, nor "best PM"."""
    small, word = speaker.small, speaker.word(place)
    if word in small.signs:
        after = speaker.word(place + 1)
        return not speaker.is_word(place + 1) or after in small.signs | small.one_of
    if speaker.is_word(place):
        return word in small.greets | small.kinds | small.one_of
    return word not in QUOTES


def _joins_words(speaker: Speaker, place: int) -> bool:
    """The hyphen of "long-time PM"."""
    tokens, joined = speaker.tokens, speaker.word(place) == "-" and speaker.is_word(place - 1)
    return joined and tokens[place - 1].end == tokens[place].start


def _says_no_more(speaker: Speaker, place: int) -> bool:
    """Whether what follows "PM here" says nothing of that PM: a sign, "at a bank", "and I"."""
    small, word = speaker.small, speaker.word(place)
    return (
        not speaker.is_word(place)
        or word.isdigit()
        or word in small.works_at | small.mine | small.joins
        or word.endswith(tuple(small.doing_endings))
    )


def _says_where(speaker: Speaker, last: int) -> bool:
    """Whether the line ends with the role, or a few words behind it say where or how long: "PM,
    logistics", "EM in fintech"; not "PM, of course".
    """
    small, line = speaker.small, range(last, _end_of_line(speaker, last))
    rest = {speaker.word(at) for at in line}
    words = [speaker.word(at) for at in line if speaker.is_word(at)]
    if not (SPLITS.isdisjoint(rest) and speaker.names.isdisjoint(line)):
        return False
    said = small.mine | small.others | small.joins | small.answers
    return not words or (
        speaker.word(last) in small.works_at | OPENS | {","}
        and len(words) <= SHORT
        and said.isdisjoint(words)
        and (words[0] not in small.works_at or _is_place(words[1:], small))
    )


def _end_of_line(speaker: Speaker, last: int) -> int:
    end = _sentence_of(speaker, last - 1).last
    return next((at for at in range(last, end) if speaker.word(at) == "\n"), end)


def _is_place(words: Sequence[str], small: Grammar) -> bool:
    """ "Fintech", "a small bank", "three years"; not "fintech refuses", nor "the year"."""
    if len(words) == 1 or words[0] in small.one_of:
        return True
    ones = {word.removesuffix(ending) for word in words for ending in small.plural_endings}
    timed = not small.spans_of_time.isdisjoint({*words, *ones})
    return timed and words[0] not in small.articles


def _signs(speaker: Speaker, start: int, first: int) -> bool:
    """Whether a name that begins there ends a letter: on a line of its own, behind a dash, alone in
    brackets, or as a sentence without an article; not as a point of a list, nor as an answer.
    """
    small, opened = speaker.small, speaker.word(start - 1)
    said = {speaker.word(at) for at in range(start, first)}
    if opened in BULLETS and _is_point(speaker, start - 1):
        return False
    if not said.isdisjoint(small.signs) or opened in OPENS - {"("} | {"\n"}:
        return True
    before = speaker.word(start - 2) if opened == "(" else opened
    return said.isdisjoint(small.one_of) and before in ENDS - {"?"}


def _is_point(speaker: Speaker, place: int) -> bool:
    """Whether a dash begins one of several lines that begin so."""
    sign = speaker.word(place)
    lines = sum(
        token.word == sign and (at == 0 or speaker.word(at - 1) == "\n")
        for at, token in enumerate(speaker.tokens[:place])
    )
    return speaker.word(place - 1) == "\n" and lines > 0


def _is_last(speaker: Speaker, last: int) -> bool:
    """Whether nothing is said any more behind the sentence, but thanks."""
    end = _sentence_of(speaker, last - 1).last
    return all(
        not speaker.is_word(at) or speaker.word(at) in speaker.small.thanks
        for at in range(end, len(speaker.tokens))
    )
