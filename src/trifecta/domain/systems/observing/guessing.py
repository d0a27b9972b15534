"""Which column of an export might be which, from headings and words, to be shown and confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.exports import Column, Export, Kind, tidy
from trifecta.domain.systems.observing.mapping import LEFT, NOT_HERE, ExportMapping

_LEAVES: Final = re.compile(
    r"reject|withdr|archiv|declin|disqualif|turned down|\blost\b|\bleft\b|\bexit|not a fit"
)
_NEVER: Final = re.compile(
    r"birth|updat|last activity|opened|\bjob\b|requisition|next|due|expected"
)
_APPLIES: Final = re.compile(r"\bappl|lead\b|sourc|prospect|inbox|\bnew\b|received")
_ALIKE: Final = (
    re.compile(r"hire|accept|start|join|onboard|signed"),
    re.compile(r"offer"),
    re.compile(r"interview|on-?\s?site|panel|technical|assess|exercise|task|trial"),
    re.compile(r"screen|phone|recruiter call|intro"),
    _APPLIES,
)
_FILLING: Final = re.compile(r"\b(date|day|at|on|entered|moved|to|stage|reached|time|the|of|utc)\b")
_WHO: Final = (
    re.compile(r"\b(candidate|applicant|opportunity|application)\b.*\bid\b"),
    re.compile(r"candidate|applicant|opportunity|application"),
    re.compile(r"\bid\b"),
    re.compile(r"mail"),
    re.compile(r"name|person"),
)
_NOT_WHO: Final = re.compile(r"owner|recruiter|manager|coordinator|user|\bby\b|stage|job|posting")
_STAGES: Final = re.compile(r"stage|status|step\b|milestone|phase")
_ENTERED: Final = re.compile(r"enter|moved|reached|changed|since|start")
_GONE: Final = re.compile(r"left|exit|end|updat|leav")


def guessed(export: Export, model: Model, *, by_event: bool | None = None) -> ExportMapping:
    """The likeliest mapping; `by_event` where it is known that each row is an event, or is not.

    Dates are never guessed at: `order` stays None.
    """
    if by_event is None:
        by_event = seems_by_event(export)
    if not by_event:
        said = [one.heading for one in export.of_kind(Kind.DATES)]
        return ExportMapping(candidate=who_in(export), stages=targets_for(said, model))
    stage = stage_in(export)
    column = export.column(stage)
    return ExportMapping(
        candidate=who_in(export),
        stage=stage,
        entered=entered_in(export),
        stages=targets_for(column.values if column else (), model),
    )


def seems_by_event(export: Export) -> bool:
    """Whether candidates come again in many rows, beside a column of stages."""
    who = export.column(who_in(export))
    stage = export.column(stage_in(export))
    if who is None or stage is None:
        return False
    return 4 * who.repeats >= who.filled or len(export.of_kind(Kind.DATES)) == 1


def targets_for(said: Iterable[str], model: Model) -> dict[str, str]:
    """What each heading or word might be in the model."""
    return {one: target_for(one, model) for one in said}


def target_for(said: str, model: Model) -> str:
    """A stock, LEFT or NOT_HERE: by the name itself, or by words that hiring uses for the same."""
    words = tidy(said)
    short = " ".join(_FILLING.sub(" ", words).split())
    stocks = {tidy(name): name for name in _in_flows(model)}
    near = get_close_matches(short, stocks, n=1, cutoff=0.75)
    if near:
        return stocks[near[0]]
    if _NEVER.search(words):
        return NOT_HERE
    if _LEAVES.search(words):
        return LEFT
    for group in _ALIKE:
        if group.search(words):
            found = next((name for key, name in stocks.items() if group.search(key)), None)
            if found:
                return found
    return _first(model) if _APPLIES.search(words) else NOT_HERE


def _in_flows(model: Model) -> list[str]:
    """Shown stocks that something flows into or out of: nobody is in another one."""
    ends = {end for flow in model.flows for end in (flow.source, flow.destination)}
    within = {model.stocks[end].name for end in ends if end is not None}
    return [name for name in model.shown if name in within]


def _first(model: Model) -> str:
    """The stock that is fed from outside, where there is one."""
    shown = set(model.shown)
    for flow in model.flows:
        if flow.destination is not None and model.stocks[flow.source].name not in shown:
            name = model.stocks[flow.destination].name
            if name in shown:
                return name
    return NOT_HERE


def who_in(export: Export) -> str:
    """The heading of the column that says which candidate it is; "" where there is none."""
    others = [one for one in export.columns if one.kind is not Kind.DATES and one.filled]
    found = [one for one in others if not _NOT_WHO.search(tidy(one.heading))]
    for words in _WHO:
        for one in found:
            if words.search(tidy(one.heading)):
                return one.heading
    return ""


def stage_in(export: Export) -> str:
    """The heading of the column of stages; "" where there is none."""
    return _best(export.of_kind(Kind.WORDS), _STAGES)


def entered_in(export: Export) -> str:
    """The heading of the day on which a stage was entered; "" without any column of dates."""
    dates = export.of_kind(Kind.DATES)
    named = _best(dates, _ENTERED)
    likely = [one for one in dates if not _GONE.search(tidy(one.heading))]
    return named or next((one.heading for one in (*likely, *dates)), "")


def _best(columns: Iterable[Column], words: re.Pattern[str]) -> str:
    found = [one.heading for one in columns if words.search(tidy(one.heading))]
    return next((one for one in found if "current" not in tidy(one)), found[0] if found else "")
