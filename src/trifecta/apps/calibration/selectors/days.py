"""What the days of a cycle end, and what is awaited until them."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from trifecta.apps.calibration.models import Cycle
from trifecta.domain.calibration.acts import Act, over_on
from trifecta.domain.calibration.stages import AFTER_THE_DAY, WORDS, Stage, StageWords


def over_now(cycle: Cycle) -> frozenset[Act]:
    """What the day no longer allows, whatever the stage says."""
    return over_on(
        timezone.localdate(),
        evidence_until=cycle.evidence_until,
        respond_until=cycle.respond_until,
    )


def evidence_over(cycle: Cycle) -> bool:
    """Whether the day has passed until which evidence is added."""
    return Act.ADD_EVIDENCE in over_now(cycle)


def responses_over(cycle: Cycle) -> bool:
    """Whether the day has passed until which members can respond."""
    return Act.RESPOND in over_now(cycle)


def words_now(cycle: Cycle, stage: Stage) -> StageWords:
    """A stage in words; of one that waits for a day, what is so once that day has passed."""
    over = stage in AFTER_THE_DAY and day_awaited(cycle, stage) is None
    return AFTER_THE_DAY[stage] if over else WORDS[stage]


def day_awaited(cycle: Cycle, stage: Stage) -> date | None:
    """The day until which everybody waits for members; None where it has passed, or is none."""
    if stage is Stage.EVIDENCE and not evidence_over(cycle):
        return cycle.evidence_until
    return cycle.respond_until if stage is Stage.RELEASED and not responses_over(cycle) else None
