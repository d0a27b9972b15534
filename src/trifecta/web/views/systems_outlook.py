"""What may come of a model with ranges for its numbers: a sentence, fans, and how often something.

Everything is bounded before it is done, so that a page stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trifecta.charts.chart import Chart
from trifecta.charts.fan import Fan, fan, inside_of
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Ensemble, Fault, Model, SystemsError, run
from trifecta.domain.systems.answering import Finding, spoken
from trifecta.domain.systems.ensembles.batches import Floats
from trifecta.domain.systems.ensembles.distributions import Distribution
from trifecta.domain.systems.ensembles.outlook import (
    MOST_STEPS,
    chance,
    ends,
    look_ahead,
)
from trifecta.domain.systems.ensembles.variance import parts_of
from trifecta.domain.systems.ensembles.words import (
    chance_words,
    failures_in_words,
    in_hundred,
    matters_most,
    outlook,
)
from trifecta.domain.systems.evaluating import Number

MOST_FANS: Final = 6
"""Of one page, since each takes some hundredths of a second."""
_LARGEST_DRAWN: Final = 1e15

Counted = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to know: of which stock first, from which draws, and how often."""

    stock: str
    seed: int = 0
    amount: float | None = None
    at_least: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may come; `problem` where that cannot be said."""

    stock: str
    stocks: tuple[str, ...]
    finding: Finding | None
    fans: tuple[Chart, ...]
    more: tuple[str, ...]
    """Stocks that move and have no picture here."""
    endless: tuple[str, ...]
    chance: str
    matters: str
    parts: tuple[tuple[str, str], ...]
    """Each range with its share of the spread in parts of a hundred."""
    notes: tuple[str, ...]
    draws: int
    seed: int
    rounds: int
    every: int
    problem: str = ""

    @property
    def runs(self) -> str:
        """How many there were, as words have it."""
        return f"{self.draws:,}"


def outlook_of(
    model: Model,
    vary: Mapping[str, Distribution],
    *,
    name: str,
    period: str,
    rounds: int,
    question: Question,
    counted: Counted,
) -> Outlook:
    """Runs a model with numbers from `vary`; `rounds` are brought into the bounds of a page."""
    rounds = max(1, min(rounds, MOST_STEPS // max(1, model.work)))
    try:
        found = look_ahead(model, vary, rounds=rounds, seed=question.seed)
    except SystemsError as error:
        return _cannot(f"No run comes to a result. {_said(error.faults[0])}")
    except InvalidError as error:
        return _cannot(error.message)
    stock = question.stock if question.stock in found.names else found.names[-1]
    last = ends(model, found, stock=stock)
    parts = parts_of(model, found, stock=stock)
    as_written = _plain(model, rounds, stock)
    return replace(
        _drawn(found, stock, name, period, counted),
        finding=outlook(found, last, stock=stock, period=period, as_written=as_written),
        chance=_chance(found, last, stock, question, period),
        matters=matters_most(parts, stock=stock) if parts else "",
        parts=tuple((one.name, in_hundred(one)) for one in parts),
    )


def _drawn(found: Ensemble, stock: str, name: str, period: str, counted: Counted) -> Outlook:
    """The pictures, and what belongs to all stocks."""
    names = [stock, *(one for one in found.names if one != stock)]
    drawable = [one for one in names if _drawable(found, one)]
    moving = [one for one in drawable if (found[one] != found[one][0]).any()]
    return replace(
        _cannot(""),
        stock=stock,
        stocks=found.names,
        fans=tuple(_fan(found, one, name, period, counted) for one in moving[:MOST_FANS]),
        more=tuple(moving[MOST_FANS:]),
        endless=tuple(one for one in names if one not in drawable),
        notes=tuple(failures_in_words(found)),
        draws=found.draws,
        seed=found.seed,
        rounds=found.rounds[-1],
        every=found.rounds[1] - found.rounds[0],
    )


def _cannot(problem: str) -> Outlook:
    return Outlook(
        stock="",
        stocks=(),
        finding=None,
        fans=(),
        more=(),
        endless=(),
        chance="",
        matters="",
        parts=(),
        notes=(),
        draws=0,
        seed=0,
        rounds=0,
        every=1,
        problem=problem,
    )


def _said(fault: Fault) -> str:
    return f"{fault.problem} {fault.remedy}"


def _drawable(found: Ensemble, stock: str) -> bool:
    return bool((abs(found[stock]) < _LARGEST_DRAWN).all())


def _plain(model: Model, rounds: int, stock: str) -> Number | None:
    """Where the stock ends with the numbers as written; None where that comes to no result."""
    try:
        return run(model, rounds=rounds)[stock][-1]
    except SystemsError:
        return None


def _fan(found: Ensemble, stock: str, name: str, period: str, counted: Counted) -> Chart:
    bands = [band.tolist() for band in found[stock].T]
    low, high = spoken(bands[0][-1]), spoken(bands[-1][-1])
    span = low if low == high else f"{low} to {high}"
    observed = list(_points(counted.get(stock, {}), found.rounds[-1]))
    one = Fan(
        model=name,
        rounds=found.rounds,
        p05=bands[0],
        p25=bands[1],
        p50=bands[2],
        p75=bands[3],
        p95=bands[4],
    )
    return fan(
        title=f"{stock}: {span} in 9 of 10 runs",
        description=_inside(one, observed),
        stock=stock,
        fans=[one],
        observed=observed,
        unit=period,
    )


def _inside(one: Fan, observed: Sequence[tuple[float, float]]) -> str:
    """How much of what was counted is as most runs have it."""
    inside, among = inside_of(one, observed)
    return f"{inside} of {among} counts lie in the band of 9 in 10 runs." if among else ""


def _points(weeks: Mapping[int, float], last: int) -> Iterator[tuple[float, float]]:
    for week, value in sorted(weeks.items()):
        if 0 <= week <= last and abs(value) < _LARGEST_DRAWN:
            yield week, value


def _chance(found: Ensemble, last: Floats, stock: str, question: Question, period: str) -> str:
    amount = question.amount
    if amount is None:
        return ""
    if question.at_least:
        how, often = "at least", chance(last, at_least=amount)
    else:
        how, often = "at most", chance(last, at_most=amount)
    what = f"{stock} is {how} {spoken(amount)}"
    return chance_words(often, what=what, rounds=found.rounds[-1], period=period)
