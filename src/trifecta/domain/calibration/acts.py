"""Who may do what in which stage: one table that every page, command and tool asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from trifecta.domain.calibration.stages import ORDER, Stage, reached


class Part(StrEnum):
    """What somebody is in a calibration; one person may have several parts, or none."""

    CALIBRATOR = "calibrator"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    PEOPLE_OPERATIONS = "people_operations"
    APPEALS = "appeals"


PART_WORDS: Final[Mapping[Part, str]] = {
    Part.CALIBRATOR: "Calibrator",
    Part.FACILITATOR: "Facilitator",
    Part.MEMBER: "Member",
    Part.PEOPLE_OPERATIONS: "People operations",
    Part.APPEALS: "Answers appeals",
}


class Act(StrEnum):
    """Something that can be read or done about one partnership in a cycle, or about the cycle."""

    SET_UP = "set_up"
    SEAT = "seat"
    ADVANCE_CYCLE = "advance_cycle"
    ASK_TO_REOPEN_CYCLE = "ask_to_reopen_cycle"
    ANSWER_REOPENING_CYCLE = "answer_reopening_cycle"
    SET_ASIDE = "set_aside"
    NAME_ANOTHER = "name_another"
    READ_NOTICE = "read_notice"
    READ_EVIDENCE = "read_evidence"
    ADD_EVIDENCE = "add_evidence"
    MARK_LOOKED_AT = "mark_looked_at"
    DECLARE_INTEREST = "declare_interest"
    STEP_BACK = "step_back"
    PROPOSE_FIRST = "propose_first"
    FLAG = "flag"
    READ_FIRST = "read_first"
    WRITE_NOTE = "write_note"
    READ_NOTES = "read_notes"
    FINISH_TALKING = "finish_talking"
    PROPOSE_SECOND = "propose_second"
    WRITE_RATING = "write_rating"
    CONSENT = "consent"
    DECIDE = "decide"
    READ_DRAFT_RATING = "read_draft_rating"
    ASK_TO_REOPEN_CASE = "ask_to_reopen_case"
    READ_STATISTICS = "read_statistics"
    CORRECT = "correct"
    READ_RATING = "read_rating"
    RESPOND = "respond"
    APPEAL = "appeal"
    ANSWER_APPEAL = "answer_appeal"
    COMMENT = "comment"
    WITHDRAW_APPEAL = "withdraw_appeal"
    READ_RESPONSES = "read_responses"
    SEE_APPEALS = "see_appeals"
    NAME_WHO_ANSWERS = "name_who_answers"
    READ_CORRECTIONS = "read_corrections"
    EXPORT = "export"
    OPEN_SESSION = "open_session"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which parts may do something, from one stage to another, both included."""

    parts: frozenset[Part]
    first: Stage
    last: Stage

    def at(self, stage: Stage) -> bool:
        place = ORDER.index(stage)
        return ORDER.index(self.first) <= place <= ORDER.index(self.last)


def _allowed(first: Stage, last: Stage, *parts: Part) -> Allowed:
    return Allowed(frozenset(parts), first, last)


_ROOM: Final = (Part.CALIBRATOR, Part.FACILITATOR)
_EVERYBODY: Final = tuple(Part)

