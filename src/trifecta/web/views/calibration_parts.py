"""What the page of a case shows of evidence and of what came after, for its reader alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trifecta.apps.calibration.selectors.appeals import appeals_to_me, my_appeals, my_responses
from trifecta.apps.calibration.selectors.evidence import evidence_in
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name
from trifecta.domain.calibration.acts import Act, Part, may
from trifecta.domain.calibration.stages import ORDER, WORDS, Stage
from trifecta.domain.calibration.votes import OUTCOMES


@dataclass(frozen=True, slots=True, kw_only=True)
class StageInLine:
    """A stage as a step: before, now, or to come."""

    title: str
    state: str


def in_the_case(room: CaseRoom) -> dict[str, Any]:
    """For a member never anything of the votes; for who answers appeals, what waits for them."""
    if room.my_membership is not None:
        return _of_member(room)
    if Part.APPEALS in room.parts:
        return {"heard": appeals_to_me(room)}
    return {}


def _of_member(room: CaseRoom) -> dict[str, Any]:
    reads = may(Act.READ_EVIDENCE, room.parts, room.stage)
    pieces = evidence_in(room).pieces if reads and not room.set_aside else ()
    appeals_to = room.cycle.appeals_to
    rated = {one.user_id for one in room.members}
    released = may(Act.READ_RATING, room.parts, room.stage)
    return {
        "outcomes": [OUTCOMES[one] for one in room.outcomes],
        "partners": [first_name(one.user) for one in room.members if one.user_id != room.actor.id],
        "line": line_of(room.stage),
        "pieces": len(pieces),
        "mine": sum(one.mine for one in pieces),
        "released": released,
        "appeals_to": appeals_to.name if appeals_to and appeals_to.id not in rated else "",
        **about_appeals(room if released else None),
        "responses": my_responses(room) if released else [],
    }


def about_appeals(room: CaseRoom | None) -> dict[str, Any]:
    """The reader's own appeals, and whether one of them waits for its answer."""
    appeals = my_appeals(room) if room else []
    return {"appeals": appeals, "appeal_waits": any(one.open for one in appeals)}


def line_of(here: Stage) -> list[StageInLine]:
    """The stages from the notice on, as members are told of them."""
    place = ORDER.index(here)
    return [
        StageInLine(
            title=WORDS[stage].title,
            state="done" if number < place else "now" if number == place else "ahead",
        )
        for number, stage in enumerate(ORDER)
        if stage is not Stage.DRAFT
    ]
