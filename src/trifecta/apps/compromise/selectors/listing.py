"""The agreements of one partnership: the list, what they mean for the next step, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from trifecta.apps.compromise.models import Agreement, AgreementVersion, VersionState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, rooms_of, terms_of
from trifecta.apps.compromise.selectors.agreements import counts_of, kept_words_of
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.journey import AgreementFacts, HistoryEntry, Link, Told
from trifecta.domain.people.words import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One agreement in a list; `since` is the moment of its last step."""

    id: str
    title: str
    kind: str
    state: str
    waits_for_me: bool
    change_waiting: bool
    review_on: date | None
    since: datetime
    kept_words: str
    gate_skipped: bool


def agreements_of(*, actor: User, partnership: PartnershipView) -> list[AgreementLine]:
    """Every agreement of a partnership `actor` has been let into, the latest first."""
    return [_line(room) for room in _rooms(actor, partnership)]


def _rooms(actor: User, partnership: PartnershipView) -> list[AgreementRoom]:
    if partnership.me.user_id != actor.id:
        raise NotFoundError
    return rooms_of(partnership)


def _line(room: AgreementRoom) -> AgreementLine:
    row = room.agreement
    return AgreementLine(
        id=row.id,
        title=room.words.title,
        kind=row.kind,
        state=row.state,
        waits_for_me=_waits_for_me(room),
        change_waiting=room.waiting is not None and room.in_force is not None,
        review_on=room.words.review_on,
        since=row.reviewed_at or row.ended_at or row.active_since or row.created_at,
        kept_words=kept_words_of(room),
        gate_skipped=row.gate_skipped,
    )


def _waits_for_me(room: AgreementRoom) -> bool:
    return room.waiting is not None and room.me not in room.signed(room.waiting)


# ---------------------------------------------------------------- for the partnership's page


def last_signed_id(*, actor: User, partnership: PartnershipView) -> str | None:
    """The agreement that came into force last."""
    if partnership.me.user_id != actor.id:
        raise NotFoundError
    rows = Agreement.objects.filter(partnership=partnership.row, active_since__isnull=False)
    return rows.order_by("-active_since", "-id").values_list("id", flat=True).first()


def told(*, actor: User, partnership: PartnershipView) -> Told[tuple[AgreementFacts, ...]]:
    """Every agreement of a partnership `actor` has been let into, the oldest first."""
    rooms = _rooms(actor, partnership)
    return Told(
        facts=tuple(_facts(room) for room in reversed(rooms)),
        history=[entry for room in rooms for entry in _entries(room)],
    )


def agreement_facts(*, actor: User, partnership: PartnershipView) -> tuple[AgreementFacts, ...]:
    """The facts alone."""
    return told(actor=actor, partnership=partnership).facts


def _facts(room: AgreementRoom) -> AgreementFacts:
    row, counts, today = room.agreement, counts_of(room), timezone.localdate()
    return AgreementFacts(
        agreement_id=row.id,
        title=room.words.title,
        state=row.state,  # type: ignore[arg-type]
        kind=row.kind,  # type: ignore[arg-type]
        my_signature_missing=_waits_for_me(room),
        review_on=room.words.review_on,
        kept=counts["kept"],
        not_kept=counts["not_kept"],
        dropped=counts["dropped"],
        open=counts["open"],
        overdue=sum(one.due < today for one in room.open_commitments),
        gate_skipped=row.gate_skipped,
        reviewed_at=row.reviewed_at,
    )


def agreement_history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """What happened with agreements, as every member may know it."""
    return told(actor=actor, partnership=partnership).history


def _entries(room: AgreementRoom) -> Iterator[HistoryEntry]:
    row = room.agreement
    for version in room.versions:
        yield from _version_entries(room, version)
    if row.reviewed_at:
        words = kept_words_of(room)
        after = f": {words[:1].lower()}{words[1:]}." if words else "."
        who = _name(room, row.reviewed_by_id)
        yield _entry(room, row.reviewed_at, f"{who} finished looking back at", after)
    if row.ended_at:
        yield _entry(room, row.ended_at, "Everybody signed to end early:")


def _version_entries(room: AgreementRoom, version: AgreementVersion) -> Iterator[HistoryEntry]:
    first = all(one.number >= version.number for one in room.versions if one.proposed_at)
    ends = terms_of(version).ends
    if version.proposed_at:
        what = "proposed to end" if ends else "proposed" if first else "proposed a change to"
        yield _entry(room, version.proposed_at, f"{_name(room, version.proposed_by_id)} {what}")
    if version.declined_by_id and version.decided_at:
        who = _name(room, version.declined_by_id)
        yield _entry(room, version.decided_at, f"{who} did not sign what was proposed for")
    signed = version.state in {VersionState.IN_FORCE, VersionState.PAST}
    if signed and version.decided_at and not ends:
        yield _entry(room, version.decided_at, f"{_signers(room, version)} signed")


def _signers(room: AgreementRoom, version: AgreementVersion) -> str:
    signed = room.signed(version)
    if room.me in signed:
        return "You both" if len(signed) == 2 else "You all"
    return joined([name for member, name in room.names.items() if member in signed])


def _entry(room: AgreementRoom, at: datetime, before: str, after: str = ".") -> HistoryEntry:
    return HistoryEntry(
        at=at,
        before=before,
        linked=room.words.title,
        link=Link(url_name="compromise:agreement", args=(room.agreement.id,)),
        after=after,
    )


def _name(room: AgreementRoom, member_id: str | None) -> str:
    if member_id == room.me:
        return "You"
    return room.names.get(member_id or "", "A former member")
