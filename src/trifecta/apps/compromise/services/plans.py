"""Changes to what a plan is made of: stages, options, scores, and by when a need is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models, transaction
from django.utils import timezone

from trifecta.apps.compromise.models.plans import NeedTerms, Option, Score, Stage
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Statement, Tension, TensionState
from trifecta.apps.tensions.selectors import GateView, needs_for_finder, require_open_gate
from trifecta.domain.compromise.checks import (
    MOST_OPTIONS,
    MOST_POINTS,
    MOST_STAGES,
    MOST_WEEKS,
)
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError
from trifecta.domain.tensions.statements import clean_text

LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 1000

Effort = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStage:
    """What a stage says; `capacity` in person-weeks by resource."""

    name: str
    starts: date
    ends: date | None
    capacity: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOption:
    """What an option says; ids refer to stages, options and members of the same tension."""

    title: str
    note: str = ""
    effort: Effort
    after: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()


def enter_plans(*, actor: User, tension_id: str) -> GateView:
    """The tension with its plans open, locked until the caller's transaction ends."""
    view = require_open_gate(actor=actor, tension_id=tension_id)
    Tension.objects.select_for_update().filter(id=tension_id).first()
    if view.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension was put aside. Take it up again first.")
    return view


@transaction.atomic
def add_stage(*, actor: User, tension_id: str, new: NewStage) -> Stage:
    """A stage at its place in time."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    if Stage.objects.filter(tension_id=tension_id).count() >= MOST_STAGES:
        raise InvalidError(f"A plan has at most {MOST_STAGES} stages. Join two of them first.")
    row = Stage(organisation=view.partnership.organisation, tension_id=tension_id)
    _fill_stage(row, new)
    row.save(force_insert=True)
    _record(actor, view, "compromise.stage_added", row)
    return row


@transaction.atomic
def change_stage(*, actor: User, stage_id: str, new: NewStage, version: int) -> Stage:
    """New words, days or room; raises ConflictError when somebody else was faster."""
    view, row = _stage(actor, stage_id)
    _check_version(row.version, version, what="This stage")
    _fill_stage(row, new)
    row.version += 1
    row.save()
    _record(actor, view, "compromise.stage_changed", row)
    return row


@transaction.atomic
def remove_stage(*, actor: User, stage_id: str) -> Stage:
    """Take a stage out; options lose the effort they had in it."""
    view, row = _stage(actor, stage_id)
    for option in Option.objects.filter(tension_id=row.tension_id, removed_at=None):
        if row.id in option.effort:
            option.effort = {key: use for key, use in option.effort.items() if key != row.id}
            option.save(update_fields=["effort"])
    _record(actor, view, "compromise.stage_removed", row)
    row.delete()
    return row


@transaction.atomic
def add_option(*, actor: User, tension_id: str, new: NewOption) -> Option:
    """Something that could be done."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    if Option.objects.filter(tension_id=tension_id, removed_at=None).count() >= MOST_OPTIONS:
        raise InvalidError(f"At most {MOST_OPTIONS} options can be compared. Remove one first.")
    row = Option(
        organisation=view.partnership.organisation,
        tension_id=tension_id,
        proposed_by_id=view.partnership.me.id,
    )
    _fill_option(row, new, view)
    row.save(force_insert=True)
    _record(actor, view, "compromise.option_added", row)
    return row


@transaction.atomic
def change_option(*, actor: User, option_id: str, new: NewOption, version: int) -> Option:
    """New words, effort or conditions; raises ConflictError when somebody else was faster."""
    view, row = _option(actor, option_id)
    _check_version(row.version, version, what="This option")
    _fill_option(row, new, view)
    row.version += 1
    row.changed_at = timezone.now()
    row.save()
    _record(actor, view, "compromise.option_changed", row)
    return row


@transaction.atomic
def remove_option(*, actor: User, option_id: str) -> Option:
    """Take an option out, also from what others wait for or exclude."""
    view, row = _option(actor, option_id)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    for other in Option.objects.filter(tension_id=row.tension_id, removed_at=None):
        for name in ("after", "excludes", "together"):
            setattr(other, name, [key for key in getattr(other, name) if key != row.id])
        other.save(update_fields=["after", "excludes", "together"])
    _record(actor, view, "compromise.option_removed", row)
    return row


