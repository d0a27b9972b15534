"""What people say to what a round found about them: sent ones for all, drafts for their writer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from trifecta.apps.checkins.models import Finding, Reply
from trifecta.apps.checkins.selectors.rounds import RoundView, round_for
from trifecta.apps.people.models import User
from trifecta.apps.records.prepared import prepared
from trifecta.domain.checkins.estimator import Diagnosis
from trifecta.domain.checkins.replies import FIT_WORDS, Fit
from trifecta.domain.checkins.stored import diagnosis_from
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A reply that was sent; `until` is when another took its place, None for the one that holds.

    `about` are the ids of the two people that what it replies to is about.
    """

    id: str
    finding_id: str
    round_id: str
    member_id: str
    about: tuple[str, str]
    fit: Fit
    words: str
    sent_at: datetime
    until: datetime | None

    @property
    def says(self) -> str:
        return FIT_WORDS[self.fit]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What somebody says to a result now, and what they said before, the latest first."""

    id: str
    fit: Fit
    words: str
    sent_at: datetime
    earlier: tuple[Said, ...]

    @property
    def says(self) -> str:
        return FIT_WORDS[self.fit]

    @property
    def differs(self) -> bool:
        return self.fit is Fit.DIFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class MyReply:
    """A finding about the reader, in the order of its two people; what they sent and have kept."""

    round: RoundView
    finding_id: str
    names: tuple[str, str]
    diagnosis: Diagnosis
    sent: ReplyView | None
    kept_fit: str
    kept_words: str

    @property
    def fit(self) -> str:
        """What the form begins with."""
        return self.kept_fit or (self.sent.fit.value if self.sent and not self.kept_words else "")

    @property
    def words(self) -> str:
        return self.kept_words or (self.sent.words if self.sent and not self.kept_fit else "")


def my_reply(*, actor: User, round_id: str, finding_id: str) -> MyReply:
    """For one of the two that a finding of an opened round is about; raises NotFoundError."""
    view = round_for(actor=actor, round_id=round_id)
    finding = Finding.objects.filter(id=finding_id, round_id=view.id).first()
    if view.state != "revealed" or finding is None:
        raise NotFoundError
    if view.me.id not in {finding.first_id, finding.second_id}:
        raise NotFoundError
    names = {member.id: member.name for member in view.participants}
    mine = list(Reply.objects.filter(finding=finding, member_id=view.me.id))
    draft = next((row for row in mine if row.sent_at is None), None)
    sent = [_said(row, finding) for row in mine if row.sent_at is not None]
    return MyReply(
        round=view,
        finding_id=finding.id,
        names=(names[finding.first_id], names[finding.second_id]),
        diagnosis=diagnosis_from(finding.diagnosis),
        sent=reply_view(sent),
        kept_fit=draft.fit if draft else "",
        kept_words=draft.words if draft else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What a reader may know of replies to a round's findings.

    `said` is what was sent, by finding and member; `kept` are the findings to which the reader has
    begun to say something and not sent it.
    """

    said: Mapping[tuple[str, str], ReplyView]
    kept: frozenset[str]


def replies_to(findings: Sequence[Finding], *, view: RoundView) -> Replies:
    """To the findings of an opened round; what others keep is not even fetched."""
    by_id = {finding.id: finding for finding in findings}
    found: dict[tuple[str, str], list[Said]] = {}
    kept = set()
    for row in _sent_or_mine(view.id, view.me.id):
        if row.sent_at is None:
            kept.add(row.finding_id)
        else:
            said = _said(row, by_id[row.finding_id])
            found.setdefault((said.finding_id, said.member_id), []).append(said)
    views = {key: reply_view(several) for key, several in found.items()}
    return Replies(
        said={key: view for key, view in views.items() if view is not None}, kept=frozenset(kept)
    )


@prepared
def _sent_or_mine(round_id: str, member_id: str) -> QuerySet[Reply]:
    known = Q(sent_at__isnull=False) | Q(member_id=member_id)
    return Reply.objects.filter(known, finding__round_id=round_id)


def said_in(partnership_id: str, *, among: Collection[str]) -> list[Said]:
    """Everything sent in rounds the caller may read, in the order of time; without words."""
    return [_said_of(row) for row in _sent(partnership_id) if row.of_round in among]  # type: ignore[attr-defined]


@prepared
def _sent(partnership_id: str) -> QuerySet[Reply]:
    """With the round and the two people of the finding, and without what was written."""
    rows = Reply.objects.filter(
        finding__round__partnership_id=partnership_id, sent_at__isnull=False
    )
    ordered = rows.defer("words").order_by("sent_at", "id")
    return ordered.annotate(
        of_round=F("finding__round_id"),
        of_first=F("finding__first_id"),
        of_second=F("finding__second_id"),
    )


def reply_view(said: Sequence[Said]) -> ReplyView | None:
    """The one that holds with those before it; None where nothing holds."""
    ordered = sorted(said, key=lambda one: one.sent_at, reverse=True)
    holds = next((one for one in ordered if one.until is None), None)
    if holds is None:
        return None
    return ReplyView(
        id=holds.id,
        fit=holds.fit,
        words=holds.words,
        sent_at=holds.sent_at,
        earlier=tuple(one for one in ordered if one is not holds),
    )


def differing(said: Sequence[Said]) -> Mapping[str, tuple[Said, ...]]:
    """By round, those that hold and say that it is not how it is."""
    found: dict[str, tuple[Said, ...]] = {}
    for one in said:
        if one.until is None and one.fit is Fit.DIFFERS:
            found[one.round_id] = (*found.get(one.round_id, ()), one)
    return found


def _said(row: Reply, finding: Finding) -> Said:
    if row.sent_at is None:
        raise ValueError("a draft has not been said")
    return Said(
        id=row.id,
        finding_id=finding.id,
        round_id=finding.round_id,
        member_id=row.member_id,
        about=(finding.first_id, finding.second_id),
        fit=Fit(row.fit),
        words=row.words,
        sent_at=row.sent_at,
        until=row.replaced_at,
    )


def _said_of(row: Any) -> Said:
    """Of a row of `_sent`."""
    return Said(
        id=row.id,
        finding_id=row.finding_id,
        round_id=row.of_round,
        member_id=row.member_id,
        about=(row.of_first, row.of_second),
        fit=Fit(row.fit),
        words="",
        sent_at=row.sent_at,
        until=row.replaced_at,
    )
