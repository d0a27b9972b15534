"""What is asked of labelled texts, what the rules find in them, and how often each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.situations.analysis import SIGNALS
from trifecta.domain.situations.findings.cause import root_cause_of
from trifecta.domain.situations.findings.choices import tradeoffs_in
from trifecta.domain.situations.findings.jumps import jumps_in
from trifecta.domain.situations.findings.loaded import loaded_in
from trifecta.domain.situations.findings.signals import signals_of
from trifecta.domain.situations.labelled import Labelled
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.evidence import all_evidence
from trifecta.domain.situations.weights.leanings import APPLIES, CAUSES, TRADEOFF, VILLAIN
from trifecta.domain.situations.weights.relevance import evidence_of, relevance_of
from trifecta.domain.situations.weights.weighing import spoken_for

TWICE: Final = "happy_collab"
"""A text of this category counts twice: a team that gets on is alarmed by speaking of what others
quarrel about."""
USUAL: Final = {
    APPLIES: 0.33,
    VILLAIN: 0.3,
    TRADEOFF: 0.17,
    "em_pm_conflict": 0.65,
    "misaligned_incentives": 0.18,
    "finger_pointing": 0.12,
    "performance_evaluation": 0.08,
    "partnership_structure": 0.1,
    "team_structure_accountability": 0.18,
}
"""How often each is said where nobody looked for it, of signals among texts that it applies to;
among texts that were sought for being rare it is more."""
ENOUGH: Final = 1 / 3
ENOUGH_OF: Final = {APPLIES: 0.38, TRADEOFF: 0.25}
"""The chance from which on each is said. F1 is best at half of what it comes to there (Lipton,
Elkan and Naryanaswamy 2014), which is about two thirds, of whether it applies three quarters, of
trade-offs less than half."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Labelled texts with what the rules find in each, and how often each counts: a row a text."""

    rows: Sequence[Labelled]
    names: Sequence[str]
    evidence: Floats
    first: Floats
    by_rules: dict[str, Flags]
    times: Floats

    def only(self, these: Flags) -> Texts:
        """Those of them that `these` says."""
        return Texts(
            rows=[row for row, one in zip(self.rows, these, strict=True) if one],
            names=self.names,
            evidence=self.evidence[these],
            first=self.first[these],
            by_rules={name: said[these] for name, said in self.by_rules.items()},
            times=self.times[these],
        )


def texts_of(rows: Sequence[Labelled], times: Sequence[float] = ()) -> Texts:
    """Reads each by the rules alone. Each counts as often as `times` says, or once."""
    lexicon = lexicon_of()
    scans = [scan(row.text, lexicon) for row in rows]
    found = [evidence_of(one) for one in scans]
    spoken = [spoken_for(s.counts, lexicon.weights) if lexicon.weights else None for s in scans]
    first = [relevance_of(e, words=w) for e, w in zip(found, spoken, strict=True)]
    evidence = [
        all_evidence(each, one, chance, jumps=len(jumps_in(each)), loaded=len(loaded_in(each)))
        for each, one, chance in zip(scans, found, first, strict=True)
    ]
    leans = [root_cause_of(one).lean for one in scans]
    signals = [{signal.id for signal in signals_of(one)} for one in scans]
    by_rules = {APPLIES: np.array(first) >= 0.5}
    by_rules |= {cause: np.array([lean in {cause, "both"} for lean in leans]) for cause in CAUSES}
    by_rules |= {name: np.array([name in one for one in signals]) for name in SIGNALS}
    by_rules[VILLAIN] = np.array([bool(loaded_in(one)) for one in scans])
    by_rules[TRADEOFF] = np.array([bool(tradeoffs_in(one)) for one in scans])
    return Texts(
        rows=rows,
        names=sorted(evidence[0]),
        evidence=np.array([[one[name] for name in sorted(one)] for one in evidence]),
        first=np.array(first),
        by_rules=by_rules,
        times=_counts(rows, times),
    )


def _counts(rows: Sequence[Labelled], times: Sequence[float]) -> Floats:
    twice = np.array([2.0 if row.category == TWICE else 1.0 for row in rows])
    return twice * (np.array(times) if times else 1.0)


def labels(texts: Texts, question: str) -> tuple[Flags, Flags]:
    """Which texts have it, and which count: of causes and signals those that it applies to."""
    relevant = np.array([row.relevant for row in texts.rows])
    if question == APPLIES:
        return relevant, np.ones(len(relevant), bool)
    if question == VILLAIN:
        yes = np.array([bool(row.villain) for row in texts.rows])
        return yes, np.array([row.villain is not None for row in texts.rows])
    if question == TRADEOFF:
        yes = np.array([bool(row.tradeoff) for row in texts.rows])
        return yes, relevant & np.array([row.tradeoff is not None for row in texts.rows])
    if question in CAUSES:
        yes = np.array([row.lean in {question, "both"} for row in texts.rows])
        return yes, relevant & np.array([row.lean is not None for row in texts.rows])
    yes = np.array([question in row.signals for row in texts.rows])
    return yes, relevant & np.array([question not in row.disputed for row in texts.rows])


def caution(question: str) -> float:
    """Log odds that are taken off. Weights are found as if half of all texts had it; what is left
    above 0 is then said from the chance on from which F1 is best. Causes are taken as they are.
    """
    if question not in USUAL:
        return 0.0
    share, enough = USUAL[question], ENOUGH_OF.get(question, ENOUGH)
    return log((1 - share) / share) + log(enough / (1 - enough))