@transaction.atomic
def score_options(
    *, actor: User, tension_id: str, points: Mapping[tuple[str, str], int | None]
) -> None:
    """How far options meet my own needs, by (option id, need id); None takes a score back."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    mine = {need.id for need in _my_needs(actor, view)}
    options = set(
        Option.objects.filter(tension_id=tension_id, removed_at=None).values_list("id", flat=True)
    )
    for (option_id, need_id), value in points.items():
        if need_id not in mine or option_id not in options:
            raise NotFoundError
        if value is not None and abs(value) > MOST_POINTS:
            raise InvalidError(f"Points lie between −{MOST_POINTS:.0f} and {MOST_POINTS:.0f}.")
    rows = {
        (row.option_id, row.need_id): row
        for row in Score.objects.select_for_update().filter(option_id__in=options, need_id__in=mine)
    }
    for (option_id, need_id), value in points.items():
        row = rows.get((option_id, need_id))
        if value is None:
            if row is not None:
                row.delete()
        else:
            row = row or Score(
                organisation=view.partnership.organisation, option_id=option_id, need_id=need_id
            )
            row.points = value
            row.save()
    _record(actor, view, "compromise.options_scored", view.partnership.row)


@transaction.atomic
def set_needed_by(
    *, actor: User, tension_id: str, need_id: str, needed_by: date | None
) -> NeedTerms:
    """By when a need of mine has to be met."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    if need_id not in {need.id for need in _my_needs(actor, view)}:
        raise NotFoundError
    if needed_by is not None and needed_by < timezone.localdate():
        raise InvalidError(
            "This day has passed.", fields={"needed_by": "Choose today or a later day."}
        )
    row = NeedTerms.objects.filter(need_id=need_id).first() or NeedTerms(
        organisation=view.partnership.organisation, need_id=need_id
    )
    row.needed_by = needed_by
    row.save()
    _record(actor, view, "compromise.need_dated", row)
    return row


def _my_needs(actor: User, view: GateView) -> list[Statement]:
    usable = {
        need.id
        for need in needs_for_finder(actor=actor, tension_id=view.tension_id)
        if need.member_id == view.partnership.me.id
    }
    return list(Statement.objects.filter(id__in=usable))


def _fill_stage(row: Stage, new: NewStage) -> None:
    row.name = clean_text(
        new.name, field="name", longest=LONGEST_NAME, missing="Give the stage a name."
    )
    if new.ends is not None and new.ends < new.starts:
        raise InvalidError(
            "The days do not fit.", fields={"ends": "A stage ends on or after the day it starts."}
        )
    if new.ends is not None and new.ends < timezone.localdate():
        raise InvalidError(
            "The days do not fit.", fields={"ends": "This day has passed. Choose a later one."}
        )
    row.starts, row.ends = new.starts, new.ends
    row.capacity = _amounts(new.capacity, field="capacity")


def _fill_option(row: Option, new: NewOption, view: GateView) -> None:
    row.title = clean_text(
        new.title, field="title", longest=LONGEST_NAME, missing="Say in a few words what it is."
    )
    row.note = _note(new.note)
    stages = set(Stage.objects.filter(tension_id=row.tension_id).values_list("id", flat=True))
    others = Option.objects.filter(tension_id=row.tension_id, removed_at=None).exclude(id=row.id)
    known = set(others.values_list("id", flat=True))
    _check_known(new.effort, stages)
    row.effort = {key: _amounts(use, field="effort") for key, use in new.effort.items() if use}
    for name in ("after", "excludes", "together"):
        ids: tuple[str, ...] = getattr(new, name)
        _check_known(ids, known)
        setattr(row, name, sorted(set(ids)))
    _check_known(new.asked_by, {member.id for member in view.partnership.members})
    row.asked_by = sorted(set(new.asked_by))
    _check_order(row, others)


def _note(note: str) -> str:
    if not note.strip():
        return ""
    return clean_text(note, field="note", longest=LONGEST_NOTE, missing="")


def _check_order(row: Option, others: models.QuerySet[Option]) -> None:
    """No option may wait for itself by way of others."""
    waits = {other.id: set(other.after) for other in others}
    seen: set[str] = set()
    ahead = set(row.after)
    while ahead:
        if row.id in ahead:
            raise InvalidError(
                "These wait for each other.",
                fields={"after": "One of these waits for this option already. Choose another."},
            )
        seen |= ahead
        ahead = {after for key in ahead for after in waits.get(key, set())} - seen


def _check_known(ids: Mapping[str, object] | tuple[str, ...], known: set[str]) -> None:
    if not set(ids) <= known:
        raise ConflictError("Something this refers to has gone in the meantime. Look again.")


def _amounts(amounts: Mapping[str, float], *, field: str) -> dict[str, float]:
    for amount in amounts.values():
        if not 0 <= amount <= MOST_WEEKS:
            message = f"Write a number from 0 to {MOST_WEEKS:.0f}."
            raise InvalidError("A number does not fit.", fields={field: message})
    return {" ".join(name.split())[:LONGEST_NAME]: amount for name, amount in amounts.items()}


def _check_version(stored: int, read: int, *, what: str) -> None:
    if stored != read:
        raise ConflictError(
            f"{what} was changed by somebody else in the meantime. What you typed is still here; "
            "look at the new version in another tab, then save yours again if it should stand."
        )


def _stage(actor: User, stage_id: str) -> tuple[GateView, Stage]:
    found = Stage.objects.filter(id=stage_id).first()
    if found is None:
        raise NotFoundError
    view = enter_plans(actor=actor, tension_id=found.tension_id)
    return view, Stage.objects.select_for_update().get(id=stage_id)


def _option(actor: User, option_id: str) -> tuple[GateView, Option]:
    found = Option.objects.filter(id=option_id, removed_at=None).first()
    if found is None:
        raise NotFoundError
    view = enter_plans(actor=actor, tension_id=found.tension_id)
    return view, Option.objects.select_for_update().get(id=option_id)


def _record(actor: User, view: GateView, action: str, subject: models.Model) -> None:
    record(actor=actor, organisation=view.partnership.organisation, action=action, subject=subject)
