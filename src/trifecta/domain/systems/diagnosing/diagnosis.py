"""Which of three things keeps people from being hired, with what the counts cannot tell.

Three diagnoses (Larson): not enough candidates at the top, no conviction to make offers, and offers
that are not accepted. Each is a rate below what it should be; a rate is only low beside another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.comparing.parting import holm
from trifecta.domain.systems.diagnosing.pipeline import (
    Pipeline,
    counted_weeks,
    model_shares,
    pipeline_in,
)
from trifecta.domain.systems.model import FlowKind, Model
from trifecta.domain.systems.observing.observations import Observations, flow_name

Floats = npt.NDArray[np.float64]

FALSE_NAMES: Final = 0.05
"""How often something is named although every rate is as it should be."""
LONGEST_DELAY: Final = 3
"""Weeks that a stage may take; a share has to be low whichever of them it took."""
MOST_WEEKS_MORE: Final = 260
"""Beyond five years of counting, more counts are no advice."""
FEWER: Final = 2 / 3
"""Of a rate that fell to this much of what it should be, the counts have to be able to tell."""


class Diagnosis(StrEnum):
    """What was found; SEVERAL and CANNOT_TELL name nothing."""

    CANDIDATES = "not-enough-candidates"
    CONVICTION = "no-conviction-to-offer"
    ACCEPTANCE = "offers-not-accepted"
    ELSEWHERE = "elsewhere"
    """A stage before interviews passes on less than it should."""
    NOTHING = "nothing-low"
    SEVERAL = "several"
    CANNOT_TELL = "cannot-tell"


class Reference(StrEnum):
    """What rates are held against."""

    MODEL = "model"
    HISTORY = "history"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One step of the chain: a number a week at the top, a share of the stage before elsewhere."""

    flow: int
    name: str
    diagnosis: Diagnosis
    is_share: bool
    moved: float
    of: float
    """What could have moved: the stage before, or weeks at the top."""
    rate: float
    should: float | None
    p_value: float | None
    """For being as it should be, against being lower; adjusted for all steps (Holm)."""
    low: bool
    could_tell: bool
    """Whether a fall to two thirds would be noticed more often than not."""
    weeks_more: int | None
    """How many more weeks like these it takes until it would; None where no number does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosed:
    """The verdict over the weeks looked at, and each step of the chain."""

    diagnosis: Diagnosis
    rates: tuple[Rate, ...]
    reference: Reference
    first_week: int
    last_week: int
    why: str
    """For CANNOT_TELL: what is missing; else blank."""


def diagnose(
    model: Model,
    observed: Observations,
    *,
    since: int | None = None,
    targets: Mapping[int, float] | None = None,
    offers: str | None = None,
) -> Diagnosed:
    """Holds the rates of a hiring chain against what they should be, each one-sided.

    Against `targets` by flow (numbers a week, or shares), or with `since` against the weeks before
    it, or else against the model's own rates. Shares are tested with delays of 0 to LONGEST_DELAY
    weeks, and the least clear counts. Something is named where exactly one rate is low; where all
    are as they should be, that happens in at most FALSE_NAMES of cases. Raises InvalidError where
    the chain or its counts are not there.
    """
    pipeline = pipeline_in(model, offers=offers)
    weeks = counted_weeks(model, observed, pipeline)
    recent, before = _split(weeks, since)
    reference = _reference(targets, before)
    should = _should(model, pipeline, targets)
    compared = () if targets else before
    steps = [
        _step(observed, pipeline, at, recent=recent, before=compared, should=should)
        for at in range(len(pipeline.flows))
    ]
    rates = _rates(model, pipeline, steps)
    diagnosis, why = _verdict(rates)
    return Diagnosed(
        diagnosis=diagnosis,
        rates=rates,
        reference=reference,
        first_week=recent[0],
        last_week=recent[-1],
        why=why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    moved: float
    of: float
    should: float | None
    p_value: float | None
    could_tell: bool
    weeks_more: int | None


def _split(weeks: Sequence[int], since: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    recent = tuple(week for week in weeks if since is None or week >= since)
    before = tuple(week for week in weeks if since is not None and week < since)
    if len(recent) < 2 or (since is not None and len(before) < 2):
        raise InvalidError(
            "Two weeks at least have to be counted on both sides of the week to compare from."
        )
    return recent, before


def _reference(targets: Mapping[int, float] | None, before: Sequence[int]) -> Reference:
    if targets:
        return Reference.TARGET
    return Reference.HISTORY if before else Reference.MODEL


def _should(
    model: Model, pipeline: Pipeline, targets: Mapping[int, float] | None
) -> dict[int, float]:
    if targets:
        return dict(targets)
    found = model_shares(model, pipeline)
    top = model.flows[pipeline.flows[0]]
    if top.kind is FlowKind.RATE and str(top.formula).replace(".", "", 1).isdigit():
        found[pipeline.flows[0]] = float(str(top.formula))
    return found


def _counts(observed: Observations, flow: int, weeks: Sequence[int], delay: int = 0) -> Floats:
    counts = observed.flows.get(flow, {})
    return np.array([counts.get(week - delay, np.nan) for week in weeks])


def _step(
    observed: Observations,
    pipeline: Pipeline,
    place: int,
    *,
    recent: Sequence[int],
    before: Sequence[int],
    should: Mapping[int, float],
) -> _Step:
    """One rate: at the top against a number a week, elsewhere for the delay that is least clear."""
    flow = pipeline.flows[place]
    now, then = _counts(observed, flow, recent), _counts(observed, flow, before)
    expected = should.get(flow)
    if place == 0:
        return _number_step(now, then, expected if not before else None)
    delays = []
    for delay in range(LONGEST_DELAY + 1):
        before_it = pipeline.flows[place - 1]
        source, source_then = (
            _counts(observed, before_it, weeks, delay) for weeks in (recent, before)
        )
        delays.append((_paired(now, source), _paired(then, source_then)))
    noises = [_share_noise(*pairs) for pairs in delays]
    noise = min(noises)
    found = [_share_step(*pairs, noise=noise, should=expected) for pairs in delays]
    least_clear = max(1.0 if step.p_value is None else step.p_value for step in found)
    best = found[noises.index(noise)]
    return best if best.p_value is None else replace(best, p_value=least_clear)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What went on in each week, and what it could come from."""

    moved: Floats
    source: Floats

    @property
    def share(self) -> float:
        of = float(self.source.sum())
        return min(1.0, float(self.moved.sum()) / of) if of > 0 else 0.0


