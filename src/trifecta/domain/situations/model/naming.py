"""Which words of a text may be somebody's name, a company's or a product's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.tokens import Token, sentences_of, tokens_of
from trifecta.domain.situations.model.framing import bare, framed, named_by_verb
from trifecta.domain.situations.model.spelled import folded, ways_to_write
from trifecta.domain.situations.model.vocabulary import Ordinary, is_english, ordinary

OPENS: Final = frozenset("\n\"':;-*•–—#>([/…")
"""After one of these a word may be capitalised because something begins there."""

APOSTROPHES: Final = "'’"
FEWEST_LETTERS: Final = 3
FEWEST_BEFORE_S: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Names without accents: those that were `told` of beforehand, and those a text `shows`."""

    told: frozenset[str]
    shows: frozenset[str]


def names_in(text: str, *, known: Iterable[str] = ()) -> list[Span]:
    """In the order of the text; whole words with what is joined to them by a hyphen.

    What a word is depends on how it is written, on whether something begins there, and on what
    stands beside it. What is a name in one place is one in small letters in every other.
    """
    tokens = tokens_of(text)
    words = ordinary()
    forms = [text[token.start : token.end] if token.is_word else "" for token in tokens]
    each = list(zip(forms, _begins(tokens), strict=True))
    kinds = dict.fromkeys(each, False)
    placed = framed(tokens, forms, words)
    plain = words.plain | {
        word
        for form, _ in kinds
        if form[:1].islower()
        for word in [bare(form)]
        if is_english(word, words)
    }
    shows = {folded(bare(forms[place])) for place in placed}
    for form, begin in kinds:
        allowed = plain if begin else words.capitals
        kinds[form, begin] = bool(form) and _is_name(form, allowed, words)
        if kinds[form, begin] and not (begin and is_english(bare(form), words)):
            shows.add(folded(bare(form)))
    meant = Meant(told=_told(known), shows=frozenset(shows))
    for form, begin in kinds:
        kinds[form, begin] = kinds[form, begin] or (bool(form) and _is_meant(form, meant, words))
    found = []
    for place, kind in enumerate(each):
        if kinds[kind] or place in placed or _is_here(tokens, forms, place, meant.told, words):
            found.append(_whole(text, tokens, place))
    return found


def _told(known: Iterable[str]) -> frozenset[str]:
    """Each part of each name in each way to write it, and the parts of one written as one word."""
    found: set[str] = set()
    for name in known:
        parts = [token.word for token in tokens_of(name) if token.is_word]
        found |= {way for part in parts if len(part) > 1 for way in ways_to_write(part)}
        if len(parts) > 1:
            found |= {folded("".join(parts)), folded("".join(reversed(parts)))}
    return frozenset(found)


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


def _is_meant(form: str, meant: Meant, words: Ordinary) -> bool:
    """A name that people have, one that was told of, or one that the text shows, in any letters."""
    base = bare(form)
    plainly = folded(base)
    if plainly.replace("'", "") in words.given:
        return True
    small = form[0].islower()
    if {base, plainly} & meant.told:
        return not (small and plainly in words.closed)
    if plainly in meant.shows:
        return not small or not (base in words.plain or base in words.doubtful)
    stem = plainly.removesuffix("s")
    if stem == plainly or len(stem) < FEWEST_BEFORE_S or is_english(base, words):
        return False
    return stem in words.given or stem in meant.told or stem in meant.shows


def _is_here(
    tokens: Sequence[Token],
    forms: Sequence[str],
    place: int,
    told: frozenset[str],
    words: Ordinary,
) -> bool:
    """A word in small letters that is a name too, and stands where names do."""
    base = bare(forms[place]) if forms[place] else ""
    if base in words.doubtful or (base in words.closed and base in told):
        return named_by_verb(tokens, place, words)
    return False


def _is_name(form: str, allowed: frozenset[str], words: Ordinary) -> bool:
    """Whether it is written like a name and is no word that is `allowed` to be."""
    if not any(map(str.isupper, form)):
        return False
    base = bare(form)
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
