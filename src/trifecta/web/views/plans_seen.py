"""The plans that one member can open: those that were found, and those they were told of."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.compromise.selectors.found import Found, PlanView
from trifecta.apps.compromise.selectors.resting import SturdierPlan, sturdier_for
from trifecta.apps.people.models import User
from trifecta.domain.compromise.compare import Comparison, PlanLine, PutForward, compare, plan_key
from trifecta.domain.compromise.problem import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Plans side by side; `sturdier` were found when it was worked out what another rests on."""

    view: PlanView
    found: Found
    comparison: Comparison
    sturdier: tuple[SturdierPlan, ...]

    @property
    def suggested(self) -> PlanLine:
        return self.comparison.lines[0]

    def line(self, key: str) -> PlanLine | None:
        """The plan with this key, the suggested one for ""; None where there is none (any more)."""
        if not key:
            return self.suggested
        return next((line for line in self.comparison.lines if line.key == key), None)

    def told_of(self, line: PlanLine) -> SturdierPlan | None:
        """Why a plan that only the reader was told of is here."""
        if line.kind != "sturdier":
            return None
        return next(row for row in self.sturdier if plan_key(row.plan) == line.key)

    def line_for(self, plan: Plan) -> PlanLine | None:
        return self.line(plan_key(plan))

    def why_gone(self, key: str) -> str:
        """What to say of a plan that cannot be opened any more."""
        if any(row.stale and plan_key(row.plan) == key for row in self.sturdier):
            return (
                "That plan was found to be sturdier with other numbers than there are now. These "
                "are the plans now. Whether one is sturdier is worked out again with what a plan "
                "rests on."
            )
        return "What plans are made of has changed. These are the plans now."


def seen_by(actor: User, view: PlanView) -> Seen | None:
    """None where nothing was found, since something is missing or was not looked at."""
    found, board = view.found, view.board
    if found is None:
        return None
    sturdier = sturdier_for(actor=actor, view=view, found=found)
    comparison = compare(
        found.problem,
        found.findings,
        reader=board.gate.partnership.me.id,
        plan=found.plan,
        put_forward=[
            PutForward(by=row.suggested_by.id, plan=Plan(placements=row.placements))
            for row in board.proposals
            if row.state != "set_aside" and found.has(row.suggested_by.id)
        ],
        sturdier=[row.plan for row in sturdier if not row.stale],
    )
    return Seen(view=view, found=found, comparison=comparison, sturdier=sturdier)
