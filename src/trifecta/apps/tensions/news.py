"""What the partners are told by mail: that something waits, never what was written."""

from __future__ import annotations

from typing import Final

from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.selectors import account_by_id
from trifecta.apps.records.ids import new_id
from trifecta.apps.tensions.rooms import Room

WORDS: Final = {
    "opened": "{me} has opened a tension in {partnership}. You can write your side now.",
    "withdrawn": "{me} has put a tension in {partnership} aside, and says why.",
    "skipped": "{me} has opened the plans of a tension in {partnership} before the questions were done.",
    "shared": "{me} has shared their side of a tension in {partnership}.",
    "asked": "{me} has a question for you in {partnership}.",
    "answered": "{me} has answered a question of yours in {partnership}.",
    "declined": "{me} would rather not answer a question of yours in {partnership}.",
    "played_back": "{me} has told you what they heard in {partnership}. Say whether it is right.",
    "confirmed": "{me} says that you have it right in {partnership}.",
    "corrected": "{me} has put right what you heard in {partnership}.",
}


def tell_others(room: Room, *, what: str) -> None:
    for member in room.partnership.counterparts:
        tell(room, member_id=member.id, what=what)


def tell(room: Room, *, member_id: str, what: str) -> None:
    """Queue one notice to one active partner."""
    partner = room.partnership.member(member_id)
    recipient = account_by_id(user_id=partner.user_id)
    if recipient is None or partner.left_at is not None:
        return
    body = WORDS[what].format(me=room.partnership.me.name, partnership=room.partnership.name)
    queue(
        recipient=recipient,
        key=f"tension {what} {new_id()}",
        message=Message(
            subject=f"{room.partnership.name}: something waits for you",
            body=body,
            path=f"/tension/{room.tension.id}/",
        ),
    )
