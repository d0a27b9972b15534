"""Writing where an agreement stands, as the rules decided it."""

from __future__ import annotations

from datetime import datetime

from trifecta.apps.compromise.models import AgreementVersion, VersionState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.compromise.agreements import Standing


def keep_standing(
    room: AgreementRoom, after: Standing, *, now: datetime, declined: bool = False
) -> None:
    """Write what the rules decided: the agreement's state and what became of each version."""
    given_up = VersionState.DECLINED if declined else VersionState.REPLACED
    states = [(one, _state_of(one, after, given_up=given_up)) for one in room.versions]
    changed = [(one, state) for one, state in states if one.state != state]
    for version, state in sorted(changed, key=lambda pair: pair[1] == VersionState.IN_FORCE):
        version.state = state
        if state not in {VersionState.DRAFT, VersionState.PROPOSED, VersionState.PAST}:
            version.decided_at = now
        version.save(update_fields=["state", "decided_at"])
    room.agreement.state = after.state
    room.agreement.save()


def _state_of(version: AgreementVersion, after: Standing, *, given_up: VersionState) -> str:
    number = version.number
    if number == after.in_force:
        return VersionState.IN_FORCE
    if number == after.waiting:
        return VersionState.PROPOSED
    if number == after.drafting:
        return VersionState.DRAFT
    if version.state == VersionState.IN_FORCE:
        return VersionState.PAST
    if version.state in {VersionState.DRAFT, VersionState.PROPOSED}:
        return given_up
    return version.state


def record_change(room: AgreementRoom, what: str, *, actor: User | None, reason: str = "") -> None:
    """Add the audit row of a change to the agreement; last in the service's transaction."""
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=f"compromise.agreement_{what}",
        subject=room.agreement,
        reason=reason,
    )
