"""Model A for scores that are steps of a scale with two ends: a step is an interval, ends are open.

Whoever would give more than the highest step has to give the highest step. So a score of k says
that what the rater had in mind lay within half a step of k, and a score at an end says only on
which side of it. Otherwise as in `grid`; the likelihood is no longer normal, so each grid point is
a Laplace approximation (Tierney and Kadane 1986; Rue, Martino and Chopin 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from trifecta.domain.calibration.grid import (
    ERROR_SD,
    RATER_SD,
    UNIT_SD,
    Design,
    Posterior,
)
from trifecta.domain.calibration.ratings import Floats

_FIRST: Final = ((0.0, 3.5), (0.0, 2.0), (np.log(0.15), np.log(3.5)))
_COARSE: Final = (5, 4, 4)
_FINE: Final = (7, 6, 6)
_ZOOMS: Final = 5
_NEGLIGIBLE: Final = 6.0
_ROUNDS: Final = 3
_LIGHTEST: Final = 1e-4
_FLOOR: Final = 1e-12
_LEAST_BEND: Final = 0.02
_AT_ONCE: Final = 32_000
_FAR: Final = 1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Whole steps from `lowest` to `highest`."""

    lowest: int
    highest: int

    @property
    def unit(self) -> float:
        """A quarter of its length: a scale point where the scale is 1 to 5."""
        return (self.highest - self.lowest) / 4

    @property
    def middle(self) -> float:
        """Half way between its ends, counted in units."""
        return (self.lowest + self.highest) / 2 / self.unit


_HALF: Final = 2.0
"""Half the length of a scale in its units: the sd of what is believed of μ around the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Modes at grid points: log posterior (g,) and what the moments of units follow from."""

    heights: Floats
    shrink: Floats
    weights: Floats
    inverse: Floats
    coefficients: Floats
    units: Floats


Box = tuple[tuple[float, float], ...]


def posterior(
    design: Design, scale: Scale, *, contrasts: Floats | None = None, with_relative: bool = False
) -> Posterior:
    """As `grid.posterior`, where the scores are whole steps of `scale`; quantities in scale points.

    Priors are counted in units of the scale; μ has a normal one, as wide as the scale, around its
    middle, since it could be anywhere when every score is at an end.
    """
    box: Box = _FIRST
    for _ in range(_ZOOMS):
        rough = _fit(design, scale, _grid(box, _COARSE))
        closer = _closer(box, rough.heights)
        if closer == box:
            break
        box = closer
    fit = _fit(design, scale, _grid(box, _FINE))
    kept = fit.heights > fit.heights.max() + np.log(_LIGHTEST)
    means, variances = _moments(design, fit, contrasts, with_relative=with_relative)
    weights = np.exp(fit.heights[kept] - fit.heights.max())
    return Posterior(
        weights=weights / weights.sum(),
        means=means[kept] * scale.unit,
        sds=np.sqrt(variances[kept]) * scale.unit,
    )


def _grid(box: Box, sizes: tuple[int, int, int]) -> Floats:
    axes = [
        low + (high - low) * (np.arange(size) + 0.5) / size
        for (low, high), size in zip(box, sizes, strict=True)
    ]
    points: Floats = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    points[:, 2] = np.exp(points[:, 2])
    return points


def _closer(box: Box, heights: Floats) -> Box:
    inside = (heights > heights.max() - _NEGLIGIBLE).reshape(_COARSE)
    made = []
    for axis, ((low, high), size) in enumerate(zip(box, _COARSE, strict=True)):
        (places,) = np.nonzero(inside.any(axis=tuple(a for a in range(3) if a != axis)))
        first, last = max(0, places[0] - 0.5), min(size, places[-1] + 1.5)
        step = (high - low) / size
        small = last - first > 0.75 * size
        made.append((low, high) if small else (low + first * step, low + last * step))
    return tuple(made)


