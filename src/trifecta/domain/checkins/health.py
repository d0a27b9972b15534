"""How the partnerships of an organisation are doing in a quarter, for those who lead them.

All figures are about the same partnerships: those whose members all answered a check-in that was
opened in the quarter. Each of them stands in exactly one category of each figure; there is always
one for "nothing to say", so that no figure tells for whom there was something. Only what
`coarsened` makes of the categories is ever kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any, Final

from trifecta.domain.checkins.coarse import Level, Size, coarsened, size_of
from trifecta.domain.checkins.estimator import Verdict
from trifecta.domain.checkins.pulse import QUESTIONS

HIGH_FROM, MIDDLE_FROM = 3.5, 2.5
"""Where the mean of a partnership's marks of 1 to 5 counts as high, and as in the middle."""
SOON_UP_TO, LATER_UP_TO = 14, 42
"""Days from the opening of a tension to a signed agreement."""

STUCK: Final = "stuck"
PROMISES: Final = "promises"
AGREEMENT: Final = "agreement"
PULSE: Final = ("high", "middle", "low", "unanswered")

CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    STUCK: ("both", "understanding", "incentives", "neither", "unclear"),
    **{question.key: PULSE for question in QUESTIONS},
    PROMISES: ("all", "some", "none", "nothing"),
    AGREEMENT: ("soon", "later", "long", "nothing"),
}
"""The figures in their order, and the categories of each in theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """What a partnership did with agreements in a quarter.

    `kept` and `not_kept` count promises that came to their end; `days` are from the opening of a
    tension to its signed agreement, one number for each signed in the quarter.
    """

    kept: int = 0
    not_kept: int = 0
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One partnership in a quarter; `pulse` has the marks 1..5 of those `members` who answered."""

    verdict: Verdict
    members: int
    pulse: Mapping[str, tuple[int, ...]]
    dealings: Dealings = Dealings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is shown of a closed quarter, and all that is kept of it."""

    size: Size
    figures: Mapping[str, Mapping[str, Level]]


def health_of(partnerships: Sequence[Observed]) -> Health | None:
    """The figures, or None where there are too few partnerships for any.

    The order of the partnerships does not matter, nor does anything but their categories.
    """
    size = size_of(len(partnerships))
    if size is None:
        return None
    stands = [categories_of(one) for one in partnerships]
    return Health(
        size=size,
        figures={
            figure: coarsened((stand[figure] for stand in stands), categories=categories)
            for figure, categories in CATEGORIES.items()
        },
    )


def categories_of(one: Observed) -> dict[str, str]:
    """The category that a partnership stands in, figure by figure."""
    return {
        STUCK: one.verdict,
        **{q.key: _pulse(one.pulse.get(q.key, ()), one.members) for q in QUESTIONS},
        PROMISES: _promises(one.dealings),
        AGREEMENT: _agreement(one.dealings),
    }


def health_data(health: Health) -> dict[str, Any]:
    """As JSON data; `health_from` gives the same back."""
    return {
        "size": health.size,
        "figures": {figure: dict(levels) for figure, levels in health.figures.items()},
    }


def health_from(data: Mapping[str, Any]) -> Health:
    """What `health_data` wrote."""
    return Health(size=data["size"], figures=data["figures"])


def _pulse(marks: Sequence[int], members: int) -> str:
    """The mean of one person would be that person, so everybody has to have answered."""
    if len(marks) < members:
        return "unanswered"
    mean = sum(marks) / len(marks)
    if mean >= HIGH_FROM:
        return "high"
    return "middle" if mean >= MIDDLE_FROM else "low"


def _promises(dealings: Dealings) -> str:
    if not dealings.kept and not dealings.not_kept:
        return "nothing"
    if not dealings.not_kept:
        return "all"
    return "some" if dealings.kept else "none"


def _agreement(dealings: Dealings) -> str:
    if not dealings.days:
        return "nothing"
    usual = median_low(dealings.days)
    if usual <= SOON_UP_TO:
        return "soon"
    return "later" if usual <= LATER_UP_TO else "long"
