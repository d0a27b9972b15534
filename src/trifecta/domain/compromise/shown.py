"""A problem as one reader may see it: without what others keep to the finder."""

from __future__ import annotations

from dataclasses import replace

from trifecta.domain.compromise.problem import Problem


def shown_to(problem: Problem, *, reader: str | None) -> Problem:
    """The problem without the hidden needs of others than `reader`, weights shared out again.

    A party that shows no need at all is left out: nothing can be said to others about it. The
    problem itself where nothing is hidden from the reader.
    """
    kept = [need for need in problem.needs if not need.hidden or need.party == reader]
    if len(kept) == len(problem.needs):
        return problem
    totals = {
        party.id: sum(need.weight for need in kept if need.party == party.id)
        for party in problem.parties
    }
    parties = tuple(party for party in problem.parties if totals[party.id] > 0)
    here = {party.id for party in parties}
    kept = [need for need in kept if need.party in here]
    ids = {need.id for need in kept}
    return replace(
        problem,
        parties=parties,
        needs=tuple(replace(need, weight=need.weight / totals[need.party]) for need in kept),
        scores=tuple(score for score in problem.scores if score.need in ids),
        options=tuple(
            replace(row, asked_by=tuple(party for party in row.asked_by if party in here))
            for row in problem.options
        ),
    )
