"""The posterior of model A on a grid of its three standard deviations, each point a normal.

With the two ratios ρ_θ = τ/σ and ρ_s = σ_s/σ everything but a scale follows from linear algebra of
the size of raters and levels: units are eliminated (Woodbury), σ is integrated around its mode.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import logsumexp

from trifecta.domain.calibration.ratings import Floats, Ints

UNIT_SD: Final = 1.0
RATER_SD: Final = 0.6
ERROR_SD: Final = 1.0
"""Scales of the half-normal priors on the sds of units, raters and error, in scale points."""

_RATIOS: Final = 12
_ZOOMS: Final = 4
_NEGLIGIBLE: Final = 10.0
_STEPS: Final = np.linspace(-3.5, 3.5, 8)
_LIGHTEST: Final = 1e-5
_LEAST_ERROR: Final = 0.02
_AT_ONCE: Final = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What was rated: parallel arrays over ratings (n,), and the level of each unit, 0 and up."""

    unit_of: Ints
    rater_of: Ints
    scores: Floats
    level_of_unit: Ints
    raters: int
    levels: int = 1

    @property
    def units(self) -> int:
        return len(self.level_of_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """A mixture of normals: `weights` (g,) sum to 1; `means` and `sds` (g, quantities)."""

    weights: Floats
    means: Floats
    sds: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """Sufficient statistics; q = levels + raters. `counts` (units, q), `gram` (q, q)."""

    counts: Floats
    gram: Floats
    cross: Floats
    unit_sums: Floats
    square: float
    votes: Floats
    size: int
    levels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Grid points of the two ratios, each (g,): `heights` are log densities with σ integrated out.

    `rests` is the generalised residual sum of squares, `log_areas` the log prior area of a point.
    """

    unit_ratio: Floats
    rater_ratio: Floats
    rests: Floats
    determinants: Floats
    log_areas: Floats
    heights: Floats


def posterior(
    design: Design, *, contrasts: Floats | None = None, with_relative: bool = False
) -> Posterior:
    """The posterior of each unit's value, or of the combinations of them in `contrasts` (k, units).

    A unit's value is μ of its level plus θ; `with_relative` adds as many quantities for θ alone
    behind them. μ has a flat prior; θ, s and e are normal around 0. The priors of the sds are
    half-normal (1.0, 0.6, 1.0 scale points), that of the units times its sd: without that factor
    too much weight lies on units that do not differ, and intervals are too short when votes are few
    (a boundary-avoiding prior: Chung et al. 2013, Psychometrika 78:685).
    Linear mixed model with flat fixed effects: Searle, Casella and McCulloch (1992), Variance
    Components, sections 6.4 and 9.2; sds integrated on a grid: Rue, Martino and Chopin (2009),
    J. R. Stat. Soc. B 71:319. Deterministic.
    """
    sums = _sums(design)
    box = ((0.0, np.pi / 2), (0.0, np.pi / 2))
    for _ in range(_ZOOMS):
        grid = _grid(sums, box)
        closer = _closer(box, grid.heights)
        if closer == box:
            break
        box = closer
    return _mixture(design, sums, grid, contrasts, with_relative=with_relative)


def _sums(design: Design) -> _Sums:
    units, levels = design.units, design.levels
    counts = np.zeros((units, levels + design.raters))
    counts[design.unit_of, levels + design.rater_of] = 1.0
    votes = np.bincount(design.unit_of, minlength=units).astype(np.float64)
    counts[np.arange(units), design.level_of_unit] = votes
    gram, cross = np.zeros((counts.shape[1],) * 2), np.zeros(counts.shape[1])
    level_of = design.level_of_unit[design.unit_of]
    for column in (level_of, levels + design.rater_of):
        cross += np.bincount(column, weights=design.scores, minlength=len(cross))
        np.add.at(gram, (column, column), 1.0)
    np.add.at(gram, (level_of, levels + design.rater_of), 1.0)
    gram[levels:, :levels] = gram[:levels, levels:].T
    unit_sums = np.zeros(units)
    np.add.at(unit_sums, design.unit_of, design.scores)
    return _Sums(
        counts=counts,
        gram=gram,
        cross=cross,
        unit_sums=unit_sums,
        square=float(design.scores @ design.scores),
        votes=votes,
        size=design.scores.size,
        levels=levels,
    )


Box = tuple[tuple[float, float], tuple[float, float]]


def _grid(sums: _Sums, box: Box) -> _Grid:
    """Midpoints of the angles atan(τ/σ) and atan(σ_s/(0.6 σ)), whose prior is about uniform."""
    one, other = (low + (high - low) * (np.arange(_RATIOS) + 0.5) / _RATIOS for low, high in box)
    angles = np.stack(np.meshgrid(one, other, indexing="ij"), axis=-1).reshape(-1, 2)
    ratios = np.tan(angles) * [UNIT_SD / ERROR_SD, RATER_SD / ERROR_SD]
    log_areas = np.log(ratios[:, 0]) - 2 * np.log(np.cos(angles)).sum(axis=1)
    solved = [_solved(sums, *pair) for pair in _chunked(sums, ratios[:, 0], ratios[:, 1])]
    rests = np.concatenate([rest for rest, _ in solved])
    determinants = np.concatenate([determinant for _, determinant in solved])
    mode, sd = _scale(sums, ratios[:, 0], ratios[:, 1], rests)
    logs = mode[:, None] + sd[:, None] * _STEPS
    inner = _log_density(sums, ratios[:, :1], ratios[:, 1:], rests[:, None], logs)
    heights = logsumexp(inner, axis=1) + np.log(sd) - determinants / 2 + log_areas
    return _Grid(
        unit_ratio=ratios[:, 0],
        rater_ratio=ratios[:, 1],
        rests=rests,
        determinants=determinants,
        log_areas=log_areas,
        heights=heights,
    )


def _chunked(sums: _Sums, one: Floats, other: Floats) -> Iterator[tuple[Floats, Floats]]:
    size = max(1, _AT_ONCE // max(sums.gram.size, sums.counts.size))
    for start in range(0, len(one), size):
        yield one[start : start + size], other[start : start + size]


def _system(sums: _Sums, unit_ratio: Floats, rater_ratio: Floats) -> tuple[Floats, Floats, Floats]:
    """Shrinkage k (g, units), matrix (g, q, q) and right side (g, q) once units are eliminated."""
    shrink = unit_ratio[:, None] ** 2 / (1 + sums.votes * unit_ratio[:, None] ** 2)
    ratios, which = np.unique(unit_ratio, return_index=True)
    taken = np.stack([(sums.counts.T * shrink[place]) @ sums.counts for place in which])
    matrix = sums.gram - taken[np.searchsorted(ratios, unit_ratio)]
    places = np.arange(sums.levels, sums.gram.shape[0])
    matrix[:, places, places] += 1 / rater_ratio[:, None] ** 2
    right = sums.cross - (shrink * sums.unit_sums) @ sums.counts
    return shrink, matrix, right


def _solved(sums: _Sums, unit_ratio: Floats, rater_ratio: Floats) -> tuple[Floats, Floats]:
    """Residual sum of squares and log determinant of the covariance, both scaled by σ², (g,)."""
    shrink, matrix, right = _system(sums, unit_ratio, rater_ratio)
    answer = np.linalg.solve(matrix, right[:, :, None])[:, :, 0]
    rest = sums.square - shrink @ sums.unit_sums**2 - (right * answer).sum(axis=1)
    raters = matrix.shape[1] - sums.levels
    determinant = (
        np.log1p(sums.votes * unit_ratio[:, None] ** 2).sum(axis=1)
        + 2 * raters * np.log(rater_ratio)
        + np.linalg.slogdet(matrix)[1]
    )
    return np.maximum(rest, 0) + sums.size * _LEAST_ERROR**2, determinant


def _scale(
    sums: _Sums, unit_ratio: Floats, rater_ratio: Floats, rests: Floats
) -> tuple[Floats, Floats]:
    """Mode of log σ at each grid point and its sd there, from the curvature."""
    prior = _prior(unit_ratio, rater_ratio)
    free = sums.size - sums.levels - 4
    square = (-free + np.sqrt(free**2 + 4 * prior * rests)) / (2 * prior)
    mode: Floats = np.log(square) / 2
    sd: Floats = 1 / np.sqrt(2 * prior * square + 2 * rests / square)
    return mode, sd


def _prior(unit_ratio: Floats, rater_ratio: Floats) -> Floats:
    """So many halves of σ² stand in the log prior density of the three sds, with the minus."""
    prior: Floats = (unit_ratio / UNIT_SD) ** 2 + (rater_ratio / RATER_SD) ** 2 + 1 / ERROR_SD**2
    return prior


def _log_density(
    sums: _Sums, unit_ratio: Floats, rater_ratio: Floats, rests: Floats, logs: Floats
) -> Floats:
    square = np.exp(2 * logs)
    free = sums.size - sums.levels - 4
    density: Floats = (
        -free * logs - _prior(unit_ratio, rater_ratio) * square / 2 - rests / (2 * square)
    )
    return density


def _closer(box: Box, heights: Floats) -> Box:
    """The part of the grid that has all but a negligible part of the mass, a cell wider."""
    shape = heights.reshape(_RATIOS, _RATIOS)
    inside = shape > shape.max() - _NEGLIGIBLE
    made = []
    for (low, high), axis in zip(box, (1, 0), strict=True):
        (places,) = np.nonzero(inside.any(axis=axis))
        first, last = max(0, places[0] - 1), min(_RATIOS, places[-1] + 2)
        if last - first > 0.75 * _RATIOS:
            made.append((low, high))
        else:
            step = (high - low) / _RATIOS
            made.append((low + first * step, low + last * step))
    return made[0], made[1]


def _mixture(
    design: Design, sums: _Sums, grid: _Grid, contrasts: Floats | None, *, with_relative: bool
) -> Posterior:
    kept = grid.heights > grid.heights.max() + math.log(_LIGHTEST)
    one, other, rests = (part[kept] for part in (grid.unit_ratio, grid.rater_ratio, grid.rests))
    mode, sd = _scale(sums, one, other, rests)
    logs = mode[:, None] + sd[:, None] * _STEPS
    inner = _log_density(sums, one[:, None], other[:, None], rests[:, None], logs)
    inner += (np.log(sd) - grid.determinants[kept] / 2 + grid.log_areas[kept])[:, None]
    weights = np.exp(inner - inner.max()).ravel()
    parts = [
        _moments(design, sums, *pair, contrasts, with_relative=with_relative)
        for pair in _chunked(sums, one, other)
    ]
    means = np.concatenate([mean for mean, _ in parts]).repeat(len(_STEPS), axis=0)
    scaled = np.concatenate([variance for _, variance in parts]).repeat(len(_STEPS), axis=0)
    heavy = weights > _LIGHTEST * weights.max()
    return Posterior(
        weights=weights[heavy] / weights[heavy].sum(),
        means=means[heavy],
        sds=np.sqrt(scaled[heavy]) * np.exp(logs.ravel()[heavy])[:, None],
    )


def _moments(
    design: Design,
    sums: _Sums,
    unit_ratio: Floats,
    rater_ratio: Floats,
    contrasts: Floats | None,
    *,
    with_relative: bool,
) -> tuple[Floats, Floats]:
    """Mean, and variance over σ², of each quantity at each grid point, both (g, quantities)."""
    shrink, matrix, right = _system(sums, unit_ratio, rater_ratio)
    inverse = np.linalg.inv(matrix)
    answer = (inverse @ right[:, :, None])[:, :, 0]
    lines = -shrink[:, :, None] * sums.counts
    own, free = shrink * sums.unit_sums, shrink
    kinds = [lines.copy()] if with_relative else []
    lines[:, np.arange(design.units), design.level_of_unit] += 1.0
    if contrasts is not None:
        lines, own, free = contrasts @ lines, own @ contrasts.T, free @ (contrasts**2).T
    kinds.insert(0, lines)
    means = [own + (kind @ answer[:, :, None])[:, :, 0] for kind in kinds]
    variances = [free + ((kind @ inverse) * kind).sum(axis=2) for kind in kinds]
    return np.hstack(means), np.hstack(variances)
