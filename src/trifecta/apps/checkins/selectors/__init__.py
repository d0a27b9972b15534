"""What a person may read of check-ins."""

from trifecta.apps.checkins.selectors.health import (
    HealthView,
    QuarterView,
    counted_since,
    health_choice,
    health_for,
    reads_health,
)
from trifecta.apps.checkins.selectors.journey import (
    PairTrends,
    Reading,
    Trends,
    history,
    journey_facts,
    last_opened_id,
    read,
    trends_of,
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
    "HealthView",
    "LeadershipLimit",
    "LimitView",
    "PairResult",
    "PairTrends",
    "PersonResult",
    "QuarterView",
    "Reading",
    "RoundResult",
    "RoundView",
    "Trends",
    "Unseen",
    "counted_since",
    "health_choice",
    "health_for",
    "history",
    "journey_facts",
    "last_opened_id",
    "my_answers",
    "my_entry",
    "my_limits",
    "read",
    "reads_health",
    "result_of",
    "round_for",
    "shared_with_leadership",
    "trends_of",
]
