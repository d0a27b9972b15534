"""The result of a check-in as pictures: odds, gaps, trends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils import timezone

from trifecta.apps.checkins.selectors import (
    PairResult,
    PairTrends,
    PersonResult,
    RoundResult,
    SeenDifferently,
)
from trifecta.apps.people.selectors import MemberView
from trifecta.charts.chart import Chart, Person, Table
from trifecta.charts.gaps import Answer, GapPicture, Guess, gap_key, gap_picture, gap_table
from trifecta.charts.odds import Odds, Possibility, odds
from trifecta.charts.trend import TrendPoint, trend
from trifecta.domain.checkins.gap_wording import heading, note
from trifecta.domain.checkins.gaps import Gap
from trifecta.domain.checkins.headline import ODDS_LABELS
from trifecta.domain.checkins.items import Item
from trifecta.domain.checkins.pulse import HIGHEST, LOWEST, PulseQuestion
from trifecta.domain.checkins.trend_wording import (
    agreement_label,
    agreement_title,
    pulse_label,
    pulse_title,
    understanding_label,
    understanding_title,
)
from trifecta.domain.checkins.trends import Trend

# The same picture is drawn once. It has figures, labels and first names, and no written word.
drawn: Final = lru_cache(maxsize=256)(trend)
drawn_gap: Final = lru_cache(maxsize=1024)(gap_picture)
drawn_key: Final = lru_cache(maxsize=256)(gap_key)
drawn_odds: Final = lru_cache(maxsize=256)(odds)

CAPTION = "−3 is strongly the first, +3 strongly the second"
_MARKS = "abcd"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGap:
    """One question of a pair: the picture, and the distances in a sentence."""

    picture: GapPicture
    note: str


def person(member: MemberView) -> Person:
    """A member as the charts know them: their name, and the shape they keep."""
    return Person(name=member.name, place=_MARKS.index(member.mark))


def odds_of(pair: PairResult) -> Odds | None:
    """The four explanations as bars, the most likely first; None where nothing can be told."""
    found = pair.diagnosis.odds
    if found is None:
        return None
    chances = {
        "both": found.both,
        "understanding": found.understanding,
        "incentives": found.incentives,
        "neither": found.neither,
    }
    ranked = sorted(chances.items(), key=lambda chance: -chance[1])
    return drawn_odds(
        caption="Of a hundred pairs with answers like yours",
        possibilities=tuple(
            Possibility(label=ODDS_LABELS[name], probability=chance)  # type: ignore[index]
            for name, chance in ranked
        ),
    )


def shown_gap(pair: PairResult, gap: Gap) -> ShownGap:
    """A gap with its heading, its lanes and its note."""
    people = (person(pair.first), person(pair.second))
    answers = tuple(
        Answer(
            person=people[index],
            value=gap.own[index],
            guesses=(Guess(by=people[1 - index], value=gap.guess[index]),),
        )
        for index in (0, 1)
    )
    picture = drawn_gap(
        title=heading(gap, pair.names),
        left=gap.item.first.short,
        right=gap.item.second.short,
        answers=answers,
    )
    return ShownGap(picture=picture, note=note(gap, pair.names))


def table_of(shown: Sequence[ShownGap]) -> Table:
    """The same gaps as numbers."""
    return gap_table(caption=CAPTION, pictures=[one.picture for one in shown])


def everybody(result: RoundResult, item: Item) -> GapPicture:
    """One question with a lane for each participant and everybody's guesses of it."""
    return drawn_gap(
        title=item.label,
        left=item.first.full,
        right=item.second.full,
        answers=tuple(_answer(result.people, one, item.key) for one in result.people),
    )


def _answer(people: Sequence[PersonResult], one: PersonResult, key: str) -> Answer:
    guesses = tuple(
        Guess(by=person(other.member), value=other.guesses.get(one.member.id, {}).get(key))
        for other in people
        if other is not one
    )
    return Answer(person=person(one.member), value=one.own.get(key), guesses=guesses)


def pair_charts(pair: PairTrends, *, named: bool) -> list[Chart]:
    """How well two members read each other, and how alike they are pulled."""
    names = (pair.first.name, pair.second.name) if named else None
    found = []
    if pair.understanding.points:
        found.append(
            drawn(
                title=understanding_title(pair.understanding, names),
                description="How close guesses come to answers, from guessing wrong to right.",
                points=_points(pair.understanding, pair.seen_differently),
                scale=(-1, 1),
                label=understanding_label(pair.understanding.points[-1].value),
            )
        )
    if pair.agreement.points:
        found.append(
            drawn(
                title=agreement_title(pair.agreement, names),
                description="How alike your own answers are, from opposite to the same.",
                points=_points(pair.agreement, pair.seen_differently),
                scale=(-1, 1),
                label=agreement_label(pair.agreement.points[-1].value),
            )
        )
    return found


def pulse_chart(question: PulseQuestion, moves: Trend) -> Chart | None:
    """One of the short questions over the rounds; None where nobody answered it."""
    if not moves.points:
        return None
    return drawn(
        title=pulse_title(moves, question.name),
        description=f"“{question.statement}” From not at all to entirely, the mean of you all.",
        points=_points(moves),
        scale=(LOWEST, HIGHEST),
        label=pulse_label(moves.points[-1].value),
        decimals=1,
    )


def _points(moves: Trend, seen: Sequence[SeenDifferently] = ()) -> tuple[TrendPoint, ...]:
    doubts = {one.at: one.names for one in seen}
    here = timezone.get_default_timezone()
    return tuple(
        TrendPoint(
            on=point.at.astimezone(here).date(),
            value=point.value,
            low=point.low,
            high=point.high,
            doubted_by=doubts.get(point.at, ()),
        )
        for point in moves.points
    )
