"""Closing a quarter: what leadership is shown of it is decided once, and whether it is at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from trifecta.apps.checkins.models import ClosedQuarter, Entry, HealthChoice, Round
from trifecta.apps.checkins.selectors.health import READERS, counted_since
from trifecta.apps.people.models import Organisation, OrganisationRole, User
from trifecta.apps.people.selectors import organisation_for
from trifecta.apps.records.audit import record
from trifecta.domain.checkins.health import Dealings, Observed, health_data, health_of
from trifecta.domain.checkins.quarters import Quarter, closed_quarters

MADE_UP_FOR: Final = 4
"""How many quarters are closed late when the server has been off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What counts in an organisation's quarter: from `starts` on, before `ends`."""

    organisation_id: str
    starts: datetime
    ends: datetime


DealingsIn = Callable[[Span], Mapping[str, Dealings]]
"""What partnerships did with agreements in a span, by their ids; asked of those who keep them."""


def close_quarters(*, now: datetime, dealings_in: DealingsIn) -> int:
    """Close every quarter that is over and was not closed before; returns how many."""
    due = closed_quarters(timezone.localtime(now).date(), most=MADE_UP_FOR)
    return sum(
        _close(organisation_id, quarter, dealings_in)
        for organisation_id in _waiting(due)
        for quarter in due
    )


@transaction.atomic
def choose_health(*, actor: User, organisation_id: str, counted: bool) -> None:
    """Say whether check-ins count for leadership from now on; for owners.

    Those answered while they do not count never will. Quarters that are closed stay as they are.
    """
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    view.require_owner()
    row = Organisation.objects.select_for_update().get(id=view.id)
    if (counted_since(organisation=row) is not None) == counted:
        return
    choice, _ = HealthChoice.objects.update_or_create(
        organisation=row, defaults={"since": timezone.now() if counted else None}
    )
    record(
        actor=actor,
        organisation=row,
        action="checkins.health_counted" if counted else "checkins.health_not_counted",
        subject=choice,
    )


@transaction.atomic
def _close(organisation_id: str, quarter: Quarter, dealings_in: DealingsIn) -> int:
    """Under a lock, so that two that close at the same moment close it once."""
    organisation = Organisation.objects.select_for_update().get(id=organisation_id)
    since = counted_since(organisation=organisation)
    if since is None or since >= _moment(quarter.ends):
        return 0
    if ClosedQuarter.objects.filter(organisation=organisation, quarter=str(quarter)).exists():
        return 0
    span = Span(
        organisation_id=organisation_id,
        starts=max(_moment(quarter.starts), since),
        ends=_moment(quarter.ends),
    )
    health = health_of(_observed(span, quarter, dealings_in))
    row = ClosedQuarter(
        organisation=organisation,
        quarter=str(quarter),
        shown=None if health is None else health_data(health),
    )
    row.save(force_insert=True)
    record(
        actor=None,
        organisation=organisation,
        action="checkins.quarter_closed",
        subject=row,
        reason=str(quarter),
    )
    return 1


def _observed(span: Span, quarter: Quarter, dealings_in: DealingsIn) -> list[Observed]:
    rounds = _last_rounds(span, _moment(quarter.closes))
    takers = _takers(rounds)
    readers = _readers(span.organisation_id)
    outside = [one for one in rounds if readers.isdisjoint(takers[one.id])]
    dealings = dealings_in(span) if outside else {}
    return [
        Observed(
            verdict=one.outcome["verdict"],
            members=len(takers[one.id]),
            pulse={key: tuple(marks) for key, marks in one.outcome["pulse"].items()},
            dealings=dealings.get(one.partnership_id, Dealings()),
        )
        for one in outside
    ]


def _last_rounds(span: Span, closes: datetime) -> list[Round]:
    """The last one of each partnership that was opened in the span and revealed before closing."""
    rows = Round.objects.filter(
        organisation_id=span.organisation_id,
        revealed=True,
        opened_at__gte=span.starts,
        opened_at__lt=span.ends,
        revealed_at__lt=closes,
    ).order_by("number")
    return list({row.partnership_id: row for row in rows}.values())


def _takers(rounds: Iterable[Round]) -> dict[str, list[str]]:
    """The accounts of those who took part, by round; nothing of what they answered."""
    found: dict[str, list[str]] = {one.id: [] for one in rounds}
    rows = Entry.objects.filter(round_id__in=found).values_list("round_id", "member__user_id")
    for round_id, user_id in rows:
        found[round_id].append(user_id)
    return found


def _readers(organisation_id: str) -> set[str]:
    """Those who may see the figures: what they know from inside would help them to the rest."""
    rows = OrganisationRole.objects.filter(
        organisation_id=organisation_id, ended_at=None, role__in=READERS
    )
    return set(rows.values_list("member__user_id", flat=True))


def _waiting(due: Iterable[Quarter]) -> list[str]:
    """Organisations in which one of these is not closed; on nearly every day one query for none."""
    rows = Organisation.objects.filter(reduce(or_, map(_not_closed, due)))
    return list(rows.order_by("id").values_list("id", flat=True))


def _not_closed(quarter: Quarter) -> Q:
    ends = _moment(quarter.ends)
    here = {"organisation": OuterRef("pk")}
    closed = ClosedQuarter.objects.filter(**here, quarter=str(quarter))
    uncounted = HealthChoice.objects.filter(Q(since=None) | Q(since__gte=ends), **here)
    return Q(~Exists(closed), ~Exists(uncounted), created_at__lt=ends)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
