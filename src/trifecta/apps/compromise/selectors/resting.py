"""What a plan rests on, as it was worked out for its reader; and working it out."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Final

from django.core.cache import cache

from trifecta.apps.compromise.models.looking import WorkedOut
from trifecta.apps.compromise.selectors.found import Found, PlanView
from trifecta.apps.people.models import User
from trifecta.apps.records.keys import derived_key
from trifecta.domain.compromise.compare import plan_key
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
