"""What falls due with time: reminders, and signatures that nobody is missing from any more."""

from __future__ import annotations

from typing import Final

from trifecta.domain.compromise.reminders import (
    ReminderKind,
)

WORDS: Final[dict[ReminderKind, tuple[str, str, str]]] = {
    "due_soon": (
        "something you promised is due soon",
        "Something you promised in {partnership} is due within three days.",
        "compromise:agreement",
    ),
    "due": (
        "something you promised is due",
        "Something you promised in {partnership} has come due. You can say whether it was kept, "
        "or that it is dropped and why.",
        "compromise:agreement",
    ),
    "review": (
        "time to look back",
        "The day has come on which you look back at an agreement in {partnership}.",
        "compromise:look_back",
    ),
    "signature": (
        "an agreement to read",
        "An agreement in {partnership} is there for you to read: sign it, or say what is off.",
        "compromise:sign",
    ),
}
