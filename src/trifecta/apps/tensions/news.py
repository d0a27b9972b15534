"""What the partners are told by mail: that something waits or has moved, never what was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils import timezone

from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.selectors import account_by_id
from trifecta.apps.tensions.rooms import Room

WAITS: Final[Mapping[str, str]] = {
    "opened": "{me} has opened a tension in {partnership}. You can write your side now.",
    "asked": "{me} has asked you something in {partnership}.",
    "played_back": "{me} has told you what they heard in {partnership}. Say whether that is it.",
    "corrected": "{me} has read what you heard in {partnership}, and says what is missing.",
    "changed": "{me} needs something else now in {partnership}. Say again what you hear.",
}
MOVED: Final[Mapping[str, str]] = {
    "shared": "{me} has shared their side of a tension in {partnership}.",
    "answered": "{me} has answered you in {partnership}.",
    "declined": "{me} would rather not answer one of your questions in {partnership}.",
    "confirmed": "{me} says that you have it right in {partnership}.",
    "sealed": "All of you in {partnership} have now sealed how much each of your needs counts.",
    "skipped": "{me} has opened the plans of a tension in {partnership} early, and says why.",
    "withdrawn": "{me} has set a tension in {partnership} aside, and says why.",
    "taken_up": "{me} has taken up a tension in {partnership} again.",
}


def tell_others(room: Room, *, what: str) -> None:
    for member in room.partnership.counterparts:
        tell(room, member_id=member.id, what=what)


def tell(room: Room, *, member_id: str, what: str) -> None:
    """Queue one notice to a present partner; at most one a day of the same kind in one tension."""
    partner = room.partnership.member(member_id)
    recipient = account_by_id(user_id=partner.user_id)
    if recipient is None or partner.left_at is not None:
        return
    name = room.partnership.name
    subject = (
        f"{name}: something waits for you" if what in WAITS else f"{name}: a tension has moved"
    )
    words = WAITS.get(what) or MOVED[what]
    queue(
        recipient=recipient,
        key=f"tension {room.tension.id} {what} {member_id} {timezone.localdate():%Y-%m-%d}",
        message=Message(
            subject=subject,
            body=words.format(me=room.partnership.me.name, partnership=name),
            path=reverse("tensions:tension", args=[room.tension.id]),
            waits=what in WAITS,
        ),
    )
