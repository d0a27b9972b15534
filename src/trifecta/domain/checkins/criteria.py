"""What people are judged on, as 100 points: checking them, and how far two of them overlap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.domain.errors import InvalidError

CRITERIA: dict[str, str] = {
    "dates": "Delivering when we said",
    "results": "Numbers we move: revenue, users, experiments",
    "customers": "Customers who are content and stay",
    "launches": "What we bring out",
    "reliability": "A service that stays up",
    "craft": "How well things are made",
    "people": "People who stay and grow",
    "hiring": "Filling seats",
    "cost": "What it costs",
    "direction": "A direction others follow",
    "standing": "How leaders and other teams see us",
}
TOTAL = 100
MOST_OWN = 3
LONGEST_OWN = 60
OWN_PREFIX = "own:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two people's points side by side; `overlap` is 0..100, `off` how many points a guess missed.

    `off[i]` is how far the other's guess of person i's points was, 0..100, None without a guess.
    """

    overlap: int | None
    off: tuple[int | None, int | None]
    largest_difference: str | None


def check_points(points: Mapping[str, int], *, field: str = "points") -> None:
    """Raise InvalidError unless whole points of 0..100 add up to 100; the message says what to do.

    No points at all are fine: the page may be skipped.
    """
    if any(not 0 <= value <= TOTAL for value in points.values()):
        raise InvalidError(_sentence(0), fields={field: "Each line takes a number from 0 to 100."})
    total = sum(points.values())
    if points and total != TOTAL and any(points.values()):
        raise InvalidError(_sentence(total), fields={field: _sentence(total)})


def _sentence(total: int) -> str:
    if total == 0:
        return "Share out 100 points over the lines."
    missing = TOTAL - total
    what = f"Add {missing}" if missing > 0 else f"Take away {-missing}"
    return f"Your points add up to {total}. {what} to come to 100."


def own_key(label: str) -> str:
    """The key under which an own criterion is compared: its words without case and extra space."""
    return f"{OWN_PREFIX}{' '.join(label.casefold().split())}"


def compare(
    own: tuple[Mapping[str, int], Mapping[str, int]],
    guess: tuple[Mapping[str, int], Mapping[str, int]],
) -> Comparison:
    """`own[i]` are person i's points and `guess[i]` what the other gave for person i.

    Overlap is the points both put in the same place, Σ min; a guess is off by Σ|own − guess| / 2,
    the points that would have to move (half the city-block distance; Bray and Curtis 1957).
    """
    one, other = own
    keys = sorted(one.keys() | other.keys())
    if not any(one.values()) or not any(other.values()):
        overlap, largest = None, None
    else:
        overlap = sum(min(one.get(key, 0), other.get(key, 0)) for key in keys)
        largest = max(keys, key=lambda key: abs(one.get(key, 0) - other.get(key, 0)))
        largest = largest if one.get(largest, 0) != other.get(largest, 0) else None
    return Comparison(
        overlap=overlap,
        off=(_off(own[0], guess[0]), _off(own[1], guess[1])),
        largest_difference=largest,
    )


def _off(own: Mapping[str, int], guess: Mapping[str, int]) -> int | None:
    if not any(own.values()) or not any(guess.values()):
        return None
    keys = own.keys() | guess.keys()
    return sum(abs(own.get(key, 0) - guess.get(key, 0)) for key in keys) // 2


def overlap_sentence(comparison: Comparison) -> str:
    """How much two people's hundred points are on the same things, or ""."""
    overlap = comparison.overlap
    if overlap is None:
        return ""
    if overlap >= 80:
        return f"You are judged on much the same: {overlap} of your 100 points are shared."
    if overlap >= 50:
        return f"Part of it is the same: {overlap} of your 100 points are shared."
    if overlap == 0:
        return "None of your 100 points are on the same thing."
    return f"Little of it is the same: {overlap} of your 100 points are shared."


def guess_sentences(comparison: Comparison, names: tuple[str, str]) -> tuple[str, ...]:
    """How far each guess of the other's points was off; nothing for a guess that was not made."""
    said = []
    for about, steps in enumerate(comparison.off):
        if steps is not None:
            guesser, judged = names[1 - about], names[about]
            off = f"off by {steps} points" if steps else "right"
            said.append(f"{guesser}’s guess of what {judged} is judged on was {off}.")
    return tuple(said)
