"""Robin and Noor check in three times, and begin to read each other better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.apps.checkins.selectors import result_of
from trifecta.apps.checkins.services import send_reply, start_round
from trifecta.apps.demo.answers import (
    EARLIER_IN_THE_YEAR,
    LEARNT_BY_THE_SECOND,
    LEARNT_BY_THE_THIRD,
    NOOR_ABOUT_ROBIN_AT_FIRST,
    ROBIN_ABOUT_NOOR_AT_FIRST,
    SPRING,
    Marks,
    after_learning,
    before,
)
from trifecta.apps.demo.answers import (
    NOOR as NOORS_MARKS,
)
from trifecta.apps.demo.answers import (
    ROBIN as ROBINS_MARKS,
)
from trifecta.apps.demo.cast import NOOR, ROBIN, Character
from trifecta.apps.demo.sheets import FilledIn, Limit, fill_in
from trifecta.apps.demo.story import Story, spoken
from trifecta.apps.people.models import Partnership
from trifecta.domain.checkins.replies import Fit

ROBIN_IS_JUDGED_ON: Final = {"people": 35, "reliability": 30, "craft": 20, "dates": 15}
NOOR_IS_JUDGED_ON: Final = {"results": 55, "launches": 20, "customers": 15, "dates": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What one of the two said to the result: so many days ago, in which words."""

    by: Character
    on: int
    fit: Fit
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One check-in: when it was, what had been learnt by then, and how it felt to work together."""

    started: int
    finished: int
    shifts: Marks
    learnt: frozenset[str]
    pulse_of_robin: dict[str, int]
    pulse_of_noor: dict[str, int]
    reply: _Reply | None = None


ROUNDS: Final = (
    _Round(
        started=284,
        finished=281,
        shifts=EARLIER_IN_THE_YEAR,
        learnt=frozenset(),
        pulse_of_robin={"trust": 2, "conflict": 2, "safety": 3},
        pulse_of_noor={"trust": 3, "conflict": 2, "safety": 2},
    ),
    _Round(
        started=190,
        finished=187,
        shifts=SPRING,
        learnt=LEARNT_BY_THE_SECOND,
        pulse_of_robin={"trust": 3, "conflict": 2, "safety": 3},
        pulse_of_noor={"trust": 3, "conflict": 3, "safety": 3},
        reply=_Reply(
            by=NOOR,
            on=186,
            fit=Fit.DIFFERS,
            words="When it is the two of us I know quite well what Robin needs. It is in the "
            "Tuesday meeting, with everybody’s numbers on the wall, that neither hears the other.",
        ),
    ),
    _Round(
        started=30,
        finished=27,
        shifts={},
        learnt=LEARNT_BY_THE_THIRD,
        pulse_of_robin={"trust": 4, "conflict": 3, "safety": 4},
        pulse_of_noor={"trust": 4, "conflict": 3, "safety": 4},
    ),
)


def check_in_three_times(story: Story, growth: Partnership, *, first: int, last: int) -> None:
    """Rounds `first` to `last` (1 to 3) of the growth team."""
    for number in range(first, last + 1):
        this = ROUNDS[number - 1]
        story.at(this.started, 9, 5)
        starter = NOOR if number == 3 else ROBIN
        round_id = start_round(actor=story.account(starter), partnership_id=growth.id)
        story.at(this.started, 16, 20)
        fill_in(story, round_id=round_id, sheet=_robin(this, number))
        story.at(this.finished, 11, 40)
        fill_in(story, round_id=round_id, sheet=_noor(story, this, number))
        if this.reply is not None:
            _say_to_it(story, round_id, this.reply)


def _say_to_it(story: Story, round_id: str, reply: _Reply) -> None:
    story.at(reply.on, 17, 30)
    actor = story.account(reply.by)
    (pair,) = result_of(actor=actor, round_id=round_id).pairs
    send_reply(
        actor=actor,
        round_id=round_id,
        finding_id=pair.finding_id,
        fit=reply.fit,
        words=reply.words,
        instead_of="",
    )


def _robin(this: _Round, number: int) -> FilledIn:
    noors = before(NOORS_MARKS, this.shifts)
    return FilledIn(
        who=ROBIN,
        marks=before(ROBINS_MARKS, this.shifts),
        guesses={"Noor": after_learning(ROBIN_ABOUT_NOOR_AT_FIRST, noors, this.learnt)},
        points=ROBIN_IS_JUDGED_ON,
        points_guesses={
            "Noor": {"results": 40, "launches": 40, "dates": 20}
            if number == 3
            else {"launches": 60, "standing": 25, "dates": 15}
        },
        limits=_limits_of_robin(number),
        limits_guesses={"Noor": frozenset({"above", "fixed_date"})},
        pulse=this.pulse_of_robin,
    )


def _noor(story: Story, this: _Round, number: int) -> FilledIn:
    robins = before(ROBINS_MARKS, this.shifts)
    return FilledIn(
        who=NOOR,
        marks=before(NOORS_MARKS, this.shifts),
        guesses={"Robin": after_learning(NOOR_ABOUT_ROBIN_AT_FIRST, robins, this.learnt)},
        points=NOOR_IS_JUDGED_ON,
        points_guesses={
            "Robin": {"reliability": 40, "craft": 40, "people": 20}
            if number == 3
            else {"craft": 55, "reliability": 25, "dates": 20}
        },
        limits=_limits_of_noor(story, number),
        limits_guesses={"Robin": frozenset({"fragile", "nights"})},
        pulse=this.pulse_of_noor,
    )


def _limits_of_robin(number: int) -> tuple[Limit, ...]:
    nights = Limit(
        kind="nights",
        text="Two of us were woken eleven times last month by the old event pipeline.",
    )
    if number < 3:
        return (nights,)
    return (
        Limit(
            kind="leaving",
            text="Two of my six engineers told me in confidence that another quarter of the same "
            "small tests would be their last here. Keeping them is what I am judged on.",
        ),
        nights,
        Limit(
            kind="outside_work",
            text="I am away every second Friday afternoon until spring, for my father.",
            visibility="private",
        ),
    )


def _limits_of_noor(story: Story, number: int) -> tuple[Limit, ...]:
    above = Limit(
        kind="above",
        text="Our executives ask for one number every month, and it is always the same one.",
        visibility="leadership" if number == 3 else "partners",
    )
    if number < 3:
        return (above,)
    return (
        Limit(
            kind="money",
            text="Three of our eight seats are paid for until the funding review on "
            f"{spoken(story.review)}. Without enough finished experiments they are gone.",
        ),
        above,
    )
