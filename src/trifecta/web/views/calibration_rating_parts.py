"""What the page of a case and of a cycle shows the room: the one card, who takes part, rails."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from trifecta.apps.calibration.models import Interest
from trifecta.apps.calibration.selectors.flags import flags_came_to
from trifecta.apps.calibration.selectors.proposals import (
    estimate_now,
    evidence_beside,
    my_proposal,
)
from trifecta.apps.calibration.selectors.rails import Rail, rails_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom, first_name, shown
from trifecta.apps.calibration.selectors.together import (
    happened_in,
    is_noted,
    rating_of,
    reopening_of,
)
from trifecta.apps.calibration.services.deciding import lacking_for
from trifecta.charts import reveal as chart
from trifecta.domain.calibration.acts import Act, Part, may
from trifecta.domain.calibration.panel import INTEREST_WORDS
from trifecta.domain.calibration.panel import Interest as InterestKind
from trifecta.domain.calibration.stages import Stage, reached
from trifecta.domain.calibration.votes import Outcome
from trifecta.domain.people.words import capital
from trifecta.web.views.calibration_rating_sides import headline_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The one thing to do now; `second` is a quiet link beside it."""

    title: str
    body: str
    href: str = ""
    action: str = ""
    second_href: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPart:
    """Somebody who calibrates here, with what they have declared."""

    name: str
    function: str
    letter: str
    is_me: bool
    interests: tuple[tuple[str, str], ...]


def page_of(room: CaseRoom, name: str = "case", *more: str) -> str:
    return reverse(f"calibration:{name}", args=[room.case.id, *more])


def is_stale(request: HttpRequest, field: str, now: int) -> bool:
    """Whether what was sent was read in an earlier version than the one that is saved."""
    return request.method == "POST" and request.POST.get(field) != str(now)


def evidence_page(room: CaseRoom) -> str:
    """Where evidence is read; "" where there is no such page."""
    try:
        return page_of(room, "evidence")
    except NoReverseMatch:
        return ""


# ---------------------------------------------------------------- the case


def about_room(room: CaseRoom) -> dict[str, Any]:
    """What parts/case_of_room.html shows; nothing for who neither calibrates nor leads."""
    if not _in_the_room(room.parts):
        return {}
    return {
        "card": None if room.set_aside else card_of(room),
        "taking_part": taking_part(room),
        "missing": [capital(one) for one in room.missing],
        "evidence_page": evidence_page(room),
        "happened": happened_in(room),
        "came_to": flags_came_to(room),
        "revealed": shown(room, "first") and Act.READ_FIRST in room.acts,
        "readable_rating": Act.READ_DRAFT_RATING in room.acts and shown(room, "second"),
        "names": [first_name(one.user) for one in room.members],
        "facilitator": first_name(room.cycle.facilitator)
        if room.cycle.facilitator and room.facilitator_takes_part
        else "",
    }


def taking_part(room: CaseRoom) -> list[TakingPart]:
    """Those who take part, with what they declared; who stepped back is not here."""
    there = {seat.id for seat in room.present_seats}
    return [
        TakingPart(
            name=first_name(seat.user),
            function=seat.function,
            letter=chart.Calibrator(name="", function="", place=place).letter,
            is_me=seat.user_id == room.actor.id,
            interests=tuple(_interest(one) for one in room.interests if one.seat_id == seat.id),
        )
        for place, seat in enumerate(room.seats)
        if seat.id in there
    ]


def _interest(row: Interest) -> tuple[str, str]:
    return INTEREST_WORDS[InterestKind(row.kind)], row.words or ""


def card_of(room: CaseRoom) -> Card | None:
    """The one thing to do now, for a calibrator or for who leads the session."""
    if not reached(room.stage, Stage.EVIDENCE):
        return None
    if room.stage is Stage.EVIDENCE:
        return _gathering(room)
    if room.stage is Stage.BLIND:
        return _alone(room)
    if room.stage is Stage.REVEALED:
        return _talking(room)
    if room.stage is Stage.DISCUSSED:
        return _deciding(room)
    return _decided(room)


def _gathering(room: CaseRoom) -> Card:
    link = evidence_page(room)
    over = Act.ADD_EVIDENCE not in room.acts
    return Card(
        title="Evidence has closed" if over else "Evidence is being gathered",
        body="Read what is there. You propose once people operations take the cycle on, each alone."
        if over
        else "Read what is there, and add what you know of. You propose once it is closed, each "
        "alone.",
        href=link,
        action="Read the evidence" if link else "",
    )


def _alone(room: CaseRoom) -> Card:
    if room.seat is None:
        return Card(
            title="Each calibrator proposes alone",
            body="You read the proposals when all are in, at the same moment as they do. Until "
            "then nothing of them is shown to anybody.",
        )
    mine = my_proposal(room, "first")
    if mine.handed_in:
        return Card(
            title="You have handed in",
            body="All proposals are shown when all are in. Until then you can take yours back.",
            second_href=page_of(room, "proposal"),
            second="Read what I propose",
        )
    if not any(one.looked for one in evidence_beside(room)) and evidence_page(room):
        return Card(
            title="Look at the evidence first",
            body="Mark what you have looked at. Then you propose, an outcome at a time, alone.",
            href=evidence_page(room),
            action="Read the evidence",
            second_href=page_of(room, "propose", room.outcomes[0]),
            second="Propose",
        )
    return _my_turn(room, mine.lacking, title="Propose alone, an outcome at a time")


