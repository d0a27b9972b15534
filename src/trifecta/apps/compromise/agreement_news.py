"""What members are told of agreements by mail: that something waits, never what was written."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from django.urls import reverse

from trifecta.apps.compromise.selectors.agreement_days import days_for
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, terms_of
from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.selectors import account_by_id
from trifecta.apps.records.ids import new_id

News = Literal[
    "proposed", "change_proposed", "ending_proposed", "declined", "dropped", "looked_back"
]
WORDS: Final[dict[News, tuple[str, str]]] = {
    "proposed": (
        "an agreement to read",
        "{me} proposes an agreement in {partnership}. Read it, then sign it or say what is off.",
    ),
    "change_proposed": (
        "a change to read",
        "{me} proposes to change an agreement in {partnership}. What you agreed stays in force "
        "until everybody has signed the change.",
    ),
    "ending_proposed": (
        "a proposal to read",
        "{me} proposes to end an agreement in {partnership} early. It stays in force until "
        "everybody has signed that.",
    ),
    "declined": (
        "not signed yet",
        "{me} does not sign what was proposed in {partnership}, and says why.",
    ),
    "dropped": (
        "a commitment was dropped",
        "{me} has dropped a commitment in {partnership}, and says why.",
    ),
    "looked_back": (
        "you have looked back",
        "{me} has finished looking back at an agreement in {partnership}. All of you can read "
        "what became of it. A check-in shows what it has changed.",
    ),
}


def tell_others(room: AgreementRoom, *, what: News) -> None:
    """Queue one notice to each active counterpart of the one who acts."""
    subject, body = WORDS[what]
    page = "compromise:agreement"
    if what in {"proposed", "change_proposed", "ending_proposed"}:
        page = "compromise:sign"
    for member in room.partnership.counterparts:
        message = Message(
            subject=f"{room.partnership.name}: {subject}",
            body=body.format(me=room.partnership.me.name, partnership=room.partnership.name),
            path=reverse(page, args=[room.agreement.id]),
            waits=what not in {"dropped", "looked_back"},
        )
        tell(
            room,
            member_id=member.id,
            key=f"agreement {what} {room.agreement.id} {new_id()}",
            message=message,
        )


def tell_in_force(room: AgreementRoom, *, now: datetime) -> None:
    """Tell every active member that the words are in force, with the days for their calendar."""
    version = room.in_force
    if version is None:
        return
    ended = terms_of(version).ends
    words = "has ended, as all of you signed" if ended else "is in force: all of you have signed"
    for member in room.partnership.members:
        message = Message(
            subject=f"{room.partnership.name}: everybody has signed",
            body=f"An agreement in {room.partnership.name} {words}. The file attached puts its "
            "days into your calendar, without its words.",
            path=reverse("compromise:agreement", args=[room.agreement.id]),
            calendar=days_for(room, member_id=member.id, now=now),
        )
        key = f"agreement signed {room.agreement.id} {version.number} {member.id}"
        tell(room, member_id=member.id, key=key, message=message)


def tell(room: AgreementRoom, *, member_id: str, key: str, message: Message) -> bool:
    """Queue `message` to one active member; returns whether there is somebody to tell."""
    member = room.everyone.get(member_id)
    if member is None or member.left_at is not None:
        return False
    recipient = account_by_id(user_id=member.user_id)
    if recipient is None:
        return False
    queue(recipient=recipient, key=key, message=message)
    return True
