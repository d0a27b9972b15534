"""A model and what was counted, side by side: the whole comparison and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trifecta.domain.systems.comparing.bands import StockBand, bands
from trifecta.domain.systems.comparing.expecting import Expectations, Expected, expectations
from trifecta.domain.systems.comparing.inferring import with_inferred_flows
from trifecta.domain.systems.comparing.parting import (
    ENOUGH_POWER,
    FALSE_ALARMS,
    Parting,
    holm,
    parting,
    series_of,
)
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import Observations, flow_name


class Verdict(StrEnum):
    """What the counts say of the model as a whole."""

    PARTS = "parts"
    NOTHING_PARTS = "nothing-parts"
    CANNOT_TELL = "cannot-tell"


class Finding(StrEnum):
    """What the counts say of one flow."""

    PARTS = "parts"
    FITS = "fits"
    TOO_FEW = "too-few"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowComparison:
    """One flow, week by week and as a whole; `test` is None where nothing could be tested."""

    flow: int
    name: str
    finding: Finding
    inferred: bool
    """Not counted, but the only possibility that counts of stocks leave."""
    weeks: tuple[Expected, ...]
    test: Parting | None
    adjusted: float | None
    """The p-value, allowing for all flows that were tested (Holm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`flows` stand in order of the model, `parted` in order of the week they begin to differ."""

    verdict: Verdict
    flows: tuple[FlowComparison, ...]
    stocks: tuple[StockBand, ...]
    start: int
    last: int
    notes: tuple[str, ...]

    @property
    def parted(self) -> tuple[FlowComparison, ...]:
        found = [one for one in self.flows if one.finding is Finding.PARTS]
        return tuple(sorted(found, key=lambda one: one.test.since if one.test else 0))


def compare(
    model: Model,
    observed: Observations,
    *,
    varied: Sequence[Model] = (),
    seed: int = 0,
) -> Comparison:
    """Tests each flow one week ahead and draws a band for each stock.

    Where nothing differs, some flow is said to part in at most FALSE_ALARMS of comparisons.
    `varied` are models with other numbers in place of uncertain ones; they widen bands and touch no
    test. Raises InvalidError without counts, and SystemsError where the model cannot go on from
    what was counted.
    """
    whole, added = with_inferred_flows(model, observed)
    expected = expectations(model, whole)
    flows = _flows(model, expected, added, seed=seed)
    return Comparison(
        verdict=_verdict(flows),
        flows=flows,
        stocks=bands(
            tuple(varied) or (model,),
            first=expected.states[0],
            start=expected.start,
            observed=observed,
            seed=seed,
        ),
        start=expected.start,
        last=observed.last_week,
        notes=observed.notes,
    )


def _flows(
    model: Model, expected: Expectations, added: set[int], *, seed: int
) -> tuple[FlowComparison, ...]:
    tested = {at: series for at, weeks in enumerate(expected.flows) if (series := series_of(weeks))}
    tests = {
        at: parting(series, flows=len(tested), seed=seed + at) for at, series in tested.items()
    }
    adjusted = dict(zip(tests, holm([test.p_value for test in tests.values()]), strict=True))
    return tuple(
        _flow(model, at, expected, added=added, test=tests.get(at), adjusted=adjusted.get(at))
        for at in range(len(model.flows))
    )


def _flow(
    model: Model,
    at: int,
    expected: Expectations,
    *,
    added: set[int],
    test: Parting | None,
    adjusted: float | None,
) -> FlowComparison:
    return FlowComparison(
        flow=at,
        name=flow_name(model, at),
        finding=_finding(expected.flows[at], test, adjusted),
        inferred=at in added,
        weeks=expected.flows[at],
        test=test,
        adjusted=adjusted,
    )


def _finding(weeks: Sequence[Expected], test: Parting | None, adjusted: float | None) -> Finding:
    if test is not None and adjusted is not None:
        if adjusted <= FALSE_ALARMS:
            return Finding.PARTS
        return Finding.FITS if test.power >= ENOUGH_POWER else Finding.TOO_FEW
    counted = sum(week.observed is not None for week in weeks)
    testable = sum(week.testable for week in weeks)
    return Finding.TOO_FEW if counted <= 2 * testable and testable else Finding.NOT_KNOWN


def _verdict(flows: Sequence[FlowComparison]) -> Verdict:
    found = {one.finding for one in flows}
    if Finding.PARTS in found:
        return Verdict.PARTS
    return Verdict.NOTHING_PARTS if Finding.FITS in found else Verdict.CANNOT_TELL