def _my_turn(room: CaseRoom, lacking: Sequence[Outcome], *, title: str) -> Card:
    if lacking:
        body = "Nobody sees what you propose until all have handed in. You can stop at any time."
        where = page_of(room, "propose", lacking[0])
        return Card(title=title, body=body, href=where, action="Propose")
    return Card(
        title="Look over what you propose, and hand it in",
        body="Nobody sees it until all have handed in.",
        href=page_of(room, "proposal"),
        action="Look it over",
    )


def _talking(room: CaseRoom) -> Card:
    noted = is_noted(room)
    return Card(
        title=headline_of(room) or "All proposals are in",
        body="Talk about what you see differently, and write down what was said. After that each "
        "of you proposes once more, alone.",
        href=page_of(room, "side_by_side"),
        action="See them side by side",
        second_href=page_of(room, "notes"),
        second="Go on from your notes" if noted else "Write down what was said",
    )


def _deciding(room: CaseRoom) -> Card:
    if not shown(room, "second"):
        return _second_turn(room)
    rating = rating_of(room)
    if rating is None:
        return Card(
            title="Write the rating together",
            body="A step and reasons an outcome, as the members will read them. Then each of you "
            "says whether you agree to it.",
            href=page_of(room, "write_rating"),
            action="Write the rating",
            second_href=page_of(room, "side_by_side"),
            second="See your proposals",
        )
    if room.seat is not None and not rating.i_agree:
        return Card(
            title="Read the rating, and say whether you agree",
            body="It is decided when every function agrees to exactly these words.",
            href=page_of(room, "rating"),
            action="Read the rating",
        )
    lacking = lacking_for(room, rating.row)
    if lacking:
        return Card(
            title="The rating is not decided yet",
            body=" ".join(lacking),
            second_href=page_of(room, "rating"),
            second="Read the rating",
        )
    return Card(
        title="Everything is there to decide",
        body="Every function agrees. Decided, it goes to the members when the cycle is released.",
        href=page_of(room, "decide"),
        action="Decide",
        second_href=page_of(room, "rating"),
        second="Read the rating",
    )


def _second_turn(room: CaseRoom) -> Card:
    if room.seat is None or estimate_now(room) is None:
        return Card(
            title="Each calibrator proposes once more, alone",
            body="The second proposals are shown when all are in.",
            second_href=page_of(room, "side_by_side"),
            second="See the first ones",
        )
    mine = my_proposal(room, "second")
    if mine.handed_in:
        return Card(
            title="You have handed in",
            body="The second proposals are shown when all are in.",
            second_href=page_of(room, "proposal"),
            second="Read what I propose",
        )
    return _my_turn(room, mine.lacking, title="Propose once more, alone")


def _decided(room: CaseRoom) -> Card:
    wish = reopening_of(room)
    if wish is not None and wish.asked_by_id != room.actor.id:
        return Card(
            title=f"{first_name(wish.asked_by)} asks to talk about this again",
            body="It takes a second person. You say yes or no.",
            href=page_of(room, "reopen"),
            action="Read why",
        )
    body = "Nothing waits for you here."
    if wish is not None:
        body = "You asked to talk about it again. That waits for a second person."
    elif room.stage is Stage.DECIDED:
        body = "It goes to the members when the cycle is released. Until then nobody else reads it."
    return Card(
        title="The rating is decided",
        body=body,
        second_href=page_of(room, "rating"),
        second="Read the rating",
    )


# ---------------------------------------------------------------- the cycle


def _in_the_room(parts: Collection[Part]) -> bool:
    """Whether somebody calibrates or leads the session."""
    return Part.CALIBRATOR in parts or Part.FACILITATOR in parts


RAIL_PAGES: Final = {
    "missing_executive": "case",
    "punitive": "write_rating",
    "uniform": "notes",
    "bulk_exceptions": "rating",
}


def about_cycle_of_room(room: CycleRoom, rooms: list[CaseRoom]) -> dict[str, Any]:
    """What parts/cycle_of_room.html shows; nothing for who neither calibrates nor leads.

    `rooms` are the cases of the cycle that the reader has a part in.
    """
    if not _in_the_room(room.parts):
        return {}
    mine = [one for one in rooms if _in_the_room(one.parts)]
    return {
        "rails": [_rail(one) for one in rails_of(mine)],
        "may_open_session": may(Act.OPEN_SESSION, room.parts, room.stage),
    }


def _rail(rail: Rail) -> dict[str, str]:
    name = RAIL_PAGES[rail.noticed.id]
    if name == "write_rating" and Act.WRITE_RATING not in rail.room.acts:
        name = "rating"
    return {
        "where": rail.room.name if rail.noticed.case_id else "",
        "title": rail.noticed.title,
        "body": rail.noticed.body,
        "action": rail.noticed.action,
        "href": page_of(rail.room, name),
    }
