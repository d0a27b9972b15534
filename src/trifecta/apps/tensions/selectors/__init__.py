"""What one member may read of tensions, as frozen views made for that member."""

from trifecta.apps.tensions.selectors.leadership import (
    LeadershipStatement,
    shared_with_leadership,
)
from trifecta.apps.tensions.selectors.limits import LimitOffers, limits_to_take, my_limits_here
from trifecta.apps.tensions.selectors.listing import (
    history,
    journey_facts,
    last_settled_id,
    tensions_of,
    told,
)
from trifecta.apps.tensions.selectors.mine import (
    MyPlayBack,
    MyQuestion,
    MyStatement,
    my_draft,
    my_statement,
    play_back_about_me,
    question_for_me,
)
from trifecta.apps.tensions.selectors.plans import (
    GateView,
    NeedForFinder,
    gate_for,
    needs_for_finder,
    require_open_gate,
)
from trifecta.apps.tensions.selectors.suggestions import suggestions_for
from trifecta.apps.tensions.selectors.tension import (
    TensionView,
    tension_for,
)
from trifecta.apps.tensions.selectors.views import (
    EarlierView,
    PlayBackView,
    QuestionView,
    SideView,
    SkipView,
    StatementView,
)
from trifecta.apps.tensions.selectors.weighing import (
    EarlierShares,
    WeightsView,
    weights_for,
)

__all__ = [
    "EarlierShares",
    "EarlierView",
    "GateView",
    "LeadershipStatement",
    "LimitOffers",
    "MyPlayBack",
    "MyQuestion",
    "MyStatement",
    "NeedForFinder",
    "PlayBackView",
    "QuestionView",
    "SideView",
    "SkipView",
    "StatementView",
    "TensionView",
    "WeightsView",
    "gate_for",
    "history",
    "journey_facts",
    "last_settled_id",
    "limits_to_take",
    "my_draft",
    "my_limits_here",
    "my_statement",
    "needs_for_finder",
    "play_back_about_me",
    "question_for_me",
    "require_open_gate",
    "shared_with_leadership",
    "suggestions_for",
    "tension_for",
    "tensions_of",
    "told",
    "weights_for",
]
