"""Who is named in a text: product, engineering, business, design and managers, and who writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.lexicon import ROLES, Lexicon, RoleWords
from trifecta.domain.situations.lists.matching import Marked
from trifecta.domain.situations.lists.tokens import Sentence, Token
from trifecta.domain.situations.who.speaking import Speaker, has_been, speaks

CORRECTED: Final = 5
"""Within so many words and signs "my engineers" are said to be somebody else's."""


@dataclass(frozen=True, slots=True)
class Named:
    """A role named by the tokens from `first` up to, not including, `last`."""

    role: str
    first: int
    last: int
    is_writer: bool
    is_mine: bool


def people_in(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon
) -> list[Named]:
    """Every role that is named, in order; of names inside one another the longest."""
    found = list[Named]()
    small = lexicon.grammar
    end = 0
    for role, first, last in sorted(_names(text, tokens, sentences, lexicon), key=_longest_first):
        if first >= end:
            is_mine = _is_mine(tokens, first, small) and not _is_corrected(tokens, last, small)
            found.append(Named(role, first, last, is_writer=False, is_mine=is_mine))
            end = last
    mine = {one.role for one in found if one.is_mine and not are_led(tokens, one, small)}
    speaker = Speaker(
        text=text,
        tokens=tokens,
        sentences=sentences,
        begins=next((at for at, token in enumerate(tokens) if token.is_word), 0),
        names=frozenset(one.first for one in found),
        owned=frozenset(one.first for one in found if one.role in mine),
        small=small,
    )
    writes = {one.first for one in found if speaks(speaker, one.first, one.last)}
    earlier = [] if writes else [one.first for one in found if has_been(speaker, one.first)]
    writes.update(earlier[-1:])
    return [replace(one, is_writer=one.first in writes) for one in found]


def marked_of(people: Sequence[Named]) -> Marked:
    """The roles as classes that patterns can ask for."""
    return Marked(
        classes={one.first: frozenset({f"<{one.role}>", "<person>"}) for one in people},
        ends={one.first: one.last for one in people},
    )


def are_led(tokens: Sequence[Token], one: Named, small: Grammar) -> bool:
    """ "My engineers" and "my engineer" are led by the writer; "my engineering manager" is not."""
    last = tokens[one.last - 1].word
    for ending in small.owner_endings:
        last = last.removesuffix(ending)
    return (
        last in small.groups or last in small.makers or last.endswith(tuple(small.plural_endings))
    )


def is_with_writer(tokens: Sequence[Token], one: Named, small: Grammar) -> bool:
    """ "The PM and I", "me and the PM"."""
    who = small.oneself | small.to_oneself
    behind = [token.word for token in tokens[one.last : one.last + 2]]
    if len(behind) > 1 and behind[0] in small.joins and behind[1] in who:
        return True
    before = words_before(tokens, one, small)
    return len(before) > 1 and before[0] in small.joins and before[1] in who


def words_before(tokens: Sequence[Token], one: Named, small: Grammar) -> list[str]:
    """The nearest first, without "the" and "our"."""
    before = [token.word for token in reversed(tokens[max(0, one.first - 3) : one.first])]
    while before and before[0] in small.articles | small.determiners:
        before.pop(0)
    return before


def _longest_first(name: tuple[str, int, int]) -> tuple[int, int]:
    return name[1], -name[2]


def _names(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon
) -> Iterator[tuple[str, int, int]]:
    beside = False
    for match in lexicon.role_names.find(tokens, sentences):
        if _fits(tokens, match.first, match.last, lexicon.roles[match.rule]):
            beside = beside or match.rule == "engineering"
            yield match.rule, match.first, match.last
    for place, token in enumerate(tokens):
        if token.word in lexicon.short_names:
            capital = _is_capital(text, tokens, place)
            role = _short(text, tokens, place, lexicon) or _bare(
                tokens, place, lexicon, beside or capital
            )
            if role:
                yield role, place, place + 1


