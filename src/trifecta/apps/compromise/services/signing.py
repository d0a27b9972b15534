"""Proposing, signing and declining: in force is what everybody has signed, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.agreement_news import tell_in_force, tell_others
from trifecta.apps.compromise.models import (
    AgreementVersion,
    Commitment,
    CommitmentState,
    Signature,
)
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, enter, terms_of
from trifecta.apps.compromise.services.standing import keep_standing, record_change
from trifecta.apps.compromise.services.writing import begin_version
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.services import mark_outcome
from trifecta.domain.compromise import agreements as rules
from trifecta.domain.compromise.terms import MAX_TEXT, Promise, Terms, clean, missing
from trifecta.domain.errors import ConflictError, InvalidError

TAKEN_OUT = "Taken out when all of you changed the agreement."
ENDED_EARLY = "The agreement ended early, as all of you signed."


@transaction.atomic
def propose(*, actor: User, agreement_id: str, why: str = "") -> int:
    """Hand the draft to everybody for signing; returns the number of the version to sign.

    Raises InvalidError with what is still missing.
    """
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    version = room.drafting
    after = rules.propose(room.standing)
    if version is None:
        raise ConflictError("Nothing is being written at the moment.")
    before = room.words if room.in_force else None
    lacking = missing(
        terms_of(version),
        members={member.id: member.name for member in room.partnership.members},
        today=timezone.localdate(),
        before=before,
    )
    if lacking:
        raise InvalidError(" ".join(one.words for one in lacking))
    _propose(room, version, after, why=why)
    tell_others(room, what="change_proposed" if room.in_force else "proposed")
    record_change(room, "proposed", actor=actor, reason=f"version_{version.number}")
    return version.number


@transaction.atomic
def propose_ending(*, actor: User, agreement_id: str, why: str) -> int:
    """Propose to end an agreement early; it stays in force until everybody has signed that."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    if room.in_force is None:
        raise ConflictError("This agreement is not in force, so there is nothing to end.")
    if not clean(why):
        raise InvalidError(
            "Say why it can end.", fields={"why": "Say in a sentence why it can end."}
        )
    begin_version(room, rules.start_change, words=replace(room.open_words, ends=True))
    version = room.versions[-1]
    _propose(room, version, rules.propose(room.standing, ends=True), why=why)
    tell_others(room, what="ending_proposed")
    record_change(room, "ending_proposed", actor=actor, reason=f"version_{version.number}")
    return version.number


def _propose(
    room: AgreementRoom, version: AgreementVersion, after: rules.Standing, *, why: str
) -> None:
    why = _short(why, field="why")
    now = timezone.now()
    version.proposed_by_id = room.me
    version.proposed_at = now
    version.why = why or None
    version.save(update_fields=["proposed_by", "proposed_at", "why"])
    keep_standing(room, after, now=now)


@transaction.atomic
def sign(*, actor: User, agreement_id: str, version: int) -> bool:
    """Sign exactly `version`; returns whether everybody has signed now and it is in force.

    Raises ConflictError when the words have changed since they were read.
    """
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    after = rules.sign(room.standing, version=version, member=room.me, members=room.members)
    waiting = room.waiting
    if waiting is None:
        raise ConflictError("Nothing waits to be signed here any more.")
    nobody_gone(room, terms_of(waiting))
    if room.me not in room.signed(waiting):
        row = Signature(version=waiting, member_id=room.me)
        row.save(force_insert=True)
        room.signatures.setdefault(waiting.id, []).append(row)
    if after.in_force == waiting.number:
        come_into_force(room, waiting, after, actor=actor, now=timezone.now())
    record_change(room, "signed", actor=actor, reason=f"version_{version}")
    return after.in_force == version


