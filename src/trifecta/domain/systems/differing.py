"""Where the two ways to run a text part, in a sentence."""

from __future__ import annotations

from typing import Final

from trifecta.domain.systems.answering import PERIODS, spans, spoken
from trifecta.domain.systems.faults import SystemsError
from trifecta.domain.systems.model import Model, Semantics
from trifecta.domain.systems.running import Run, run

OTHER: Final = {
    Semantics.PUBLISHED: Semantics.SANE,
    Semantics.SANE: Semantics.PUBLISHED,
}
WAYS: Final = {
    Semantics.PUBLISHED: "As the language was published",
    Semantics.SANE: "By sane semantics",
}
_ROUNDING: Final = 1e-9


def difference(
    model: Model, ran: Run, *, semantics: Semantics, period: str = "round", stock: str = ""
) -> str:
    """A sentence or two on what the other way to run `model` gives; nothing where it is the same.

    `ran` is the run by `semantics`; the other is made here, over the same rounds. `stock` is the
    one that answers, the last shown one where it is none of those, and `period` a key of PERIODS.
    Values are the same up to a share of 1e-9, which is what sums of fractions lose.
    """
    way = WAYS[OTHER[semantics]]
    try:
        other = run(model, rounds=len(ran), semantics=OTHER[semantics])
    except SystemsError as error:
        return f"{way}, this text does not run: {error.fault}"
    first = _first_parting(ran, other)
    if first is None:
        return ""
    number, name = first
    asked = stock if stock in ran.names else ran.names[-1]
    mine, theirs = spoken(ran[asked][-1]), spoken(other[asked][-1])
    when = f"after {spans(len(ran), period)}"
    if mine != theirs:
        ends = f"{asked} would be at {theirs} {when}, not at {mine}"
    else:
        ends = f"{asked} would be at {theirs} too {when}"
    unit = period if period in PERIODS else "round"
    return f"{way}, {ends}. The two part from {unit} {number} on, first in {name}."


def _first_parting(ran: Run, other: Run) -> tuple[int, str] | None:
    """The first round in which a shown stock differs, and that stock."""
    for number, (mine, theirs) in enumerate(zip(ran.states, other.states, strict=True)):
        for name in ran.names:
            if not _same(mine[name], theirs[name]):
                return number, name
    return None


def _same(one: float, other: float) -> bool:
    if one == other or (one != one and other != other):  # noqa: PLR0124 - nan
        return True
    size = max(abs(one), abs(other))
    return size < float("inf") and abs(one - other) <= _ROUNDING * size