ACTS: Final[Mapping[Act, Allowed]] = {
    Act.SET_UP: _allowed(Stage.DRAFT, Stage.DRAFT, Part.PEOPLE_OPERATIONS),
    Act.SEAT: _allowed(Stage.DRAFT, Stage.BLIND, Part.PEOPLE_OPERATIONS),
    Act.ADVANCE_CYCLE: _allowed(Stage.DRAFT, Stage.RESPONDED, Part.PEOPLE_OPERATIONS),
    Act.ASK_TO_REOPEN_CYCLE: _allowed(
        Stage.EVIDENCE, Stage.BLIND, Part.PEOPLE_OPERATIONS, Part.FACILITATOR
    ),
    Act.ANSWER_REOPENING_CYCLE: _allowed(
        Stage.EVIDENCE,
        Stage.BLIND,
        Part.PEOPLE_OPERATIONS,
        Part.FACILITATOR,
        Part.CALIBRATOR,
    ),
    Act.SET_ASIDE: _allowed(Stage.DRAFT, Stage.DECIDED, Part.PEOPLE_OPERATIONS),
    Act.NAME_ANOTHER: _allowed(Stage.EVIDENCE, Stage.RESPONDED, Part.PEOPLE_OPERATIONS),
    Act.READ_NOTICE: _allowed(Stage.EVIDENCE, Stage.CLOSED, *_EVERYBODY),
    Act.READ_EVIDENCE: _allowed(Stage.EVIDENCE, Stage.CLOSED, *_ROOM, Part.MEMBER, Part.APPEALS),
    Act.ADD_EVIDENCE: _allowed(Stage.EVIDENCE, Stage.EVIDENCE, *_ROOM, Part.MEMBER),
    Act.MARK_LOOKED_AT: _allowed(Stage.EVIDENCE, Stage.DISCUSSED, Part.CALIBRATOR),
    Act.DECLARE_INTEREST: _allowed(Stage.EVIDENCE, Stage.DISCUSSED, Part.CALIBRATOR),
    Act.STEP_BACK: _allowed(Stage.EVIDENCE, Stage.DISCUSSED, Part.CALIBRATOR),
    Act.PROPOSE_FIRST: _allowed(Stage.BLIND, Stage.BLIND, Part.CALIBRATOR),
    Act.FLAG: _allowed(Stage.BLIND, Stage.BLIND, Part.CALIBRATOR),
    Act.READ_FIRST: _allowed(Stage.REVEALED, Stage.CLOSED, *_ROOM),
    Act.WRITE_NOTE: _allowed(Stage.REVEALED, Stage.DISCUSSED, *_ROOM),
    Act.READ_NOTES: _allowed(Stage.REVEALED, Stage.CLOSED, *_ROOM),
    Act.FINISH_TALKING: _allowed(Stage.REVEALED, Stage.REVEALED, *_ROOM),
    Act.PROPOSE_SECOND: _allowed(Stage.DISCUSSED, Stage.DISCUSSED, Part.CALIBRATOR),
    Act.WRITE_RATING: _allowed(Stage.DISCUSSED, Stage.DISCUSSED, *_ROOM),
    Act.CONSENT: _allowed(Stage.DISCUSSED, Stage.DISCUSSED, Part.CALIBRATOR),
    Act.DECIDE: _allowed(Stage.DISCUSSED, Stage.DISCUSSED, *_ROOM),
    Act.READ_DRAFT_RATING: _allowed(Stage.DISCUSSED, Stage.CLOSED, *_ROOM),
    Act.ASK_TO_REOPEN_CASE: _allowed(Stage.DECIDED, Stage.DECIDED, *_ROOM),
    Act.READ_STATISTICS: _allowed(Stage.REVEALED, Stage.CLOSED, *_ROOM),
    Act.CORRECT: _allowed(Stage.LOCKED, Stage.CLOSED, Part.CALIBRATOR),
    Act.READ_RATING: _allowed(
        Stage.RELEASED, Stage.CLOSED, *_ROOM, Part.MEMBER, Part.APPEALS, Part.PEOPLE_OPERATIONS
    ),
    Act.RESPOND: _allowed(Stage.RELEASED, Stage.RELEASED, Part.MEMBER),
    Act.APPEAL: _allowed(Stage.RELEASED, Stage.RELEASED, Part.MEMBER),
    Act.ANSWER_APPEAL: _allowed(Stage.RELEASED, Stage.RESPONDED, Part.APPEALS),
    Act.COMMENT: _allowed(Stage.EVIDENCE, Stage.EVIDENCE, *_ROOM, Part.MEMBER),
    Act.WITHDRAW_APPEAL: _allowed(Stage.RELEASED, Stage.RESPONDED, Part.MEMBER),
    Act.READ_RESPONSES: _allowed(Stage.RELEASED, Stage.CLOSED, *_ROOM, Part.PEOPLE_OPERATIONS),
    Act.SEE_APPEALS: _allowed(Stage.RELEASED, Stage.CLOSED, Part.PEOPLE_OPERATIONS),
    Act.NAME_WHO_ANSWERS: _allowed(
        Stage.RELEASED, Stage.CLOSED, Part.PEOPLE_OPERATIONS, Part.FACILITATOR
    ),
    Act.READ_CORRECTIONS: _allowed(Stage.LOCKED, Stage.CLOSED, *_ROOM),
    Act.EXPORT: _allowed(Stage.RELEASED, Stage.CLOSED, Part.PEOPLE_OPERATIONS),
    Act.OPEN_SESSION: _allowed(Stage.BLIND, Stage.LOCKED, *_ROOM),
}


WITH_EVIDENCE: Final = frozenset({Act.ADD_EVIDENCE, Act.COMMENT})
WITH_RESPONSES: Final = frozenset({Act.RESPOND, Act.APPEAL})
"""What ends with a day that members were told, though the stage goes on until it is taken on."""


def over_on(today: date, *, evidence_until: date, respond_until: date | None) -> frozenset[Act]:
    """Acts whose last day has passed; `respond_until` is None before the release."""
    over: frozenset[Act] = WITH_EVIDENCE if today > evidence_until else frozenset()
    if respond_until is not None and today > respond_until:
        over |= WITH_RESPONSES
    return over


THERE_FROM: Final[Mapping[Part, Stage]] = {Part.APPEALS: Stage.RELEASED}
"""Parts that nobody has before a stage: an appeal can only be made against what was released."""


def may(act: Act, parts: Collection[Part], stage: Stage) -> bool:
    """Whether somebody with these parts may do this at this stage."""
    allowed = ACTS[act]
    there = {part for part in parts if reached(stage, THERE_FROM.get(part, Stage.DRAFT))}
    return allowed.at(stage) and not allowed.parts.isdisjoint(there)


def concerns(act: Act, parts: Collection[Part]) -> bool:
    """Whether somebody with these parts may do this at some stage.

    Whoever may not is told nothing; whoever may, later or before, is told when.
    """
    return not ACTS[act].parts.isdisjoint(parts)


def acts_at(parts: Collection[Part], stage: Stage) -> frozenset[Act]:
    """Everything somebody with these parts may do at this stage."""
    return _acts_at(frozenset(parts), stage)


@cache
def _acts_at(parts: frozenset[Part], stage: Stage) -> frozenset[Act]:
    return frozenset(act for act in Act if may(act, parts, stage))
