"""What an outlook says, in sentences: where a stock ends in most runs, and how often something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from trifecta.domain.systems.answering import Finding, spans, spoken
from trifecta.domain.systems.ensembles.batches import Floats
from trifecta.domain.systems.ensembles.drawing import Ensemble
from trifecta.domain.systems.ensembles.outlook import Chance, chance
from trifecta.domain.systems.ensembles.parameters import Parameter
from trifecta.domain.systems.ensembles.variance import Part
from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.model import FlowKind, Model

_HUNDRED: Final = 100


def outlook(
    found: Ensemble, last: Floats, *, stock: str, period: str, as_written: Number | None
) -> Finding:
    """Where `stock` ends in nine of ten runs, in the middle, and with the numbers as written.

    `found` has LEVELS as its percentiles; `stock` is one of its names, and `last` what `ends` gives
    for it. `period` is a key of PERIODS. The headline has no stop at its end.
    """
    low, _, middle, _, high = (float(value) for value in found[stock][-1])
    when = f"after {spans(found.rounds[-1], period)}"
    if spoken(low) == spoken(high):
        headline = f"In 9 of 10 runs, {stock} is at {spoken(middle)} {when}"
        rest = ["So what is not known for sure hardly matters for it."]
    else:
        headline = f"In 9 of 10 runs, {stock} is between {spoken(low)} and {spoken(high)} {when}"
        rest = [f"{spoken(middle)} is the middle: half of the runs end there or below."]
    if as_written is not None:
        rest.append(_as_written(as_written, middle, last))
    return Finding(headline=headline, rest=" ".join(rest))


def _as_written(value: Number, middle: float, last: Floats) -> str:
    """The run that somebody had in mind, and how often it comes to that or beyond it."""
    said = f"With the numbers as they stand in the text it is {spoken(value)}"
    if spoken(value) == spoken(middle):
        return f"{said} too."
    above = value > middle
    often = chance(last, at_least=float(value)) if above else chance(last, at_most=float(value))
    share = _of_hundred(often) if often.so else "in none of these runs"
    return f"{said}; it is that {'much or more' if above else 'or less'} {share}."


def chance_words(found: Chance, *, what: str, rounds: int, period: str) -> str:
    """In how many of a hundred runs `what` is so at the end, as in "Hires is at least 40"."""
    when = f"after {spans(rounds, period)}"
    if found.so == found.draws:
        return f"In each of the {found.draws:,} runs, {what} {when}."
    if not found.so:
        return f"In none of the {found.draws:,} runs, {what} {when}."
    share = _of_hundred(found)
    return f"{share[:1].upper()}{share[1:]}, {what} {when}."


def _of_hundred(found: Chance) -> str:
    share = round(_HUNDRED * found.so / found.draws)
    if share < 1:
        return "in fewer than 1 of 100 runs"
    if share > _HUNDRED - 1:
        return "in more than 99 of 100 runs"
    return f"in {share} of 100 runs"


def matters_most(parts: Sequence[Part], *, stock: str) -> str:
    """Which range to find out more about, if these runs can tell; `parts` the largest first."""
    first, *others = parts
    rivals = [one.name for one in others if one.high >= first.low and one.share > 0]
    if not rivals:
        return f"To know more about {stock}, find out more about {first.name}."
    if len(rivals) == 1:
        return (
            f"{first.name} and {rivals[0]} matter about as much for {stock}; these runs cannot "
            "tell which one more."
        )
    return f"No range matters clearly more than the others for {stock}."


def in_hundred(part: Part) -> str:
    """A share as parts of a hundred with its interval: "68 (62 to 75)"."""
    share, low, high = (round(_HUNDRED * one) for one in (part.share, part.low, part.high))
    return f"{share}" if low == high else f"{share} ({low} to {high})"


def failures_in_words(found: Ensemble) -> Iterator[str]:
    """A sentence for each reason why draws came to no result, the most frequent first."""
    for one in found.failures:
        runs = "1 run" if one.draws == 1 else f"{one.draws:,} runs"
        yield f"{runs} of {found.draws:,} came to no result and count in nothing here. {one.fault}"


def number_as_written(model: Model, one: Parameter, *, period: str) -> str:
    """What a number of `model` is in its text: "begins at 6", "10 a week", "a share of 0.4"."""
    at, value = one.address, f"{one.value}"
    if at.part == "initial":
        formula, said = model.stocks[at.index].initial, f"begins at {value}"
    elif at.part == "maximum":
        formula, said = model.stocks[at.index].maximum, f"at most {value}"
    else:
        flow = model.flows[at.index]
        formula = flow.formula
        share = f"a share of {value}"
        said = f"{value} a {period}" if flow.kind is FlowKind.RATE else share
    return said if len(formula.tokens) == 1 else f"{value} in “{formula}”"
