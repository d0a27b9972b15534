"""Several plans side by side for one reader, each with a name and what it costs beside another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Option, Plan, Problem
from trifecta.domain.compromise.terms import shortened
from trifecta.domain.compromise.wording import percent, shared_title
from trifecta.domain.compromise.worth import can_be_done, judge
from trifecta.domain.people.words import all_of_you, capital, joined

Kind = Literal["suggested", "proposed", "alternative", "sturdier", "argued"]

NOTICED: Final = 0.02
"""A smaller difference in somebody's share is not worth a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutForward:
    """A plan that a member suggested to the others; `by` is their party."""

    by: str
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan in a comparison; `shares` by party in the problem's order, 1 is all that it needs.

    `best`: no plan that was found is better for somebody without costing somebody else. `key` names
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
    """The plans, the suggested one first; `heading` is what the comparison shows.

    `between` has the shares of all other plans that cannot be better for one without costing
    another, as far as they were found, in falling order of the first party's; `whole` says whether
    that is all of them.
    """

    heading: str
    lines: tuple[PlanLine, ...]
    between: tuple[tuple[float, ...], ...]
    whole: bool


def plan_key(plan: Plan) -> str:
    """A short name for exactly these placements: sixteen hexadecimal digits."""
    text = json.dumps(sorted(plan.placements.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compare(
    problem: Problem,
    findings: Findings,
    *,
    reader: str | None = None,
    plan: Plan | None = None,
    put_forward: Sequence[PutForward] = (),
    sturdier: Sequence[Plan] = (),
) -> Comparison:
    """The suggested `plan` (else the recommended one), what members have put forward, alternatives,
    plans that the reader was told are `sturdier` than one of these, and what was argued about.

    A plan that looks as good or better for everybody than the suggested one is left out: the
    search knew of needs that the reader does not. What can no longer be done is left out too.
    """
    suggested = judge(problem, plan, ideals=findings.ideals) if plan else findings.recommended
    possible = [row for row in put_forward if can_be_done(problem, row.plan)]
    told = [row for row in sturdier if row.placements and can_be_done(problem, row)]
    rows = list(_rows(problem, findings, suggested, reader, put_forward=possible, sturdier=told))
    shares = [_shares(problem, row.judged) for row in rows]
    between = _between(problem, findings, shares)
    lines = tuple(
        PlanLine(
            key=plan_key(row.judged.plan) if row.judged.plan.placements else "",
            kind=row.kind,
            name=row.name,
            shares=mine,
            best=not any(_dominates(other, mine) for other in (*shares, *between)),
            costs=_costs(problem, reader, mine, shares[0]),
            plan=row.judged.plan,
        )
        for row, mine in zip(rows, shares, strict=True)
    )
    heading = _heading(lines, reader)
    return Comparison(heading=heading, lines=lines, between=between, whole=findings.frontier_proven)


def _between(
    problem: Problem, findings: Findings, named: Sequence[tuple[float, ...]]
) -> tuple[tuple[float, ...], ...]:
    points = (_shares(problem, judged) for judged in findings.frontier)
    suggested = named[0]
    return tuple(
        here
        for here in points
        if not _dominates(here, suggested)
        and not any(_same(here, there) for there in named)
        and not any(_dominates(there, here) for there in named)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kind: Kind
    name: str
    judged: Judged


def _rows(
    problem: Problem,
    findings: Findings,
    suggested: Judged,
    reader: str | None,
    *,
    put_forward: Sequence[PutForward],
    sturdier: Sequence[Plan],
) -> Iterator[_Row]:
    forward = {plan_key(row.plan): row for row in put_forward}
    here = forward.pop(plan_key(suggested.plan), None)
    also = f", put forward by {_who(problem, here.by, reader)}" if here else ""
    yield _Row(kind="suggested", name=f"The suggested plan{also}", judged=suggested)
    for row in forward.values():
        name = f"What {_who(problem, row.by, reader)} put forward"
        judged = judge(problem, row.plan, ideals=findings.ideals)
        yield _Row(kind="proposed", name=name, judged=judged)
    shown = {plan_key(row.judged.plan) for row in findings.argued} | {*forward}
    shown.add(plan_key(suggested.plan))
    yield from _named_rows(
        problem, suggested, _others(problem, findings, suggested, sturdier), shown
    )
    for argued in findings.argued:
        name = _argued_name(problem, argued, reader)
        yield _Row(kind="argued", name=name, judged=argued.judged)


def _others(
    problem: Problem, findings: Findings, suggested: Judged, sturdier: Sequence[Plan]
) -> Iterator[tuple[Kind, Judged]]:
    """Plans that nobody has put forward or argued about, as far as they are worth showing."""
    here = _shares(problem, suggested)
    found = [*findings.alternatives]
    if findings.recommended.plan != suggested.plan:
        found.append(findings.recommended)
    for judged in found:
        if _worth_showing(_shares(problem, judged), here):
            yield "alternative", judged
    for plan in sturdier:
        judged = judge(problem, plan, ideals=findings.ideals)
        if not _dominates(_shares(problem, judged), here):
            yield "sturdier", judged


def _named_rows(
    problem: Problem, suggested: Judged, rows: Iterable[tuple[Kind, Judged]], shown: Set[str]
) -> Iterator[_Row]:
    """Each plan that is not `shown` by its key already, once, by what is different about it."""
    taken: set[str] = set()
    keys = {*shown}
    for kind, judged in rows:
        if plan_key(judged.plan) in keys:
            continue
        name = _named(problem, judged.plan, beside=suggested.plan, taken=taken)
        taken.add(name)
        keys.add(plan_key(judged.plan))
        called = capital(name) if kind == "alternative" else f"A sturdier plan, {name}"
        yield _Row(kind=kind, name=called, judged=judged)


def _who(problem: Problem, party: str, reader: str | None) -> str:
    return "you" if party == reader else problem.party(party).name


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < 1e-9 for a, b in zip(one, other, strict=True))


def _worth_showing(there: Sequence[float], here: Sequence[float]) -> bool:
    """Whether a plan differs for somebody, and not only for the better."""
    differs = any(abs(a - b) >= NOTICED for a, b in zip(there, here, strict=True))
    return differs and not _dominates(there, here)


def _named(problem: Problem, plan: Plan, *, beside: Plan, taken: set[str]) -> str:
    """What is different about `plan`, in as few differences as tell it from the names `taken`."""
    differences = list(_differences(problem, plan, beside))
    more = (joined(differences[:count]) for count in range(2, len(differences) + 1))
    for name in (*differences, *more):
        if name not in taken:
            return name
    return f"another order of the same work ({len(taken) + 1})"


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
    name = f"Only what {_who(problem, row.party, reader)} asked for"
    return name if row.judged.plan.placements else f"{name}, which cannot be done"


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
