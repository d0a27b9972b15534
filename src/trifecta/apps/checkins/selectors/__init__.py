"""What a person may read of check-ins."""

from trifecta.apps.checkins.selectors.journey import (
    PairTrends,
    Trends,
    history,
    journey_facts,
    last_opened_id,
    told,
    trends_of,
    trends_within,
)
from trifecta.apps.checkins.selectors.leadership import LeadershipLimit, shared_with_leadership
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
    my_entry,
    my_limits,
    round_for,
)

__all__ = [
    "LeadershipLimit",
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
    "last_opened_id",
    "my_answers",
    "my_entry",
    "my_limits",
    "result_of",
    "round_for",
    "shared_with_leadership",
    "told",
    "trends_of",
    "trends_within",
]
