"""Changes to what a plan is made of: stages, and options with their effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models, transaction
from django.utils import timezone

from trifecta.apps.compromise.models.plans import Option, Stage
from trifecta.apps.compromise.models.policies import PlanPolicy
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import SETTLED, Tension, TensionState
from trifecta.apps.tensions.selectors import GateView, require_open_gate
from trifecta.domain.compromise.checks import (
    MOST_OPTIONS,
    MOST_RESOURCES,
    MOST_STAGES,
    MOST_WEEKS,
)
from trifecta.domain.compromise.policies import circle_of
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError
from trifecta.domain.tensions.statements import clean_text

LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 1000
LONGEST_RESOURCE: Final = 60

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEffort:
    """New effort for an option, and the version it was read in."""

    effort: Effort
    version: int


def enter_plans(*, actor: User, tension_id: str) -> GateView:
    """The tension with its plans open, locked until the caller's transaction ends."""
    Tension.objects.select_for_update().filter(id=tension_id).first()
    view = require_open_gate(actor=actor, tension_id=tension_id)
    if view.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension has been set aside. Take it up again first.")
    if view.state in SETTLED:
        raise NotYetError(
            "You have an agreement that rests on this. Change the agreement, or open a new tension."
        )
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
    check_version(row.version, version, what="This stage")
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
    check_version(row.version, version, what="This option")
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
    _take_from_policies(row)
    _record(actor, view, "compromise.option_removed", row)
    return row


@transaction.atomic
def change_efforts(*, actor: User, tension_id: str, efforts: Mapping[str, NewEffort]) -> None:
    """New effort for several options (by id) at once; all are kept or none."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    options = Option.objects.select_for_update().filter(tension_id=tension_id, removed_at=None)
    rows = {row.id: row for row in options}
    stages = set(Stage.objects.filter(tension_id=tension_id).values_list("id", flat=True))
    check_known(tuple(efforts), set(rows))
    for option_id, new in efforts.items():
        row = rows[option_id]
        effort = _effort(new.effort, stages)
        if effort == row.effort:
            continue
        check_version(row.version, new.version, what=f"“{row.title}”")
        row.effort, row.version, row.changed_at = effort, row.version + 1, timezone.now()
        row.save(update_fields=["effort", "version", "changed_at"])
        _record(actor, view, "compromise.option_changed", row)


def _take_from_policies(row: Option) -> None:
    """A policy that says nothing of any option that is left stands there until it does again."""
    for policy in PlanPolicy.objects.filter(tension_id=row.tension_id):
        policy.never = [key for key in policy.never if key != row.id]
        policy.after = [pair for pair in policy.after if row.id not in pair]
        policy.save(update_fields=["never", "after"])


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
    row.effort = _effort(new.effort, stages)
    for name in ("after", "excludes", "together"):
        ids: tuple[str, ...] = getattr(new, name)
        check_known(ids, known)
        setattr(row, name, sorted(set(ids)))
    check_known(new.asked_by, {member.id for member in view.partnership.members})
    row.asked_by = sorted(set(new.asked_by))
    _check_order(row, others)


def _note(note: str) -> str:
    if not note.strip():
        return ""
    return clean_text(note, field="note", longest=LONGEST_NOTE, missing="")


def _check_order(row: Option, others: models.QuerySet[Option]) -> None:
    """No option may wait for itself by way of others, or of a policy."""
    policies = PlanPolicy.objects.filter(tension_id=row.tension_id)
    waits = [(one.id, other) for one in (*others, row) for other in one.after]
    waits += [(one, other) for policy in policies for one, other in policy.after]
    if circle_of(waits):
        raise InvalidError(
            "These wait for each other.",
            fields={"after": "One of these waits for this option already. Choose another."},
        )


def _effort(effort: Effort, stages: set[str]) -> dict[str, dict[str, float]]:
    check_known(tuple(effort), stages)
    return {key: _amounts(use, field="effort") for key, use in effort.items() if use}


def check_known(ids: tuple[str, ...], known: set[str]) -> None:
    if not set(ids) <= known:
        raise ConflictError("Something this refers to has gone in the meantime. Look again.")


def _amounts(amounts: Mapping[str, float], *, field: str) -> dict[str, float]:
    if len(amounts) > MOST_RESOURCES:
        message = f"Count the time of at most {MOST_RESOURCES} kinds of people."
        raise InvalidError("There are too many kinds of people.", fields={field: message})
    names = {name: " ".join(name.split()) for name in amounts}
    if any(not 0 < len(name) <= LONGEST_RESOURCE for name in names.values()):
        message = f"Name whose time it is, in at most {LONGEST_RESOURCE} characters."
        raise InvalidError("A name does not fit.", fields={field: message})
    if any(not 0 <= amount <= MOST_WEEKS for amount in amounts.values()):
        message = f"Write a number from 0 to {MOST_WEEKS:,.0f}."
        raise InvalidError("A number does not fit.", fields={field: message})
    return {names[name]: float(amount) for name, amount in amounts.items()}


def check_version(stored: int, read: int, *, what: str) -> None:
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
