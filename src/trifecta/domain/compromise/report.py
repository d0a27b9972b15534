"""An answer as plain data, for JSON: the same names and order every time, numbers as they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from trifecta.domain.compromise.engine.answers import Answer, Proposal
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.tradeoffs import proven_standing, sure

Data = dict[str, Any]


def proposed(problem: Problem, answer: Answer) -> Data:
    """Every plan with what it gives, then the frontier and how much of a trade-off there is."""
    return {
        "plans": [_plan(problem, answer, proposal) for proposal in answer.plans],
        "frontier": [judged_data(problem, judged) for judged in answer.frontier],
        "frontier_proven": answer.frontier_proven,
        **assessed(problem, answer),
    }


def assessed(problem: Problem, answer: Answer) -> Data:
    """The figures of the assessment, the needs that collide pair by pair, and everyone's best.

    A hidden need is in none of it by name.
    """
    standing = proven_standing(answer)
    return {
        "assessment": {
            "kappa": standing.kappa,
            "kappa_bound": standing.kappa_bound,
            "pi": standing.pi,
            "ell": standing.ell,
            "potential": standing.potential,
            "verdict": standing.verdict,
        },
        "pairs": [
            {
                "needs": [pair.need, pair.other],
                "kappa": pair.kappa,
                "pi": pair.pi,
                "verdict": pair.verdict,
            }
            for pair in standing.pairs
            if not problem.need(pair.need).hidden and not problem.need(pair.other).hidden
        ],
        "ideals": {
            name: {"value": answer.ideals[party], "bound": answer.ideal_bounds[party]}
            for party, name in names_of(problem).items()
        },
    }


def names_of(problem: Problem) -> dict[str, str]:
    """What each party is called, by its id; with the id where two are called the same."""
    times = Counter(party.name for party in problem.parties)
    return {
        party.id: party.name if times[party.name] == 1 else f"{party.name} ({party.id})"
        for party in problem.parties
    }


def _plan(problem: Problem, answer: Answer, proposal: Proposal) -> Data:
    value, bound = proposal.value, proposal.bound
    judged = proposal.judged
    proven = sure(answer, judged) if proposal.rule == "leximin" else value
    gap = None if bound is None or proven is None else bound - proven
    return {
        "rule": proposal.rule,
        "value": value,
        "bound": bound,
        "gap": gap,
        **in_full(problem, judged),
    }


def in_full(problem: Problem, judged: Judged) -> Data:
    """A plan with how far it meets each need that is not hidden, and the work it takes."""
    return {
        **judged_data(problem, judged),
        "needs": {need.id: judged.levels[need.id] for need in problem.needs if not need.hidden},
        "effort": judged.effort,
    }


def judged_data(problem: Problem, judged: Judged) -> Data:
    """A plan with what everybody has of it."""
    return {
        "parties": {
            name: {"utility": judged.utilities[party], "retention": judged.retention[party]}
            for party, name in names_of(problem).items()
        },
        "placements": placements_data(problem, judged.plan),
    }


def placements_data(problem: Problem, plan: Plan) -> Data:
    """The stage of each option that is done, in the order of the problem."""
    placed = plan.placements
    return {option.id: placed[option.id] for option in problem.options if option.id in placed}
