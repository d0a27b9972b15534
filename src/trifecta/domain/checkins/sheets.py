"""A person's sheet: the round's items in an order and polarity of their own, two asked twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trifecta.domain.checkins.bank import TOPICS
from trifecta.domain.checkins.items import Item, Pole
from trifecta.domain.errors import InvalidError
from trifecta.domain.people.roles import PARTNER_ROLES

ITEM_COUNT = 24
REPEAT_COUNT = 2
QUESTION_COUNT = ITEM_COUNT + REPEAT_COUNT

_BY_KEY: Mapping[str, Item] = {item.key: item for topic in TOPICS for item in topic}
_AGAIN = ":again"
_REPEATED_FROM_FIRST = 10
_REPEATS_WITHIN_LAST = 8


def item(key: str) -> Item:
    """The item with this key; raises KeyError for a key that was never used."""
    return _BY_KEY[key]


def items_for(roles: Iterable[str]) -> tuple[Item, ...]:
    """The 24 items for people of these roles, one a topic, in the order of the topics.

    Everybody in a round is asked the same, so an item must make sense to each role present: of a
    topic's wordings the first that does is taken. Raises InvalidError for an unknown or no role.
    """
    present = frozenset(roles)
    if not present or present - frozenset(PARTNER_ROLES):
        raise InvalidError("Choose a role for everybody before you check in.")
    return tuple(next(item for item in topic if present <= item.fits) for topic in TOPICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page of a sheet: `left` and `right` as shown, `slot` the name its answer is stored under.

    A stored answer always counts from the item's first pole (−3) to its second (+3), whichever side
    they were shown on; `stored` and `shown` turn one into the other.
    """

    number: int
    item: Item
    flipped: bool
    repeat: bool

    @property
    def slot(self) -> str:
        return f"{self.item.key}{_AGAIN}" if self.repeat else self.item.key

    @property
    def left(self) -> Pole:
        return self.item.second if self.flipped else self.item.first

    @property
    def right(self) -> Pole:
        return self.item.first if self.flipped else self.item.second

    def stored(self, shown: int) -> int:
        """The answer to keep for a mark at `shown` (−3 leftmost … +3 rightmost)."""
        return -shown if self.flipped else shown

    def shown(self, stored: int) -> int:
        """Where to put the mark for a kept answer."""
        return -stored if self.flipped else stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All questions of one person in one round, in the order they are asked."""

    questions: tuple[Question, ...]

    @property
    def flipped(self) -> frozenset[str]:
        """Keys of the items that this person saw, the first time, with their poles exchanged."""
        return frozenset(q.item.key for q in self.questions if q.flipped and not q.repeat)


def sheet_for(items: Sequence[Item], *, seed: str) -> Sheet:
    """The sheet of the person that `seed` stands for: the same seed always gives the same sheet.

    The order, the polarity (exactly half are flipped) and the two repeats follow from SHA-256 of
    the seed, so they do not depend on the version of a random generator. A repeat is one of the
    first ten questions, shown again among the last eight with its poles exchanged.
    """
    order = _shuffled(items, seed=seed, purpose="order")
    flipped = {item.key for item in _shuffled(items, seed=seed, purpose="flip")[: len(items) // 2]}
    asked = [(item, item.key in flipped, False) for item in order]
    twice = _shuffled(order[:_REPEATED_FROM_FIRST], seed=seed, purpose="repeat")[:REPEAT_COUNT]
    for again in twice:
        place = len(asked) - _number(seed, "place", again.key) % _REPEATS_WITHIN_LAST
        asked.insert(place, (again, again.key not in flipped, True))
    return Sheet(
        questions=tuple(
            Question(number=number, item=item, flipped=is_flipped, repeat=is_repeat)
            for number, (item, is_flipped, is_repeat) in enumerate(asked, start=1)
        )
    )


def is_repeat(slot: str) -> bool:
    """Whether a slot is that of a question asked for the second time."""
    return slot.endswith(_AGAIN)


def repeated_answers(answers: Mapping[str, int]) -> list[tuple[int, int]]:
    """The (first, second) answers of the items that were asked twice and answered both times."""
    again = {slot: value for slot, value in answers.items() if is_repeat(slot)}
    pairs = ((answers.get(slot.removesuffix(_AGAIN)), value) for slot, value in again.items())
    return [(first, second) for first, second in pairs if first is not None]


def _shuffled(items: Sequence[Item], *, seed: str, purpose: str) -> list[Item]:
    return sorted(items, key=lambda item: _number(seed, purpose, item.key))


def _number(seed: str, purpose: str, key: str) -> int:
    digest = hashlib.sha256("|".join((seed, purpose, key)).encode()).digest()
    return int.from_bytes(digest[:8], "big")