def _short(text: str, tokens: Sequence[Token], place: int, lexicon: Lexicon) -> str:
    """The role that an abbreviation, or the bare word for a function, stands for here."""
    token = tokens[place]
    for role in ROLES:
        words = lexicon.roles[role]
        named = (
            text[token.start : token.end].replace("’", "'") in words.exact
            or (token.word in words.loose and _is_owned(tokens, place, lexicon, words))
            or (token.word in words.alone and _stands_alone(tokens, place, words, lexicon.grammar))
        )
        if named and _fits(tokens, place, place + 1, words):
            return role
    return ""


def _is_owned(tokens: Sequence[Token], place: int, lexicon: Lexicon, words: RoleWords) -> bool:
    """ "My pm", "pm asks", or "pm here"."""
    after = _after(tokens, place + 1)
    return (
        _before(tokens, place) in lexicon.owning
        or after in words.alone_before - lexicon.owning
        or (after in lexicon.grammar.here and not (place and tokens[place - 1].is_word))
    )


def _is_capital(text: str, tokens: Sequence[Token], place: int) -> bool:
    """A capital in the middle of a sentence makes a name of a word: "let Product decide"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        text[tokens[place].start].isupper()
        and place > 0
        and tokens[place - 1].is_word
        and not text[tokens[place - 1].start].isupper()
        and not (after is not None and text[after.start].isupper())
    )


def _bare(tokens: Sequence[Token], place: int, lexicon: Lexicon, beside: bool) -> str:
    """ "Product defines what, engineering how": the word for a function, beside another one."""
    if beside:
        for role in ROLES:
            words = lexicon.roles[role]
            if (
                tokens[place].word in words.alone
                and _before(tokens, place) not in words.alone_not_after
                and _after(tokens, place + 1) not in words.alone_not_before
            ):
                return role
    return ""


def _stands_alone(tokens: Sequence[Token], place: int, words: RoleWords, small: Grammar) -> bool:
    """ "Product wants", "engineering and product", "Nadia (product)"; not "the product", "product
    quality".
    """
    after, before = _after(tokens, place + 1), _before(tokens, place)
    if (before, after) == ("(", ")"):
        return True
    if before in small.determiners:
        return False
    return after in words.alone_before or (
        before in words.alone_after and (not after or after in words.alone_followed)
    )


def _fits(tokens: Sequence[Token], first: int, last: int, words: RoleWords) -> bool:
    """Whether the neighbours leave it a role: not "3 PM", not "em-dash", not "'em"."""
    before, after = _before(tokens, first), _after(tokens, last)
    if after == "-":
        after = _after(tokens, last + 1)
    touches = first > 0 and before in {"'", "-"} and tokens[first - 1].end == tokens[first].start
    if touches and before == "-" and first > 1:
        return tokens[first - 2].word not in words.not_after and after not in words.not_before
    return not touches and before not in words.not_after and after not in words.not_before


def _before(tokens: Sequence[Token], place: int) -> str:
    return tokens[place - 1].word if place else ""


def _after(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].word if place < len(tokens) else ""


def _is_mine(tokens: Sequence[Token], first: int, small: Grammar) -> bool:
    return any(tokens[place].word in small.own for place in range(max(0, first - 3), first))


def _is_corrected(tokens: Sequence[Token], last: int, small: Grammar) -> bool:
    """ "My engineers (well, Rashid's engineers)", "my engineers, or rather hers"."""
    if last >= len(tokens) or tokens[last].is_word:
        return False
    said = tokens[last + 1 : last + 1 + CORRECTED]
    for place, token in enumerate(said):
        if token.word in small.corrects:
            return any(
                one.word in small.somebodys or _owns(tokens, last + 1 + at, small)
                for at, one in enumerate(said)
                if at > place
            )
        if token.is_word and token.word not in small.joins:
            return False
    return False


def _owns(tokens: Sequence[Token], place: int, small: Grammar) -> bool:
    """ "Rashid's", with nothing behind it, or people; "Rashid's on leave" owns nobody."""
    word, after = tokens[place].word, _after(tokens, place + 1)
    ending = next((one for one in small.owner_endings if word.endswith(one)), "")
    if not ending or word in small.others:
        return False
    whom = small.groups | small.makers
    plural = any(after.removesuffix(one) in whom for one in small.plural_endings)
    return plural or after in whom or not (after and after[0].isalnum())
