"""How partnerships are doing, all of them together: closed quarters, for those who lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trifecta.apps.checkins.models import ClosedQuarter, HealthChoice
from trifecta.apps.checkins.selectors.leadership import EXECUTIVES
from trifecta.apps.people.models import Organisation, RoleKind, User
from trifecta.apps.people.selectors import OrganisationView, organisation_for
from trifecta.domain.checkins.health import Health, health_from
from trifecta.domain.checkins.quarters import Quarter, quarter_from
from trifecta.domain.errors import NotFoundError

READERS: Final = EXECUTIVES | {RoleKind.PEOPLE_OPERATIONS}
MOST_QUARTERS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterView:
    """A closed quarter; `health` is None where too few partnerships checked in."""

    quarter: Quarter
    health: Health | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthView:
    """All closed quarters, the newest first, and whether quarters are being closed at all."""

    organisation: OrganisationView
    counted: bool
    quarters: tuple[QuarterView, ...]

    @property
    def executive(self) -> bool:
        """Whether the reader is shown statements too; people operations are not."""
        return bool(EXECUTIVES & self.organisation.roles)


def reads_health(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles in an organisation may see how it is going."""
    return not READERS.isdisjoint(roles)


def health_for(*, actor: User, organisation_id: str) -> HealthView:
    """Of an organisation `actor` helps to lead; raises NotFoundError for everybody else."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if not reads_health(view.roles):
        raise NotFoundError
    rows = ClosedQuarter.objects.filter(organisation=view.row).order_by("-quarter")[:MOST_QUARTERS]
    found = [(quarter_from(row.quarter), row.shown) for row in rows]
    return HealthView(
        organisation=view,
        counted=counted_since(organisation=view.row) is not None,
        quarters=tuple(
            QuarterView(quarter=quarter, health=health_from(shown) if shown else None)
            for quarter, shown in found
            if quarter is not None
        ),
    )


def health_choice(*, actor: User, organisation_id: str) -> tuple[OrganisationView, bool]:
    """Whether quarters are closed; for owners, who choose it. Raises NotFoundError otherwise."""
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    view.require_owner()
    return view, counted_since(organisation=view.row) is not None


def counted_since(*, organisation: Organisation) -> datetime | None:
    """From when on check-ins count; None while they do not. Of an organisation already let into."""
    choice = HealthChoice.objects.filter(organisation=organisation).first()
    return organisation.created_at if choice is None else choice.since
