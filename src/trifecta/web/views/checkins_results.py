"""What an opened check-in says, and how it moves over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from trifecta.apps.checkins.selectors import (
    PairResult,
    ReplyView,
    RoundResult,
    every_opened,
    result_of,
    shared_with_leadership,
    trends_of,
)
from trifecta.apps.people import facts as people
from trifecta.apps.people.selectors import MemberView
from trifecta.charts.chart import Table
from trifecta.charts.gaps import GapPicture, KeyEntry, gap_key_for_many, gap_table
from trifecta.charts.odds import Odds
from trifecta.domain.checkins import headline
from trifecta.domain.checkins.criteria import guess_sentences, overlap_sentence
from trifecta.domain.checkins.gap_wording import overview
from trifecta.domain.checkins.gaps import widest
from trifecta.domain.checkins.next_step import NextStep, Situation, Step, next_step
from trifecta.domain.checkins.next_step_wording import step_words
from trifecta.domain.checkins.replies import contested
from trifecta.domain.errors import NotYetError
from trifecta.domain.people.readiness import check_readiness
from trifecta.web.addresses import address
from trifecta.web.forms.tensions import ABOUT_THE_RESULT
from trifecta.web.paging import page_of
from trifecta.web.posting import signed_in
from trifecta.web.views import checkins_pictures as pictures
from trifecta.web.views.checkins_paths import page

PAST: Final = 12

_PAGES: dict[Step, str] = {
    "talk_first": "tensions:open",
    "write_needs": "tensions:open",
    "talk_questions": "tensions:open",
    "shared_outcomes": "people:readiness",
    "readiness": "people:readiness",
    "nothing": "checkins:trends",
}


FOLDED_FROM = 3
"""With more pairs than this, what a pair's answer rests on is folded away below its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPair:
    """Two people's part of the page."""

    pair: PairResult
    answer: headline.Answer
    belief: str
    one_sided: str
    sure: headline.Sureness | None
    odds: Odds | None
    gaps_heading: str
    gaps_lead: str
    gaps: tuple[pictures.ShownGap, ...]
    table: Table
    key: tuple[KeyEntry, ...]
    overlap: str
    guessed: tuple[str, ...]
    yardsticks: tuple[tuple[str, int, int], ...]
    contested: str
    said: tuple[tuple[MemberView, ReplyView | None, bool], ...]


@require_safe
def diagnosis(request: HttpRequest, round_id: str) -> HttpResponse:
    """The answer first, then how sure it is, where it shows, what was unseen, and what to do."""
    try:
        result = result_of(actor=signed_in(request), round_id=round_id)
    except NotYetError:
        return redirect("checkins:answer", round_id)
    found = _next_step(result)
    differing = {name: None for pair in result.pairs for name in pair.differing}
    context = {
        **_page(request, result),
        "answer": headline.headline([(pair.names, pair.diagnosis) for pair in result.pairs]),
        "contested": contested([(pair.names, pair.differing) for pair in result.pairs]),
        "shown": [_shown(pair, me=result.round.me.id) for pair in result.pairs],
        "several": len(result.pairs) > 1,
        "many": len(result.pairs) > FOLDED_FROM,
        "unseen": result.unseen,
        "anything_unseen": any(one.limits for one in result.unseen),
        "next": step_words(found, differing=list(differing)),
        "next_href": _page_of(found.step, result.round.partnership.id),
    }
    return render(request, "checkins/diagnosis.html", context)


@require_safe
def questions(request: HttpRequest, round_id: str) -> HttpResponse:
    """Every question, the widest gaps first, with what everybody answered and guessed."""
    try:
        result = result_of(actor=signed_in(request), round_id=round_id)
    except NotYetError:
        return redirect("checkins:answer", round_id)
    shown = _all_gaps(result)
    everyone = [pictures.person(one.member) for one in result.people]
    key = (
        pictures.drawn_key(first=everyone[0], second=everyone[1])
        if len(everyone) == 2
        else gap_key_for_many(everyone)
    )
    context = {
        **_page(request, result),
        "shown": shown,
        "key": key,
        "table": gap_table(caption=pictures.CAPTION, pictures=[picture for picture, _ in shown]),
    }
    return render(request, "checkins/questions.html", context)


