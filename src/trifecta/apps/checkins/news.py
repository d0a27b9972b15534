"""The messages a check-in sends; they say that there is something, never what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.selectors import MemberView, PartnershipView, account_by_id
from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.people.words import all_of_you


def tell_started(*, round_id: str, partnership: PartnershipView) -> None:
    """Tell everybody but the one who started it."""
    for member in partnership.counterparts:
        _tell(
            user_id=member.user_id,
            key=f"checkins.started|{round_id}|{member.id}",
            message=Message(
                subject=f"{partnership.me.name} has started a check-in for {partnership.name}",
                body=f"It takes about {minutes_for(len(partnership.members))}, alone, and you can "
                "stop and go on at any time. What you answer stays sealed until "
                f"{all_of_you(len(partnership.members))} have finished.",
                path=reverse("checkins:answer", args=[round_id]),
            ),
        )


def tell_revealed(*, round_id: str, partnership: PartnershipView) -> None:
    """Tell everybody at the same moment that the round is open."""
    for member in partnership.members:
        _tell(
            user_id=member.user_id,
            key=f"checkins.revealed|{round_id}|{member.id}",
            message=Message(
                subject=f"Your check-in for {partnership.name} is open",
                body=f"{all_of_you(len(partnership.members)).capitalize()} have finished, so the "
                "answers are open to each of you now.",
                path=reverse("checkins:diagnosis", args=[round_id]),
            ),
        )


def tell_replied(
    *, reply_id: str, round_id: str, readers: Sequence[MemberView], partnership: PartnershipView
) -> None:
    """Tell the others who took part that somebody has said something to the result."""
    for member in readers:
        _tell(
            user_id=member.user_id,
            key=f"checkins.replied|{reply_id}|{member.id}",
            message=Message(
                subject=f"{partnership.me.name} has said how far your check-in fits",
                body=f"It is about what was found for {partnership.name}, and stands below it. You "
                "can say how you see it as well.",
                path=reverse("checkins:diagnosis", args=[round_id]),
                waits=False,
            ),
        )


def _tell(*, user_id: str, key: str, message: Message) -> None:
    user = account_by_id(user_id=user_id)
    if user is not None:
        queue(recipient=user, key=key, message=message)
