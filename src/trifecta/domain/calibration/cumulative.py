"""Cumulative-link models with a logit link: for ordered categories, with or without random effects.

P(y ≤ c) = logit⁻¹(α_c − xβ − Σ σ_j u_j), u standard normal. Random effects are integrated out by
Laplace's approximation, or for one grouping by adaptive Gauss–Hermite quadrature. Agresti (2010),
Analysis of Ordinal Categorical Data, chapters 3 and 10; Christensen (2019), Cumulative Link Models
for Ordinal Regression with the R package ordinal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logsumexp

from trifecta.domain.calibration.estimates import Undefined
from trifecta.domain.calibration.ratings import Floats, Ints

MOST_EFFECTS: Final = 400
MOST_RESPONSES: Final = 20_000
MOST_CATEGORIES: Final = 20

_NEWTON: Final = 50
_HALVINGS: Final = 20
_STILL: Final = 1e-9
_LARGEST: Final = 30.0
_SD_BOUNDS: Final = (-7.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Maximum likelihood: `thresholds` (categories − 1,), rising; `coefficients` (p,).

    `sds` has one entry a grouping and `effects` its predicted effects on the logit scale, the mode
    given the estimates. `at_zero` says of each grouping whether its sd was estimated as nothing.
    """

    thresholds: Floats
    coefficients: Floats
    sds: Floats
    effects: tuple[Floats, ...]
    log_likelihood: float
    at_zero: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Data:
    """Categories 0..c−1 (n,), fixed columns (n, p), members of each grouping (n,), their sizes."""

    response: Ints
    fixed: Floats
    groups: tuple[Ints, ...]
    sizes: tuple[int, ...]
    categories: int
    nodes: int

    @property
    def effects(self) -> int:
        return sum(self.sizes)


def fit(
    response: Ints,
    fixed: Floats,
    *,
    groups: tuple[Ints, ...] = (),
    nodes: int = 1,
) -> Fit | Undefined:
    """Fits response categories (n,), coded 0 and up, on fixed columns (n, p) without a constant.

    `groups` are the random effects, members coded 0 and up (n,); they may cross. `nodes` above 1
    takes so many quadrature points and needs exactly one grouping. Raises ValueError for sizes
    that do not go together; categories that never occur are left out.
    """
    if nodes > 1 and len(groups) != 1:
        raise ValueError("quadrature needs exactly one grouping")
    if fixed.shape[0] != len(response) or any(len(group) != len(response) for group in groups):
        raise ValueError("responses, columns and groupings have different lengths")
    present, coded = np.unique(response, return_inverse=True)
    reason = _why_not(len(present), groups, len(response))
    if reason:
        return Undefined(reason=reason)
    packed = tuple(np.unique(group, return_inverse=True)[1] for group in groups)
    data = _Data(
        response=coded,
        fixed=fixed,
        groups=packed,
        sizes=tuple(int(group.max()) + 1 for group in packed),
        categories=len(present),
        nodes=nodes,
    )
    return _maximised(data)


def _why_not(categories: int, groups: tuple[Ints, ...], size: int) -> str:
    if categories < 2:
        return "All scores are the same, so there is nothing to explain."
    if categories > MOST_CATEGORIES:
        return f"There are more than {MOST_CATEGORIES} different scores; they are no categories."
    effects = sum(len(np.unique(group)) for group in groups)
    if effects > MOST_EFFECTS or size > MOST_RESPONSES:
        return "There are too many ratings for this model."
    if any(len(np.unique(group)) < 2 for group in groups):
        return "A grouping with a single member cannot vary."
    return ""


def _maximised(data: _Data) -> Fit | Undefined:
    modes = np.zeros(data.effects)

    def loss(parameters: Floats) -> float:
        nonlocal modes
        value, found = _log_likelihood(data, parameters, modes)
        modes = found
        return -value

    start = _start(data)
    free: tuple[float | None, float | None] = (None, None)
    gaps = data.categories - 2
    bounds = [free, *[(-10.0, 5.0)] * gaps, *[(-_LARGEST, _LARGEST)] * data.fixed.shape[1]]
    bounds += [_SD_BOUNDS] * len(data.groups)
    found = minimize(
        loss,
        start,
        jac="3-point",
        method="L-BFGS-B",
        bounds=bounds,
        options={"ftol": 1e-13, "gtol": 1e-6, "maxiter": 500, "maxfun": 100_000},
    )
    value, modes = _log_likelihood(data, found.x, modes)
    thresholds, slopes, sds = _parts(data, found.x)
    if np.abs(slopes).max(initial=0.0) > _LARGEST - 1 or not np.isfinite(value):
        return Undefined(reason="A column separates the scores completely; no estimate is finite.")
    ends = np.cumsum(data.sizes)[:-1]
    return Fit(
        thresholds=thresholds,
        coefficients=slopes,
        sds=sds,
        effects=tuple(part * sd for part, sd in zip(np.split(modes, ends), sds, strict=True))
        if data.groups
        else (),
        log_likelihood=float(value),
        at_zero=tuple(bool(sd < 0.01) for sd in sds),
    )


