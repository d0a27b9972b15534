"""The diagnosis of one dyad: from two people's answers to the odds of four explanations."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from trifecta.domain.checkins.norms import NEUTRAL, Norms
from trifecta.domain.checkins.reliability import DEFAULT

Verdict = Literal["incentives", "understanding", "both", "neither", "unclear"]
Belief = Literal["", "false_consensus", "false_conflict"]
Doubt = Literal["", "mixed", "skipped", "flat", "unsteady"]

NAMED_FROM = 0.80
MIN_SHARED = 12
FLAT_SHARE = 0.85
UNSTEADY_FROM = 2.0
FEWEST_REPEATS = 3
_LARGEST_R = 0.99
_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one person answered: `own` and `guess` (of the other) by item key, −3..+3.

    A skipped item is absent. `flipped` are the items this person saw with their poles exchanged
    and `twice` the (first, second) answers where a question came up again; they serve to notice
    marks that always stand in the same place, or anywhere.
    """

    role: str
    own: Mapping[str, int]
    guess: Mapping[str, int]
    flipped: frozenset[str] = frozenset()
    twice: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """A profile correlation: `r` in −1..1, or None where it cannot be had, over `items` items."""

    r: float | None
    items: int

    @property
    def z(self) -> float:
        """Fisher's z of r, with r held within ±0.99; raises ValueError without an r."""
        if self.r is None:
            raise ValueError("there is no correlation")
        return math.atanh(max(-_LARGEST_R, min(_LARGEST_R, self.r)))

    @property
    def variance(self) -> float:
        """Sampling variance of z, 1/(M−3) (Fisher 1921)."""
        return 1 / (self.items - 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Probabilities of the four explanations; they sum to 1."""

    both: float
    understanding: float
    incentives: float
    neither: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What the answers of two people say; `flat` names who (0 or 1) gave nothing to compare."""

    verdict: Verdict
    odds: Odds | None
    belief: Belief
    doubt: Doubt
    flat: tuple[int, ...]
    agreement: Correlation
    accuracies: tuple[Correlation, Correlation]
    congruencies: tuple[Correlation, Correlation]
    low_agreement: float | None
    low_understanding: float | None
    low_accuracies: tuple[float | None, float | None]
    reliability: float

    @property
    def probability(self) -> float:
        """How probable the verdict is, 0..1; of "unclear", the largest of the four (0 if none)."""
        if self.odds is None:
            return 0.0
        if self.verdict == "unclear":
            return max(largest_first(self.odds).values())
        return largest_first(self.odds)[self.verdict]


def largest_first(odds: Odds) -> dict[Verdict, float]:
    """The four explanations with their probabilities, the most probable first."""
    named: dict[Verdict, float] = {
        "both": odds.both,
        "understanding": odds.understanding,
        "incentives": odds.incentives,
        "neither": odds.neither,
    }
    return dict(sorted(named.items(), key=lambda pair: -pair[1]))


def diagnose(
    one: Side, other: Side, *, norms: Norms = NEUTRAL, reliability: float = DEFAULT
) -> Diagnosis:
    """Co-orientation of two people (McLeod and Chaffee 1973) as odds of four explanations.

    Agreement is the correlation of the two own profiles; accuracy, of a guess with the answer it
    is about; congruency, of a person's guess with their own answer. Item norms are subtracted
    first. Low means a true correlation below one half, which answers of `reliability` ρ (0 < ρ ≤ 1)
    show as ρ/2. A class is named from 0.80 on. Exchanging the two people exchanges the pairs in
    the result and nothing else.
    """
    doubt, flat = _doubt(one, other)
    own, guess = _distinctive(one, other, norms)
    agreement = correlate(own[0], own[1])
    accuracies = (correlate(guess[0], own[1]), correlate(guess[1], own[0]))
    congruencies = (correlate(own[0], guess[0]), correlate(own[1], guess[1]))
    low_a = probability_low([agreement], reliability)
    low_u = probability_low(accuracies, reliability)
    odds = None if doubt or low_a is None or low_u is None else _odds(low_a, low_u)
    verdict = _verdict(odds)
    return Diagnosis(
        verdict=verdict,
        odds=odds,
        belief=_belief(low_a, probability_low(congruencies, reliability)) if odds else "",
        doubt=doubt or ("mixed" if odds else "flat") if verdict == "unclear" else "",
        flat=flat,
        agreement=agreement,
        accuracies=accuracies,
        congruencies=congruencies,
        low_agreement=low_a,
        low_understanding=low_u,
        low_accuracies=(
            probability_low(accuracies[:1], reliability),
            probability_low(accuracies[1:], reliability),
        ),
        reliability=reliability,
    )


def correlate(xs: Mapping[str, float], ys: Mapping[str, float]) -> Correlation:
    """Pearson's correlation over the keys both have; r is None below 12 keys or without spread."""
    keys = sorted(xs.keys() & ys.keys())
    if len(keys) < MIN_SHARED:
        return Correlation(r=None, items=len(keys))
    dx, dy = _centred([xs[key] for key in keys]), _centred([ys[key] for key in keys])
    spread = math.sqrt(math.fsum(x * x for x in dx) * math.fsum(y * y for y in dy))
    if spread < 1e-9:
        return Correlation(r=None, items=len(keys))
    product = math.fsum(x * y for x, y in zip(dx, dy, strict=True))
    return Correlation(r=max(-1.0, min(1.0, product / spread)), items=len(keys))


def probability_low(correlations: Iterable[Correlation], reliability: float) -> float | None:
    """Probability (0..1) that the mean of these is low, or None where one of them is missing.

    z is normal around the truth with variance 1/(M−3), the truth has the prior N(0, 1), and low
    lies under ζ = atanh(ρ/2): p = Φ((ζ − w z)/√(w v)) with w = 1/(1 + v).
    """
    seen = list(correlations)
    if any(correlation.r is None for correlation in seen):
        return None
    z = math.fsum(correlation.z for correlation in seen) / len(seen)
    v = math.fsum(correlation.variance for correlation in seen) / len(seen) ** 2
    weight = 1 / (1 + v)
    return _STANDARD.cdf((math.atanh(reliability / 2) - weight * z) / math.sqrt(weight * v))


def _distinctive(
    one: Side, other: Side, norms: Norms
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    def less_norm(answers: Mapping[str, int]) -> dict[str, float]:
        return {k: v - norms.between(one.role, other.role, k) for k, v in answers.items()}

    return (
        [less_norm(one.own), less_norm(other.own)],
        [less_norm(one.guess), less_norm(other.guess)],
    )


def _doubt(one: Side, other: Side) -> tuple[Doubt, tuple[int, ...]]:
    compared = (
        one.own.keys() & other.own.keys(),
        one.guess.keys() & other.own.keys(),
        other.guess.keys() & one.own.keys(),
    )
    if min(map(len, compared)) < MIN_SHARED:
        return "skipped", ()
    flat = tuple(index for index, side in enumerate((one, other)) if is_flat(side))
    if flat:
        return "flat", flat
    return ("unsteady" if is_unsteady(one) or is_unsteady(other) else ""), ()


def is_flat(side: Side) -> bool:
    """Whether nearly every answer is the same, by its meaning or by its place on the screen."""
    for answers in (side.own, side.guess):
        by_place = [-v if key in side.flipped else v for key, v in answers.items()]
        for values in (list(answers.values()), by_place):
            if Counter(values).most_common(1)[0][1] >= FLAT_SHARE * len(values):
                return True
    return False


def is_unsteady(side: Side) -> bool:
    """Whether answers moved two steps or more, on average, where a question came up again.

    Marks made at random correlate with nothing, which would pass for two people who differ and
    misread each other; at a reliability of 0.75 an attentive person is taken for unsteady in
    fewer than one round in a hundred, somebody who marks at random in two of three.
    """
    if len(side.twice) < FEWEST_REPEATS:
        return False
    return sum(abs(a - b) for a, b in side.twice) / len(side.twice) >= UNSTEADY_FROM


def _odds(low_agreement: float, low_understanding: float) -> Odds:
    return Odds(
        both=low_agreement * low_understanding,
        understanding=(1 - low_agreement) * low_understanding,
        incentives=low_agreement * (1 - low_understanding),
        neither=(1 - low_agreement) * (1 - low_understanding),
    )


def _verdict(odds: Odds | None) -> Verdict:
    if odds is None:
        return "unclear"
    name, probability = next(iter(largest_first(odds).items()))
    return name if probability >= NAMED_FROM else "unclear"


def _belief(low_agreement: float | None, low_congruency: float | None) -> Belief:
    """Whether the two believe to agree and do not, or the reverse, each at 0.80 or more."""
    if low_agreement is None or low_congruency is None:
        return ""
    if low_agreement >= NAMED_FROM and low_congruency <= 1 - NAMED_FROM:
        return "false_consensus"
    if low_agreement <= 1 - NAMED_FROM and low_congruency >= NAMED_FROM:
        return "false_conflict"
    return ""


def _centred(values: list[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    return [value - mean for value in values]