def _paired(moved: Floats, source: Floats) -> _Pairs:
    kept = np.isfinite(source)
    return _Pairs(moved[kept], source[kept])


def _share_noise(now: _Pairs, then: _Pairs) -> float:
    """The noise of the delay that fits best is that of all: a wrong one makes weeks differ more."""
    found = [
        _variation(pairs.moved, pairs.share * pairs.source, 1 - pairs.share)
        for pairs in (now, then)
        if len(pairs.moved)
    ]
    weights = [len(pairs.moved) for pairs in (now, then) if len(pairs.moved)]
    return max(1.0, float(np.average(found, weights=weights))) if found else 1.0


def _number_step(now: Floats, then: Floats, should: float | None) -> _Step:
    moved, weeks = float(now.sum()), len(now)
    of_should = 0.0
    if len(then):
        should = float(then.mean())
        of_should = should * weeks**2 / len(then)
        noises = [_variation(each, each.mean(), 1) for each in (now, then)]
        noise = float(np.average(noises, weights=[weeks, len(then)]))
    elif should is None:
        return _unheld(moved, weeks)
    else:
        noise = _variation(now, now.mean(), 1)
    expected = _Expected(should * weeks, should * weeks, of_should).shaken(max(1.0, noise))
    return _held(moved, weeks, should, expected, weeks=weeks)


def _share_step(now: _Pairs, then: _Pairs, *, noise: float, should: float | None) -> _Step:
    moved, of, of_then = (float(x.sum()) for x in (now.moved, now.source, then.source))
    variance_of_should = 0.0
    if of_then > 0:
        should, variance_of_should = then.share, of**2 / of_then
    if should is None or of <= 0:
        return _unheld(moved, of)
    spread = max(should * (1 - should), 0.0099)
    expected = _Expected(should * of, of, variance_of_should).shaken(spread * noise)
    return _held(moved, of, should, expected, weeks=len(now.moved))


