"""All that the rules find, in numbers: what the last look at a text weighs beside its words."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.jumps import jumps_in
from trifecta.domain.situations.relevance import Evidence
from trifecta.domain.situations.scanning import SIDES, Scan, strength_of
from trifecta.domain.situations.signals import words_of_signals

STRONGEST: Final = 4.0
"""What counts at most of one kind, so that a long text is not surer than a clear one."""
MOST_JUMPS: Final = 2


def all_evidence(scan: Scan, evidence: Evidence) -> Evidence:
    """By name, each 0 or more: `evidence`, as `evidence_of` gives it, and how strongly each signal,
    not understanding, and solutions that come too early are told.
    """
    told = {f"told_{name}": strength_of(hits) for name, hits in words_of_signals(scan).items()}
    told["told_understanding"] = strength_of(scan.near("understanding", SIDES))
    found = {name: min(value, STRONGEST) for name, value in told.items()}
    return evidence | found | {"jumps": float(min(len(jumps_in(scan)), MOST_JUMPS))}
