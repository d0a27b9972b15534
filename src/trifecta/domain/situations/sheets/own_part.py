"""What the writer says of their own part: whether it can be said to the other, or is kept back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trifecta.domain.situations.analysis import Analysis, Span
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.sheets.quoting import Quotes, one_line
from trifecta.domain.situations.who.spoken import Heard

SHORTEST: Final = 3
MOST: Final = 30
POINTS: Final = frozenset({"to", "at", "before", "in", "it", "that", "this"})
"""Behind "that" they say that it stands for something told before."""
SIGNS: Final = ".,;:!?()\"'“”’…"
NOTHING: Final[frozenset[str]] = frozenset()


def to_open_with(text: str, analysis: Analysis, heard: Heard) -> str:
    """The first that can be said to the other as it stands; "" where there is none.

    It is whole, speaks of nobody else, and of nothing that was kept back.
    """
    quotes = Quotes(text)
    for span in analysis.own_part:
        said = one_line(span.of(text))
        if heard.is_own(span) and _can_be_said(said, one_line(quotes.around(span)), heard, span):
            return said
    return ""


def kept_back(text: str, analysis: Analysis, heard: Heard) -> list[Span]:
    """What the other was not told, where it is said: "I never told him about the freeze"."""
    return [
        span
        for span in analysis.own_part
        if heard.is_own(span) and _is_untold(_words(span.of(text)), told_what=True)
    ]


def gives_away(line: str, limits: Iterable[str]) -> bool:
    """Whether a line names what must not be told: "I can't tell him about the fine"."""
    lexicon = lexicon_of()
    small, untold = lexicon.grammar, lexicon.classes.get("<untold>", NOTHING) | {"talk", "talking"}
    plain = small.common | small.own | small.theirs | small.others
    kept = set[str]()
    for limit in limits:
        words = _words(limit)
        if "about" in words and not untold.isdisjoint(words[: words.index("about")]):
            kept |= {*words[words.index("about") + 1 :]} - plain
    return not kept.isdisjoint(_words(line))


def _can_be_said(said: str, around: str, heard: Heard, span: Span) -> bool:
    lexicon, words = lexicon_of(), _words(said)
    small, classes = lexicon.grammar, lexicon.classes
    others = small.theirs | small.others | small.to_oneself - small.oneself
    others |= classes.get("<she>", NOTHING) | classes.get("<he>", NOTHING)
    named = any(span.start <= one.span.start < span.end for one in heard.people)
    private = classes.get("<private>", NOTHING)
    return (
        SHORTEST <= len(words) <= MOST
        and words[0] in small.mine - small.own - {"we", "we're", "we've"}
        and not named
        and others.isdisjoint(words)
        and private.isdisjoint(_words(around))
        and not _is_untold(words)
        and words[-1] not in classes.get("<pointing>", NOTHING) | small.leads_over
        and not any(_is_a_name(word) for word in said.split()[1:])
    )


def _is_untold(words: list[str], *, told_what: bool = False) -> bool:
    """Whether somebody was not told, and if asked, of what: "about …" or "that …"."""
    lexicon = lexicon_of()
    untold = lexicon.classes.get("<untold>", NOTHING)
    if untold.isdisjoint(words):
        return False
    place = next(at for at, word in enumerate(words) if word in untold)
    rest = words[place + 1 :]
    if not told_what:
        return True
    denied = not lexicon.grammar.denies.isdisjoint(words[:place])
    return denied and any(
        word in {"about", "that"} and len(rest) > at + 1 and rest[at + 1] not in POINTS
        for at, word in enumerate(rest)
    )


def _words(said: str) -> list[str]:
    whole = lexicon_of().unhurried
    found = (word.strip(SIGNS).lower().replace("’", "'") for word in said.split())
    return [whole.get(word, word) for word in found if word]


def _is_a_name(word: str) -> bool:
    """Days and months are written with a capital, too."""
    plain = word.strip(SIGNS)
    known = plain.lower().partition("'")[0] in {"i"} | lexicon_of().classes.get("<when>", NOTHING)
    return plain[:1].isupper() and not known and "’" not in plain[:2] and "'" not in plain[:2]
