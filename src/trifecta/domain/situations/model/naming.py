"""Which words of a text may be somebody's name, a company's or a product's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.tokens import Token, sentences_of, tokens_of

OPENS: Final = frozenset("\n\"':;-*•–—#>([/…")
"""After one of these a word may be capitalised because something begins there."""

APOSTROPHES: Final = "'’"
FEWEST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """Words in lower case: `plain` begin sentences, `capitals` are capitalised within one too.

    `given` are names that people have, whichever way they are written; `doubtful` those that are
    words as well, which are names where they are capitalised. `endings` close a domain.
    """

    plain: frozenset[str]
    capitals: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]
    endings: frozenset[str]


@cache
def ordinary() -> Ordinary:
    """The English ones, from a list of the package; what the word lists know is plain too."""
    lists = tomllib.loads(files(__package__).joinpath("ordinary_words.toml").read_text("utf-8"))
    read = {name: frozenset(found.split()) for name, found in lists.items()}
    lexicon = lexicon_of()
    roles = lexicon.short_names
    known = frozenset().union(*lexicon.classes.values()) | roles
    return Ordinary(
        plain=read["plain"] | read["capitals"] | (known - read["given"] - read["doubtful"]),
        capitals=read["capitals"] | roles,
        given=read["given"] - read["plain"],
        doubtful=read["doubtful"],
        endings=read["endings"],
    )


def names_in(text: str, *, known: Iterable[str] = ()) -> list[Span]:
    """In the order of the text; whole words with what is joined to them by a hyphen."""
    tokens = tokens_of(text)
    begins = _begins(tokens)
    words = ordinary()
    named = {part.casefold() for name in known for part in _letters(name)}
    lowered = {token.word for token in tokens if _is_lower(text, token)}
    named |= {
        _base(token.word)
        for place, token in enumerate(tokens)
        if token.is_word and not begins[place] and _is_name(text, token, words.capitals, words)
    }
    plain = words.plain | lowered
    found = []
    for place, token in enumerate(tokens):
        if token.is_word and (
            _is_known(text, token, named, words)
            or _is_name(text, token, plain if begins[place] else words.capitals, words)
        ):
            found.append(_whole(text, tokens, place))
    return found


def _begins(tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether it begins a sentence or something like one."""
    firsts = {sentence.first for sentence in sentences_of(list(tokens))}
    found: list[bool] = []
    for place, _ in enumerate(tokens):
        before = tokens[place - 1] if place else None
        opened = before is None or place in firsts or before.word in OPENS or before.word in ".!?"
        found.append(opened)
    return found


def _letters(name: str) -> list[str]:
    return [token.word for token in tokens_of(name) if token.is_word and len(token.word) > 1]


def _is_lower(text: str, token: Token) -> bool:
    return token.is_word and text[token.start].islower()


def _base(word: str) -> str:
    """The word without the "'s" of what belongs to somebody."""
    return word[:-2] if word.endswith("'s") else word


def _is_known(text: str, token: Token, named: set[str], words: Ordinary) -> bool:
    """A name that is known, or that stands elsewhere as one, in whichever letters."""
    base = _base(token.word)
    if base in words.given:
        return True
    if base not in named:
        return False
    return not text[token.start].islower() or not (base in words.plain or base in words.doubtful)


def _is_name(text: str, token: Token, allowed: frozenset[str], words: Ordinary) -> bool:
    """Whether it is written like a name and is no word that is `allowed` to be."""
    written = text[token.start : token.end]
    if not any(map(str.isupper, written)):
        return False
    base = _base(token.word)
    if any(map(str.isdigit, written)):
        return sum(map(str.isalpha, written)) >= FEWEST_LETTERS and base not in allowed
    if base in words.given or (base in words.doubtful and written[0].isupper()):
        return True
    return base not in allowed and not _is_short_form(base, allowed)


def _is_short_form(base: str, allowed: frozenset[str]) -> bool:
    """ "We're", "I'd", "Don't": short forms of words that are allowed themselves."""
    before, apostrophe, after = base.partition("'")
    if not apostrophe:
        return False
    return after == "t" or (before in allowed and after in {"s", "re", "ve", "ll", "d", "m"})


def _whole(text: str, tokens: Sequence[Token], place: int) -> Span:
    """The word, with its other half where it has one: "Anna-lena"; without "'s"."""
    start, end = tokens[place].start, tokens[place].end
    last = place
    while _is_joined(tokens, last):
        last += 2
        end = tokens[last].end
    if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in APOSTROPHES:
        end -= 2
    return Span(start, end)


def _is_joined(tokens: Sequence[Token], place: int) -> bool:
    if place + 2 >= len(tokens):
        return False
    this, hyphen, other = tokens[place : place + 3]
    touches = this.end == hyphen.start and hyphen.end == other.start
    return touches and hyphen.word in {"-", "‑"} and other.is_word
