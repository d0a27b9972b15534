"""Every change a person can make to check-ins."""

from trifecta.apps.checkins.services.answers import (
    finish_limits,
    save_limits_guess,
    save_marks,
    save_points,
    save_pulse,
    skip_question,
)
from trifecta.apps.checkins.services.closing import choose_health, close_quarters
from trifecta.apps.checkins.services.limits import (
    add_limit,
    change_limit,
    remove_limit,
    show_limit_to,
)
from trifecta.apps.checkins.services.replies import keep_reply, send_reply, take_back_reply
from trifecta.apps.checkins.services.rounds import seal_entry, start_round, take_back_entry

__all__ = [
    "add_limit",
    "change_limit",
    "choose_health",
    "close_quarters",
    "finish_limits",
    "keep_reply",
    "remove_limit",
    "save_limits_guess",
    "save_marks",
    "save_points",
    "save_pulse",
    "seal_entry",
    "send_reply",
    "show_limit_to",
    "skip_question",
    "start_round",
    "take_back_entry",
    "take_back_reply",
]
