"""What a pair does next, and why: from the diagnosis and from what else is known of the pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trifecta.domain.checkins.estimator import Verdict

Step = Literal[
    "talk_first", "write_needs", "talk_questions", "shared_outcomes", "readiness", "nothing"
]

HIGH_CONFLICT_UP_TO = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides the next step beside the verdicts of all dyads.

    `ready` is whether the readiness check has nothing missing, `in_conflict` whether the members
    said that they are in an open conflict. `disagreeing_well` is the mean pulse answer 1..5 to the
    question on disagreements, None where nobody answered. `seen_differently` says that one of those
    a verdict is about has said that it is not how it is.
    """

    verdicts: tuple[Verdict, ...]
    ready: bool
    in_conflict: bool = False
    disagreeing_well: float | None = None
    seen_differently: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do now, and what comes after it where something does."""

    step: Step
    then: Step | None
    because: Literal[
        "seen_differently", "conflict", "misread", "pulled_apart", "both", "unclear", "fine"
    ]


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict for all dyads of a partnership: low anywhere is low, fine only where all are."""
    found = set(verdicts)
    apart = bool(found & {"both", "incentives"})
    misread = bool(found & {"both", "understanding"})
    if apart and misread:
        return "both"
    if apart or misread:
        return "incentives" if apart else "understanding"
    return "unclear" if "unclear" in found else "neither"


def next_step(situation: Situation) -> NextStep:
    """What somebody does not find themselves in comes first; then what the verdicts ask for.

    A person knows a situation that 24 answers describe, so a verdict they contradict is no ground
    to build on before the two have talked about it.
    """
    found = _by_verdicts(situation)
    if not situation.seen_differently:
        return found
    then = None if found.step == "nothing" else found.step
    return NextStep(step="talk_first", then=then, because="seen_differently")


def _by_verdicts(situation: Situation) -> NextStep:
    """Understanding first wherever it is low or there is open conflict; structure after that.

    Talking to those who judge a pair needs the readiness check, so that comes before where it has
    gaps. Where nothing can be told, talking through the most telling questions is what helps.
    """
    verdicts = set(situation.verdicts)
    structure: Step = "shared_outcomes" if situation.ready else "readiness"
    apart = bool(verdicts & {"both", "incentives"})
    misread = bool(verdicts & {"both", "understanding"})
    well = situation.disagreeing_well
    conflict = situation.in_conflict or (well is not None and well <= HIGH_CONFLICT_UP_TO)
    if misread and apart:
        return NextStep(step="write_needs", then=structure, because="both")
    if misread:
        return NextStep(step="write_needs", then=None, because="misread")
    if conflict:
        then = structure if apart else None
        return NextStep(step="write_needs", then=then, because="conflict")
    if apart:
        return NextStep(step=structure, then=None, because="pulled_apart")
    if "unclear" in verdicts:
        return NextStep(step="talk_questions", then=None, because="unclear")
    return NextStep(step="nothing", then=None, because="fine")
