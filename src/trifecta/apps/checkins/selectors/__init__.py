"""What a person may read of check-ins."""

from trifecta.apps.checkins.selectors.journey import (
    PairTrends,
    Trends,
    history,
    journey_facts,
    trends_of,
)
from trifecta.apps.checkins.selectors.results import (
    PairResult,
    PersonResult,
    RoundResult,
    Unseen,
    result_of,
)
from trifecta.apps.checkins.selectors.rounds import (
    LimitView,
    RoundView,
    my_answers,
    my_limits,
    round_for,
)

__all__ = [
    "LimitView",
    "PairResult",
    "PairTrends",
    "PersonResult",
    "RoundResult",
    "RoundView",
    "Trends",
    "Unseen",
    "history",
    "journey_facts",
    "my_answers",
    "my_limits",
    "result_of",
    "round_for",
    "trends_of",
]
