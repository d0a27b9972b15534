"""All that the rules find, in numbers: what the last look at a text weighs beside its words."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.findings.choices import both_sides
from trifecta.domain.situations.findings.choices import said as choices_said
from trifecta.domain.situations.findings.signals import found_in, words_of_signals
from trifecta.domain.situations.scanning import PAIR, SIDES, Scan, strength_of
from trifecta.domain.situations.weights.relevance import Evidence, log_odds

STRONGEST: Final = 4.0
"""What counts at most of one kind, so that a long text is not surer than a clear one."""
MOST_JUMPS: Final = 2
MOST_LOADED: Final = 3
ASKS: Final = "asks_help"
"""The rule of `stuck` by which somebody asks how to go on."""
SUREST: Final = 6.0
"""Within these log odds the first look counts, so that it never decides by itself."""


def all_evidence(
    scan: Scan, evidence: Evidence, relevance: float, *, jumps: int, loaded: int
) -> Evidence:
    """By name: `evidence`, as `evidence_of` gives it; how strongly each signal, not understanding,
    loaded words, solutions that come too early (`jumps_of_sides`: in a text that names one of those
    who lead together), trade-offs and what happened are told, each 0 or more; how many trade-offs
    have both sides named; and the log odds of `relevance` (0 to 1), that of the first look, as
    `first_look`.
    """
    told = {f"told_{name}": strength_of(hits) for name, hits in words_of_signals(scan).items()}
    told["told_understanding"] = strength_of(found_in(scan, "understanding"))
    too_early = float(min(jumps, MOST_JUMPS))
    found = {name: min(value, STRONGEST) for name, value in told.items()}
    return (
        evidence
        | found
        | {
            "jumps": too_early,
            "jumps_of_sides": too_early if _names_a_side(scan) else 0.0,
            "told_loaded": float(min(loaded, MOST_LOADED)),
            "told_tradeoff": min(strength_of(choices_said(scan)), STRONGEST),
            "both_sides": both_sides(scan),
            "told_happened": _happened(scan),
            "asks_help": _asks_help(scan),
            "first_look": min(max(log_odds(relevance), -SUREST), SUREST),
        }
    )


def _asks_help(scan: Scan) -> float:
    """1 where somebody asks how to go on and product and engineering are both named, half where one
    of them is.
    """
    asks = [hit for hit in scan.hits.get("stuck", []) if hit.rule.id == ASKS]
    if all(scan.is_denied(hit) for hit in asks):
        return 0.0
    return len(PAIR & frozenset[str]().union(*scan.around)) / len(PAIR)


def _names_a_side(scan: Scan) -> bool:
    return any(not named.isdisjoint(SIDES) for named in scan.roles)


def _happened(scan: Scan) -> float:
    """How many kinds of things happened between those who lead together."""
    near = (hit for hit in scan.near("happened", SIDES) if not scan.is_denied(hit))
    return min(float(len({hit.rule.id for hit in near})), STRONGEST)
