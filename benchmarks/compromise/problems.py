"""Random problems of release planning, as large as asked for, the same for a seed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from benchmarks.compromise.measures import Floats
from trifecta.domain.compromise.problem import Need, Option, Party, Problem, Score, Stage

BEGINS = date(2026, 1, 5)
RESOURCES = ("design", "engineering")
NEEDS = 4
WEEKS = 13


def random_problem(*, options: int, parties: int, stages: int, seed: int) -> Problem:
    """Three tenths of all effort fit in; one option in seven waits for another.

    Each need is served by a third of the options, hurt by a few, and met by about two thirds of
    what there is; some are due early, and what comes later brings three tenths.
    """
    random = np.random.default_rng(seed)
    effort = random.integers(2, 12, (options, len(RESOURCES))).astype(float)
    effort[random.random(effort.shape) < 0.3] = 0.0
    rows = _stages(effort, stages)
    drawn = _options(effort, rows, random)
    needs, scores = _needs(options, parties, rows, random)
    return Problem(
        parties=tuple(Party(id=f"p{p}", name=f"Party {p + 1}") for p in range(parties)),
        stages=rows,
        options=drawn,
        needs=needs,
        scores=scores,
    )


def _stages(effort: Floats, count: int) -> tuple[Stage, ...]:
    room = 0.3 * effort.sum(axis=0) / count
    return tuple(
        Stage(
            id=f"s{k}",
            name=f"Quarter {k + 1}",
            starts=BEGINS + timedelta(weeks=WEEKS * k),
            ends=BEGINS + timedelta(weeks=WEEKS * (k + 1), days=-1),
            weeks=WEEKS,
            capacity=dict(zip(RESOURCES, room.tolist(), strict=True)),
        )
        for k in range(count)
    )


def _options(
    effort: Floats, stages: tuple[Stage, ...], random: np.random.Generator
) -> tuple[Option, ...]:
    found = []
    for place, weeks in enumerate(effort.tolist()):
        waits = place > 0 and random.random() < 0.15
        found.append(
            Option(
                id=f"o{place}",
                title=f"Option {place + 1}",
                effort={s.id: dict(zip(RESOURCES, weeks, strict=True)) for s in stages},
                after=(f"o{random.integers(0, place)}",) if waits else (),
            )
        )
    return tuple(found)


def _needs(
    options: int, parties: int, stages: tuple[Stage, ...], random: np.random.Generator
) -> tuple[tuple[Need, ...], tuple[Score, ...]]:
    needs: list[Need] = []
    scores: list[Score] = []
    for party in range(parties):
        for place, weight in enumerate(random.dirichlet(np.full(NEEDS, 2.0)).tolist()):
            due = int(random.integers(0, len(stages) + 1))
            points = random.integers(-20, 100, options) * (random.random(options) < 0.35)
            need = Need(
                id=f"n{party}{place}",
                party=f"p{party}",
                text=f"Need {place + 1} of party {party + 1}",
                weight=weight,
                enough=float(max(50, points[points > 0].sum() * 0.7)),
                discount={s.id: 1.0 if k <= due else 0.3 for k, s in enumerate(stages)},
            )
            needs.append(need)
            scores += [
                Score(option=f"o{o}", need=need.id, points=float(value))
                for o, value in enumerate(points)
                if value
            ]
    return tuple(needs), tuple(scores)
