"""The days of an agreement as one member's calendar file."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from trifecta.apps.compromise.models import CommitmentState, VersionState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, terms_of
from trifecta.domain.compromise.calendar import Day, calendar_file


def days_for(room: AgreementRoom, *, member_id: str, now: datetime) -> str:
    """The iCalendar file for one member: the day of looking back, and what they promised."""
    path = reverse("compromise:agreement", args=[room.agreement.id])
    link = f"{settings.TRIFECTA_BASE_URL.rstrip('/')}{path}"
    over = room.agreement.state == "ended"
    days = [
        Day(
            id=one.id,
            kind="commitment",
            on=one.due,
            link=link,
            cancelled=over or one.state == CommitmentState.DROPPED or one.owner_id != member_id,
        )
        for one in room.commitments
        if one.owner_id == member_id or one.id in _once_promised_by(room, member_id)
    ]
    if room.words.review_on:
        days.append(
            Day(
                id=room.agreement.id,
                kind="review",
                on=room.words.review_on,
                link=link,
                cancelled=over,
            )
        )
    return calendar_file(days, sequence=room.standing.in_force or 0, now=now)


def _once_promised_by(room: AgreementRoom, member_id: str) -> frozenset[str]:
    """Commitments that were this member's in an earlier version: calendars let go of them."""
    return frozenset(
        promise.key
        for version in room.versions
        if version.state == VersionState.PAST
        for promise in terms_of(version).promises
        if promise.owner == member_id
    )
