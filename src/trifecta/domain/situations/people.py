"""Who is named in a text: product, engineering, business, design and managers, and who writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.grammar import Grammar
from trifecta.domain.situations.lexicon import ROLES, Lexicon, RoleWords
from trifecta.domain.situations.matching import Marked
from trifecta.domain.situations.tokens import Sentence, Token

FAR: Final = 6
"""How many words there may be from "I'm" to the role: "I'm a rather junior technical PM"."""

GREETING: Final = 3
"""How many words and signs may greet before somebody says who they are."""


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
            found.append(
                Named(
                    role,
                    first,
                    last,
                    is_writer=_is_writer(tokens, first, small)
                    or _introduces(tokens, first, last, small),
                    is_mine=_is_mine(tokens, first, small),
                )
            )
            end = last
    return found


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
    return last in small.groups | small.makers or last.endswith(tuple(small.plural_endings))


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
    """ "My pm", or "pm asks"."""
    return (
        _before(tokens, place) in lexicon.owning
        or _after(tokens, place + 1) in words.alone_before - lexicon.owning
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


def _is_writer(tokens: Sequence[Token], first: int, small: Grammar) -> bool:
    """ "I'm a PM", "I am product", "as an engineering manager, I", "we engineers"."""
    if first and tokens[first - 1].word in small.together:
        return True
    article, ends = False, (small.mine - small.own) | small.not_me
    for place in range(first - 1, max(-1, first - FAR - 1), -1):
        token = tokens[place]
        if not token.is_word and token.word not in {"-", "/"}:
            return False
        if token.word in small.articles:
            article = True
        elif token.word in small.i_am:
            return article or place == first - 1
        elif token.word in ends or (article and token.word in small.joins):
            return False
        elif token.word in small.as_a:
            return article and _begins(tokens, place, small)
    return False


def _introduces(tokens: Sequence[Token], first: int, last: int, small: Grammar) -> bool:
    """ "EM here", "hi, PM at a studio": how somebody begins who says who they are."""
    if first > GREETING or not all(
        token.word in small.greets or not token.is_word for token in tokens[:first]
    ):
        return False
    after = _after(tokens, last)
    return after in small.here or (
        after in small.works_at and _after(tokens, last + 1) in small.articles
    )


def _begins(tokens: Sequence[Token], place: int, small: Grammar) -> bool:
    """Whether "as a PM" speaks of the writer: at the start of a clause, or "me as a PM"."""
    before = tokens[place - 1] if place else None
    return before is None or not before.is_word or before.word in small.speaking_as


def _is_mine(tokens: Sequence[Token], first: int, small: Grammar) -> bool:
    return any(tokens[place].word in small.own for place in range(max(0, first - 3), first))
