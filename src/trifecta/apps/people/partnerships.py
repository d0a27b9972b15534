"""Changes to partnerships and their members: access, decision, write, audit in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import (
    MARKS,
    Frequency,
    Organisation,
    PartnerRole,
    Partnership,
    PartnershipMember,
    User,
    YesNo,
)
from trifecta.apps.people.news import tell_joined, tell_left
from trifecta.apps.people.putting_away import hold_partnership, rest_when_empty
from trifecta.apps.people.selectors import organisation_for, partnership_for
from trifecta.apps.people.services import clean_choice, clean_name, create_team, join_organisation
from trifecta.apps.records.audit import record
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError

MAX_MEMBERS = 4
MAX_SUCCESS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPartnership:
    """What a person says to start a partnership; `my_role` is empty when it is for others."""

    name: str
    team: str
    my_role: str = ""
    success: str = ""
    in_conflict: bool = False


@transaction.atomic
def create_partnership(*, actor: User, organisation_id: str, new: NewPartnership) -> Partnership:
    """A partnership in a team (made when new), with `actor` as first member if they take part."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not new.my_role and not view.sees_structure:
        raise InvalidError(
            "Say what you lead.", fields={"my_role": "Choose what you lead in this partnership."}
        )
    team = create_team(actor=actor, organisation_id=organisation_id, name=new.team)
    row = Partnership(
        organisation=view.row,
        team=team,
        name=clean_name(new.name, field="name"),
        success=clean_success(new.success),
        in_conflict=new.in_conflict,
    )
    row.save(force_insert=True)
    if new.my_role:
        add_member(organisation=view.row, partnership=row, user=actor, role=new.my_role)
    record(actor=actor, organisation=view.row, action="people.partnership_created", subject=row)
    return row


def clean_success(value: str) -> str | None:
    text = value.strip()
    if len(text) > MAX_SUCCESS:
        raise InvalidError(
            "What success means is too long.",
            fields={"success": f"Use at most {MAX_SUCCESS} characters; this has {len(text)}."},
        )
    return text or None


@transaction.atomic
def write_success(*, actor: User, partnership_id: str, success: str) -> None:
    """Write down what success means for the team; any member may, and all see it."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    row = Partnership.objects.select_for_update().get(id=view.id)
    row.success = clean_success(success)
    row.save(update_fields=["success"])
    record(
        actor=actor, organisation=view.organisation, action="people.success_written", subject=row
    )


@transaction.atomic
def describe_partnership(
    *,
    actor: User,
    partnership_id: str,
    name: str,
    in_conflict: bool,
    business_owner: str,
    business_tension: str,
) -> None:
    """Rename, or say what changes the advice: conflict, a business owner, how often it pulls."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    row = Partnership.objects.select_for_update().get(id=view.id)
    row.name = clean_name(name, field="name")
    row.in_conflict = in_conflict
    row.business_owner = clean_choice(business_owner, field="business_owner", among=YesNo.values)
    row.business_tension = clean_choice(
        business_tension, field="business_tension", among=Frequency.values
    )
    row.save(update_fields=["name", "in_conflict", "business_owner", "business_tension"])
    record(
        actor=actor,
        organisation=view.organisation,
        action="people.partnership_described",
        subject=row,
    )


@transaction.atomic
def say_willing(*, actor: User, partnership_id: str, willing: bool) -> None:
    """Say whether you are willing to answer for the whole together; only you read your answer.

    Whether everybody is gets stored beside it, so that no page opens another member's answer.
    """
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    hold_partnership(view.id)
    row = PartnershipMember.objects.get(id=view.me.id)
    row.willing = willing
    row.save(update_fields=["willing"])
    _settle_willingness(view.id)
    record(
        actor=actor, organisation=view.organisation, action="people.willingness_said", subject=row
    )


@transaction.atomic
def leave_partnership(*, actor: User, partnership_id: str) -> None:
    """Leave; what was signed stays, and what was sealed is never opened.

    A partnership that its last member leaves is put away.
    """
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    _end(actor=actor, member_id=view.me.id, action="people.member_left")


def leave_every_partnership(*, actor: User) -> None:
    """Leave all of them, those that are put away too; the caller has the transaction."""
    mine = PartnershipMember.objects.filter(user=actor, left_at=None).order_by("partnership_id")
    for member_id in list(mine.values_list("id", flat=True)):
        _end(actor=actor, member_id=member_id, action="people.member_left")


@transaction.atomic
def end_membership(*, actor: User, organisation_id: str, member_id: str) -> None:
    """End a membership, for people with a role in the organisation (never for the partners)."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    row = PartnershipMember.objects.filter(
        id=member_id, organisation=view.row, left_at=None
    ).first()
    if row is None or not view.sees_structure:
        raise NotFoundError
    _end(actor=actor, member_id=row.id, action="people.membership_ended")


def add_member(
    *, organisation: Organisation, partnership: Partnership, user: User, role: str
) -> PartnershipMember:
    """Let `user` in; the caller holds the transaction and has checked access."""
    clean_choice(role, field="role", among=PartnerRole.values)
    hold_partnership(partnership.id)
    everyone = list(PartnershipMember.objects.filter(partnership=partnership).order_by("position"))
    active = [member for member in everyone if member.left_at is None]
    if any(member.user_id == user.id for member in active):
        raise ConflictError("You are in this partnership already.")
    if len(active) >= MAX_MEMBERS:
        raise InvalidError("This partnership has four members, which is the most there can be.")
    join_organisation(organisation=organisation, user=user)
    taken = {member.mark for member in active}
    member = PartnershipMember.objects.create(
        organisation=organisation,
        partnership=partnership,
        user=user,
        role=role,
        position=len(everyone),
        mark=next(mark for mark in MARKS if mark not in taken),
    )
    _settle_willingness(partnership.id)
    tell_joined(partnership=partnership, member=member)
    return member


def _end(*, actor: User, member_id: str, action: str) -> None:
    partnership = hold_partnership(
        PartnershipMember.objects.values_list("partnership_id", flat=True).get(id=member_id)
    )
    row = PartnershipMember.objects.get(id=member_id)
    if row.left_at is not None:
        raise ConflictError("This membership has ended already.")
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])
    _settle_willingness(partnership.id)
    tell_left(actor=actor, partnership=partnership, member=row)
    record(actor=actor, organisation=partnership.organisation, action=action, subject=row)
    rest_when_empty(actor=actor, partnership=partnership)


def _settle_willingness(partnership_id: str) -> None:
    """Store whether all active members, two at least, have said yes; under a row lock."""
    row = Partnership.objects.select_for_update().get(id=partnership_id)
    answers = [member.willing for member in row.members.filter(left_at=None)]
    row.all_willing = len(answers) > 1 and all(answer is True for answer in answers)
    row.save(update_fields=["all_willing"])
