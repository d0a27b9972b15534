"""Which reminders of an agreement are due: a promise, the day of looking back, a signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from trifecta.domain.people.journey import AgreementState

SOON: Final = timedelta(days=3)
STILL: Final = timedelta(days=3)
SIGNATURE_AFTER: Final = timedelta(days=2)

ReminderKind = Literal["due_soon", "due", "review", "signature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCommitment:
    """A commitment nobody has answered yet; `owner` is the id of a member."""

    id: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What of one agreement can fall due; `unsigned` are active members who have not signed."""

    id: str
    state: AgreementState
    members: tuple[str, ...]
    review_on: date | None = None
    open_commitments: tuple[OpenCommitment, ...] = ()
    waiting: int | None = None
    waiting_since: datetime | None = None
    unsigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One message to one member; `key` is the same whenever the same thing falls due."""

    key: str
    kind: ReminderKind
    agreement: str
    member: str


def reminders_due(agreement: Watched, *, now: datetime) -> list[Reminder]:
    """Everything due at `now` (aware, in the local time zone), each with a key that never changes.

    A promise: once within three days before its day, and once on its day (up to three days later,
    should nobody have looked in between). Looking back: on its day. A signature: once, two days
    after it was asked for; there is no second one.
    """
    today = now.date()
    if agreement.state not in {"proposed", "active"}:
        return []
    found: list[Reminder] = []
    if agreement.state == "active":
        found += _commitments(agreement, today)
        found += _review(agreement, today)
    asked = agreement.waiting_since
    if agreement.waiting and asked and now - asked >= SIGNATURE_AFTER:
        found += _each(
            agreement, agreement.unsigned, kind="signature", about=f"version-{agreement.waiting}"
        )
    return found


def _commitments(agreement: Watched, today: date) -> Iterable[Reminder]:
    for one in agreement.open_commitments:
        if one.owner not in agreement.members:
            continue
        about = f"{one.id}:{one.due.isoformat()}"
        if timedelta(0) < one.due - today <= SOON:
            yield from _each(agreement, (one.owner,), kind="due_soon", about=about)
        elif timedelta(0) <= today - one.due <= STILL:
            yield from _each(agreement, (one.owner,), kind="due", about=about)


def _review(agreement: Watched, today: date) -> list[Reminder]:
    day = agreement.review_on
    if day is None or not timedelta(0) <= today - day <= STILL:
        return []
    return _each(agreement, agreement.members, kind="review", about=day.isoformat())


def _each(
    agreement: Watched, members: Iterable[str], *, kind: ReminderKind, about: str
) -> list[Reminder]:
    return [
        Reminder(
            key=f"{kind}:{agreement.id}:{about}:{member}",
            kind=kind,
            agreement=agreement.id,
            member=member,
        )
        for member in members
    ]
