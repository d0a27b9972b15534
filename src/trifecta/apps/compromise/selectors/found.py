"""What the finder says, as one member may see it."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.compromise.selectors.looking import (
    Acceptances,
    PlanKeys,
    acceptances_of,
    has_looked,
    looks_of,
)
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.selectors.plans import BoardView, board_of
from trifecta.apps.compromise.selectors.remembering import found_for
from trifecta.apps.people.models import User
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.shown import shown_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`problem` and `findings` hold only needs the reader may see; `plan` was searched with all.

    So a need that somebody keeps to the finder moves the suggested plan and nothing else on a page.
    """

    problem: Problem
    findings: Findings
    plan: Plan

    def has(self, party_id: str) -> bool:
        """Whether somebody shows a need, so that there is something to say about them."""
        return any(party.id == party_id for party in self.problem.parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The board, and what the finder found; None while something is missing on the board.

    `unseen`: the reader has not looked at plans with these numbers before, and does so by
    `services.looking.look_at_plans`; until then nothing is found. `first`: nor with any others.
    `counted`: what plans rest on was worked out with these numbers, which counts once.
    `acceptances` are by the keys that `key_of` gives to placements.
    """

    board: BoardView
    found: Found | None
    unseen: bool
    first: bool
    counted: bool
    acceptances: Acceptances
    key_of: PlanKeys


def plan_for(*, actor: User, tension_id: str) -> PlanView:
    """Search for plans, unless something is still missing.

    Raises NotFoundError for outsiders, NotYetError before the gate is open, and InvalidError where
    what was written down cannot be counted with.
    """
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    board = board_of(rows)
    unseen = not board.missing and not has_looked(rows)
    return PlanView(
        board=board,
        found=None if board.missing or unseen else found_of(rows),
        unseen=unseen,
        first=unseen and not looks_of(rows).exists(),
        counted=not board.missing and not unseen and has_looked(rows, worked_out=True),
        acceptances=acceptances_of(rows),
        key_of=PlanKeys.of(rows),
    )


def found_of(rows: PlanRows) -> Found:
    """Searched once for what the reader may see, and once more where somebody hides a need."""
    full = rows.problem()
    shown = shown_to(full, reader=rows.me)
    organisation_id = rows.gate.partnership.organisation.id
    findings = found_for(shown, organisation_id=organisation_id)
    everything = findings if shown is full else found_for(full, organisation_id=organisation_id)
    return Found(problem=shown, findings=findings, plan=everything.recommended.plan)