@transaction.atomic
def withdraw_signature(*, actor: User, agreement_id: str) -> None:
    """Take my signature back, while somebody else's is missing."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    rules.withdraw_signature(room.standing, member=room.me)
    Signature.objects.filter(version=room.waiting, member_id=room.me).delete()
    record_change(room, "signature_withdrawn", actor=actor)


@transaction.atomic
def decline(*, actor: User, agreement_id: str, version: int, because: str) -> None:
    """Say what is off with `version`. A first version becomes a draft again, with all its words.

    A declined change can still be read; what was agreed stays in force.
    """
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    waiting = room.waiting
    if waiting is None or waiting.number != version:
        raise ConflictError(
            "The words have changed since you opened this page. Nothing was declined. Read them "
            "as they are now."
        )
    text = _short(because, field="because")
    if not text:
        raise InvalidError(
            "Say what is off.", fields={"because": "Say in a sentence what is off for you."}
        )
    waiting.declined_by_id, waiting.declined_because = room.me, text
    waiting.save(update_fields=["declined_by", "declined_because"])
    begin_version(room, rules.decline, words=terms_of(waiting), declined=True)
    tell_others(room, what="declined")
    record_change(room, "declined", actor=actor, reason=f"version_{version}")


def come_into_force(
    room: AgreementRoom,
    version: AgreementVersion,
    after: rules.Standing,
    *,
    actor: User,
    now: datetime,
) -> None:
    """Write that everybody has signed `version`, and what follows from it."""
    room.agreement.active_since = room.agreement.active_since or now
    if after.state == "ended":
        room.agreement.ended_at = now
    keep_standing(room, after, now=now)
    terms = terms_of(version)
    if terms.ends:
        for row in room.open_commitments:
            _drop(row, reason=ENDED_EARLY, now=now)
    else:
        _store_commitments(room, terms, now=now)
        room.agreement.review_on = terms.review_on
        room.agreement.save(update_fields=["review_on"])
    _mark_tension(actor, room, ended=terms.ends)
    tell_in_force(room, now=now)


def _store_commitments(room: AgreementRoom, terms: Terms, *, now: datetime) -> None:
    """Bring the open commitments to what was signed; those with an answer stay as they are."""
    rows = {row.id: row for row in room.commitments}
    for position, promise in enumerate(terms.promises):
        row = rows.get(promise.key)
        if row is None:
            _write(
                Commitment(
                    id=promise.key,
                    organisation=room.partnership.organisation,
                    agreement=room.agreement,
                ),
                promise,
                position,
            )
        elif row.state == CommitmentState.OPEN:
            _write(row, promise, position)
    for row in room.open_commitments:
        if terms.promise(row.id) is None:
            _drop(row, reason=TAKEN_OUT, now=now)
    room.commitments = list(Commitment.objects.filter(agreement=room.agreement))


def _write(row: Commitment, promise: Promise, position: int) -> None:
    if promise.due is None:
        raise InvalidError("Every commitment needs a day before it can be signed.")
    row.owner_id = promise.owner
    row.text = promise.text
    row.stage = promise.stage or None
    row.due = promise.due
    row.position = position
    row.save()


def _drop(row: Commitment, *, reason: str, now: datetime) -> None:
    row.state = CommitmentState.DROPPED
    row.reason = reason
    row.settled_at = now
    row.save()


def _mark_tension(actor: User, room: AgreementRoom, *, ended: bool) -> None:
    if not room.agreement.tension_id:
        return
    navigate = room.agreement.kind == "navigate"
    agreed = TensionState.NAVIGATING if navigate else TensionState.AGREED
    mark_outcome(
        actor=actor,
        tension_id=room.agreement.tension_id,
        state=TensionState.OPEN if ended else agreed,
    )


def nobody_gone(room: AgreementRoom, terms: Terms) -> None:
    """Raises ConflictError when somebody who has left is to do something in `terms`."""
    gone = {one.owner for one in terms.promises} - room.members
    if gone and not terms.ends:
        name = room.names.get(min(gone), "Somebody")
        raise ConflictError(
            f"{name} has left, and these words still count on {name}. Change them first: say who "
            "does it now. Nothing was signed."
        )


def _short(text: str, *, field: str) -> str:
    text = clean(text)
    if len(text) > MAX_TEXT:
        raise InvalidError(
            "This is too long.",
            fields={field: f"Use at most {MAX_TEXT} characters; this has {len(text)}."},
        )
    return text