def _start(data: _Data) -> Floats:
    shares = np.bincount(data.response, minlength=data.categories)[:-1].cumsum() / len(
        data.response
    )
    cuts = np.log(shares / (1 - shares))
    return np.concatenate(
        [
            cuts[:1],
            np.log(np.diff(cuts)),
            np.zeros(data.fixed.shape[1]),
            np.zeros(len(data.groups)),
        ]
    )


def _parts(data: _Data, parameters: Floats) -> tuple[Floats, Floats, Floats]:
    cuts = data.categories - 1
    thresholds = parameters[0] + np.concatenate([[0.0], np.exp(parameters[1:cuts]).cumsum()])
    slopes = parameters[cuts : cuts + data.fixed.shape[1]]
    return thresholds, slopes, np.exp(parameters[cuts + data.fixed.shape[1] :])


def _log_likelihood(data: _Data, parameters: Floats, modes: Floats) -> tuple[float, Floats]:
    """The approximate log likelihood and the modes of u, found from `modes` on."""
    thresholds, slopes, sds = _parts(data, parameters)
    edges = np.concatenate([[-np.inf], thresholds, [np.inf]])
    low, high = (edges[data.response + side] - data.fixed @ slopes for side in (0, 1))
    if not data.groups:
        return float(_logs(low, high)[0].sum()), modes
    modes, hessian = _modes(data, sds, low, high, modes)
    if data.nodes > 1:
        curvature = np.diag(hessian)
        return _quadrature(data, float(sds[0]), (low, high), modes, curvature), modes
    at = _shift(data, sds, modes)
    joint = _logs(low - at, high - at)[0].sum() - modes @ modes / 2
    return float(joint - np.linalg.slogdet(hessian)[1] / 2), modes


def _shift(data: _Data, sds: Floats, modes: Floats) -> Floats:
    """What the effects add to each response, (n,)."""
    parts = np.split(modes, np.cumsum(data.sizes)[:-1])
    shift: Floats = np.zeros(len(data.response))
    for sd, part, group in zip(sds, parts, data.groups, strict=True):
        shift = shift + sd * part[group]
    return shift


def _gathered(data: _Data, sds: Floats, slope: Floats) -> Floats:
    """Derivatives by response summed up by effect, (effects,)."""
    return np.concatenate(
        [
            sd * np.bincount(group, weights=slope, minlength=size)
            for sd, group, size in zip(sds, data.groups, data.sizes, strict=True)
        ]
    )


def _hessian(data: _Data, sds: Floats, bend: Floats) -> Floats:
    """Minus the second derivative of the joint log density in u, (effects, effects)."""
    rows = []
    for sd, group, size in zip(sds, data.groups, data.sizes, strict=True):
        blocks = [
            sd
            * other_sd
            * np.bincount(group * width + other, weights=bend, minlength=size * width).reshape(
                size, width
            )
            for other_sd, other, width in zip(sds, data.groups, data.sizes, strict=True)
        ]
        rows.append(np.hstack(blocks))
    return np.vstack(rows) + np.eye(data.effects)


def _logs(low: Floats, high: Floats) -> tuple[Floats, Floats, Floats]:
    """Log probability of lying between two edges, its slope in a shift up, and minus its second."""
    upper, lower = expit(high), expit(low)
    below, above = log_expit(-low), log_expit(high)
    with np.errstate(invalid="ignore"):
        gap = np.where(np.isfinite(low) & np.isfinite(high), low - high, -np.inf)
    logs = below + above + np.log(-np.expm1(np.minimum(gap, -1e-12)))
    slope = upper + lower - 1
    bend = upper * (1 - upper) + lower * (1 - lower)
    return logs, slope, bend


def _modes(
    data: _Data, sds: Floats, low: Floats, high: Floats, modes: Floats
) -> tuple[Floats, Floats]:
    """Newton's method on the joint log density of u, halved where a step does not climb."""
    at = _shift(data, sds, modes)
    logs, slope, bend = _logs(low - at, high - at)
    height = logs.sum() - modes @ modes / 2
    for _ in range(_NEWTON):
        gradient = _gathered(data, sds, slope) - modes
        step = np.linalg.solve(_hessian(data, sds, bend), gradient)
        for _ in range(_HALVINGS):
            tried = modes + step
            at = _shift(data, sds, tried)
            logs, slope, bend = _logs(low - at, high - at)
            reached = logs.sum() - tried @ tried / 2
            if reached >= height - 1e-10:
                break
            step = step / 2
        modes, height = tried, reached
        if np.abs(step).max() < _STILL:
            break
    return modes, _hessian(data, sds, bend)


def _quadrature(
    data: _Data, sd: float, edges: tuple[Floats, Floats], modes: Floats, curvature: Floats
) -> float:
    """Adaptive Gauss–Hermite for one grouping (Liu and Pierce 1994, Biometrika 81:624)."""
    points, weights = np.polynomial.hermite.hermgauss(data.nodes)
    (group,), (size,), (low, high) = data.groups, data.sizes, edges
    spread = np.sqrt(2 / curvature)
    terms = []
    for point, weight in zip(points, weights, strict=True):
        at = modes + spread * point
        shift = sd * at[group]
        own = np.bincount(group, weights=_logs(low - shift, high - shift)[0], minlength=size)
        terms.append(own - at**2 / 2 + point**2 + np.log(weight))
    inside = logsumexp(np.stack(terms), axis=0) + np.log(spread) - np.log(2 * np.pi) / 2
    return float(inside.sum())
