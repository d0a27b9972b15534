"""Saying how far a result fits: kept alone, sent, changed, and taken back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from trifecta.apps.checkins.models import Finding, Reply
from trifecta.apps.checkins.news import tell_replied
from trifecta.apps.checkins.selectors.rounds import RoundView, round_for
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.records.audit import record
from trifecta.domain.checkins.replies import ReplyText, clean_draft, clean_reply
from trifecta.domain.errors import ConflictError, NotFoundError


@transaction.atomic
def keep_reply(*, actor: User, round_id: str, finding_id: str, fit: str, words: str) -> None:
    """Keep what the actor has begun to say, for themselves; like every draft it is not audited."""
    view, finding = _lock(actor=actor, round_id=round_id, finding_id=finding_id)
    clean = clean_draft(fit=fit, words=words)
    row = _mine(view, finding).filter(sent_at=None).first() or _new(view, finding)
    _write(row, clean)
    row.save()


@transaction.atomic
def send_reply(
    *, actor: User, round_id: str, finding_id: str, fit: str, words: str, instead_of: str
) -> None:
    """Say to everybody who took part how far a result fits; the one before stays as history.

    `instead_of` is the reply the actor was shown as the one that holds ("" for none). Raises
    ConflictError where another tab has sent one since; saying the same again changes nothing.
    """
    view, finding = _lock(actor=actor, round_id=round_id, finding_id=finding_id)
    clean = clean_reply(fit=fit, words=words)
    holds = _mine(view, finding).filter(sent_at__isnull=False, replaced_at=None).first()
    draft = _mine(view, finding).filter(sent_at=None).first()
    if holds is not None and (holds.fit, holds.words) == (clean.fit, clean.words):
        if draft is not None:
            draft.delete()
        return
    if (holds.id if holds else "") != instead_of:
        raise ConflictError(
            "You have said something else from another place since you opened this page. Nothing "
            "was overwritten: look at what stands there now, and send this again if it should hold."
        )
    now = timezone.now()
    if holds is not None:
        holds.replaced_at = now
        holds.save(update_fields=["replaced_at"])
    row = draft or _new(view, finding)
    _write(row, clean)
    row.sent_at = now
    row.save()
    tell_replied(
        reply_id=row.id, round_id=view.id, readers=_readers(view), partnership=view.partnership
    )
    _record(actor, view, "checkins.reply_changed" if holds else "checkins.reply_sent", row)


@transaction.atomic
def take_back_reply(*, actor: User, round_id: str, finding_id: str) -> None:
    """Remove for good what the actor said to a result, earlier words and a draft as well."""
    view, finding = _lock(actor=actor, round_id=round_id, finding_id=finding_id)
    sent = _mine(view, finding).filter(sent_at__isnull=False).order_by("-sent_at").first()
    if sent is not None:
        _record(actor, view, "checkins.reply_taken_back", sent)
    _mine(view, finding).delete()


def _lock(*, actor: User, round_id: str, finding_id: str) -> tuple[RoundView, Finding]:
    """An opened round and a finding in it that is about the actor; raises NotFoundError."""
    view = round_for(actor=actor, round_id=round_id)
    finding = (
        Finding.objects.select_for_update().filter(id=finding_id, round_id=view.id).first()
        if view.state == "revealed"
        else None
    )
    if finding is None or view.me.id not in {finding.first_id, finding.second_id}:
        raise NotFoundError
    return view, finding


def _mine(view: RoundView, finding: Finding) -> QuerySet[Reply]:
    return Reply.objects.filter(finding=finding, member_id=view.me.id)


def _new(view: RoundView, finding: Finding) -> Reply:
    return Reply(organisation=view.partnership.organisation, finding=finding, member_id=view.me.id)


def _write(row: Reply, clean: ReplyText) -> None:
    row.fit, row.words = clean.fit or "", clean.words


def _readers(view: RoundView) -> list[MemberView]:
    """The others who took part and still are members."""
    return [member for member in view.others if member.left_at is None]


def _record(actor: User, view: RoundView, action: str, row: Reply) -> None:
    """That something was said, never how far it fits."""
    record(actor=actor, organisation=view.partnership.organisation, action=action, subject=row)
