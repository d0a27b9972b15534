"""Writing the words of an agreement together: around the commitments, and one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.models import AgreementVersion, VersionState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, enter, terms_of
from trifecta.apps.compromise.services.standing import keep_standing, record_change
from trifecta.apps.people.models import User
from trifecta.apps.records.ids import new_id
from trifecta.domain.compromise import agreements as rules
from trifecta.domain.compromise.terms import (
    Promise,
    Terms,
    as_data,
    checked_heading,
    checked_promise,
    mark_of,
    room_for_one,
)
from trifecta.domain.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What can be written around the commitments."""

    title: str
    summary: str = ""
    disagree: str = ""
    change_mind: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWords:
    """One commitment as it is written; owner (a member's id) and day may come later."""

    text: str
    owner: str = ""
    due: date | None = None
    stage: str = ""


@transaction.atomic
def edit_draft(*, actor: User, agreement_id: str, words: Words, read: str = "") -> None:
    """Write the words around the commitments; `read` is the mark of what the writer had read.

    Raises ConflictError when somebody else has changed them since, InvalidError by field.
    """
    room, version = _open_draft(actor, agreement_id)
    terms = terms_of(version)
    if read and read != mark_of(terms):
        raise ConflictError(
            "Somebody has changed these words since you opened them. What they say now is shown "
            "below. Yours are still here: send them again to use yours."
        )
    edited = replace(
        terms,
        title=words.title,
        summary=words.summary,
        disagree=words.disagree,
        change_mind=words.change_mind,
        review_on=words.review_on,
    )
    unchanged = words.review_on == room.words.review_on and room.in_force is not None
    checked = checked_heading(
        replace(edited, review_on=None) if unchanged else edited, today=timezone.localdate()
    )
    _keep(actor, room, version, replace(checked, review_on=words.review_on), "words_written")


@transaction.atomic
def add_commitment(*, actor: User, agreement_id: str, words: CommitmentWords) -> str:
    """Add one commitment to the draft; returns its id."""
    room, version = _open_draft(actor, agreement_id)
    terms = terms_of(version)
    room_for_one(terms)
    promise = checked_promise(
        _promise(new_id(), words), today=timezone.localdate(), members=room.members
    )
    terms = replace(terms, promises=(*terms.promises, promise))
    _keep(actor, room, version, terms, "commitment_written")
    return promise.key


@transaction.atomic
def change_commitment(
    *, actor: User, agreement_id: str, commitment_id: str, words: CommitmentWords, read: str = ""
) -> None:
    """Change one commitment of the draft; `read` as for `edit_draft`."""
    room, version = _open_draft(actor, agreement_id)
    terms = terms_of(version)
    before = terms.promise(commitment_id)
    if before is None:
        raise ConflictError("Somebody has taken this commitment out. You can add it again.")
    if read and read != mark_of(before):
        raise ConflictError(
            "Somebody has changed this commitment since you opened it. What it says now is shown "
            "below. Your words are still here: send them again to use yours."
        )
    promise = checked_promise(
        _promise(commitment_id, words),
        today=timezone.localdate(),
        members=room.members,
        due_before=before.due,
    )
    promises = tuple(promise if one.key == commitment_id else one for one in terms.promises)
    _keep(actor, room, version, replace(terms, promises=promises), "commitment_written")


@transaction.atomic
def remove_commitment(*, actor: User, agreement_id: str, commitment_id: str) -> None:
    """Take one commitment out of the draft."""
    room, version = _open_draft(actor, agreement_id)
    terms = terms_of(version)
    if terms.promise(commitment_id) is None:
        raise NotFoundError
    promises = tuple(one for one in terms.promises if one.key != commitment_id)
    _keep(actor, room, version, replace(terms, promises=promises), "commitment_taken_out")


def _promise(key: str, words: CommitmentWords) -> Promise:
    return Promise(key=key, text=words.text, owner=words.owner, due=words.due, stage=words.stage)


def _open_draft(actor: User, agreement_id: str) -> tuple[AgreementRoom, AgreementVersion]:
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    if room.drafting is None:
        raise ConflictError(
            "These words are not a draft any more. Nothing was changed. Propose a change instead."
        )
    return room, room.drafting


def _keep(
    actor: User, room: AgreementRoom, version: AgreementVersion, terms: Terms, what: str
) -> None:
    version.terms = as_data(terms)
    version.save(update_fields=["terms"])
    record_change(room, what, actor=actor)


# ---------------------------------------------------------------- changing what was signed


@transaction.atomic
def start_change(*, actor: User, agreement_id: str) -> None:
    """Begin the next version from the words that count; those in force stay until all have signed.

    A version that was waiting for signatures is no longer signed, and its words are carried over.
    """
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    begin_version(room, rules.start_change, words=_next_words(room))
    record_change(room, "change_started", actor=actor)


def _next_words(room: AgreementRoom) -> Terms:
    waiting = room.waiting
    terms = terms_of(waiting) if waiting is not None else room.words
    if terms.ends:
        terms = room.words
    return replace(terms, promises=room.still_open(terms), ends=False)


def begin_version(
    room: AgreementRoom,
    decide: Callable[[rules.Standing], rules.Standing],
    *,
    words: Terms,
    declined: bool = False,
) -> None:
    """Write what `decide` says; where it numbers a new version, store `words` as that draft."""
    after = decide(room.standing)
    keep_standing(room, after, now=timezone.now(), declined=declined)
    if after.drafting is None or after.drafting == room.versions[-1].number:
        return
    version = AgreementVersion(
        organisation=room.partnership.organisation,
        agreement=room.agreement,
        number=after.drafting,
        state=VersionState.DRAFT,
        terms=as_data(words),
        written_by_id=room.me,
    )
    version.save(force_insert=True)
    room.versions.append(version)


@transaction.atomic
def set_change_aside(*, actor: User, agreement_id: str) -> None:
    """Stop writing a change; its words can still be read among the earlier versions."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    keep_standing(room, rules.set_change_aside(room.standing), now=timezone.now())
    record_change(room, "change_set_aside", actor=actor)


@transaction.atomic
def discard_draft(*, actor: User, agreement_id: str) -> str:
    """Remove a draft nobody has ever been asked to sign; returns the partnership's id."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    if len(room.versions) > 1 or room.drafting is None:
        raise ConflictError("This has been proposed before, so it stays on record.")
    record_change(room, "draft_discarded", actor=actor)
    room.agreement.delete()
    return room.partnership.id
