"""What waits for one reader in a cycle: their own acts, and never what others have done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from trifecta.apps.calibration.selectors.courses import (
    appeals_for_me,
    appeals_to_name,
    handed_in_by_me,
    wish_of,
)
from trifecta.apps.calibration.selectors.naming import names_here
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom
from trifecta.apps.calibration.services.stages import lacking_before, next_stage
from trifecta.domain.calibration.acts import Part
from trifecta.domain.calibration.going_on import STEPS
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.people.words import day_words, joined

RATING: Final = (Stage.EVIDENCE, Stage.BLIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One thing that waits, and the page where it is done: its name and its one argument."""

    words: str
    page: str
    argument: str


def waits_in(room: CycleRoom, cases: Sequence[CaseRoom], *, today: date) -> list[Waits]:
    """Everything that waits for the reader in one cycle, what only they can do first."""
    open_cases = [one for one in cases if not one.set_aside]
    return [
        *_for_a_second_person(room),
        *_for_members(room, open_cases, today),
        *_for_calibrators(room, open_cases),
        *_for_facilitators(open_cases),
        *_for_appeals(room, open_cases, today),
        *_for_naming(room, open_cases, today),
        *_for_people_operations(room, open_cases),
    ]


def _at(room: CycleRoom, words: str, page: str = "cycle") -> Waits:
    return Waits(words=words, page=page, argument=room.cycle.id)


def _of(case: CaseRoom, words: str) -> Waits:
    return Waits(words=words, page="case", argument=case.case.id)


def _for_a_second_person(room: CycleRoom) -> Iterator[Waits]:
    wish = wish_of(room)
    if wish is not None and wish.may_answer:
        yield _at(room, f"{wish.asked_by} asks to go back to “{wish.to}”. A second person answers.")


def _for_members(room: CycleRoom, cases: Sequence[CaseRoom], today: date) -> Iterator[Waits]:
    mine = [one for one in cases if Part.MEMBER in one.parts]
    until = room.cycle.evidence_until
    if mine and room.stage is Stage.EVIDENCE and today <= until:
        yield _at(room, "Read how you are rated together, and by whom", "notice")
        for one in mine:
            day = day_words(until, today=today)
            yield _of(one, f"Add what should be known about {one.name}, until {day}")
    if room.stage is Stage.RELEASED:
        for one in mine:
            yield _of(one, f"Read the rating of {one.name}{_respond_until(room, today)}")


def _respond_until(room: CycleRoom, today: date) -> str:
    until = room.cycle.respond_until
    if until is None or today > until:
        return ""
    return f"; you can respond until {day_words(until, today=today)}"


def of_cases(room: CycleRoom, cases: Sequence[CaseRoom]) -> list[Waits]:
    """What waits for a calibrator, or for who leads the session, in single cases of a cycle."""
    open_cases = [one for one in cases if not one.set_aside]
    return [*_for_calibrators(room, open_cases), *_for_facilitators(open_cases)]


def _for_calibrators(room: CycleRoom, cases: Sequence[CaseRoom]) -> Iterator[Waits]:
    """What they do alone first, since the others wait for it; then what they do together."""
    mine = [one for one in cases if Part.CALIBRATOR in one.parts]
    if not mine or room.stage is not Stage.BLIND:
        return
    given = handed_in_by_me(room)
    acts = [(act, one) for one in mine for act in (_own_act(one, given),) if act]
    for act, one in sorted(acts, key=lambda each: OWN_ACTS.index(each[0])):
        yield _of(one, f"{act} {one.name}")


OWN_ACTS: Final = (
    "Propose alone for",
    "Propose once more for",
    "Agree on the rating of",
    "Talk about",
)


def _own_act(one: CaseRoom, given: frozenset[tuple[str, str]]) -> str:
    """The beginning of the sentence that says what the calibrator does, "" for nothing."""
    first, second, agree, talk = OWN_ACTS
    if one.stage is Stage.BLIND:
        return "" if (one.case.id, "first") in given else first
    if one.stage is Stage.REVEALED:
        return talk
    if one.stage is Stage.DISCUSSED and one.case.second_shown_at is None:
        return "" if (one.case.id, "second") in given else second
    return agree if one.stage is Stage.DISCUSSED else ""


def _for_facilitators(cases: Sequence[CaseRoom]) -> Iterator[Waits]:
    for one in cases:
        if Part.FACILITATOR not in one.parts:
            continue
        if one.stage is Stage.REVEALED:
            yield _of(one, f"Lead the talk about {one.name}")
        elif one.stage is Stage.DISCUSSED and one.case.second_shown_at is not None:
            yield _of(one, f"Write down the rating of {one.name}")


def _for_appeals(room: CycleRoom, cases: Sequence[CaseRoom], today: date) -> Iterator[Waits]:
    if Part.APPEALS not in room.parts or room.stage not in (Stage.RELEASED, Stage.RESPONDED):
        return
    there = {one.case.id: one for one in cases}
    for case_id, due_on in appeals_for_me(room):
        if case_id in there:
            one, day = there[case_id], day_words(due_on, today=today)
            due = "was due" if due_on < today else "due"
            yield _of(one, f"Answer the appeal about {one.name}, {due} on {day}")


def _for_naming(room: CycleRoom, cases: Sequence[CaseRoom], today: date) -> Iterator[Waits]:
    """Appeals that nobody answers now, for who names somebody: one question where there are none.

    Whether it is whoever leads the session who does so is asked only of cases with such an appeal.
    """
    names = {Part.PEOPLE_OPERATIONS, Part.FACILITATOR}
    if room.stage not in (Stage.RELEASED, Stage.RESPONDED) or names.isdisjoint(room.parts):
        return
    waiting = appeals_to_name(room, today=today)
    for one in cases:
        if one.case.id in waiting and names & one.parts and names_here(one):
            words = f"An appeal about {one.name} has nobody to answer it in time. Name somebody"
            for appeal_id in waiting[one.case.id]:
                yield Waits(words=words, page="appeal_name", argument=appeal_id)


def _for_people_operations(room: CycleRoom, cases: Sequence[CaseRoom]) -> Iterator[Waits]:
    if Part.PEOPLE_OPERATIONS not in room.parts:
        return
    yield from _missing(room, cases)
    to = next_stage(room.cycle)
    if to is None:
        return
    if room.stage is Stage.DRAFT:
        yield _at(room, "Set it up, and give notice")
    elif not lacking_before(room, to):
        yield Waits(words=STEPS[to].verb, page="next_stage", argument=room.cycle.id)


def _missing(room: CycleRoom, cases: Sequence[CaseRoom]) -> Iterator[Waits]:
    if room.stage in RATING:
        for one in cases:
            if one.missing and one.stage is not Stage.DECIDED:
                yield _at(
                    room,
                    f"Nobody calibrates {one.name} for {joined(list(one.missing))}. Ask somebody",
                    "calibrators",
                )
    place = ORDER.index(room.stage)
    if 0 < place < ORDER.index(Stage.CLOSED) and not room.cycle.appeals_to_id:
        yield _at(room, "Nobody answers appeals. Name somebody", "name_another")
