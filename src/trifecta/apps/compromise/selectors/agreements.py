"""What a member may read of agreements: their words, who has signed, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from trifecta.apps.compromise.models import (
    Agreement,
    AgreementNote,
    AgreementVersion,
    Commitment,
    CommitmentState,
    VersionState,
)
from trifecta.apps.compromise.selectors.agreement_days import days_for
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, enter, terms_of
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.domain.compromise.agreements import kept_words, may_look_back
from trifecta.domain.compromise.terms import (
    Change,
    Lack,
    Promise,
    Stage,
    Terms,
    changes,
    mark_of,
    missing,
    remarks,
)
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A commitment; `mark` is what a writer read, `owner` is None while nobody is named."""

    id: str
    text: str
    owner: MemberView | None
    due: date | None
    stage: str
    state: str = "open"
    reason: str = ""
    settled_at: datetime | None = None
    settled_by: MemberView | None = None
    mine: bool = False
    may_settle: bool = False
    overdue: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """A member and when they signed; None while their signature is missing."""

    member: MemberView
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """One version of the words; `changes` says what differs from those before it."""

    number: int
    state: str
    terms: Terms
    mark: str
    commitments: tuple[CommitmentView, ...]
    written_by: MemberView
    proposed_by: MemberView | None
    proposed_at: datetime | None
    decided_at: datetime | None
    why: str
    declined_by: MemberView | None
    declined_because: str
    changes: tuple[Change, ...]
    signatures: tuple[SignatureView, ...]
    lacking: tuple[Lack, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written around the commitments, without the name."""
        written = (self.terms.disagree, self.terms.summary, self.terms.change_mind)
        return tuple(text for text in written if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipNote:
    """Who went past the understanding before this was agreed, and why."""

    member: MemberView
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """What one member added on looking back."""

    member: MemberView
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """An agreement as one member reads it; `words` are those that count now."""

    id: str
    kind: str
    state: str
    title: str
    partnership: PartnershipView
    tension_id: str | None
    tension_title: str
    words: WordsView
    draft: WordsView | None
    waiting: WordsView | None
    earlier: tuple[WordsView, ...]
    stages: tuple[Stage, ...]
    commitments: tuple[CommitmentView, ...]
    skips: tuple[SkipNote, ...]
    notes: tuple[NoteView, ...]
    active_since: datetime | None
    reviewed_at: datetime | None
    reviewed_by: MemberView | None
    ended_at: datetime | None
    renewed_by: str | None
    renews: str | None
    may_look_back: bool
    my_signature_missing: bool
    i_have_signed: bool
    left: tuple[MemberView, ...]
    joined_after: tuple[MemberView, ...]
    kept_words: str
    my_note: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def open_commitments(self) -> tuple[CommitmentView, ...]:
        return tuple(one for one in self.commitments if one.state == CommitmentState.OPEN)

    @property
    def discardable(self) -> bool:
        """A draft nobody has ever been asked to sign."""
        return self.draft is not None and self.draft.number == 1


def agreement_for(*, actor: User, agreement_id: str) -> AgreementView:
    """Raises NotFoundError for anybody who is not an active member of its partnership."""
    room = enter(actor=actor, agreement_id=agreement_id)
    return _view(room)


def calendar_for(*, actor: User, agreement_id: str) -> str:
    """The iCalendar file of `actor`'s days in a signed agreement; raises NotFoundError before."""
    room = enter(actor=actor, agreement_id=agreement_id)
    if room.agreement.active_since is None:
        raise NotFoundError
    return days_for(room, member_id=room.me, now=timezone.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingView:
    """One commitment in the agreement it belongs to."""

    agreement: AgreementView
    commitment: CommitmentView


def commitment_for(*, actor: User, commitment_id: str) -> SettlingView:
    """Raises NotFoundError for anybody who is not an active member."""
    agreement_id = (
        Commitment.objects.filter(id=commitment_id).values_list("agreement_id", flat=True).first()
    )
    if agreement_id is None:
        raise NotFoundError
    view = agreement_for(actor=actor, agreement_id=agreement_id)
    commitment = next(one for one in view.commitments if one.id == commitment_id)
    return SettlingView(agreement=view, commitment=commitment)


# ---------------------------------------------------------------- putting a view together


def _view(room: AgreementRoom) -> AgreementView:
    row = room.agreement
    words = _words_version(room)
    waiting = room.waiting
    signed = room.signed(waiting)
    notes = _notes(room)
    return AgreementView(
        id=row.id,
        kind=row.kind,
        state=row.state,
        title=room.words.title,
        partnership=room.partnership,
        tension_id=row.tension_id,
        tension_title=_tension_title(room),
        words=_words(room, words),
        draft=_words(room, room.drafting) if room.drafting else None,
        waiting=_words(room, waiting) if waiting else None,
        earlier=tuple(_words(room, one) for one in _earlier(room, words)),
        stages=room.words.stages,
        commitments=tuple(_commitment(room, one) for one in room.commitments),
        skips=_skips(room),
        notes=notes,
        active_since=row.active_since,
        reviewed_at=row.reviewed_at,
        reviewed_by=_member(room, row.reviewed_by_id),
        ended_at=row.ended_at,
        renewed_by=Agreement.objects.filter(renews=row).values_list("id", flat=True).first(),
        renews=row.renews_id,
        may_look_back=_may_look_back(room),
        my_signature_missing=waiting is not None and room.me not in signed,
        i_have_signed=room.me in signed,
        left=_left(room),
        joined_after=_joined_after(room),
        kept_words=kept_words_of(room),
        my_note=next((one.text for one in notes if one.member.id == room.me), ""),
        counts=counts_of(room),
    )


def _tension_title(room: AgreementRoom) -> str:
    tension = room.agreement.tension
    return tension.title if tension else ""


def _words_version(room: AgreementRoom) -> AgreementVersion:
    """The version whose words count: the one in force, or the latest."""
    lasting = [
        one
        for one in room.versions
        if one.state in {VersionState.IN_FORCE, VersionState.PAST} and not terms_of(one).ends
    ]
    return lasting[-1] if lasting else room.versions[-1]


def _earlier(room: AgreementRoom, words: AgreementVersion) -> list[AgreementVersion]:
    gone = {VersionState.PAST, VersionState.DECLINED, VersionState.REPLACED}
    return [one for one in reversed(room.versions) if one.state in gone and one.id != words.id]


def _words(room: AgreementRoom, version: AgreementVersion) -> WordsView:
    terms = terms_of(version)
    drafting = version.state == VersionState.DRAFT
    return WordsView(
        number=version.number,
        state=version.state,
        terms=terms,
        mark=mark_of(terms),
        commitments=tuple(_promise(room, one) for one in terms.promises),
        written_by=room.everyone[version.written_by_id],
        proposed_by=_member(room, version.proposed_by_id),
        proposed_at=version.proposed_at,
        decided_at=version.decided_at,
        why=version.why or "",
        declined_by=_member(room, version.declined_by_id),
        declined_because=version.declined_because or "",
        changes=_changes(room, version, terms),
        signatures=_signatures(room, version),
        lacking=tuple(_lacking(room, terms)) if drafting else (),
        remarks=tuple(remarks(terms)) if drafting else (),
    )


def _lacking(room: AgreementRoom, terms: Terms) -> list[Lack]:
    return missing(
        terms,
        members={member.id: member.name for member in room.partnership.members},
        today=timezone.localdate(),
        before=room.words if room.in_force else None,
    )


def _changes(room: AgreementRoom, version: AgreementVersion, terms: Terms) -> tuple[Change, ...]:
    """What a version says differently from the words in force, or from the version before it."""
    in_force = room.in_force
    if in_force is not None and version.state in {VersionState.DRAFT, VersionState.PROPOSED}:
        before = room.open_words
    else:
        older = [one for one in room.versions if one.number < version.number]
        if not older:
            return ()
        before = terms_of(older[-1])
    return tuple(changes(before, terms, names=room.names, today=timezone.localdate()))


def _signatures(room: AgreementRoom, version: AgreementVersion) -> tuple[SignatureView, ...]:
    """Who has signed and, while it waits, who has not; in order of joining."""
    if version.state == VersionState.DRAFT:
        return ()
    when = {one.member_id: one.signed_at for one in room.signatures.get(version.id, ())}
    waiting = version.state == VersionState.PROPOSED
    return tuple(
        SignatureView(member=member, signed_at=when.get(member.id))
        for member in sorted(room.everyone.values(), key=lambda one: one.joined_at)
        if member.id in when or (waiting and member.left_at is None)
    )


def _promise(room: AgreementRoom, promise: Promise) -> CommitmentView:
    return CommitmentView(
        id=promise.key,
        text=promise.text,
        owner=_member(room, promise.owner),
        due=promise.due,
        stage=promise.stage,
        mine=promise.owner == room.me,
        mark=mark_of(promise),
    )


def _commitment(room: AgreementRoom, row: Commitment) -> CommitmentView:
    owner = room.everyone[row.owner_id]
    day = room.words.review_on
    today = timezone.localdate()
    still_open = row.state == CommitmentState.OPEN
    looking_back = day is not None and today >= day
    return CommitmentView(
        id=row.id,
        text=row.text,
        owner=owner,
        due=row.due,
        stage=row.stage or "",
        state=row.state,
        reason=row.reason or "",
        settled_at=row.settled_at,
        settled_by=_member(room, row.settled_by_id),
        mine=row.owner_id == room.me,
        may_settle=room.agreement.state == "active"
        and (row.owner_id == room.me or owner.left_at is not None or looking_back),
        overdue=still_open and row.due < today and room.agreement.state == "active",
    )


def _member(room: AgreementRoom, member_id: str | None) -> MemberView | None:
    return room.everyone.get(member_id) if member_id else None


def _skips(room: AgreementRoom) -> tuple[SkipNote, ...]:
    return tuple(
        SkipNote(
            member=room.everyone[one["member"]],
            reason=one["reason"],
            at=datetime.fromisoformat(one["at"]),
        )
        for one in room.agreement.skips or ()
        if one["member"] in room.everyone
    )


def _notes(room: AgreementRoom) -> tuple[NoteView, ...]:
    rows = AgreementNote.objects.filter(agreement=room.agreement)
    return tuple(NoteView(member=room.everyone[row.member_id], text=row.text) for row in rows)


def _left(room: AgreementRoom) -> tuple[MemberView, ...]:
    """Signers of the words in force who have left since."""
    signed = room.signed(room.in_force)
    return tuple(one for one in room.partnership.former if one.id in signed)


def _joined_after(room: AgreementRoom) -> tuple[MemberView, ...]:
    """Members whose signature the words in force did not need yet."""
    if room.in_force is None:
        return ()
    signed = room.signed(room.in_force)
    return tuple(one for one in room.partnership.members if one.id not in signed)


def _may_look_back(room: AgreementRoom) -> bool:
    return may_look_back(
        room.standing,
        today=timezone.localdate(),
        review_on=room.words.review_on,
        open_commitments=len(room.open_commitments),
    )


def counts_of(room: AgreementRoom) -> dict[str, int]:
    return {
        state: sum(one.state == state for one in room.commitments)
        for state in CommitmentState.values
    }


def kept_words_of(room: AgreementRoom) -> str:
    counts = counts_of(room)
    return kept_words(
        kept=counts["kept"],
        not_kept=counts["not_kept"],
        dropped=counts["dropped"],
        still_open=counts["open"],
    )
