"""Whether a trade-off is real: what the worst-off can have, and what favourites do to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import Rows, first_then, retention
from trifecta.domain.compromise.engine.answers import Answer, Standing
from trifecta.domain.compromise.enumeration import Floats
from trifecta.domain.compromise.findings import Judged, PairAssessment, Verdict
from trifecta.domain.compromise.problem import Need
from trifecta.domain.compromise.worth import retained

FALSE_FROM: Final = 0.90
FALSE_MARGIN: Final = 0.10
REAL_BELOW: Final = 0.75

HELPED: Final = 1e-9
"""A need that no plan meets further than this takes part in no pair."""

PairBound = Callable[[int, int, Floats], float]
"""What no plan exceeds for two needs, given the columns of both and how far each can be met."""


def verdict(*, kappa: float, pi: float, bound: float | None = None) -> Verdict:
    """False: all can have nearly all, and no favourite shows it. Real: not even 75 %.

    Where `kappa` is only the best that was found, no plan exceeds `bound`: real is said of that.
    """
    if kappa >= FALSE_FROM and kappa - pi >= FALSE_MARGIN - 1e-9:
        return "false"
    return "real" if (kappa if bound is None else bound) < REAL_BELOW else "between"


def favourite_rows(utilities: Floats, kept: Floats) -> list[Rows]:
    """For each party (column) its best plans, of these those that are kindest to the rest."""
    everything = np.arange(len(kept))
    return [
        first_then(utilities[:, party], kept, everything) for party in range(utilities.shape[1])
    ]


def assess(
    kept: Floats,
    favourites: list[Rows],
    *,
    bound: float | None = None,
    pairs: tuple[PairAssessment, ...] = (),
) -> Standing:
    """Kappa, pi, ell and the verdict from retentions (plans x parties) and the favourites' rows.

    `bound` is what no plan exceeds, found or not; None where these are all plans.
    """
    kappa = float(kept.min(axis=1).max())
    most = kappa if bound is None else max(kappa, bound)
    treated = np.array([kept[rows[0]] for rows in favourites])
    pi = float(treated.min(axis=1).max())
    ell = float(treated.mean(axis=0).min())
    return Standing(
        kappa=kappa,
        kappa_bound=most,
        pi=pi,
        ell=ell,
        potential=(kappa - ell) / (1 - ell) if ell < 1 else 0.0,
        verdict=verdict(kappa=kappa, pi=pi, bound=most),
        pairs=pairs,
    )


def sure(answer: Answer, judged: Judged) -> float:
    """What a plan surely leaves whoever keeps least, of the best that any plan could give them.

    The bests that were found may not be the best there are; those that no plan exceeds are counted.
    """
    return min(retained(judged.utilities, answer.ideal_bounds).values())


def proven_standing(answer: Answer) -> Standing:
    """How much of a trade-off there is, as far as the fairest plan that was found proves it.

    The same as the answer's own unless time ran out before everybody's best was proven.
    """
    standing = answer.standing
    if dict(answer.ideal_bounds) == dict(answer.ideals):
        return standing
    known = (*(proposal.judged for proposal in answer.plans), *answer.frontier)
    kappa = min(standing.kappa, max(sure(answer, judged) for judged in known))
    ell = standing.ell
    return replace(
        standing,
        kappa=kappa,
        potential=max(0.0, (kappa - ell) / (1 - ell)) if ell < 1 else 0.0,
        verdict=verdict(kappa=kappa, pi=standing.pi, bound=standing.kappa_bound),
    )


def assess_pairs(
    needs: Sequence[Need], met: Floats, *, bound: PairBound | None = None
) -> tuple[PairAssessment, ...]:
    """Every pair of needs of different parties that some plan helps, as if there were no others.

    `met` (plans x needs) is how far each is met. Where these are not all plans, `bound` is asked
    for each pair that looks real.
    """
    found = []
    reach = met.max(axis=0)
    for one, other in _pairs(needs, reach):
        both = retention(met[:, [one, other]])
        judged = assess(both, favourite_rows(both, both))
        most = judged.kappa
        if bound is not None and judged.kappa < REAL_BELOW:
            most = max(most, bound(one, other, reach))
        found.append(
            PairAssessment(
                need=needs[one].id,
                other=needs[other].id,
                kappa=judged.kappa,
                pi=judged.pi,
                verdict=verdict(kappa=judged.kappa, pi=judged.pi, bound=most),
            )
        )
    return tuple(found)


def _pairs(needs: Sequence[Need], reach: Floats) -> Iterator[tuple[int, int]]:
    helped = [place for place in range(len(needs)) if reach[place] > HELPED]
    for one, other in combinations(helped, 2):
        if needs[one].party != needs[other].party:
            yield one, other
