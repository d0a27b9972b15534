"""Changes to the policies that plans are held to: any member writes them, all of them see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.models.plans import Option
from trifecta.apps.compromise.models.policies import PlanPolicy
from trifecta.apps.compromise.services.plans import (
    LONGEST_NAME,
    check_known,
    check_version,
    enter_plans,
)
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.selectors import GateView
from trifecta.domain.compromise.bounds import PAGES
from trifecta.domain.compromise.policies import circle_of
from trifecta.domain.errors import InvalidError, NotFoundError
from trifecta.domain.tensions.statements import clean_text

MOST_POLICIES: Final = PAGES.policies


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPolicy:
    """What a policy says: what it rules out, and which options (`for_these`) come after `first`."""

    title: str
    never: tuple[str, ...] = ()
    first: str = ""
    for_these: tuple[str, ...] = ()


@transaction.atomic
def add_policy(*, actor: User, tension_id: str, new: NewPolicy) -> PlanPolicy:
    """Hold every plan to something that the organisation has decided."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    if PlanPolicy.objects.filter(tension_id=tension_id).count() >= MOST_POLICIES:
        raise InvalidError(f"Plans are held to at most {MOST_POLICIES} policies. Remove one first.")
    row = PlanPolicy(
        organisation=view.partnership.organisation,
        tension_id=tension_id,
        proposed_by_id=view.partnership.me.id,
    )
    _fill(row, new)
    row.save(force_insert=True)
    _record(actor, view, "compromise.policy_added", row)
    return row


@transaction.atomic
def change_policy(*, actor: User, policy_id: str, new: NewPolicy, version: int) -> PlanPolicy:
    """Other words, or another meaning; raises ConflictError when somebody else was faster."""
    view, row = _policy(actor, policy_id)
    check_version(row.version, version, what="This policy")
    _fill(row, new)
    row.version += 1
    row.changed_at = timezone.now()
    row.save()
    _record(actor, view, "compromise.policy_changed", row)
    return row


@transaction.atomic
def remove_policy(*, actor: User, policy_id: str) -> PlanPolicy:
    """Plans are not held to it any more."""
    view, row = _policy(actor, policy_id)
    _record(actor, view, "compromise.policy_removed", row)
    row.delete()
    return row


def _fill(row: PlanPolicy, new: NewPolicy) -> None:
    row.title = clean_text(
        new.title, field="title", longest=LONGEST_NAME, missing="Say in a sentence what it is."
    )
    options = list(Option.objects.filter(tension_id=row.tension_id, removed_at=None))
    first = (new.first,) if new.first else ()
    check_known((*new.never, *first, *new.for_these), {option.id for option in options})
    _check_says_something(new)
    row.never = sorted(set(new.never))
    row.after = [[option, new.first] for option in sorted(set(new.for_these))]
    _check_order(row, options)


def _check_says_something(new: NewPolicy) -> None:
    if new.first and not new.for_these:
        raise InvalidError(
            "Say what builds on it.",
            fields={"for_these": "Choose what may only be done with it, or after it."},
        )
    if new.for_these and not new.first:
        raise InvalidError(
            "Say what has to be there first.", fields={"first": "Choose what these build on."}
        )
    if not new.never and not new.first:
        raise InvalidError(
            "A policy rules something out, or says what something builds on.",
            fields={"never": "Choose what it rules out, or answer the two questions below."},
        )


def _check_order(row: PlanPolicy, options: Iterable[Option]) -> None:
    """Nothing may wait for itself by way of others."""
    others = PlanPolicy.objects.filter(tension_id=row.tension_id).exclude(id=row.id)
    pairs = [(option.id, other) for option in options for other in option.after]
    pairs += [(one, other) for policy in (*others, row) for one, other in policy.after]
    circle = circle_of(pairs)
    if circle:
        titles = {option.id: option.title for option in options}
        named = ", ".join(f"“{titles.get(one, '')}”" for one in circle)
        raise InvalidError(
            "These would wait for each other.",
            fields={"for_these": f"These would wait for each other: {named}."},
        )


def _policy(actor: User, policy_id: str) -> tuple[GateView, PlanPolicy]:
    found = PlanPolicy.objects.filter(id=policy_id).first()
    if found is None:
        raise NotFoundError
    view = enter_plans(actor=actor, tension_id=found.tension_id)
    row = PlanPolicy.objects.select_for_update().filter(id=policy_id).first()
    if row is None:
        raise NotFoundError
    return view, row


def _record(actor: User, view: GateView, action: str, row: PlanPolicy) -> None:
    record(actor=actor, organisation=view.partnership.organisation, action=action, subject=row)
