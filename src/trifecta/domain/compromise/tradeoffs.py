"""Whether a trade-off is real: what the worst-off can have, and what favourites do to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import Rows, first_then, retention
from trifecta.domain.compromise.engine.answers import Standing
from trifecta.domain.compromise.enumeration import Floats, Plans
from trifecta.domain.compromise.findings import PairAssessment, Verdict
from trifecta.domain.compromise.problem import Need

FALSE_FROM: Final = 0.90
FALSE_MARGIN: Final = 0.10
REAL_BELOW: Final = 0.75


def verdict(*, kappa: float, pi: float) -> Verdict:
    """False: all can have nearly all, and no favourite shows it. Real: not even 75 %."""
    if kappa >= FALSE_FROM and kappa - pi >= FALSE_MARGIN - 1e-9:
        return "false"
    return "real" if kappa < REAL_BELOW else "between"


def favourite_rows(utilities: Floats, kept: Floats) -> list[Rows]:
    """For each party (column) its best plans, of these those that are kindest to the rest."""
    everything = np.arange(len(kept))
    return [
        first_then(utilities[:, party], kept, everything) for party in range(utilities.shape[1])
    ]


def assess(
    kept: Floats, favourites: list[Rows], *, pairs: tuple[PairAssessment, ...] = ()
) -> Standing:
    """Kappa, pi, ell and the verdict from retentions (plans x parties) and the favourites' rows."""
    kappa = float(kept.min(axis=1).max())
    treated = np.array([kept[rows[0]] for rows in favourites])
    pi = float(treated.min(axis=1).max())
    ell = float(treated.mean(axis=0).min())
    return Standing(
        kappa=kappa,
        kappa_bound=kappa,
        pi=pi,
        ell=ell,
        potential=(kappa - ell) / (1 - ell) if ell < 1 else 0.0,
        verdict=verdict(kappa=kappa, pi=pi),
        pairs=pairs,
    )


def assess_pairs(plans: Plans) -> tuple[PairAssessment, ...]:
    """Every pair of needs of different parties that some plan helps, as the problem has them."""
    columns = {need.id: place for place, need in enumerate(plans.problem.needs)}
    found = []
    for need, other in _pairs(plans):
        both = retention(plans.met[:, [columns[need.id], columns[other.id]]])
        judged = assess(both, favourite_rows(both, both))
        found.append(
            PairAssessment(
                need=need.id,
                other=other.id,
                kappa=judged.kappa,
                pi=judged.pi,
                verdict=judged.verdict,
            )
        )
    return tuple(found)


def _pairs(plans: Plans) -> Iterator[tuple[Need, Need]]:
    best = plans.met.max(axis=0)
    helped = [need for need, most in zip(plans.problem.needs, best, strict=True) if most > 0]
    for need, other in combinations(helped, 2):
        if need.party != other.party:
            yield need, other
