"""The stages of a calibration: forward one at a time, and back only by two people with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.access import Decision

LONGEST_REASON: Final = 1_000


class Stage(StrEnum):
    """Where a partnership stands in a cycle, in order."""

    DRAFT = "draft"
    EVIDENCE = "evidence"
    BLIND = "blind"
    REVEALED = "revealed"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    LOCKED = "locked"
    RELEASED = "released"
    RESPONDED = "responded"
    CLOSED = "closed"


ORDER: Final = tuple(Stage)

BACK: Final[Mapping[Stage, Stage]] = {
    Stage.EVIDENCE: Stage.DRAFT,
    Stage.BLIND: Stage.EVIDENCE,
    Stage.DECIDED: Stage.DISCUSSED,
}
"""Where reopening leads. Never to votes that somebody has seen, and nowhere from the lock on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """A stage on a page: its name, what happens in it, and whom everyone is waiting for."""

    title: str
    body: str
    waiting_for: str


WORDS: Final[Mapping[Stage, StageWords]] = {
    Stage.DRAFT: StageWords(
        title="Being set up",
        body="What is rated, who is rated together and who calibrates can still be changed.",
        waiting_for="people operations, who give notice when it is complete",
    ),
    Stage.EVIDENCE: StageWords(
        title="Gathering evidence",
        body="Members have been told. They add what should be known and comment on what is there.",
        waiting_for="the members, until the day the evidence closes",
    ),
    Stage.BLIND: StageWords(
        title="Each alone",
        body="Every calibrator reads the evidence and proposes alone. Nobody sees another’s.",
        waiting_for="the calibrators",
    ),
    Stage.REVEALED: StageWords(
        title="Side by side",
        body="All proposals are shown at once, to the calibrators alone.",
        waiting_for="the calibrators, who talk about what they see differently",
    ),
    Stage.DISCUSSED: StageWords(
        title="After talking",
        body="What was said is written down. Each calibrator proposes once more, alone.",
        waiting_for="the calibrators",
    ),
    Stage.DECIDED: StageWords(
        title="Decided",
        body="Every function has agreed to one rating, with its reasons.",
        waiting_for="people operations, who lock the cycle when every partnership is decided",
    ),
    Stage.LOCKED: StageWords(
        title="Locked",
        body="Nothing can be changed any more. A mistake is put right by a record beside it.",
        waiting_for="people operations, who release it",
    ),
    Stage.RELEASED: StageWords(
        title="With the members",
        body="The members can read their rating and its reasons, and respond or appeal.",
        waiting_for="the members, until the last day to respond",
    ),
    Stage.RESPONDED: StageWords(
        title="Responses are in",
        body="Responses are read, and appeals are answered by somebody who was not in the room.",
        waiting_for="whoever answers the appeals",
    ),
    Stage.CLOSED: StageWords(
        title="Closed",
        body="It is kept for as long as the members were told, and then erased.",
        waiting_for="",
    ),
}


AFTER_THE_DAY: Final[Mapping[Stage, StageWords]] = {
    Stage.EVIDENCE: StageWords(
        title="Evidence has closed",
        body="The day is over until which evidence was added. It stays as it is.",
        waiting_for="people operations, who let the calibrators propose",
    ),
    Stage.RELEASED: StageWords(
        title="With the members",
        body="The members have read their rating and its reasons. The day to respond is over.",
        waiting_for="people operations, who end responding",
    ),
}
"""What is said instead of a stage that waits for a day, once that day has passed."""


def reached(here: Stage, wanted: Stage) -> bool:
    """Whether `here` is `wanted` or comes after it."""
    return ORDER.index(here) >= ORDER.index(wanted)


def following(here: Stage) -> Stage | None:
    """The stage after `here`; None after the last."""
    place = ORDER.index(here) + 1
    return ORDER[place] if place < len(ORDER) else None


def may_advance(here: Stage, to: Stage) -> Decision:
    """Forward by one; every other step is refused with what to do instead."""
    if following(here) is to:
        return Decision(True, "It is the next stage.")
    if reached(here, to):
        return Decision(
            False,
            f"This has been “{WORDS[to].title}” already. Going back is reopening: it takes two "
            "people and a reason.",
        )
    after = following(here)
    ahead = WORDS[after].title if after else ""
    return Decision(False, f"“{ahead}” comes before “{WORDS[to].title}”. No stage is left out.")


def may_reopen(here: Stage, *, asked_by: str, confirmed_by: str, reason: str) -> Decision:
    """Whether two people, by id, may take it back to BACK[here]; `confirmed_by` "" while asked."""
    if here not in BACK:
        return Decision(False, _never_back(here))
    if not reason.strip():
        return Decision(False, "Write why it is reopened. Everybody in the cycle can read it.")
    if len(reason) > LONGEST_REASON:
        return Decision(
            False, f"{LONGEST_REASON:,} characters are the most; this has {len(reason):,}."
        )
    if not confirmed_by:
        return Decision(False, "A second person has to agree before it is reopened.")
    if confirmed_by == asked_by:
        return Decision(
            False, "You asked for this yourself. Somebody else has to agree before it is reopened."
        )
    return Decision(True, "Two people want it reopened, and the reason is on record.")


def _never_back(here: Stage) -> str:
    if reached(here, Stage.LOCKED):
        return (
            "This is locked, and nothing in it changes any more. Write a correction; it stands "
            "beside what it corrects."
        )
    if reached(here, Stage.REVEALED):
        return (
            "The proposals have been seen, and cannot be made blind again. Go on to talk about "
            "them; each of you proposes once more after that."
        )
    return "Nothing has begun yet, so everything can be changed as it is."
