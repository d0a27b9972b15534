"""What rooms ask the database each time a page is opened, as questions that are made once."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    CaseMember,
    Cycle,
    DiscussionNote,
    Flag,
    Interest,
    Proposal,
    Recusal,
    Reopening,
    Seat,
    StageChange,
)
from trifecta.apps.people.models import OrganisationMember, OrganisationRole, RoleKind
from trifecta.apps.records.prepared import prepared

PEOPLE: Final = ("facilitator", "appeals_to")


@prepared
def one_cycle(cycle_id: str) -> QuerySet[Cycle]:
    """With its organisation, and who leads the session and answers appeals."""
    return Cycle.objects.select_related("organisation", *PEOPLE).filter(id=cycle_id)


@prepared
def one_case(case_id: str) -> QuerySet[Case]:
    """With its cycle and all of that."""
    around = ("cycle__organisation", *(f"cycle__{one}" for one in PEOPLE))
    return Case.objects.select_related("partnership", *around).filter(id=case_id)


@prepared
def seats_of(cycle_id: str) -> QuerySet[Seat]:
    return Seat.objects.filter(cycle_id=cycle_id, ended_at=None).select_related("user")


@prepared
def belonging(cycle_id: str, organisation_id: str, user_id: str) -> QuerySet[OrganisationMember]:
    """One row where somebody belongs to the organisation, and what makes them a part of a cycle.

    `runs` says whether they are in people operations, `rated` and `hears` whether there is a case.
    """
    roles = OrganisationRole.objects.filter(member=OuterRef("pk"), ended_at=None)
    runs = roles.filter(role=RoleKind.PEOPLE_OPERATIONS)
    rated = CaseMember.objects.filter(case__cycle_id=cycle_id, user=OuterRef("user"))
    hears = Appeal.objects.filter(case__cycle_id=cycle_id, to=OuterRef("user"), withdrawn_at=None)
    rows = OrganisationMember.objects.filter(
        organisation_id=organisation_id, user_id=user_id, left_at=None
    )
    return rows.annotate(runs=Exists(runs), rated=Exists(rated), hears=Exists(hears))


@prepared
def members_of(case_id: str) -> QuerySet[CaseMember]:
    return CaseMember.objects.filter(case_id=case_id).select_related("user")


@prepared
def members_in(cycle_id: str) -> QuerySet[CaseMember]:
    return CaseMember.objects.filter(case__cycle_id=cycle_id).select_related("user")


@prepared
def interests_of(case_id: str) -> QuerySet[Interest]:
    return Interest.objects.filter(case_id=case_id, withdrawn_at=None)


@prepared
def interests_in(cycle_id: str) -> QuerySet[Interest]:
    return Interest.objects.filter(case__cycle_id=cycle_id, withdrawn_at=None)


@prepared
def recusals_of(case_id: str) -> QuerySet[Recusal]:
    return Recusal.objects.filter(case_id=case_id)


@prepared
def recusals_in(cycle_id: str) -> QuerySet[Recusal]:
    return Recusal.objects.filter(case__cycle_id=cycle_id)


@prepared
def heard_in(cycle_id: str, user_id: str) -> QuerySet[Appeal]:
    """The appeals that somebody is to answer or has answered in a cycle."""
    return Appeal.objects.filter(case__cycle_id=cycle_id, to_id=user_id, withdrawn_at=None)


@prepared
def cases_in(cycle_id: str) -> QuerySet[Case]:
    return Case.objects.filter(cycle_id=cycle_id).select_related("partnership")


@prepared
def roles_in(cycle_id: str) -> QuerySet[CaseMember]:
    """Who is rated in the cases of a cycle, without their names."""
    rows = CaseMember.objects.filter(case__cycle_id=cycle_id)
    return rows.only("case_id", "user_id", "role")


@prepared
def handed_in_by(seat_id: str) -> QuerySet[Proposal]:
    """What somebody has handed in, of each only of which case it is and which estimate."""
    rows = Proposal.objects.filter(seat_id=seat_id, handed_in_at__isnull=False)
    return rows.only("case_id", "estimate")


@prepared
def proposals_of(case_id: str, estimate: str) -> QuerySet[Proposal]:
    """Those that were handed in, for when they are shown; of nobody who has stepped back."""
    rows = Proposal.objects.filter(case_id=case_id, estimate=estimate, handed_in_at__isnull=False)
    return rows.exclude(Exists(_gone()))


@prepared
def flags_of(case_id: str) -> QuerySet[Flag]:
    """For when they are shown; of nobody who has stepped back."""
    rows = Flag.objects.filter(case_id=case_id).exclude(Exists(_gone()))
    return rows.order_by("created_at", "id")


def _gone() -> QuerySet[Recusal]:
    return Recusal.objects.filter(case=OuterRef("case"), seat=OuterRef("seat"))


@prepared
def notes_of(case_id: str) -> QuerySet[DiscussionNote]:
    return DiscussionNote.objects.filter(case_id=case_id).select_related("by")


@prepared
def noted_in(case_id: str) -> QuerySet[DiscussionNote]:
    """Whether anything was said, without what it was."""
    return DiscussionNote.objects.filter(case_id=case_id).only("case_id")


@prepared
def changes_of(case_id: str) -> QuerySet[StageChange]:
    return StageChange.objects.filter(case_id=case_id).select_related("by", "confirmed_by")


@prepared
def wishes_of(cycle_id: str) -> QuerySet[Reopening]:
    """The open wish to take the whole cycle back, if there is one."""
    rows = Reopening.objects.filter(cycle_id=cycle_id, case=None, decided_at=None)
    return rows.select_related("asked_by")


@prepared
def belongings_of(user_id: str) -> QuerySet[OrganisationMember]:
    """Where somebody belongs; `runs` says whether they are in people operations there."""
    roles = OrganisationRole.objects.filter(member=OuterRef("pk"), ended_at=None)
    runs = roles.filter(role=RoleKind.PEOPLE_OPERATIONS)
    rows = OrganisationMember.objects.filter(user_id=user_id, left_at=None)
    return rows.annotate(runs=Exists(runs))


@prepared
def ratings_of(user_id: str) -> QuerySet[CaseMember]:
    """Each case in which somebody is rated; `within` is the id of its cycle."""
    rows = CaseMember.objects.filter(user_id=user_id).only("case_id")
    return rows.annotate(within=F("case__cycle_id"))


@prepared
def heard_by(user_id: str) -> QuerySet[Appeal]:
    """Each appeal that somebody is to answer or has answered; `within` is the id of its cycle."""
    rows = Appeal.objects.filter(to_id=user_id, withdrawn_at=None).only("case_id")
    return rows.annotate(within=F("case__cycle_id"))
