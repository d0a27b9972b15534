"""Starting a round, sealing one's entry, taking it back; the last to seal opens it for all."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from trifecta.apps.checkins.models import Entry, Limit, Round
from trifecta.apps.checkins.news import tell_revealed, tell_started
from trifecta.apps.checkins.selectors.rounds import round_for, state_of
from trifecta.apps.checkins.services.access import lock_for_writing
from trifecta.apps.checkins.services.reveal import reveal
from trifecta.apps.people.models import Partnership, PartnershipMember, User
from trifecta.apps.people.selectors import PartnershipView, partnership_for
from trifecta.apps.records.audit import record
from trifecta.domain.checkins.sheets import items_for
from trifecta.domain.errors import NotYetError


@transaction.atomic
def start_round(*, actor: User, partnership_id: str) -> str:
    """Open a check-in for all active members and return its id; the open one where there is one.

    One that somebody's joining or leaving has overtaken is closed first: it never opens. Raises
    NotYetError for somebody who is alone.
    """
    partnership_for(actor=actor, partnership_id=partnership_id)
    Partnership.objects.select_for_update().get(id=partnership_id)
    _hold_members(partnership_id)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    if not view.counterparts:
        raise NotYetError("A check-in takes two. Invite your counterpart first.")
    waiting = Round.objects.filter(partnership=view.row, revealed=False, closed_at=None).first()
    if waiting is not None:
        if state_of(waiting, _participants(waiting), view) == "open":
            return waiting.id
        waiting.closed_at = timezone.now()
        waiting.save(update_fields=["closed_at"])
    row = _open(view)
    tell_started(round_id=row.id, partnership=view)
    record(
        actor=actor, organisation=view.organisation, action="checkins.round_started", subject=row
    )
    return row.id


@transaction.atomic
def seal_entry(*, actor: User, round_id: str) -> bool:
    """Seal the actor's answers; whether this opened the round (they were the last).

    The round is locked, so of two who seal at the same moment the second sees the first. Sealing
    again changes nothing.
    """
    _hold_members(round_for(actor=actor, round_id=round_id).partnership.id)
    view, entry = lock_for_writing(actor=actor, round_id=round_id)
    if entry.sealed_at is None:
        entry.sealed_at = timezone.now()
        entry.save(update_fields=["sealed_at"])
    complete = not Entry.objects.filter(round_id=view.id, sealed_at=None).exists()
    if complete:
        reveal(view=view)
        tell_revealed(round_id=view.id, partnership=view.partnership)
    record(
        actor=actor,
        organisation=view.partnership.organisation,
        action="checkins.entry_sealed",
        subject=entry,
        reason="opened" if complete else "",
    )
    return complete


@transaction.atomic
def take_back_entry(*, actor: User, round_id: str, erase: bool) -> None:
    """Unseal the actor's own entry while the round is sealed; `erase` removes what was answered."""
    view, entry = lock_for_writing(actor=actor, round_id=round_id)
    entry.sealed_at = None
    if erase:
        entry.answers = None
        Limit.objects.filter(entry=entry).delete()
    entry.save(update_fields=["sealed_at", "answers"])
    record(
        actor=actor,
        organisation=view.partnership.organisation,
        action="checkins.entry_taken_back",
        subject=entry,
        reason="erased" if erase else "",
    )


def _hold_members(partnership_id: str) -> None:
    """Nobody joins while a round starts or opens; members are locked before the round, always."""
    list(PartnershipMember.objects.select_for_update().filter(partnership_id=partnership_id))


def _participants(row: Round) -> set[str]:
    return set(Entry.objects.filter(round=row).values_list("member_id", flat=True))


def _open(view: PartnershipView) -> Round:
    last = Round.objects.filter(partnership=view.row).aggregate(last=Max("number"))["last"] or 0
    row = Round(
        organisation=view.organisation,
        partnership=view.row,
        number=last + 1,
        items=[item.key for item in items_for(member.role for member in view.members)],
        opened_by_id=view.me.id,
    )
    row.save(force_insert=True)
    Entry.objects.bulk_create(
        Entry(organisation=view.organisation, round=row, member_id=member.id)
        for member in view.members
    )
    return row
