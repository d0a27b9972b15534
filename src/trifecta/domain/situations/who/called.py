"""Who is called by which name, where a text says what they do: "Tomas, our product manager"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.tokens import Token
from trifecta.domain.situations.scanning import Scan
from trifecta.domain.situations.who.people import Named

ME: Final = "me"
"""What the writer's own name stands for."""
NOTHING: Final[frozenset[str]] = frozenset()
BETWEEN: Final = 4
"""Words and signs that may stand between a name and what somebody does."""


def called_in(scan: Scan) -> Mapping[str, str]:
    """A role, or `ME`, by each name in lower case."""
    names = _Names(scan)
    found: dict[str, str] = {}
    for one in scan.people:
        if not one.is_writer:
            at = names.beside(one)
            if at is not None:
                found.setdefault(scan.tokens[at].word, one.role)
    for at in names.own():
        found[scan.tokens[at].word] = ME
    return found


def is_name(scan: Scan, place: int) -> bool:
    """Whether the word there is written as a name inside a sentence is."""
    token = scan.tokens[place]
    said = scan.text[token.start : token.end]
    return (
        len(said) > 1
        and said[0].isupper()
        and said[1:].replace("'", "").replace("’", "").islower()
        and place not in scan.named
        and not _is_known(scan, token.word)
    )


def _is_known(scan: Scan, word: str) -> bool:
    """Whether it is a small word that only begins a sentence, or names a day or the like."""
    small = scan.grammar
    lists = (small.common, small.mine, small.theirs, small.others, small.between)
    return any(word in known for known in (*lists, listed(scan, "when"), listed(scan, "passing")))


def listed(scan: Scan, name: str) -> frozenset[str]:
    """The words of a class of the language, none where it lacks the class."""
    return scan.classes.get(f"<{name}>", NOTHING)


class _Names:
    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._tokens: Sequence[Token] = scan.tokens
        self._small: Grammar = scan.grammar

    def beside(self, one: Named) -> int | None:
        """The name of whoever is called by the role, before or behind it."""
        before = self._before(one)
        if before is not None:
            return before
        at = one.last
        if at < len(self._tokens) and self._tokens[at].word in {",", "("}:
            at += 1
        if at < len(self._tokens) and is_name(self._scan, at) and self._is_apart(at, one.last):
            return at
        return None

    def _is_apart(self, at: int, behind: int) -> bool:
        """ "Our PM, Tomas, wants" and "our PM Tomas"; not "our PM, Rust and three experiments"."""
        after = self._tokens[at + 1].word if at + 1 < len(self._tokens) else "."
        return at == behind or after in {",", ")", ".", ":"}

    def _before(self, one: Named) -> int | None:
        introduces = listed(self._scan, "introduces")
        tokens, low = self._tokens, max(0, one.first - BETWEEN)
        signs = False
        for at in range(one.first - 1, low - 1, -1):
            word = tokens[at].word
            if word in introduces or word in {",", "(", "\n", ">", "-"}:
                signs = signs or word in introduces - self._small.articles - self._small.own
                signs = signs or word in {"(", "\n"}
            elif word not in self._small.own | self._small.articles:
                fits = at + 1 < one.first and (signs or self._is_closed(one, at))
                return at if fits and is_name(self._scan, at) else None
        return None

    def _is_closed(self, one: Named, at: int) -> bool:
        """Whether the role ends as it begins: "Tomas, our PM, says"; not "hi Tomas, our PM is"."""
        behind = self._tokens[one.last].word if one.last < len(self._tokens) else "."
        if at and self._tokens[at - 1].word in {">", "\n"}:
            return self._tokens[at + 1].word == ","
        return self._tokens[at + 1].word == "," and behind in {",", ".", ")", ";", "who", "\n"}

    def own(self) -> list[int]:
        """Where the writer says their own name: "I'm Sarah, the PM"."""
        small, tokens = self._small, self._tokens
        return [
            at
            for at in range(1, len(tokens))
            if tokens[at - 1].word in small.i_am
            and not tokens[at].word.endswith(tuple(small.owner_endings))
            and is_name(self._scan, at)
        ]