@require_safe
def trends(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """How agreement, understanding and the short questions move, and every result there was."""
    actor = signed_in(request)
    found = trends_of(actor=actor, partnership_id=partnership_id)
    past = every_opened(actor=actor, partnership=found.partnership)
    shown, pages = page_of(request, past, size=PAST, to="results")
    several = len(found.pairs) > 1
    charts = [pictures.pair_charts(pair, named=several) for pair in found.pairs]
    pulse = [pictures.pulse_chart(question, moves) for question, moves in found.pulse]
    context = {
        "partnership": found.partnership,
        "nav": "partnership",
        "rounds": found.rounds,
        "more": found.more,
        "past": shown,
        "pages": pages,
        "charts": [pair for pair in charts if pair],
        "pulse": [chart for chart in pulse if chart is not None],
        "last": found.last_round_id,
        "doubted": [(pair, one) for pair in found.pairs for one in pair.seen_differently],
        "several": several,
        "pair": len(found.partnership.members) == 2,
    }
    return render(request, "checkins/trends.html", context)


@require_safe
def leadership(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """What members chose to show to their executives."""
    limits = shared_with_leadership(actor=signed_in(request), organisation_id=organisation_id)
    return render(request, "checkins/leadership.html", {"limits": limits})


def _page(request: HttpRequest, result: RoundResult) -> dict[str, object]:
    return {
        **page(request, result.round, step="diagnosis"),
        "everyone": [member.name for member in result.round.participants],
        "pair": len(result.round.participants) == 2,
    }


def _page_of(step: Step, partnership_id: str) -> str:
    """Where a step is taken; a tension that comes from a result begins with a title for it."""
    there = address(_PAGES[step], partnership_id)
    return f"{there}?about={ABOUT_THE_RESULT}" if step == "talk_first" else there


def _shown(pair: PairResult, *, me: str) -> ShownPair:
    unclear = pair.diagnosis.verdict == "unclear"
    telling = {item.key for item in pair.telling}
    chosen = (
        tuple(gap for gap in pair.gaps if gap.item.key in telling) if unclear else widest(pair.gaps)
    )
    shown = tuple(pictures.shown_gap(pair, gap) for gap in chosen)
    gaps_heading, gaps_lead = overview(pair.gaps, pair.diagnosis)
    return ShownPair(
        pair=pair,
        answer=headline.answer(pair.diagnosis, pair.names),
        belief=headline.belief(pair.diagnosis),
        one_sided=headline.one_sided(pair.diagnosis, pair.names),
        sure=headline.sureness(pair.diagnosis),
        odds=pictures.odds_of(pair),
        gaps_heading=gaps_heading,
        gaps_lead=gaps_lead,
        gaps=shown,
        table=pictures.table_of(shown),
        key=pictures.drawn_key(
            first=pictures.person(pair.first), second=pictures.person(pair.second)
        ),
        overlap=overlap_sentence(pair.comparison),
        guessed=guess_sentences(pair.comparison, pair.names),
        yardsticks=_yardsticks(pair),
        contested=contested([(pair.names, pair.differing)]),
        said=tuple(
            (member, reply, member.id == me)
            for member, reply in zip((pair.first, pair.second), pair.replies, strict=True)
        ),
    )


def _yardsticks(pair: PairResult) -> tuple[tuple[str, int, int], ...]:
    """What the two are judged on, line by line: words, points of the first, of the second."""
    if pair.comparison.overlap is None:
        return ()
    first, second = (points.by_key for points in pair.points)
    labels = {**pair.points[1].labels, **pair.points[0].labels}
    ranked = sorted(
        first.keys() | second.keys(),
        key=lambda key: (-max(first.get(key, 0), second.get(key, 0)), key),
    )
    return tuple((labels[key], first.get(key, 0), second.get(key, 0)) for key in ranked)


def _all_gaps(result: RoundResult) -> list[tuple[GapPicture, str]]:
    """All questions, those with the furthest guess of anybody first."""
    if len(result.pairs) == 1:
        pair = result.pairs[0]
        found = [pictures.shown_gap(pair, gap) for gap in pair.gaps]
        return [(one.picture, one.note) for one in found]
    width = {
        item.key: max(
            gap.width for pair in result.pairs for gap in pair.gaps if gap.item.key == item.key
        )
        for item in result.round.items
    }
    ranked = sorted(result.round.items, key=lambda item: width[item.key], reverse=True)
    return [(pictures.everybody(result, item), "") for item in ranked]


def _next_step(result: RoundResult) -> NextStep:
    facts = people.journey_facts(partnership=result.round.partnership)
    marks = [one.pulse["conflict"] for one in result.people if "conflict" in one.pulse]
    return next_step(
        Situation(
            verdicts=tuple(pair.diagnosis.verdict for pair in result.pairs),
            ready=check_readiness(facts).ready,
            in_conflict=facts.in_conflict,
            disagreeing_well=sum(marks) / len(marks) if marks else None,
            seen_differently=any(pair.differing for pair in result.pairs),
        )
    )
