"""What people are told of partnerships and roles by mail: who and where, never what was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from trifecta.apps.notices.services import Message, queue, send_farewell
from trifecta.apps.people.models import OrganisationRole, Partnership, PartnershipMember, User
from trifecta.apps.people.selectors import MemberView, account_by_id, everybody_in
from trifecta.domain.people.roles import ORGANISATION_ROLES, PARTNER_ROLES


def tell_joined(*, partnership: Partnership, member: PartnershipMember) -> None:
    """Tell those who were there that somebody has come, and in whose place where that is so."""
    everybody = everybody_in(partnership=partnership)
    me = next(one for one in everybody if one.id == member.id)
    before = predecessor(me, everybody)
    place = f", in {before.name}’s place" if before else ""
    message = Message(
        subject=f"{partnership.name}: {me.name} has joined",
        body=f"{me.full_name or me.name} has joined {partnership.name} for {_field(me)}{place}. "
        f"{me.name} can read your agreements, and a side of a tension once it is shared again. "
        "A check-in that was under way does not open any more; you can start a new one.",
        path=reverse("people:members", args=[partnership.id]),
        waits=False,
    )
    _tell(_others(everybody, member.user_id), key=f"people.joined|{member.id}", message=message)


def tell_left(*, actor: User, partnership: Partnership, member: PartnershipMember) -> None:
    """Tell those who stay, and whoever did not leave by their own act."""
    everybody = everybody_in(partnership=partnership)
    gone = next(one for one in everybody if one.id == member.id)
    by_themselves = gone.user_id == actor.id
    name = gone.full_name or gone.name
    what = f"{name} has left {partnership.name}."
    if not by_themselves:
        what = f"{_full(actor)} has ended {name}’s membership in {partnership.name}."
    message = Message(
        subject=f"{partnership.name}: {gone.name} has left",
        body=f"{what} What was signed stays, and what {gone.name} kept back is never opened. "
        f"{_successor_words(gone, everybody)}",
        path=reverse(
            "people:put-away" if partnership.ended_at else "people:members", args=[partnership.id]
        ),
        waits=False,
    )
    key = f"people.left|{member.id}"
    _tell(_others(everybody, actor.id), key=key, message=message)
    if not by_themselves:
        _tell([gone], key=key, message=_ended_message(actor, partnership))


def _ended_message(actor: User, partnership: Partnership) -> Message:
    return Message(
        subject=f"{partnership.name}: your membership has ended",
        body=f"{_full(actor)} has ended your membership in {partnership.name}. What you signed "
        "stays with the others. What you kept to yourself is read by nobody.",
        path=reverse("people:home"),
    )


def tell_put_away(*, actor: User, partnership: Partnership, rest_id: str) -> None:
    """Tell the other members that it rests, and that each of them can bring it back."""
    message = Message(
        subject=f"{partnership.name} is put away",
        body=f"{_full(actor)} has put {partnership.name} away. Nothing is deleted. Its reminders "
        "stop, and each of you can bring it back.",
        path=reverse("people:put-away", args=[partnership.id]),
        waits=False,
    )
    others = _others(everybody_in(partnership=partnership), actor.id)
    _tell(others, key=f"people.put_away|{rest_id}", message=message)


def tell_brought_back(*, actor: User, partnership: Partnership, rest_id: str) -> None:
    """Tell the other members that it is open again."""
    message = Message(
        subject=f"{partnership.name} is back",
        body=f"{_full(actor)} has brought {partnership.name} back. Everything is there as it was, "
        "and reminders go on.",
        path=reverse("people:partnership", args=[partnership.id]),
        waits=False,
    )
    others = _others(everybody_in(partnership=partnership), actor.id)
    _tell(others, key=f"people.brought_back|{rest_id}", message=message)


def tell_role_given(*, actor: User, role: OrganisationRole) -> None:
    """Tell whoever holds a role now, unless they gave it to themselves."""
    words = ORGANISATION_ROLES[role.role]
    name = role.organisation.name
    message = Message(
        subject=f"{name}: {actor.first_name} has given you a role",
        body=f"{_full(actor)} has given you a role in {name}: {words.title}. {words.may}",
        path=reverse("people:organisation", args=[role.organisation_id]),
    )
    _tell_holder(actor, role, key=f"people.role_given|{role.id}", message=message)


def tell_role_ended(*, actor: User, role: OrganisationRole) -> None:
    """Tell whoever held a role until now, unless they gave it up themselves."""
    name = role.organisation.name
    message = Message(
        subject=f"{name}: {actor.first_name} has ended a role of yours",
        body=f"{_full(actor)} has ended a role of yours in {name}: "
        f"{ORGANISATION_ROLES[role.role].title}. You keep your account and every partnership; "
        "what the role opened is closed to you now.",
        path=reverse("people:organisation", args=[role.organisation_id]),
    )
    _tell_holder(actor, role, key=f"people.role_ended|{role.id}", message=message)


def tell_closed(*, actor: User) -> None:
    """Tell the owner of an account that closes, whoever it was that closed it."""
    send_farewell(
        address=actor.email,
        subject="Your Trifecta account is closed",
        body="Your account is closed, as you asked. What only you could read is deleted. What you "
        "signed and shared stays with those you shared it with, under your name.\n\n"
        "If it was not you who closed it, tell whoever runs Trifecta where you work. It cannot be "
        "brought back, and this address can have a new account by a new link.\n\n"
        "This is the last mail to this address.",
    )


def _tell_holder(actor: User, role: OrganisationRole, *, key: str, message: Message) -> None:
    recipient = account_by_id(user_id=role.member.user_id)
    if recipient is not None and recipient.id != actor.id:
        queue(recipient=recipient, key=key, message=message)


def _full(user: User) -> str:
    return user.name or user.first_name


def predecessor(one: MemberView, everybody: Sequence[MemberView]) -> MemberView | None:
    """Who led the same before and has left, when nobody else leads it now."""
    same = [other for other in everybody if other.role == one.role and other.id != one.id]
    if any(other.left_at is None for other in same):
        return None
    return max(same, key=lambda other: other.left_at or other.joined_at, default=None)


def _successor_words(gone: MemberView, everybody: Sequence[MemberView]) -> str:
    for other in everybody:
        if other.role == gone.role and other.left_at is None:
            return f"{other.name} is there for {_field(other)} now."
    return f"You can invite somebody in {gone.name}’s place."


def _field(member: MemberView) -> str:
    return PARTNER_ROLES[member.role].field


def _others(everybody: Iterable[MemberView], user_id: str) -> list[MemberView]:
    return [one for one in everybody if one.left_at is None and one.user_id != user_id]


def _tell(members: Iterable[MemberView], *, key: str, message: Message) -> None:
    for member in members:
        recipient = account_by_id(user_id=member.user_id)
        if recipient is not None:
            queue(recipient=recipient, key=f"{key}|{member.id}", message=message)
