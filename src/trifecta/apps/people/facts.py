"""What people contribute to the journey of a partnership: its facts, advice and history."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.people.models import PutAway, User
from trifecta.apps.people.putting_away import rests_of
from trifecta.apps.people.selectors import MemberView, PartnershipView, standing
from trifecta.domain.people.journey import CheckinFacts, HistoryEntry, PartnershipFacts
from trifecta.domain.people.recommendation import RecommendationFacts
from trifecta.domain.people.story import Membership, Rest, membership_history, rest_history


def journey_facts(*, partnership: PartnershipView) -> PartnershipFacts:
    """What the reader of `partnership` may know of it, as of now in their time zone."""
    stands = standing(view=partnership)
    return PartnershipFacts(
        partnership_id=partnership.id,
        now=timezone.localtime(),
        set_up_at=partnership.row.created_at,
        my_role=partnership.me.role,
        roles=tuple(member.role for member in partnership.members),
        counterparts=tuple(member.name for member in partnership.counterparts),
        open_invitations=stands.open_invitations,
        kind=partnership.organisation.kind,
        in_conflict=partnership.row.in_conflict,
        success_written=bool(partnership.row.success),
        my_willing=stands.willingness.mine,
        willing=stands.willingness.everybody,
        executives_filled=stands.alignment.filled,
        executives_aligned=stands.alignment.aligned,
    )


def recommendation_facts(
    *, partnership: PartnershipView, checkins: CheckinFacts
) -> RecommendationFacts:
    """What is known about who else could join."""
    row = partnership.row
    return RecommendationFacts(
        roles=tuple(member.role for member in partnership.members),
        kind=partnership.organisation.kind,
        in_conflict=row.in_conflict,
        business_owner=row.business_owner,
        business_units=partnership.organisation.business_units,
        business_tension=row.business_tension,
        rounds=checkins.rounds_revealed,
        rounds_with_business_constraint=checkins.rounds_with_business_constraint,
        rounds_with_technical_constraint=checkins.rounds_with_technical_constraint,
    )


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """Who set it up, joined and left, put it away and brought it back."""
    members = (*partnership.members, *partnership.former)
    return [
        *membership_history(
            set_up_at=partnership.row.created_at,
            memberships=[_membership(member, actor) for member in members],
        ),
        *rest_history([_rest(rest, actor) for rest in rests_of(partnership=partnership)]),
    ]


def _membership(member: MemberView, actor: User) -> Membership:
    return Membership(
        name="" if member.user_id == actor.id else member.name,
        role=member.role,
        joined_at=member.joined_at,
        left_at=member.left_at,
    )


def _rest(row: PutAway, actor: User) -> Rest:
    back_by = row.brought_back_by
    return Rest(
        at=row.created_at,
        by=_name(row.by, actor),
        back_at=row.brought_back_at,
        back_by=_name(back_by, actor) if back_by else "",
    )


def _name(user: User, actor: User) -> str:
    return "" if user.id == actor.id else user.first_name
