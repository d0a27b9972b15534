"""Where two people misread each other: one finding an item, the widest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from trifecta.domain.checkins.estimator import Diagnosis, Side, diagnose
from trifecta.domain.checkins.items import Item
from trifecta.domain.checkins.norms import NEUTRAL, Norms

Kind = Literal[
    "unknown_agreement",
    "unknown_difference",
    "known_difference",
    "misread",
    "known_agreement",
    "near",
    "unanswered",
]

Pair = tuple[int | None, int | None]

WIDE = 2
APART = 3
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One item answered by two people, 0 and 1; distances are in steps 0..6, None where skipped.

    `own[i]` is what person i answered and `guess[i]` what the other guessed that to be. `misread`
    is the person whose answer the other was furthest from, None where nobody was off.
    """

    item: Item
    own: Pair
    guess: Pair
    kind: Kind
    misread: Literal[0, 1] | None

    @property
    def apart(self) -> int | None:
        """Steps between the two own answers."""
        return _distance(self.own[0], self.own[1])

    @property
    def off(self) -> Pair:
        """Steps between each own answer and the other's guess of it."""
        return _distance(self.own[0], self.guess[0]), _distance(self.own[1], self.guess[1])

    @property
    def width(self) -> tuple[int, int, int]:
        """What gaps are ranked by: the furthest guess, both guesses together, the difference."""
        off = [steps or 0 for steps in self.off]
        return max(off), sum(off), self.apart or 0


def gaps(items: Iterable[Item], one: Side, other: Side) -> tuple[Gap, ...]:
    """A gap for every item, the widest first; ties keep the order of the items."""
    found = [_gap(item, one, other) for item in items]
    return tuple(sorted(found, key=lambda gap: gap.width, reverse=True))


def widest(ranked: Sequence[Gap], count: int = SHOWN) -> tuple[Gap, ...]:
    """The `count` to show first: the widest guesses, with room for one known difference.

    Where people differ and know it there is no wrong guess to rank by, yet it matters as much, so
    the largest such difference takes the last place unless one is among the widest already.
    """
    first = list(ranked[:count])
    known = [gap for gap in ranked if gap.kind == "known_difference"]
    if known and not any(gap.kind == "known_difference" for gap in first):
        first[-1:] = [max(known, key=lambda gap: gap.apart or 0)]
    return tuple(first)


def most_telling(
    items: Sequence[Item],
    one: Side,
    other: Side,
    *,
    norms: Norms = NEUTRAL,
    reliability: float,
    count: int = 3,
) -> tuple[Item, ...]:
    """The items whose answers would help most where the diagnosis is not clear.

    Items that somebody skipped come first, in the order of the items; then those without which the
    odds would move furthest (the total variation between the odds with and without the item).
    """
    answered = [one.own, one.guess, other.own, other.guess]
    skipped = [item for item in items if not all(item.key in answers for answers in answered)]
    whole = diagnose(one, other, norms=norms, reliability=reliability)

    def influence(item: Item) -> float:
        left = diagnose(
            _without(one, item.key), _without(other, item.key), norms=norms, reliability=reliability
        )
        return _moved(whole, left)

    rest = [item for item in items if item not in skipped]
    return tuple([*skipped, *sorted(rest, key=influence, reverse=True)][:count])


def _gap(item: Item, one: Side, other: Side) -> Gap:
    own = (one.own.get(item.key), other.own.get(item.key))
    guess = (other.guess.get(item.key), one.guess.get(item.key))
    off = (_distance(own[0], guess[0]), _distance(own[1], guess[1]))
    misread: Literal[0, 1] | None = None
    if any(off):
        misread = 0 if (off[0] or 0) >= (off[1] or 0) else 1
    return Gap(item=item, own=own, guess=guess, kind=_kind(own, guess), misread=misread)


def _kind(own: Pair, guess: Pair) -> Kind:
    off = (_distance(own[0], guess[0]), _distance(own[1], guess[1]))
    furthest = max((steps for steps in off if steps is not None), default=None)
    apart = _distance(*own)
    if apart is None or furthest is None:
        return "misread" if (furthest or 0) >= WIDE else "unanswered"
    if furthest >= WIDE:
        return _misread_kind(own, guess, apart)
    if apart >= APART:
        return "known_difference"
    return "known_agreement" if _alike(own) else "near"


def _misread_kind(own: Pair, guess: Pair, apart: int) -> Kind:
    """What is wrong with guesses of which at least one is wide of its answer."""
    if guess[0] is None or guess[1] is None:
        return "misread"
    if _alike(own) and all((a or 0) * (g or 0) <= 0 for a, g in zip(own, guess, strict=True)):
        return "unknown_agreement"
    believed = (_distance(own[0], guess[1]) or 0, _distance(own[1], guess[0]) or 0)
    if apart >= APART and max(believed) <= apart - WIDE:
        return "unknown_difference"
    return "misread"


def _alike(own: Pair) -> bool:
    """Both lean the same way and at most one step apart."""
    one, other = own[0] or 0, own[1] or 0
    return one * other > 0 and abs(one - other) <= 1


def _distance(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else abs(one - other)


def _without(side: Side, key: str) -> Side:
    return replace(
        side,
        own={k: v for k, v in side.own.items() if k != key},
        guess={k: v for k, v in side.guess.items() if k != key},
    )


def _moved(whole: Diagnosis, left: Diagnosis) -> float:
    if whole.odds is None or left.odds is None:
        return 0.0
    pairs = (
        (whole.odds.both, left.odds.both),
        (whole.odds.understanding, left.odds.understanding),
        (whole.odds.incentives, left.odds.incentives),
        (whole.odds.neither, left.odds.neither),
    )
    return sum(abs(one - other) for one, other in pairs) / 2
