"""What a plan rests on, as it was worked out for its reader; and working it out."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Final

from django.core.cache import cache

from trifecta.apps.compromise.models.looking import WorkedOut
from trifecta.apps.compromise.selectors.found import Found, PlanView, found_of
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.people.models import User
from trifecta.apps.records.keys import derived_key
from trifecta.domain.compromise.compare import plan_key
from trifecta.domain.compromise.engine.flips import Flip
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.problem import Plan, without_words
from trifecta.domain.compromise.resting import Basis, basis_from, basis_of

SECONDS: Final = 4.0
"""For all three answers together; a board with few options needs a tenth of it."""

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`basis` where it was worked out from the figures there are now; `stale` where from others."""

    basis: Basis | None
    stale: bool


def kept_for(*, actor: User, view: PlanView, found: Found, plan: Plan) -> Kept:
    """What was worked out for `actor`; what was for anybody else is not even read."""
    rows = WorkedOut.objects.filter(
        tension_id=view.board.tension_id,
        member_id=view.board.gate.partnership.me.id,
        member__user=actor,
        key=name_of(plan),
    )
    row = rows.first()
    if row is None:
        return Kept(basis=None, stale=False)
    if row.digest != figures_of(found, plan, reader=row.member_id):
        return Kept(basis=None, stale=True)
    return Kept(basis=basis_from(found.problem, found.findings, row.basis), stale=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SturdierPlan:
    """Another plan that was found when it was worked out what `than` rests on.

    `does_well` and `than_does_well`: in what share of the draws each can be done and stays close to
    the best. `stale`: figures have changed since, and nothing of this may be so any more.
    """

    plan: Plan
    than: Plan
    does_well: float
    than_does_well: float
    stale: bool


def sturdier_for(*, actor: User, view: PlanView, found: Found) -> tuple[SturdierPlan, ...]:
    """The sturdier plans that `actor` was told of; nobody else is told of them.

    One plan that several answers name is there once, and not stale if one of them still holds.
    """
    rows = WorkedOut.objects.filter(
        tension_id=view.board.tension_id,
        member_id=view.board.gate.partnership.me.id,
        member__user=actor,
    )
    told: dict[str, SturdierPlan] = {}
    for row in rows.order_by("-created_at", "-id"):
        one = _sturdier_in(row, found)
        if one is not None and (plan_key(one.plan) not in told or not one.stale):
            told[plan_key(one.plan)] = one
    return tuple(told.values())


def flips_worked_out(*, actor: User, rows: PlanRows) -> tuple[Flip, ...] | None:
    """At which weights of `actor`'s own another plan than the suggested one would be fairer.

    None where that was not worked out from the numbers there are now, or could not be told.
    """
    kept = WorkedOut.objects.filter(
        tension_id=rows.gate.tension_id, member_id=rows.me, member__user=actor
    )
    if not kept.exists():
        return None
    found = found_of(rows)
    row = kept.filter(key=name_of(found.plan)).first()
    if row is None or row.digest != figures_of(found, found.plan, reader=rows.me):
        return None
    robust = basis_from(found.problem, found.findings, row.basis).robust
    return robust.flips if robust.fairer is None else None


def _sturdier_in(row: WorkedOut, found: Found) -> SturdierPlan | None:
    kept = row.basis["robust"]
    if kept["sturdier"] is None:
        return None
    than = Plan(placements=kept["plan"])
    return SturdierPlan(
        plan=Plan(placements=kept["sturdier"]["at"]),
        than=than,
        does_well=kept["sturdier"]["does_well"],
        than_does_well=kept["does_well"],
        stale=row.digest != figures_of(found, than, reader=row.member_id),
    )


def work_out(*, reader: str, found: Found, plan: Plan) -> Basis | None:
    """Takes seconds where there are many options, and holds no row meanwhile; None while another
    request does the same.

    It sees what the reader (a member's id) may see, and the plan.
    """
    busy = f"compromise-working-out-{figures_of(found, plan, reader=reader)}"
    if not cache.add(busy, 1, 2 * SECONDS):
        return None
    try:
        figures = without_words(found.problem)
        budget = Budget.of(seconds=SECONDS, clock=monotonic)
        return basis_of(
            figures,
            found.findings,
            reader=reader,
            plan=plan,
            suggested=found.plan,
            budget=budget,
        )
    finally:
        cache.delete(busy)


def figures_of(found: Found, plan: Plan, *, reader: str) -> str:
    """A digest of all that an answer is made from; no figure can be guessed from it."""
    said = [
        FORMAT,
        reader,
        asdict(without_words(found.problem)),
        sorted(found.findings.ideals.items()),
        sorted(plan.placements.items()),
        sorted(found.plan.placements.items()),
    ]
    return _named(json.dumps(said, default=str, sort_keys=True))


def name_of(plan: Plan) -> str:
    """A name for exactly these placements that nothing can be read from."""
    return _named(plan_key(plan))


def _named(text: str) -> str:
    return hmac.digest(derived_key("what plans rest on"), text.encode(), "sha256").hex()
