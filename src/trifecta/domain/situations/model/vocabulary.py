"""Which words are known to be ordinary ones, and which to be names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from trifecta.domain.situations.lexicons import lexicon_of

INFLECTED: Final = (
    *(("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y")),
    *(("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", "")),
    *(("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("ness", "")),
    *(("able", ""), ("able", "e"), ("ful", ""), ("less", ""), ("ment", ""), ("ation", "e")),
)
"""Endings of English words, and what stands in their place in the word that they come from."""

BEFORE: Final = ("un", "re", "over", "under", "mis", "non", "pre", "out", "dis", "co")
FEWEST_OF_A_STEM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """Words in lower case: `plain` begin sentences, `capitals` are capitalised within one too.

    `given` are names that people have, whichever way they are written; `doubtful` those that are
    words as well, which are names where they are capitalised; `closed` those among words that no
    sentence can do without. `endings` close a domain. `vocabulary` are all words that are known and
    no name. The last ones stand beside names: `introduces` ("my pm", "called"), `told`, `greets`
    and all that `leads_up` to one before it, `says` behind it, and `determiners` never before one.
    """

    plain: frozenset[str]
    capitals: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]
    closed: frozenset[str]
    endings: frozenset[str]
    vocabulary: frozenset[str]
    introduces: frozenset[str]
    told: frozenset[str]
    greets: frozenset[str]
    leads_up: frozenset[str]
    says: frozenset[str]
    determiners: frozenset[str]


@cache
def ordinary() -> Ordinary:
    """The English ones, from a list of the package; what the word lists know is plain too, but
    single letters are initials.
    """
    lists = tomllib.loads(files(__package__).joinpath("ordinary_words.toml").read_text("utf-8"))
    read = {name: frozenset(found.split()) for name, found in lists.items()}
    lexicon = lexicon_of()
    roles = lexicon.short_names
    known = frozenset().union(*lexicon.classes.values()) | roles
    known = frozenset(word for word in known if len(word) > 1)
    given = (read["given"] | read["given_more"] | read["surnames"]) - read["plain"]
    plain = read["plain"] | read["capitals"] | (known - given - read["doubtful"])
    table = frozenset(lexicon.leanings.rarity) if lexicon.leanings else frozenset()
    return Ordinary(
        plain=plain,
        capitals=read["capitals"] | roles,
        given=given,
        doubtful=read["doubtful"],
        closed=read["closed"],
        endings=read["endings"],
        vocabulary=(table | plain | known | lexicon.grammar.common) - given,
        introduces=read["introduces"] | roles,
        told=read["told"],
        greets=read["greets"],
        leads_up=read["introduces"] | roles | read["told"] | read["greets"] | read["links"],
        says=read["says"],
        determiners=read["determiners"],
    )


def is_english(word: str, words: Ordinary) -> bool:
    """Whether a word in small letters is known, or made of one that is known by an ending."""
    if word in words.given:
        return False
    return word in words.vocabulary or any(stem in words.vocabulary for stem in _stems(word))


def _stems(word: str) -> list[str]:
    found = [
        word.removesuffix(ending) + instead
        for ending, instead in INFLECTED
        if word.endswith(ending) and len(word) >= len(ending) + FEWEST_OF_A_STEM
    ]
    found += [
        stem[:-1] for stem in found if len(stem) > FEWEST_OF_A_STEM and stem[-1:] == stem[-2:-1]
    ]
    whole = [word, *found]
    return found + [
        one.removeprefix(start)
        for one in whole
        for start in BEFORE
        if one.startswith(start) and len(one) > len(start) + FEWEST_OF_A_STEM
    ]