def _fit(design: Design, scale: Scale, points: Floats) -> _Fit:
    """The fits of all points, some at a time so that their arrays stay in the processor's cache."""
    size = max(1, _AT_ONCE // design.scores.size)
    fits = [
        _fitted(design, scale, points[start : start + size])
        for start in range(0, len(points), size)
    ]
    return _Fit(
        **{
            name: np.concatenate([getattr(fit, name) for fit in fits])
            for name in ("heights", "shrink", "weights", "inverse", "coefficients", "units")
        }
    )


def _fitted(design: Design, scale: Scale, points: Floats) -> _Fit:
    tau, rater_sd, sigma = points.T
    edges = _edges(design.scores, scale)
    seen = np.broadcast_to(design.scores / scale.unit, (len(points), design.scores.size))
    coarseness = 1 / (12 * scale.unit**2)
    bend = np.broadcast_to(1 / (sigma[:, None] ** 2 + coarseness), seen.shape)
    for _ in range(_ROUNDS):
        shrink, weights, matrix, right, sums = _system(design, scale, bend, seen, points)
        solved = np.linalg.solve(matrix, right[:, :, None])[:, :, 0]
        coefficients = np.asarray(solved, dtype=np.float64)
        units = shrink * (sums - (weights @ coefficients[:, :, None])[:, :, 0])
        at = _predictor(design, coefficients, units)
        fits, slope, bend = _likelihood(edges, at, sigma[:, None])
        seen = at + slope / bend
    shrink, weights, matrix, _, _ = _system(design, scale, bend, seen, points)
    levels, raters = coefficients[:, : design.levels], coefficients[:, design.levels :]
    heights = (
        fits.sum(axis=1)
        - ((levels - scale.middle) ** 2).sum(axis=1) / (2 * _HALF**2)
        - (units**2).sum(axis=1) / (2 * tau**2)
        - (raters**2).sum(axis=1) / (2 * rater_sd**2)
        - design.units * np.log(tau)
        - design.raters * np.log(rater_sd)
        + (np.log(shrink).sum(axis=1) - np.linalg.slogdet(matrix)[1]) / 2
        + np.log(tau * sigma)
        - ((tau / UNIT_SD) ** 2 + (rater_sd / RATER_SD) ** 2 + (sigma / ERROR_SD) ** 2) / 2
    )
    inverse = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    return _Fit(
        heights=heights,
        shrink=shrink,
        weights=weights,
        inverse=inverse,
        coefficients=coefficients,
        units=units,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """The interval of each score (n,), and the place beyond which its other side is counted."""

    low: Floats
    high: Floats
    turn: Floats


def _edges(scores: Floats, scale: Scale) -> _Edges:
    lowest, highest = scores <= scale.lowest, scores >= scale.highest
    return _Edges(
        low=np.where(lowest, -_FAR, (scores - 0.5) / scale.unit),
        high=np.where(highest, _FAR, (scores + 0.5) / scale.unit),
        turn=np.where(lowest, _FAR, np.where(highest, -_FAR, scores / scale.unit)),
    )


def _predictor(design: Design, coefficients: Floats, units: Floats) -> Floats:
    level = coefficients[:, design.level_of_unit[design.unit_of]]
    rater = coefficients[:, design.levels + design.rater_of]
    at: Floats = level + rater + units[:, design.unit_of]
    return at


def _likelihood(edges: _Edges, at: Floats, sigma: Floats) -> tuple[Floats, Floats, Floats]:
    """Log probability of each step, its slope in `at`, and its bend (minus the second, > 0)."""
    sign = np.where(at > edges.turn, -1.0, 1.0)
    above, below = (edges.high - at) / sigma, (edges.low - at) / sigma
    inside = np.maximum(np.abs(ndtr(sign * above) - ndtr(sign * below)), _FLOOR)
    tops, bottoms = _density(above), _density(below)
    ratio = (bottoms - tops) / inside
    curve = (below * bottoms - above * tops) / inside
    slope = ratio / sigma
    bend = np.maximum((ratio**2 - curve) / sigma**2, _LEAST_BEND / (sigma**2 + 1))
    return np.log(inside), slope, bend


def _density(z: Floats) -> Floats:
    density: Floats = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return density


def _system(
    design: Design, scale: Scale, bend: Floats, seen: Floats, points: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Shrinkage, weights by unit (g, units, q), matrix, right side, and weighted sums of units."""
    tau, rater_sd, _ = points.T
    units, levels = design.units, design.levels
    weights = np.zeros((len(points), units, levels + design.raters))
    weights[:, design.unit_of, levels + design.rater_of] = bend
    totals = weights.sum(axis=2)
    scored = np.zeros((len(points), units, design.raters))
    scored[:, design.unit_of, design.rater_of] = bend * seen
    sums = scored.sum(axis=2)
    shrink = 1 / (totals + 1 / tau[:, None] ** 2)
    level = np.eye(levels)[design.level_of_unit]
    weights[:, :, :levels] = totals[:, :, None] * level
    matrix = -np.swapaxes(weights * shrink[:, :, None], 1, 2) @ weights
    by_level = np.einsum("gtr,tl->glr", weights[:, :, levels:], level)
    matrix[:, :levels, levels:] += by_level
    matrix[:, levels:, :levels] += np.swapaxes(by_level, 1, 2)
    places = np.arange(levels + design.raters)
    own = np.concatenate([by_level.sum(axis=2), by_level.sum(axis=1)], axis=1)
    own[:, levels:] += 1 / rater_sd[:, None] ** 2
    own[:, :levels] += 1 / _HALF**2
    matrix[:, places, places] += own
    right = np.concatenate([sums @ level + scale.middle / _HALF**2, scored.sum(axis=1)], axis=1)
    right -= ((shrink * sums)[:, None, :] @ weights)[:, 0, :]
    return shrink, weights, matrix, right, sums


def _moments(
    design: Design, fit: _Fit, contrasts: Floats | None, *, with_relative: bool
) -> tuple[Floats, Floats]:
    lines = -fit.shrink[:, :, None] * fit.weights
    mean = fit.units.copy()
    free = fit.shrink
    if with_relative:
        relative = mean.copy(), free + ((lines @ fit.inverse) * lines).sum(axis=2)
    lines[:, np.arange(design.units), design.level_of_unit] += 1.0
    mean += fit.coefficients[:, design.level_of_unit]
    if contrasts is not None:
        lines, mean, free = contrasts @ lines, mean @ contrasts.T, free @ (contrasts**2).T
    variance = free + ((lines @ fit.inverse) * lines).sum(axis=2)
    if with_relative:
        mean, variance = (np.hstack(pair) for pair in zip((mean, variance), relative, strict=True))
    return mean, variance
