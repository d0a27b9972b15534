"""What was measured, as medians over the rounds and ratios to the empty page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GOAL = 6.0
"""At most so many times the CPU of the empty page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round on one page: answers a second, the 99th percentile, CPU an answer; in seconds."""

    per_second: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All rounds on one page of one server."""

    server: str
    page: str
    size: int
    rounds: tuple[Round, ...]

    @property
    def per_second(self) -> float:
        return median(each.per_second for each in self.rounds)

    @property
    def p99(self) -> float:
        return median(each.p99 for each in self.rounds)

    @property
    def cpu(self) -> float:
        return median(each.cpu for each in self.rounds)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 10_000) * len(ordered) // 10_000) - 1)]


def table(empty: Measured, pages: Sequence[Measured]) -> str:
    """Markdown; the last column is the ratio the goal is about."""
    lines = [
        "| server | page | kB | requests/s | p99 ms | CPU ms | times the empty page |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in (empty, *pages):
        ratio = each.cpu / empty.cpu
        verdict = "" if each is empty else " ✓" if ratio <= GOAL else f" (goal {GOAL:g})"
        lines.append(
            f"| {each.server} | {each.page} | {each.size / 1000:.1f} | {each.per_second:.0f} "
            f"| {1000 * each.p99:.1f} | {1000 * each.cpu:.2f} | {ratio:.1f}{verdict} |"
        )
    return "\n".join(lines)
