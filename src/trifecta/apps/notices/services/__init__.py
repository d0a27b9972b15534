"""Telling people by mail: queueing, sending, once a day, and what each of them wants."""

from trifecta.apps.notices.services.choosing import choose_mails
from trifecta.apps.notices.services.daily import send_daily
from trifecta.apps.notices.services.sending import (
    MOST_ATTEMPTS,
    Message,
    forget_notices,
    let_rest,
    queue,
    send,
    send_farewell,
    send_waiting,
)

__all__ = [
    "MOST_ATTEMPTS",
    "Message",
    "choose_mails",
    "forget_notices",
    "let_rest",
    "queue",
    "send",
    "send_daily",
    "send_farewell",
    "send_waiting",
]
