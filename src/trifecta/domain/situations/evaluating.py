"""How good a reader is on labelled texts: F1, area under the curve, false alarms, with ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.situations.analysis import SIGNALS, Analysis, Lean, Span
from trifecta.domain.situations.labelled import Labelled
from trifecta.domain.situations.model.endpoint import Trouble

Floats = NDArray[np.float64]

RESAMPLES: Final = 1_000
RANGE: Final = (5.0, 95.0)
"""The ends of the range, in per cent: it holds nine of ten resamples."""
Z: Final = 1.6448536269514722
"""The quantile of the normal distribution that leaves out one in twenty on either side."""

THREE: Final[tuple[Lean, ...]] = ("incentive", "understanding", "unclear")
"""The causes that are compared; texts labelled with both are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A figure between 0 and 1 with its range; `count` is how many texts have what it is about.
    Where none has, or none has not and they are to be told apart, there is no figure: None. The
    range is of the resamples that have one.
    """

    value: float | None
    low: float | None
    high: float | None
    count: int


NO_FIGURE: Final = Score(value=None, low=None, high=None, count=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Of how many texts of a category that are about something else, how many were flagged, and
    between which shares that lies.
    """

    category: str
    flagged: int
    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`scores` by name: relevance_f1, relevance_auc, signals_micro_f1, root_cause_macro_f1 (three
    ways), villain_f1, jump_f1, tradeoff_f1; `exact` is the share of quotes that are slices of
    their text, None where nothing is quoted.
    """

    texts: int
    repeated: int
    """How many of them say the same as one before; ranges take them for others."""
    scores: Mapping[str, Score]
    signals: Mapping[str, Score]
    alarms: tuple[Alarms, ...]
    exact: float | None
    readers: Mapping[str, int]
    """How many texts each reader has read."""
    fell_back: Mapping[Trouble, int]
    """How many of them the rules read because a model could not, by what the trouble was."""


def evaluate(
    rows: Sequence[Labelled], read: Callable[[str], Analysis], *, seed: int = 0
) -> Evaluation:
    """Reads every text and compares; ranges are percentiles of resampled texts (Efron 1979)."""
    found = [read(row.text) for row in rows]
    random = np.random.default_rng(seed)
    draws = random.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=RESAMPLES)
    weights = np.vstack([np.ones(len(rows)), draws.astype(float)])
    relevant = np.array([row.relevant for row in rows])
    flagged = np.array([one.relevant for one in found])
    signals = {name: _signal_table(rows, found, name) for name in SIGNALS}
    return Evaluation(
        texts=len(rows),
        repeated=len(rows) - len({row.text for row in rows}),
        scores={
            "relevance_f1": _score(weights, _f1, _table(flagged, relevant), int(relevant.sum())),
            "relevance_auc": _auc(weights, np.array([one.relevance for one in found]), relevant),
            "signals_micro_f1": _score(
                weights,
                _f1,
                np.sum([*signals.values()], axis=0),
                sum(len(row.signals - row.disputed) for row in rows),
            ),
            "root_cause_macro_f1": _causes(weights, rows, found),
            **_all_flags(weights, rows, found),
        },
        signals={
            name: _score(weights, _f1, table, int(table[:, 0].sum() + table[:, 2].sum()))
            for name, table in signals.items()
        },
        alarms=_alarms(rows, found),
        exact=_exact(rows, found),
        readers=Counter(one.source.reader for one in found),
        fell_back=Counter(one.source.trouble for one in found if one.source.trouble),
    )


def _table(said: NDArray[np.bool_], true: NDArray[np.bool_]) -> Floats:
    """A row a text: rightly said, wrongly said, missed."""
    return np.stack([said & true, said & ~true, ~said & true], axis=1).astype(float)


def _f1(weights: Floats, table: Floats) -> Floats:
    """Twice what is right over all that was said or is so; not a number where there is neither."""
    right, wrong, missed = (weights @ table).T
    return _share(2 * right, 2 * right + wrong + missed)


def _share(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return found


def _score(
    weights: Floats, figure: Callable[[Floats, Any], Floats], table: Any, count: int
) -> Score:
    if not count:
        return NO_FIGURE
    values = figure(weights, table)
    low, high = np.nanpercentile(values, RANGE)
    return Score(value=float(values[0]), low=float(low), high=float(high), count=count)


def _signal_table(rows: Sequence[Labelled], found: Sequence[Analysis], name: str) -> Floats:
    said = np.array([any(signal.id == name for signal in one.signals) for one in found])
    table = _table(said, np.array([name in row.signals for row in rows]))
    table[[name in row.disputed for row in rows]] = 0
    return table


def _all_flags(
    weights: Floats, rows: Sequence[Labelled], found: Sequence[Analysis]
) -> dict[str, Score]:
    """What is either in a text or not."""
    return {
        "villain_f1": _flags(weights, [r.villain for r in rows], [bool(f.loaded) for f in found]),
        "jump_f1": _flags(weights, [r.jump for r in rows], [bool(f.jumps) for f in found]),
        "tradeoff_f1": _flags(
            weights, [r.tradeoff for r in rows], [bool(f.tradeoffs) for f in found]
        ),
    }


def _flags(weights: Floats, labels: Sequence[bool | None], said: Sequence[bool]) -> Score:
    table = _table(np.array(said), np.array([bool(label) for label in labels]))
    table[[label is None for label in labels]] = 0
    return _score(weights, _f1, table, sum(label is True for label in labels))


def _causes(weights: Floats, rows: Sequence[Labelled], found: Sequence[Analysis]) -> Score:
    """The mean of the F1 of three causes, over relevant texts that have one of them."""
    counted = np.array([row.relevant and row.lean in THREE for row in rows])
    tables = []
    for lean in THREE:
        said = np.array([one.root_cause.lean == lean for one in found])
        tables.append(
            _table(said & counted, np.array([row.lean == lean for row in rows]) & counted)
        )

    def mean(weights: Floats, tables: Sequence[Floats]) -> Floats:
        each = [_f1(weights, table) for table in tables]
        means: Floats = np.mean(np.nan_to_num(each, nan=0.0), axis=0)
        return means

    return _score(weights, mean, tables, int(counted.sum()))


def _auc(weights: Floats, relevance: Floats, relevant: NDArray[np.bool_]) -> Score:
    """How often a relevant text is ranked above another one, ties half (Hanley and McNeil 1982)."""
    if relevant.all():
        return Score(value=None, low=None, high=None, count=int(relevant.sum()))
    above = relevance[relevant][:, None] - relevance[~relevant][None]
    wins = (above > 0) + 0.5 * (above == 0)

    def area(weights: Floats, wins: Floats) -> Floats:
        these, those = weights[:, relevant], weights[:, ~relevant]
        total = these.sum(axis=1) * those.sum(axis=1)
        return _share(np.einsum("wi,ij,wj->w", these, wins, those, optimize=True), total)

    return _score(weights, area, wins, int(relevant.sum()))


def _alarms(rows: Sequence[Labelled], found: Sequence[Analysis]) -> tuple[Alarms, ...]:
    others = [(row, one) for row, one in zip(rows, found, strict=True) if not row.relevant]
    alarms = []
    for category in sorted({row.category for row, _ in others}):
        said = [one.relevant for row, one in others if row.category == category]
        low, high = _between(sum(said), len(said))
        alarms.append(
            Alarms(category=category, flagged=sum(said), count=len(said), low=low, high=high)
        )
    return tuple(alarms)


def _between(flagged: int, count: int) -> tuple[float, float]:
    """The shares that nine of ten such samples hold, also for none or all (Wilson 1927)."""
    share, square = flagged / count, Z * Z
    middle = share + square / (2 * count)
    around = Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    whole = 1 + square / count
    return max((middle - around) / whole, 0.0), min((middle + around) / whole, 1.0)


def _exact(rows: Sequence[Labelled], found: Sequence[Analysis]) -> float | None:
    """The share of findings that lie inside their text and are not empty."""
    good = [
        0 <= span.start < span.end <= len(row.text)
        for row, one in zip(rows, found, strict=True)
        for span in spans_in(one)
    ]
    return sum(good) / len(good) if good else None


def spans_in(analysis: Analysis) -> list[Span]:
    """Every place that an analysis speaks of."""
    return [
        *(span for signal in analysis.signals for span in signal.spans),
        *analysis.root_cause.spans,
        *(one.span for one in analysis.loaded),
        *(one.span for one in analysis.statements),
        *analysis.jumps,
        *(one.span for one in analysis.tradeoffs),
        *analysis.interesting_work,
        *analysis.coddling,
        *analysis.sweeping,
        *analysis.own_part,
        *(one.span for one in analysis.harm),
        *(one.span for one in analysis.people),
        *(one.span for one in analysis.questions if one.span),
    ]
