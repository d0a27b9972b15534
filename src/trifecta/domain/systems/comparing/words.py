"""What a comparison says, in sentences. What happened is never wrong; an assumption may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trifecta.domain.systems.comparing.comparison import (
    Comparison,
    Finding,
    FlowComparison,
    Verdict,
)
from trifecta.domain.systems.comparing.parting import Parting
from trifecta.domain.systems.model import Model


def headline(comparison: Comparison, model: Model) -> str:
    """The answer in a few sentences: where the two part and what fails, or that nothing does."""
    if comparison.verdict is Verdict.PARTS:
        first, *others = comparison.parted
        sentences = [_parts(first, model), _assumption(first, model)]
        if others:
            sentences.append(f"They part at {listed(_since(one, model) for one in others)} too.")
        return " ".join(sentences)
    few = [one.name for one in comparison.flows if one.finding is Finding.TOO_FEW]
    if comparison.verdict is Verdict.NOTHING_PARTS:
        found = "Nothing parts beyond chance: model and reality agree as far as the counts go."
        return f"{found} {_too_few(few)}".rstrip() if few else found
    if few:
        return f"Cannot tell: {_too_few(few)}"
    return (
        "Cannot tell: no flow was counted, or follows from counts, together with the stock it "
        "comes from. Count the flows of each week, or all stocks of the chain."
    )


def _parts(one: FlowComparison, model: Model) -> str:
    test = _test(one)
    stage, source = _ends(one, model)
    model_says = (
        f"the model moves {percent(test.expected_rate)} of {source} to {stage}"
        if test.is_share
        else f"the model moves {number(test.expected_rate)} a week from {source} to {stage}"
    )
    rate = percent(test.rate_since) if test.is_share else number(test.rate_since)
    counts = f"{number(test.moved)} of {number(test.amount)}" if test.is_share else ""
    seen = f"it was {rate}{f' ({counts})' if counts else ''}"
    if test.from_the_start:
        return f"The model and reality part at {stage} from the start: {model_says}; {seen}."
    when = f"in week {test.since}"
    if test.earliest < test.latest:
        when += f" (between week {test.earliest} and week {test.latest})"
    return f"The model and reality part at {stage} {when}: {model_says}; since then {seen}."


def _assumption(one: FlowComparison, model: Model) -> str:
    flow = model.flows[one.flow]
    where = f" on line {flow.place.line}" if flow.place else ""
    return f"The assumption that fails is {one.name} @ {flow_rate(model, one.flow)}{where}."


def flow_rate(model: Model, at: int) -> str:
    """The rate of a flow as it would be written: 0.25, Leak(0.1) or Recruiters * 3."""
    flow = model.flows[at]
    if not flow.kind_is_written:
        return str(flow.formula)
    return f"{flow.kind.value.capitalize()}({flow.formula})"


def _since(one: FlowComparison, model: Model) -> str:
    test = _test(one)
    stage, _ = _ends(one, model)
    rates = [
        percent(rate) if test.is_share else number(rate)
        for rate in (test.rate_since, test.expected_rate)
    ]
    when = "from the start" if test.from_the_start else f"in week {test.since}"
    return f"{stage} {when} ({rates[0]} instead of {rates[1]})"


def _too_few(names: Sequence[str]) -> str:
    is_one = len(names) == 1
    return (
        f"{listed(names)} {'has' if is_one else 'have'} too few counts to tell: "
        f"{'its rate' if is_one else 'their rates'} could halve without being noticed."
    )


def _test(one: FlowComparison) -> Parting:
    if one.test is None:
        raise AssertionError("a flow that parts was tested")
    return one.test


def _ends(one: FlowComparison, model: Model) -> tuple[str, str]:
    flow = model.flows[one.flow]
    source = model.stocks[flow.source].name
    return (
        model.stocks[flow.destination].name if flow.destination is not None else source,
        source,
    )


def listed(names: Iterable[str]) -> str:
    """Names with commas and a last “and”."""
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


def percent(share: float) -> str:
    """A share as whole hundredths; below a tenth with one place more."""
    digits = 0 if share >= 0.1 or share == 0 else 1
    return f"{100 * share:.{digits}f} %"


def number(value: float) -> str:
    """A count with as many places as it can bear."""
    return f"{value:,.0f}" if value >= 20 or float(value).is_integer() else f"{value:.1f}"


def p_value_said(p_value: float) -> str:
    """With three places, and never as nothing."""
    return "<0.001" if p_value < 0.001 else f"{p_value:.3f}"
