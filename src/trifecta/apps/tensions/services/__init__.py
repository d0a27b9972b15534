"""Changes to tensions: access, decision, write, notice and audit in one transaction each."""

from trifecta.apps.tensions.services.drafts import keep_draft
from trifecta.apps.tensions.services.lifecycle import (
    mark_outcome,
    open_tension,
    rename_tension,
    skip_gate,
    take_up_tension,
    withdraw_tension,
)
from trifecta.apps.tensions.services.limits import leave_limit_out, take_limit
from trifecta.apps.tensions.services.play_backs import (
    confirm_play_back,
    correct_play_back,
    play_back,
)
from trifecta.apps.tensions.services.questions import (
    answer_question,
    ask_question,
    change_question,
    decline_question,
    withdraw_question,
)
from trifecta.apps.tensions.services.sharing import (
    change_visibility,
    share_side,
)
from trifecta.apps.tensions.services.statements import (
    change_statement,
    remove_statement,
    write_statement,
)
from trifecta.apps.tensions.services.weighing import (
    choose_needs,
    compare_needs,
    drop_weights_draft,
    give_points,
    rank_needs,
    seal_weights,
)

__all__ = [
    "answer_question",
    "ask_question",
    "change_question",
    "change_statement",
    "change_visibility",
    "choose_needs",
    "compare_needs",
    "confirm_play_back",
    "correct_play_back",
    "decline_question",
    "drop_weights_draft",
    "give_points",
    "keep_draft",
    "leave_limit_out",
    "mark_outcome",
    "open_tension",
    "play_back",
    "rank_needs",
    "remove_statement",
    "rename_tension",
    "seal_weights",
    "share_side",
    "skip_gate",
    "take_limit",
    "take_up_tension",
    "withdraw_question",
    "withdraw_tension",
    "write_statement",
]
