"""What a run says of the question that its model is to answer, in sentences."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.running import Run

Period = Literal["day", "week", "month", "quarter", "round"]
PERIODS: Final[Mapping[str, str]] = {
    "day": "A day",
    "week": "A week",
    "month": "A month",
    "quarter": "A quarter",
    "round": "Nothing in particular",
}
"""What a round of a model stands for, and how a person chooses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`headline` has no stop at its end; `rest` are whole sentences, or nothing."""

    headline: str
    rest: str


def answer(model: Model, run: Run, *, period: str = "round", stock: str = "") -> Finding:
    """Where the stock that answers the question ends, and where most builds up on the way.

    `run` is one of `model`. What builds up is a stock that something leaves: one that only receives
    counts what has been done, which is no queue.

    `stock` is one of the shown stocks; the last of them answers where it is none of those. `period`
    is a key of PERIODS.
    """
    if not run.names:
        return Finding(headline="The model has no stock that is counted", rest=_NO_STOCK)
    asked = stock if stock in run.names else run.names[-1]
    values = run[asked]
    when = f"After {spans(len(run), period)}"
    headline = f"{when}, {asked} is at {spoken(values[-1])}"
    if len(set(map(str, values))) == 1:
        headline = f"{asked} stays at {spoken(values[-1])} for {spans(len(run), period)}"
    waiting = {model.stocks[flow.source].name for flow in model.flows} - {asked}
    rest = [_growing(run, waiting), _settled(run, period)]
    return Finding(headline=headline, rest=" ".join(sentence for sentence in rest if sentence))


_NO_STOCK: Final = (
    "Write a stock without square brackets, such as Done, for what you want to count."
)


def spans(number: int, period: str) -> str:
    """So many periods in words that follow "after": 12 weeks, one round."""
    unit = period if period in PERIODS else "round"
    return f"one {unit}" if number == 1 else f"{number} {unit}s"


def spoken(number: Number) -> str:
    """A number as a sentence has it: whole where it is, else one decimal; 1,200; "endless"."""
    if isinstance(number, float) and math.isnan(number):
        return "no number"
    if number in (_ENDLESS, -_ENDLESS):
        return "endless" if number > 0 else "endless below zero"
    if abs(number) >= _COUNTLESS:
        return "more than anybody can count"
    text = f"{int(number):,}" if number == int(number) else f"{number:,.1f}"
    return text.replace("-", "\N{MINUS SIGN}")


_ENDLESS: Final = float("inf")
_COUNTLESS: Final = 10**15


def _growing(run: Run, among: Collection[str]) -> str:
    """The shown stock among these that grows most."""
    grown = {
        name: run[name][-1] - run[name][0]
        for name in run.names
        if name in among and abs(run[name][-1]) < _COUNTLESS and abs(run[name][0]) < _COUNTLESS
    }
    if not grown:
        return ""
    name = max(grown, key=lambda one: grown[one])
    if grown[name] <= 0:
        return "Nothing builds up on the way."
    first, last = spoken(run[name][0]), spoken(run[name][-1])
    return f"Most builds up in {name}: from {first} to {last}."


def _settled(run: Run, period: str) -> str:
    """Since when every stock has stood still, where that is at least a third of the run."""
    last = run.states[-1]
    since = len(run)
    while since and run.states[since - 1] == last:
        since -= 1
    if len(run) < 3 or len(run) - since < len(run) / 3:
        return ""
    if since == 0:
        return "Nothing moves at all."
    unit = period if period in PERIODS else "round"
    return f"From {unit} {since} on nothing changes any more."
