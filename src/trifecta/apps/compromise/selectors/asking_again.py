"""Whether it is worth asking somebody once more how much each of their needs counts."""

from __future__ import annotations

from trifecta.apps.compromise.selectors.looking import has_looked
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.selectors.plans import board_of
from trifecta.apps.compromise.selectors.remembering import found_for
from trifecta.apps.compromise.selectors.resting import flips_worked_out
from trifecta.apps.people.models import User
from trifecta.domain.compromise.sensitive import hangs_on_one_of, hangs_on_weights_of
from trifecta.domain.compromise.shown import shown_to
from trifecta.domain.errors import InvalidError, NotYetError


def weights_worth_asking_again(*, actor: User, tension_id: str) -> bool:
    """Whether the plan `actor` has looked at would be another with a weight of theirs a bit off.

    Counted from what they may see, and only for numbers they have looked at plans with, so that it
    tells them no more than those plans do. Where too many plans can be done to compare them all,
    what was worked out for them of the suggested plan is read, as long as it holds: more plans were
    compared for that than were found. Raises NotFoundError for outsiders.
    """
    try:
        rows = PlanRows.of(actor=actor, tension_id=tension_id)
        board = board_of(rows)
        if not board.live or board.missing or not has_looked(rows):
            return False
        problem = shown_to(rows.problem(), reader=rows.me)
        findings = found_for(problem, organisation_id=rows.gate.partnership.organisation.id)
        flips = None if findings.compared else flips_worked_out(actor=actor, rows=rows)
    except (NotYetError, InvalidError):
        return False
    if flips is not None:
        return hangs_on_one_of(problem, flips, party=rows.me)
    return hangs_on_weights_of(problem, findings, party=rows.me)
