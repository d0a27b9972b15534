"""What was measured, as medians over the rounds and ratios to the empty pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GOAL = 6.0
"""At most so many times the CPU of the empty page for somebody who is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round on one page: answers a second, the 99th percentile, CPU an answer; in seconds."""

    per_second: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All rounds on one page of one server."""

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


def table(
    empty: Measured, signed_in: Measured, pages: Sequence[Measured], *, goal: float | None
) -> str:
    """Markdown; the last two columns compare the CPU of a page with that of the empty ones.

    With a `goal` the last line says whether the dearest page is within so many times the latter.
    """
    lines = [
        "| page | kB | requests/s | p99 ms | CPU ms | x empty | x empty, signed in |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in (empty, signed_in, *pages):
        lines.append(
            f"| {each.page} | {each.size / 1000:.1f} | {each.per_second:.0f} "
            f"| {1000 * each.p99:.1f} | {1000 * each.cpu:.2f} "
            f"| {each.cpu / empty.cpu:.1f} | {each.cpu / signed_in.cpu:.1f} |"
        )
    if goal is None:
        return "\n".join(lines)
    worst = max(each.cpu / signed_in.cpu for each in pages)
    verdict = "within" if worst <= goal else "beyond"
    return "\n".join([*lines, "", f"Goal: {goal:g} times the empty page, signed in; {verdict}."])
