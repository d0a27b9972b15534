"""Beginning a model, changing its text, going back to an earlier one, and deleting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import Organisation, User
from trifecta.apps.people.putting_away import hold_open_partnership
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.records.audit import record
from trifecta.apps.systems.models import (
    Decision,
    DecisionState,
    ModelVersion,
    Observed,
    Period,
    Ranges,
    SystemModel,
)
from trifecta.apps.systems.selectors.rooms import ModelRoom, enter, latest_version
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, TooManyError
from trifecta.domain.systems.model import Semantics
from trifecta.domain.tensions.statements import clean_text, tidy

MOST_MODELS: Final = 30
MOST_VERSIONS: Final = 500
LONGEST_TEXT: Final = 20_000
LONGEST_NAME: Final = 120
LONGEST_QUESTION: Final = 500
MOST_ROUNDS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a model is called, what it is to answer, by which stock, over how long, and how it runs.

    Without `semantics` it runs as before, a new one as the language was published.
    """

    name: str
    question: str
    answered_by: str = ""
    period: str = Period.WEEK
    rounds: int = 12
    semantics: Semantics | None = None


@transaction.atomic
def begin_model(*, actor: User, partnership_id: str, about: About, text: str) -> SystemModel:
    """A model with its first text, which may be empty and need not run yet."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    hold_open_partnership(partnership_id)
    if SystemModel.objects.filter(partnership=view.row).count() >= MOST_MODELS:
        raise TooManyError(
            f"You keep {MOST_MODELS} models already, which is the most. Delete one that you do not "
            "need any more, then begin this one."
        )
    row = SystemModel(
        organisation=view.organisation, partnership=view.row, started_by_id=view.me.id
    )
    _describe(row, about)
    text = clean_model_text(text)
    row.save(force_insert=True)
    room = ModelRoom(model=row, partnership=view)
    _add_version(room, text, number=1, semantics=about.semantics or Semantics.PUBLISHED)
    _record(actor, room, "begun")
    return row


@transaction.atomic
def describe_model(*, actor: User, model_id: str, about: About) -> SystemModel:
    """Another name, question, answering stock or span; another way to run is a new version."""
    room = enter(actor=actor, model_id=model_id, lock=True)
    _describe(room.model, about)
    room.model.changed_at = timezone.now()
    room.model.save()
    latest = latest_version(room.model)
    if about.semantics is not None and about.semantics != latest.semantics:
        _add_version(room, latest.text, number=latest.number + 1, semantics=about.semantics)
    _record(actor, room, "described")
    return room.model


@transaction.atomic
def save_text(*, actor: User, model_id: str, text: str, read: int) -> ModelVersion:
    """A new version where the text has changed; `read` is the number of the one it was made from.

    Raises ConflictError when somebody has saved another one in the meantime.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    latest = latest_version(room.model)
    text = clean_model_text(text)
    if text == latest.text:
        return latest
    if latest.number != read:
        raise ConflictError(
            "Somebody has saved another text in the meantime. It stands below; save again to put "
            "yours in its place."
        )
    version = _add_version(
        room, text, number=latest.number + 1, semantics=Semantics(latest.semantics)
    )
    _record(actor, room, "changed")
    return version


@transaction.atomic
def restore_version(*, actor: User, model_id: str, number: int) -> ModelVersion:
    """An earlier version, run as it was, as the newest one; what lies between stays."""
    room = enter(actor=actor, model_id=model_id, lock=True)
    earlier = ModelVersion.objects.filter(model=room.model, number=number).first()
    if earlier is None:
        raise NotFoundError
    latest = latest_version(room.model)
    if (earlier.text, earlier.semantics) == (latest.text, latest.semantics):
        return latest
    version = _add_version(
        room,
        earlier.text,
        number=latest.number + 1,
        semantics=Semantics(earlier.semantics),
        restored=number,
    )
    _record(actor, room, "restored")
    return version


@transaction.atomic
def delete_model(*, actor: User, model_id: str) -> str:
    """Delete it for all members, with all that belongs to it; returns the id of its partnership.

    Raises ConflictError while something decided from it has not been looked back at.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    if Decision.objects.filter(model=room.model, state=DecisionState.RUNNING).exists():
        raise ConflictError(
            "You have decided something from this model. Look back at it or let it go first, then "
            "delete the model."
        )
    _record(actor, room, "deleted")
    room.model.delete()
    return room.partnership.id


def forget_models(*, organisation_id: str) -> None:
    """Delete all of an organisation that only one person was ever in; the caller says so."""
    for table in (Decision, Observed, Ranges, ModelVersion, SystemModel):
        table.objects.filter(organisation_id=organisation_id).delete()


def clean_model_text(text: str) -> str:
    """A text with one kind of line end; raises InvalidError where it is too long."""
    text = one_line_end(text).rstrip()
    if len(text) > LONGEST_TEXT:
        raise InvalidError(
            "The text is too long.",
            fields={
                "text": f"Use at most {LONGEST_TEXT:,} characters; this has {len(text):,}. "
                "Nothing is lost: shorten it here."
            },
        )
    return text


def one_line_end(text: str) -> str:
    """The text with one kind of line end, and without signs that steer a terminal."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


def _describe(row: SystemModel, about: About) -> None:
    wrong: dict[str, str] = {}
    for field, longest, missing in (
        ("name", LONGEST_NAME, "Give it a name that all of you would use."),
        ("question", LONGEST_QUESTION, "Write what you want to know."),
    ):
        try:
            text = getattr(about, field)
            setattr(row, field, clean_text(text, field=field, longest=longest, missing=missing))
        except InvalidError as error:
            wrong |= error.fields
    row.answered_by = tidy(about.answered_by)[:LONGEST_NAME] or None
    if about.period not in Period.values:
        wrong["period"] = "Choose one of these."
    if not 1 <= about.rounds <= MOST_ROUNDS:
        wrong["rounds"] = f"Choose a number from 1 to {MOST_ROUNDS}."
    if wrong:
        raise InvalidError("This is not ready to be kept yet.", fields=wrong)
    row.period, row.rounds = about.period, about.rounds


def _add_version(
    room: ModelRoom,
    text: str,
    *,
    number: int,
    semantics: Semantics,
    restored: int | None = None,
) -> ModelVersion:
    if number > MOST_VERSIONS:
        raise TooManyError(
            f"This model has {MOST_VERSIONS} versions, which is the most. Begin a new model with "
            "this text."
        )
    version = ModelVersion(
        organisation=room.partnership.organisation,
        model=room.model,
        number=number,
        text=text,
        semantics=semantics,
        written_by_id=room.me,
        restored=restored,
    )
    version.save(force_insert=True)
    SystemModel.objects.filter(id=room.model.id).update(changed_at=timezone.now())
    return version


def _record(actor: User, room: ModelRoom, what: str) -> None:
    organisation: Organisation = room.partnership.organisation
    record(
        actor=actor, organisation=organisation, action=f"systems.model_{what}", subject=room.model
    )
