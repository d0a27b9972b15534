"""Several plans side by side for one reader, each with a name and what it costs beside another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Option, Plan, Problem
from trifecta.domain.compromise.terms import shortened
from trifecta.domain.compromise.wording import percent, shared_title
from trifecta.domain.compromise.worth import judge
from trifecta.domain.people.words import all_of_you, capital, joined

Kind = Literal["suggested", "alternative", "argued"]

NOTICED: Final = 0.02
"""A smaller difference in somebody's share is not worth a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan in a comparison; `shares` by party in the problem's order, 1 is all that it needs.

    `best`: among these plans none is better for somebody without costing somebody else. `key` names
    the plan's placements, "" for a yardstick nobody can sign. `costs` is who has less than in the
    suggested plan.
    """

    key: str
    kind: Kind
    name: str
    shares: tuple[float, ...]
    best: bool
    costs: str
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The plans, the suggested one first; `heading` is what the comparison shows."""

    heading: str
    lines: tuple[PlanLine, ...]


def plan_key(plan: Plan) -> str:
    """A short name for exactly these placements: sixteen hexadecimal digits."""
    text = json.dumps(sorted(plan.placements.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compare(
    problem: Problem, findings: Findings, *, reader: str | None = None, plan: Plan | None = None
) -> Comparison:
    """The suggested `plan` (else the recommended one), its alternatives, and what was argued about.

    A plan that looks as good or better for everybody than the suggested one is left out: the
    search knew of needs that the reader does not.
    """
    suggested = judge(problem, plan, ideals=findings.ideals) if plan else findings.recommended
    rows = list(_rows(problem, findings, suggested, reader))
    shares = [_shares(problem, row.judged) for row in rows]
    lines = tuple(
        PlanLine(
            key=plan_key(row.judged.plan) if row.judged.plan.placements else "",
            kind=row.kind,
            name=row.name,
            shares=mine,
            best=not any(_dominates(other, mine) for other in shares),
            costs=_costs(problem, reader, mine, shares[0]),
            plan=row.judged.plan,
        )
        for row, mine in zip(rows, shares, strict=True)
    )
    return Comparison(heading=_heading(lines, reader), lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kind: Kind
    name: str
    judged: Judged


def _rows(
    problem: Problem, findings: Findings, suggested: Judged, reader: str | None
) -> Iterator[_Row]:
    yield _Row(kind="suggested", name="The suggested plan", judged=suggested)
    others = [*findings.alternatives]
    if findings.recommended.plan != suggested.plan:
        others.append(findings.recommended)
    taken: set[str] = set()
    for judged in others:
        if _worth_showing(_shares(problem, judged), _shares(problem, suggested)):
            name = _named(problem, judged.plan, beside=suggested.plan, taken=taken)
            taken.add(name)
            yield _Row(kind="alternative", name=name, judged=judged)
    for row in findings.argued:
        yield _Row(kind="argued", name=_argued_name(problem, row, reader), judged=row.judged)


def _worth_showing(there: Sequence[float], here: Sequence[float]) -> bool:
    """Whether a plan differs for somebody, and not only for the better."""
    differs = any(abs(a - b) >= NOTICED for a, b in zip(there, here, strict=True))
    return differs and not _dominates(there, here)


def _named(problem: Problem, plan: Plan, *, beside: Plan, taken: set[str]) -> str:
    """What is different about `plan`, in as few differences as tell it from the names `taken`."""
    differences = list(_differences(problem, plan, beside))
    more = (joined(differences[:count]) for count in range(2, len(differences) + 1))
    for name in (*differences, *more):
        if capital(name) not in taken:
            return capital(name)
    return f"Another order of the same work ({len(taken) + 1})"


def _differences(problem: Problem, plan: Plan, beside: Plan) -> Iterator[str]:
    for option in problem.options:
        if plan.stage_of(option.id) and not beside.stage_of(option.id):
            yield f"with {_short(option)}"
    for option in problem.options:
        if beside.stage_of(option.id) and not plan.stage_of(option.id):
            yield f"without {_short(option)}"
    for option in problem.options:
        here, there = plan.stage_of(option.id), beside.stage_of(option.id)
        if here and there and here != there:
            yield f"{_short(option)} in “{shortened(problem.stage(here).name, most=24)}”"


def _short(option: Option) -> str:
    return f"“{shortened(option.title, most=34)}”"


def _argued_name(problem: Problem, row: Argued, reader: str | None) -> str:
    if row.kind == "default":
        return "If nothing is agreed"
    if row.kind == "shared" or row.party is None:
        return shared_title(len({party for option in problem.options for party in option.asked_by}))
    who = "you" if row.party == reader else problem.party(row.party).name
    return f"Only what {who} asked for"


def _shares(problem: Problem, judged: Judged) -> tuple[float, ...]:
    return tuple(judged.utilities[party.id] for party in problem.parties)


def _dominates(one: Sequence[float], other: Sequence[float]) -> bool:
    no_worse = all(a >= b - 1e-9 for a, b in zip(one, other, strict=True))
    return no_worse and any(a > b + 1e-9 for a, b in zip(one, other, strict=True))


def _costs(
    problem: Problem, reader: str | None, mine: Sequence[float], suggested: Sequence[float]
) -> str:
    """Who has noticeably less than in the suggested plan: "Noor 74% instead of 96%"."""
    parts = [
        f"{'you' if party.id == reader else party.name} {percent(here)} instead of {percent(there)}"
        for party, here, there in zip(problem.parties, mine, suggested, strict=True)
        if here < there - NOTICED
    ]
    return capital(joined(parts))


def _heading(lines: Sequence[PlanLine], reader: str | None) -> str:
    suggested, argued = lines[0], [line for line in lines if line.kind == "argued"]
    if not argued:
        return "How the plans compare"
    worse = all(
        here < there - NOTICED
        for line in argued
        for here, there in zip(line.shares, suggested.shares, strict=True)
    )
    parties = len(suggested.shares)
    who = all_of_you(parties) if reader else "everybody"
    if worse and parties > 1:
        return f"Every plan you argued about is worse for {who}"
    return "How the plans compare with what you argued about"
