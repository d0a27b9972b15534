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
    PastRound,
    Reading,
    SeenDifferently,
    Trends,
    every_opened,
    history,
    journey_facts,
    last_opened_id,
    my_latest_limits,
    my_opened_limit,
    read,
    trends_of,
)
from trifecta.apps.checkins.selectors.leadership import LeadershipLimit, shared_with_leadership
from trifecta.apps.checkins.selectors.replies import MyReply, ReplyView, my_reply
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
from trifecta.apps.checkins.selectors.unopened import why_closed

__all__ = [
    "HealthView",
    "LeadershipLimit",
    "LimitView",
    "MyReply",
    "PairResult",
    "PairTrends",
    "PastRound",
    "PersonResult",
    "QuarterView",
    "Reading",
    "ReplyView",
    "RoundResult",
    "RoundView",
    "SeenDifferently",
    "Trends",
    "Unseen",
    "counted_since",
    "every_opened",
    "health_choice",
    "health_for",
    "history",
    "journey_facts",
    "last_opened_id",
    "my_answers",
    "my_entry",
    "my_latest_limits",
    "my_limits",
    "my_opened_limit",
    "my_reply",
    "read",
    "reads_health",
    "result_of",
    "round_for",
    "shared_with_leadership",
    "trends_of",
    "why_closed",
]
