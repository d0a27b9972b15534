"""When a shared rating may be decided: never mechanically, and never without every function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from trifecta.domain.access import Decision
from trifecta.domain.calibration.panel import CalibratingFunction, Calibrator, present, quorum
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Voting
from trifecta.domain.people.words import capital, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that a decision about one partnership rests on.

    `looked` says by calibrator which evidence they marked as looked at, `notes` how many notes of
    the discussion there are, and `consents` who agrees to the rating as it is proposed now. With
    `failing` the rating is one of the steps the cycle calls failing; then there is a plan with a
    day on which it is looked at.
    """

    stage: Stage
    required: tuple[CalibratingFunction, ...]
    panel: tuple[Calibrator, ...]
    voting: Voting
    evidence: frozenset[str]
    looked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    notes: int = 0
    consents: frozenset[str] = frozenset()
    reasons_written: bool = False
    failing: bool = False
    plan_written: bool = False
    plan_looked_at: date | None = None


def may_reveal(facts: CaseFacts) -> Decision:
    """Whether the first proposals are shown to all who take part, all at the same moment.

    The sentence is the same however many are missing and whoever they are.
    """
    if facts.stage is not Stage.BLIND:
        return Decision(False, "Proposals are shown once, after everybody has made theirs alone.")
    if not (there := quorum(facts.panel, facts.required)):
        return there
    if not facts.voting.complete("first"):
        return Decision(False, "Proposals are shown when everybody has made theirs.")
    return Decision(True, "Everybody has proposed.")


def may_decide(facts: CaseFacts) -> Decision:
    """Whether the rating is decided: the first thing that is missing, or that nothing is."""
    lacking = still_lacking(facts)
    if lacking:
        return Decision(False, lacking[0])
    return Decision(True, "Every function agrees, after talking, with the evidence looked at.")


def still_lacking(facts: CaseFacts) -> tuple[str, ...]:
    """Everything that is missing before a rating can be decided, what comes first, first."""
    if facts.stage is not Stage.DISCUSSED:
        return ("A rating is decided after the proposals were shown and talked about.",)
    there = quorum(facts.panel, facts.required)
    found = [
        "" if there else there.reason,
        _evidence(facts),
        ""
        if facts.notes
        else "Write down what was said. A rating that nobody talked about is "
        "an average, and an average is not a decision.",
        ""
        if facts.voting.complete("second")
        else "Each calibrator proposes once more, alone, after talking.",
        "" if facts.reasons_written else "Write the reasons as the members will read them.",
        _plan(facts),
        _consent(facts),
    ]
    return tuple(sentence for sentence in found if sentence)


def _evidence(facts: CaseFacts) -> str:
    if not facts.evidence:
        return "There is no evidence yet. Ask the members to add what should be known."
    unseen = [
        one.name
        for one in present(facts.panel)
        if not facts.looked.get(one.id, frozenset()) & facts.evidence
    ]
    if not unseen:
        return ""
    return f"{joined(unseen)} {_has(unseen)} not marked any evidence as looked at."


def _plan(facts: CaseFacts) -> str:
    """A failing partnership is rated as one, and gets a plan with a date."""
    if not facts.failing:
        return ""
    if not facts.plan_written:
        return "Write the plan that this partnership gets. A low rating alone helps nobody."
    if facts.plan_looked_at is None:
        return "Say on which day the plan is looked at together."
    return ""


def _consent(facts: CaseFacts) -> str:
    agreeing = {one.function for one in present(facts.panel) if one.id in facts.consents}
    silent = [function for function in facts.required if function not in agreeing]
    if not silent:
        return ""
    return f"{capital(joined(silent))} {_has(silent)} not agreed to the rating yet."


def _has(several: Sequence[str]) -> str:
    return "has" if len(several) == 1 else "have"
