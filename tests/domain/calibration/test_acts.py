"""The table of who may do what, held against what the process promises."""

from __future__ import annotations

import pytest

from trifecta.domain.calibration.acts import ACTS, Act, Part, acts_at, concerns, may
from trifecta.domain.calibration.stages import ORDER, Stage, reached

READS_PROPOSALS = (Act.READ_FIRST, Act.READ_DRAFT_RATING, Act.READ_NOTES, Act.READ_STATISTICS)
CHANGES = (
    Act.ADD_EVIDENCE,
    Act.MARK_LOOKED_AT,
    Act.PROPOSE_FIRST,
    Act.FLAG,
    Act.WRITE_NOTE,
    Act.PROPOSE_SECOND,
    Act.WRITE_RATING,
    Act.CONSENT,
    Act.DECIDE,
    Act.STEP_BACK,
    Act.DECLARE_INTEREST,
    Act.SET_ASIDE,
    Act.ASK_TO_REOPEN_CASE,
)


def test_every_act_has_a_row() -> None:
    assert set(ACTS) == set(Act)


@pytest.mark.parametrize("part", [Part.MEMBER, Part.PEOPLE_OPERATIONS, Part.APPEALS])
def test_nobody_outside_the_room_ever_reads_proposals(part: Part) -> None:
    assert not any(concerns(act, {part}) for act in READS_PROPOSALS)


@pytest.mark.parametrize("stage", [stage for stage in ORDER if not reached(stage, Stage.REVEALED)])
def test_nobody_reads_proposals_before_the_reveal(stage: Stage) -> None:
    assert not any(may(act, set(Part), stage) for act in READS_PROPOSALS)


@pytest.mark.parametrize("stage", [stage for stage in ORDER if reached(stage, Stage.LOCKED)])
def test_nothing_is_changed_after_the_lock(stage: Stage) -> None:
    assert not any(may(act, set(Part), stage) for act in CHANGES)


@pytest.mark.parametrize("stage", ORDER)
def test_only_the_room_reads_a_rating_before_its_release(stage: Stage) -> None:
    others = {Part.MEMBER, Part.PEOPLE_OPERATIONS, Part.APPEALS}
    assert may(Act.READ_RATING, others, stage) == reached(stage, Stage.RELEASED)
    assert may(Act.EXPORT, {Part.PEOPLE_OPERATIONS}, stage) == reached(stage, Stage.RELEASED)


def test_nobody_votes_but_calibrators() -> None:
    for act in (Act.PROPOSE_FIRST, Act.PROPOSE_SECOND, Act.FLAG, Act.CONSENT):
        assert ACTS[act].parts == {Part.CALIBRATOR}


def test_whoever_answers_appeals_has_no_part_before_there_can_be_one() -> None:
    assert not acts_at({Part.APPEALS}, Stage.LOCKED)
    assert may(Act.READ_EVIDENCE, {Part.APPEALS}, Stage.RELEASED)


def test_without_a_part_nothing_is_allowed() -> None:
    assert not any(acts_at(set(), stage) for stage in ORDER)
