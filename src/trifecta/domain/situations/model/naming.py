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
    """The English ones, from a list of the package; what the word lists know is plain too, but
    single letters are initials.
    """
    lists = tomllib.loads(files(__package__).joinpath("ordinary_words.toml").read_text("utf-8"))
    read = {name: frozenset(found.split()) for name, found in lists.items()}
    lexicon = lexicon_of()
    roles = lexicon.short_names
    known = frozenset().union(*lexicon.classes.values()) | roles
    known = frozenset(word for word in known if len(word) > 1)
    return Ordinary(
        plain=read["plain"] | read["capitals"] | (known - read["given"] - read["doubtful"]),
        capitals=read["capitals"] | roles,
        given=read["given"] - read["plain"],
        doubtful=read["doubtful"],
        endings=read["endings"],
    )


def names_in(text: str, *, known: Iterable[str] = ()) -> list[Span]:
    """In the order of the text; whole words with what is joined to them by a hyphen.

    What a word is depends on how it is written and on whether something begins there, so that each
    form is looked at once.
    """
    tokens = tokens_of(text)
    begins = _begins(tokens)
    words = ordinary()
    forms = [text[token.start : token.end] if token.is_word else "" for token in tokens]
    kinds = dict.fromkeys(zip(forms, begins, strict=True), False)
    named = {part.casefold() for name in known for part in _letters(name)}
    named |= {
        _base(form)
        for form, begin in kinds
        if form and not begin and _is_name(form, words.capitals, words)
    }
    plain = words.plain | {_word(form) for form, _ in kinds if form[:1].islower()}
    for form, begin in kinds:
        allowed = plain if begin else words.capitals
        kinds[form, begin] = bool(form) and (
            _is_known(form, named, words) or _is_name(form, allowed, words)
        )
    pairs = enumerate(zip(forms, begins, strict=True))
    return [_whole(text, tokens, place) for place, kind in pairs if kinds[kind]]


def _begins(tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether it begins a sentence or something like one."""
    firsts = {
        sentence.first for sentence in sentences_of(list(tokens), lexicon_of().grammar.abbreviated)
    }
    found: list[bool] = []
    for place, _ in enumerate(tokens):
        before = tokens[place - 1] if place else None
        opened = before is None or place in firsts or before.word in OPENS or before.word in ".!?"
        found.append(opened)
    return found


def _letters(name: str) -> list[str]:
    return [token.word for token in tokens_of(name) if token.is_word and len(token.word) > 1]


def _word(form: str) -> str:
    """A form as the word of its token."""
    return form.lower().replace("’", "'")


def _base(form: str) -> str:
    """The word without the "'s" of what belongs to somebody."""
    return _word(form).removesuffix("'s")


def _is_known(form: str, named: set[str], words: Ordinary) -> bool:
    """A name that is known, or that stands elsewhere as one, in whichever letters."""
    base = _base(form)
    if base in words.given:
        return True
    if base not in named:
        return False
    return not form[0].islower() or not (base in words.plain or base in words.doubtful)


def _is_name(form: str, allowed: frozenset[str], words: Ordinary) -> bool:
    """Whether it is written like a name and is no word that is `allowed` to be."""
    if not any(map(str.isupper, form)):
        return False
    base = _base(form)
    if any(map(str.isdigit, form)):
        return sum(map(str.isalpha, form)) >= FEWEST_LETTERS and base not in allowed
    if base in words.given or (base in words.doubtful and form[0].isupper()):
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
