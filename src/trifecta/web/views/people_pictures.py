"""How it is going between the members, as pictures: reading each other, agreeing, promises kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from trifecta.apps.checkins.selectors import Reading
from trifecta.charts.chart import Chart
from trifecta.charts.promises import promises
from trifecta.domain.people.journey import AgreementFacts
from trifecta.domain.people.words import capital, number_word
from trifecta.web.journey import Journey
from trifecta.web.views import checkins_pictures

FEWEST_ROUNDS: Final = 3
MOST_PANELS: Final = 3
drawn: Final = lru_cache(maxsize=256)(promises)
"""A picture of promises; the same one is drawn once. No title of an agreement is kept in it."""


def panels(stands: Journey) -> list[Chart]:
    """At most three pictures for the page of a partnership; trends from the third check-in on."""
    shown = promise_chart(stands.facts.agreements)
    moves = []
    if stands.facts.checkins.rounds_revealed >= FEWEST_ROUNDS:
        moves = _trend_charts(stands.checkins)
    return [*moves[: MOST_PANELS - len(shown)], *shown]


def _trend_charts(read: Reading) -> list[Chart]:
    """Of a pair both pictures; of more members how the reader and each of the others do."""
    pairs = read.pairs()
    if len(pairs) == 1:
        return checkins_pictures.pair_charts(pairs[0], named=False)
    me = read.partnership.me.id
    mine = [pair for pair in pairs if me in {pair.first.id, pair.second.id}]
    charts = (checkins_pictures.pair_charts(pair, named=True) for pair in mine)
    return [chart for chart, *_ in filter(None, charts)]


def promise_chart(agreements: tuple[AgreementFacts, ...]) -> list[Chart]:
    """The latest agreement in which something has been kept or not; none before that."""
    told = [one for one in agreements if one.kept or one.not_kept]
    if not told:
        return []
    one = told[-1]
    total = one.kept + one.not_kept + one.dropped + one.open
    picture = drawn(
        title=promise_title(kept=one.kept, total=total),
        description="",
        kept=one.kept,
        not_kept=one.not_kept,
        dropped=one.dropped,
        still_open=one.open,
    )
    return [replace(picture, description=f"From “{one.title}”.")]


def promise_title(*, kept: int, total: int) -> str:
    """What was kept of `total` promises, at least one, in words."""
    if total == 1:
        return "You kept your promise" if kept else "Your promise was not kept"
    if kept == total:
        return (
            "You kept both promises"
            if total == 2
            else f"You kept all {number_word(total)} promises"
        )
    if kept == 0:
        return f"None of your {number_word(total)} promises is kept so far"
    return capital(f"you kept {number_word(kept)} of {number_word(total)} promises")
