"""On whose side a word is: the writer's, the counterpart's, or somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.situations.analysis import Whose
from trifecta.domain.situations.scanning import PAIR, Scan
from trifecta.domain.situations.who.called import ME, called_in, is_name, listed
from trifecta.domain.situations.who.people import Named, are_led
from trifecta.domain.situations.who.sides import PARTNER

MANAGER: Final = "manager"
"""Who is above one of the two, or both, and neither of them."""
SHE, HE = "she", "he"
FAR: Final = 40
"""How many words before "she" it may be somebody who is named there."""
IS_ONE: Final = 3
"""Within so many words "she is our PM" says who she is."""


class Siding:
    """`writer` and `counterpart` are roles that people are named by, "" where not known."""

    def __init__(self, scan: Scan, *, writer: str, counterpart: str) -> None:
        self._scan, self._writer, self._counterpart = scan, writer, counterpart
        self._sides = {writer, counterpart}
        self._names_pair = any(one.role in PAIR - {writer} for one in scan.people)
        self.called: Mapping[str, str] = called_in(scan)
        self._families = {word: one for one in (HE, SHE) for word in listed(scan, one)}
        self._one_is_called = self._called_by()

    def at(self, place: int) -> Whose | None:
        """Whose the word there is, None where it is nobody's."""
        word = self._scan.tokens[place].word
        if place in self._scan.named or self._called(place):
            return self.role_at(place)
        if word in self._scan.grammar.mine:
            return "writer"
        if word in self._scan.grammar.theirs:
            return "other" if self._is_another(place) else "counterpart"
        return None

    def role_at(self, place: int) -> Whose:
        """Whose a role or a name is that stands there."""
        if place in self._scan.named:
            one = self._scan.named[place]
            return "writer" if one.is_writer else self._of(one.role)
        role = self._called(place)
        return "writer" if role == ME else self._of(role)

    def label_at(self, place: int) -> Whose | None:
        """Whose the line is that begins so: "him: no"; None where it is no such word."""
        small, word = self._scan.grammar, self._scan.tokens[place].word
        if word in small.my_labels:
            return "writer"
        if word not in small.their_labels:
            return None
        return "other" if self._is_another(place) else "counterpart"

    def is_third(self, place: int) -> bool:
        """Whether who is named there stands outside, where product and engineering are two."""
        one = self._scan.named.get(place)
        if one is None or one.is_writer or one.role in PAIR or one.role in self._sides:
            return False
        return self._names_pair

    def partner_at(self, place: int) -> str:
        """The partnership role of who is named there, "" where they are not named."""
        if place in self._scan.named:
            return PARTNER.get(self._scan.named[place].role, "")
        return PARTNER.get(self._called(place), "")

    def _called(self, place: int) -> str:
        """What "Finn" stands for there, and "Finn's"."""
        word = self._scan.tokens[place].word
        for ending in self._scan.grammar.owner_endings:
            word = word.removesuffix(ending)
        return self.called.get(word, "")

    def _of(self, role: str) -> Whose:
        """Where it is said who the counterpart is, whoever leads something else is another."""
        if self._writer and role == self._writer:
            return "writer"
        is_another = self._counterpart and role in PARTNER and role != self._counterpart
        return "other" if is_another or role == MANAGER else "counterpart"

    def _family(self, place: int) -> str:
        return self._families.get(self._scan.tokens[place].word, "")

    def _called_by(self) -> str:
        """Whether the counterpart is a she or a he, where both are spoken of: by "she is our PM",
        else by the first of these words behind the first time they are named.
        """
        known = self._families
        families = {
            at: known[token.word]
            for at, token in enumerate(self._scan.tokens)
            if token.word in known
        }
        if len({*families.values()}) < 2:
            return ""
        theirs = [one for one in self._scan.people if self._is_theirs(one)]
        for named in theirs:
            for at in range(max(0, named.first - IS_ONE), named.first):
                if at in families and self._says_who(at, named.first):
                    return families[at]
        first = theirs[0].first if theirs else 0
        return next((family for at, family in families.items() if at > first), "")

    def _says_who(self, place: int, first: int) -> bool:
        """ "She's the PM", "he is our PM"."""
        words = {token.word for token in self._scan.tokens[place + 1 : first]}
        small = self._scan.grammar
        is_one = "'" in self._scan.tokens[place].word or not words.isdisjoint(small.is_it)
        return is_one and words <= small.is_it | small.own | small.articles

    def _is_theirs(self, one: Named) -> bool:
        return not one.is_writer and self._of(one.role) == "counterpart" and not self._is_led(one)

    def _is_led(self, one: Named) -> bool:
        return are_led(self._scan.tokens, one, self._scan.grammar)

    def _is_another(self, place: int) -> bool:
        """Whether "she" is not the counterpart: they are a he, or somebody else is named before,
        who is not called by them ("his boss says that he").
        """
        family = self._family(place)
        if not family or not self._counterpart:
            return False
        if self._one_is_called and family != self._one_is_called:
            return True
        for at in range(place - 1, max(-1, place - FAR - 1), -1):
            if self._scan.tokens[at].word in ".!?\n":
                break
            if family in {self._family(at), self._family(max(0, at - 1))}:
                continue
            if (is_theirs := self._names_them(at)) is not None:
                return not is_theirs
        return False

    def _names_them(self, at: int) -> bool | None:
        """Whether the counterpart or the writer is named there; None where nobody is."""
        scan = self._scan
        if at in scan.named:
            return self._is_theirs(scan.named[at]) or scan.named[at].is_writer
        if self._called(at):
            return self.role_at(at) != "other"
        is_inside = at > 0 and scan.tokens[at - 1].word not in ".!?\n"
        return False if is_inside and is_name(scan, at) else None
