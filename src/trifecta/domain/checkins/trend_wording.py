"""Trends in words: a title that says what changed, and where the last round stands."""

from __future__ import annotations

from trifecta.domain.checkins.headline import Names
from trifecta.domain.checkins.pulse import ANSWERS
from trifecta.domain.checkins.trends import FEWEST_FOR_A_SLOPE, Direction, Trend
from trifecta.domain.people.words import capital, number_word

_UNDERSTANDING: dict[Direction, str] = {
    "rising": "{who} read each other better than before",
    "falling": "{who} read each other less well than before",
    "unclear": "No clear change in how {who} read each other",
}
_AGREEMENT: dict[Direction, str] = {
    "rising": "{who} are pulled more alike than before",
    "falling": "{who} are pulled further apart than before",
    "unclear": "No clear change in what pulls {who}",
}
_PULSE: dict[Direction, str] = {
    "rising": "{name}: more than before",
    "falling": "{name}: less than before",
    "unclear": "{name}: no clear change",
}


def understanding_title(trend: Trend, names: Names | None) -> str:
    """What changed in how well two people guess each other; `names` None for "you"."""
    return _title(_UNDERSTANDING, trend, names)


def agreement_title(trend: Trend, names: Names | None) -> str:
    """What changed in how alike two people answer; `names` None for "you"."""
    return _title(_AGREEMENT, trend, names)


def pulse_title(trend: Trend, name: str) -> str:
    """What changed in one of the short questions."""
    if trend.direction == "too_early":
        return name
    return _PULSE[trend.direction].format(name=name)


def understanding_label(value: float) -> str:
    """Where guessing stands, from the correlation −1..1 of guesses with answers."""
    if value >= 0.6:
        return "guessed well"
    return "guessed in part" if value >= 0.3 else "guessed little"


def agreement_label(value: float) -> str:
    """Where agreement stands, from the correlation −1..1 of two people's answers."""
    if value >= 0.6:
        return "much alike"
    if value >= 0.3:
        return "partly alike"
    return "little alike" if value > -0.3 else "opposite"


def pulse_label(value: float) -> str:
    """Where a mean pulse of 1..5 stands, in the words it was asked in."""
    return ANSWERS[min(max(round(value), 1), len(ANSWERS)) - 1].lower()


def _title(titles: dict[Direction, str], trend: Trend, names: Names | None) -> str:
    who = f"{names[0]} and {names[1]}" if names else "you"
    if trend.direction == "too_early":
        count = min(len(trend.points), FEWEST_FOR_A_SLOPE)
        said = f"{number_word(count)} check-in{'' if count == 1 else 's'} so far"
        return capital(f"{who}: {said}" if names else said)
    return capital(titles[trend.direction].format(who=who))