@dataclass(frozen=True, slots=True)
class _Expected:
    """How many should have moved, and the variance: by chance, and of what they should be."""

    mean: float
    by_chance: float
    of_should: float

    def shaken(self, noise: float) -> _Expected:
        return _Expected(self.mean, self.by_chance * noise, self.of_should * noise)

    def times(self, factor: float) -> _Expected:
        """Over as many times the weeks; what they are held against stays as sure as it is."""
        return _Expected(
            self.mean * factor, self.by_chance * factor, self.of_should * factor * factor
        )

    @property
    def variance(self) -> float:
        return self.by_chance + self.of_should


def _unheld(moved: float, of: float) -> _Step:
    return _Step(moved=moved, of=of, should=None, p_value=None, could_tell=False, weeks_more=None)


def _held(moved: float, of: float, should: float, expected: _Expected, *, weeks: int) -> _Step:
    p_value, power = _lower(moved, expected.mean, expected.variance)
    return _Step(
        moved=moved,
        of=of,
        should=should,
        p_value=p_value,
        could_tell=power >= 0.5,
        weeks_more=_weeks_more(expected, weeks),
    )


def _weeks_more(expected: _Expected, weeks: int) -> int | None:
    """The fewest further weeks like these with which a fall to FEWER would be noticed."""
    for more in range(MOST_WEEKS_MORE + 1):
        then = expected.times((weeks + more) / weeks)
        if _lower(then.mean, then.mean, then.variance)[1] >= 0.5:
            return more
    return None


def _variation(counts: Floats, means: Floats | float, left: float) -> float:
    """Pearson's chi-squared over its degrees of freedom: 1 where only chance makes weeks differ."""
    variance = np.maximum(np.asarray(means) * max(left, 0.01), 0.25)
    if len(counts) < 2:
        return 1.0
    return float(((counts - means) ** 2 / variance).sum() / (len(counts) - 1))


def _lower(moved: float, expected: float, variance: float) -> tuple[float, float]:
    """A one-sided p-value for a count this low, and how often a fall to FEWER would be noticed.

    Normal with a correction for whole numbers, which errs on the side of saying nothing where
    counts are few; the power takes the level that the strictest of four steps would get.
    """
    sd = float(np.sqrt(max(variance, 1e-9)))
    p_value = float(ndtr((moved + 0.5 - expected) / sd))
    critical = expected + float(ndtri(FALSE_NAMES / 4)) * sd
    fallen = float(np.sqrt(max(variance * FEWER, 1e-9)))
    power = float(ndtr((critical - 0.5 - FEWER * expected) / fallen))
    return p_value, power


def _rates(model: Model, pipeline: Pipeline, steps: Sequence[_Step]) -> tuple[Rate, ...]:
    tested = [step.p_value for step in steps if step.p_value is not None]
    adjusted = iter(holm(tested))
    found = []
    for place, (flow, step) in enumerate(zip(pipeline.flows, steps, strict=True)):
        p_value = None if step.p_value is None else next(adjusted)
        found.append(
            Rate(
                flow=flow,
                name=flow_name(model, flow),
                diagnosis=_diagnosis_of(place, pipeline),
                is_share=place > 0,
                moved=step.moved,
                of=step.of,
                rate=step.moved / step.of if step.of > 0 else 0.0,
                should=step.should,
                p_value=p_value,
                low=p_value is not None and p_value <= FALSE_NAMES,
                could_tell=step.could_tell,
                weeks_more=step.weeks_more,
            )
        )
    return tuple(found)


def _diagnosis_of(place: int, pipeline: Pipeline) -> Diagnosis:
    if place == 0:
        return Diagnosis.CANDIDATES
    if place == pipeline.offered:
        return Diagnosis.CONVICTION
    return Diagnosis.ACCEPTANCE if place == pipeline.accepted else Diagnosis.ELSEWHERE


def _verdict(rates: Sequence[Rate]) -> tuple[Diagnosis, str]:
    low = [rate for rate in rates if rate.low]
    if not any(rate.should is not None for rate in rates):
        return Diagnosis.CANNOT_TELL, "nothing says what the rates should be"
    if len(low) > 1:
        return Diagnosis.SEVERAL, ""
    if low:
        return low[0].diagnosis, ""
    if all(rate.could_tell for rate in rates):
        return Diagnosis.NOTHING, ""
    return Diagnosis.CANNOT_TELL, "there are too few counts"
