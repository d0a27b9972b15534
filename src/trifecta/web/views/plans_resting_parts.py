"""The three answers of what a plan rests on, each with its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trifecta.apps.compromise.selectors.plans import BoardView, OptionView, StageView
from trifecta.apps.people.selectors import MemberView
from trifecta.charts.changes import Change, change_lines, change_scale
from trifecta.charts.gains import Gain, GainRow, gains
from trifecta.charts.odds import Odds, Possibility, odds
from trifecta.charts.svg import Svg
from trifecta.domain.compromise.beside_words import (
    Beside,
    ConflictWords,
    TradeLine,
    beside_words,
    conflict_words,
)
from trifecta.domain.compromise.compare import Comparison, plan_key
from trifecta.domain.compromise.engine.conflicts import Filtered
from trifecta.domain.compromise.engine.robust import Robustness
from trifecta.domain.compromise.engine.unlock import Unlocking
from trifecta.domain.compromise.resting import favourites
from trifecta.domain.compromise.resting_words import (
    Looked,
    opening_lead,
    opening_sentences,
    openings,
    own_weight,
    spread_of,
    sturdier_words,
    sturdy_headline,
    sturdy_lead,
    sturdy_sentences,
)
from trifecta.domain.compromise.wording import percent
from trifecta.domain.compromise.worth import judge
from trifecta.web.views.plans_page import work_in
from trifecta.web.views.plans_pictures import person

Work = list[tuple[StageView, list[OptionView]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SturdyParts:
    """How sturdy the plan is; `look` is the key of a sturdier plan where it has a page."""

    headline: str
    lead: str
    draws: str
    spread: Odds
    sentences: tuple[str, ...]
    own_weight: str
    sturdier: str
    work: Work
    look: str


def sturdy_parts(
    looked: Looked, found: Robustness, board: BoardView, comparison: Comparison
) -> SturdyParts:
    sturdier = found.sturdier
    plan = None if sturdier is None else sturdier.judged.plan
    keys = {line.key for line in comparison.lines}
    return SturdyParts(
        headline=sturdy_headline(found),
        lead=sturdy_lead(found),
        draws=f"{found.draws:,}",
        spread=odds(
            caption="What becomes of this plan, in a hundred cases",
            possibilities=[
                Possibility(label=label, probability=share) for label, share in spread_of(found)
            ],
        ),
        sentences=tuple(sturdy_sentences(looked, found)),
        own_weight=own_weight(looked, found),
        sturdier="" if sturdier is None else sturdier_words(looked, sturdier),
        work=[] if plan is None else work_in(board, plan.placements),
        look="" if plan is None or plan_key(plan) not in keys else plan_key(plan),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeRow:
    """One need that changes hands, drawn."""

    line: TradeLine
    svg: Svg
    before: str
    after: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideParts:
    """The plan beside one favourite, the needs by whose they are."""

    words: Beside
    trades: tuple[tuple[MemberView, tuple[TradeRow, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideAll:
    """All favourites, the reader's first, and which needs keep these from being had at once."""

    rows: tuple[BesideParts, ...]
    scale: Svg
    conflict: ConflictWords
    needs: tuple[tuple[MemberView, str, bool], ...]


def beside_parts(
    looked: Looked, filtered: Filtered, members: Mapping[str, MemberView]
) -> BesideAll:
    problem, reader = looked.problem, looked.reader
    rows = favourites(problem, looked.findings, plan=looked.plan)
    mine = judge(problem, looked.plan, ideals=looked.findings.ideals).utilities[reader]
    ordered = sorted(rows, key=lambda row: row.party != reader)
    conflict = conflict_words(problem, filtered, reader=reader)
    return BesideAll(
        rows=tuple(
            _beside(beside_words(problem, row, mine=mine, reader=reader), members)
            for row in ordered
        ),
        scale=change_scale(),
        conflict=conflict,
        needs=tuple((members[owner], text, hidden) for owner, text, hidden in conflict.needs),
    )


def _beside(words: Beside, members: Mapping[str, MemberView]) -> BesideParts:
    return BesideParts(
        words=words,
        trades=tuple(
            (members[part.party], _drawn(members[part.party], part.lines)) for part in words.trades
        ),
    )


def _drawn(member: MemberView, lines: Sequence[TradeLine]) -> tuple[TradeRow, ...]:
    svgs = change_lines(
        person=person(member),
        changes=[
            Change(name=line.text, before=_hundredths(line.before), after=_hundredths(line.after))
            for line in lines
        ],
        before="with that favourite plan",
    )
    return tuple(
        TradeRow(
            line=line,
            svg=svg,
            before=_number(line.before),
            after=_number(line.after),
            weight="" if line.weight is None else percent(line.weight),
        )
        for line, svg in zip(lines, svgs, strict=True)
    )


def _hundredths(level: float) -> float:
    return float(round(max(0.0, min(1.0, level)) * 100))


def _number(level: float) -> str:
    return percent(level).rstrip("%")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """A change, and in whole per cent what each has with it, in the order of the parties."""

    words: str
    worst: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningParts:
    """What would give most: those changes that help as bars, and all that were tried as a table."""

    lead: str
    bars: tuple[GainRow, ...]
    sentences: tuple[str, ...]
    rows: tuple[OpeningRow, ...]


def opening_parts(looked: Looked, found: Unlocking) -> OpeningParts:
    tried = openings(looked, found)
    helping = [row for row in tried if row.helps]
    today = OpeningRow(
        words="The fairest plan today",
        worst=_number(found.worst),
        shares=_shares(looked, found.today.utilities),
    )
    rows = [
        OpeningRow(words=row.words, worst=_number(row.worst), shares=_shares(looked, row.shares))
        for row in tried
    ]
    return OpeningParts(
        lead=opening_lead(looked, found),
        bars=gains(
            today=found.worst,
            changes=[Gain(label=row.words, reached=row.worst) for row in helping],
            what="whoever keeps least would keep, of today’s best,",
        )
        if helping
        else (),
        sentences=tuple(opening_sentences(found)),
        rows=(today, *rows) if rows else (),
    )


def _shares(looked: Looked, utilities: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(_number(utilities[party.id]) for party in looked.problem.parties)
