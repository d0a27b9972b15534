"""All proposals side by side: the finding, the picture, and what each saw, widest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.apps.calibration.selectors.proposals import Given, proposals_shown, spreads_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.charts import reveal as chart
from trifecta.domain.calibration.telling import (
    apart_words,
    headline,
    headline_after,
    moved_words,
)
from trifecta.domain.calibration.votes import OUTCOMES, Outcome, Spread, widest_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one calibrator saw of one outcome."""

    name: str
    letter: str
    label: str
    text: str
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """All proposals that are shown: the finding, the picture, and each one's reasons."""

    headline: str
    picture: chart.Reveal
    reasons: tuple[tuple[str, str, str, tuple[Reason, ...]], ...]
    second: bool
    calibrators: int


def headline_of(room: CaseRoom) -> str:
    """What is found of the proposals that are shown; "" before the reveal."""
    first, second = proposals_shown(room, "first"), proposals_shown(room, "second")
    spreads = spreads_of(room, second or first)
    if not spreads:
        return ""
    before = spreads_of(room, first) if second else ()
    return _headline(before, spreads, people=len(second or first), talked=bool(second))


def side_by_side(room: CaseRoom) -> SideBySide | None:
    """What is shown to the room now, the first proposals or both; None before the reveal."""
    first = proposals_shown(room, "first")
    second = proposals_shown(room, "second")
    given = second or first
    spreads = spreads_of(room, given)
    if not spreads:
        return None
    before = spreads_of(room, first) if second else ()
    return SideBySide(
        headline=_headline(before, spreads, people=len(given), talked=bool(second)),
        picture=_picture(room, given, spreads, before=(first, before) if second else None),
        reasons=tuple(
            _reasons(room, one, given, first if second else ()) for one in widest_first(spreads)
        ),
        second=bool(second),
        calibrators=len(given),
    )


def _headline(
    before: Sequence[Spread], spreads: Sequence[Spread], *, people: int, talked: bool
) -> str:
    if people < 2:
        return "There is one proposal. Another function has to be asked."
    return headline_after(before, spreads) if talked else headline(spreads)


def _picture(
    room: CaseRoom,
    given: Sequence[Given],
    spreads: Sequence[Spread],
    *,
    before: tuple[Sequence[Given], Sequence[Spread]] | None,
) -> chart.Reveal:
    people = {one.seat_id: _calibrator(one) for one in (*(before[0] if before else ()), *given)}
    was = {one.outcome: one for one in before[1]} if before else {}
    rows = []
    for spread in spreads:
        earlier = was.get(spread.outcome)
        rows.append(
            chart.Outcome(
                title=OUTCOMES[spread.outcome],
                note=moved_words(earlier, spread) if earlier else apart_words(spread),
                proposed=_marks(people, given, spread.outcome),
                before=_marks(people, before[0], spread.outcome) if before else (),
            )
        )
    return chart.reveal(
        caption="What each of you proposes, as a step of the scale",
        labels=room.scale.labels,
        calibrators=sorted(people.values(), key=lambda one: one.place),
        outcomes=rows,
    )


def _calibrator(one: Given) -> chart.Calibrator:
    return chart.Calibrator(name=one.name, function=one.function, place=one.place)


def _marks(
    people: dict[str, chart.Calibrator], given: Sequence[Given], outcome: Outcome
) -> tuple[chart.Proposed, ...]:
    return tuple(chart.Proposed(by=people[one.seat_id], step=one.steps[outcome]) for one in given)


def _reasons(
    room: CaseRoom, spread: Spread, given: Sequence[Given], first: Sequence[Given]
) -> tuple[str, str, str, tuple[Reason, ...]]:
    """The id, the name and the distance of an outcome, and what each says of it."""
    outcome = spread.outcome
    earlier = {one.seat_id: one for one in first}
    found = []
    for one in given:
        label = room.scale.label(one.steps[outcome])
        before = earlier.get(one.seat_id)
        was = room.scale.label(before.steps[outcome]) if before else label
        found.append(
            Reason(
                name=one.name,
                letter=_calibrator(one).letter,
                label=label,
                text=one.reasons.get(outcome, ""),
                was="" if was == label else was,
            )
        )
    return outcome, OUTCOMES[outcome], apart_words(spread), tuple(found)
