"""Frontier, Nash and Kalai-Smorodinsky points of bargaining domains, from files, beside NegMAS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import numpy as np

from benchmarks.compromise.asking import ask
from benchmarks.compromise.measures import Floats, same_points, table, timed
from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.bargains import Points, points_of
from trifecta.domain.compromise.engine.decisions import decisions_of
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.sums import adds_up, front_of
from trifecta.domain.compromise.importing import genius, negolog
from trifecta.domain.compromise.importing.bargaining import problem_of
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.errors import InvalidError

GROUPS = (
    (0, "fewer than 100"),
    (100, "100 to 999"),
    (1_000, "1,000 to 49,999"),
    (50_000, "50,000 or more"),
)
TURNS, REPEATS, TIMES = 5, 3, 15
"""How often both take their turn, and how often a turn is timed there and here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Two profiles in Genius files, and the domain they are of."""

    name: str
    domain: Path
    profiles: tuple[Path, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The frontier (n x 2), the largest product of utilities, and the largest smallest share.

    `apart` is how far apart the shares are at least: NegMAS calls the most even point that of Kalai
    and Smorodinsky, which on a frontier of single points can be another one.
    """

    frontier: Floats
    nash: float
    ks: float
    apart: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Seconds of CPU for one domain."""

    outcomes: int
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours


def answered(domain: Domain) -> Points:
    """Read the files and answer; this is what is timed."""
    found = points_of(genius.bargain_from(_sources(domain.profiles)))
    if found is None:
        raise RuntimeError(f"{domain.name} is too large")
    return found


def figures_of(found: Points) -> Figures:
    """What is compared, where nobody has anything without a deal."""
    shares = found.utilities / np.maximum(found.utilities.max(axis=0), 1e-12)
    return Figures(
        frontier=found.utilities,
        nash=float(found.utilities[found.nash].prod()),
        ks=float(shares[found.kalai_smorodinsky].min()),
        apart=float((shares.max(axis=1) - shares.min(axis=1)).min()),
    )


def by_the_problem(bargain: Bargain) -> Floats | None:
    """The frontier (n x P) by way of the problem, as any file is answered; None if it is no sum."""
    decisions = decisions_of(arrays_of(problem_of(bargain)))
    front = front_of(decisions) if decisions is not None and adds_up(decisions) else None
    return None if front is None else front.utilities


def _sources(paths: Sequence[Path]) -> list[Source]:
    return [Source(name=path.name, text=path.read_bytes().decode()) for path in paths]


# ---------------------------------------------------------------- domains


def negolog_domains(folder: Path, into: Path) -> Iterator[Domain]:
    """Those of NegoLog, written as Genius files so that both read the same."""
    for found in sorted(folder.glob("*/specs.json")):
        profiles = [json.loads((found.parent / f"profile{x}.json").read_text()) for x in "AB"]
        yield _written(into, found.parent.name, profiles)


def published_points(folder: Path) -> tuple[int, int]:
    """How many domains have the published Nash point, straight from their files, of how many."""
    right, count = 0, 0
    for found in sorted(folder.glob("*/specs.json")):
        specs = json.loads(found.read_text())
        points = points_of(
            negolog.bargain_from(_sources([found.parent / f"profile{x}.json" for x in "AB"]))
        )
        count += 1
        if points is not None:
            nash = points.utilities[points.nash].prod()
            right += abs(nash - specs["Nash_A"] * specs["Nash_B"]) < 1e-9
    return right, count


def genius_domains(folder: Path, into: Path) -> Iterator[Domain]:
    """A domain of every folder below: the first two profiles with discrete issues alone.

    They are written again with scores as shares of the best of their issue, as Genius counts them;
    NegMAS takes them as they stand in the file.
    """
    for place, inside in enumerate(sorted({path.parent for path in folder.rglob("*.xml")})):
        read = [found for path in sorted(inside.glob("*.xml")) if (found := _profile(path))][:2]
        if len(read) == 2 and all(_values_of(profile) == _values_of(read[0]) for profile in read):
            yield _written(into, f"{inside.name}-{place}", read)


def _profile(path: Path) -> dict[str, Any] | None:
    """A profile in the form of NegoLog; None where the file is something else."""
    try:
        root = ElementTree.parse(path).getroot()  # the files are the reader's own
        weights = {row.get("index"): float(row.get("value", "")) for row in root.iter("weight")}
        issues = {
            (issue.get("name"), issue.get("index")): {
                item.get("value"): float(item.get("evaluation", "")) for item in issue.iter("item")
            }
            for issue in root.iter("issue")
        }
    except (ElementTree.ParseError, OSError, ValueError):
        return None
    total = sum(weights.values())
    good = issues and all(values and max(values.values()) > 0 for values in issues.values())
    if not good or total <= 0 or any(index not in weights for _, index in issues):
        return None
    return {
        "issueWeights": {name: weights[index] / total for name, index in issues},
        "issues": {
            name: {value: points / max(values.values()) for value, points in values.items()}
            for (name, _), values in issues.items()
        },
    }


def _values_of(profile: dict[str, Any]) -> dict[str, set[str]]:
    return {issue: set(values) for issue, values in profile["issues"].items()}


def _written(into: Path, name: str, profiles: Sequence[dict[str, Any]]) -> Domain:
    """Two profiles as Genius files, the domain beside them."""
    paths = []
    for part, profile in zip(("domain", "A", "B"), (None, *profiles), strict=True):
        path = into / f"{name}-{part}.xml"
        path.write_text(_xml(profiles[0], profile), "utf-8")
        paths.append(path)
    return Domain(name=name, domain=paths[0], profiles=(paths[1], paths[2]))


def random_domain(into: Path, *, issues: int, values: int, seed: int) -> Domain:
    """A domain of values ** issues outcomes, written as Genius files."""
    random = np.random.default_rng(seed)
    profiles: list[dict[str, Any]] = []
    for _ in range(2):
        weights = random.dirichlet(np.ones(issues))
        names = [f"issue{n}" for n in range(issues)]
        scores = random.integers(1, 100, (issues, values)).astype(float)
        scores /= scores.max(axis=1, keepdims=True)
        profiles.append(
            {
                "issueWeights": dict(zip(names, weights.tolist(), strict=True)),
                "issues": {
                    name: {f"v{k}": value for k, value in enumerate(row)}
                    for name, row in zip(names, scores.tolist(), strict=True)
                },
            }
        )
    return _written(into, f"random {issues}x{values}", profiles)


def _xml(domain: dict[str, Any], profile: dict[str, Any] | None) -> str:
    """A domain, or a profile of it, as Genius writes it."""
    lines = []
    for index, (issue, values) in enumerate(domain["issues"].items(), start=1):
        lines.append(
            f'<issue etype="discrete" index="{index}" name={quoteattr(issue)} type="discrete" '
            'vtype="discrete">'
        )
        for place, value in enumerate(values, start=1):
            score = "" if profile is None else f' evaluation="{profile["issues"][issue][value]!r}"'
            lines.append(f'<item index="{place}" value={quoteattr(value)}{score}/>')
        lines.append("</issue>")
        if profile is not None:
            lines.append(f'<weight index="{index}" value="{profile["issueWeights"][issue]!r}"/>')
    inside = "".join(lines)
    objective = (
        '<objective description="" etype="objective" index="0" name="any" type="objective">'
        f"{inside}</objective>"
    )
    if profile is None:
        objective = f"<utility_space>{objective}</utility_space>"
        return f"<negotiation_template>{objective}</negotiation_template>"
    return f"<utility_space>{objective}</utility_space>"


# ---------------------------------------------------------------- side by side


def compare(domains: Sequence[Domain], python: str) -> str:
    """A table of the groups, after what was left out because the two do not agree on it.

    Both are timed in turns, so that a machine which is busier for a while is so for both.
    """
    apart = {
        domain.name: why
        for domain, peer in zip(domains, _theirs(domains, python), strict=True)
        if (why := _apart(domain, peer))
    }
    left = [domain for domain in domains if domain.name not in apart]
    turns = [_timed(left, python) for _ in range(TURNS)]
    told = [f"{len(left)} domains with equal answers, {len(apart)} left out"]
    told += [f"  left out: {name} ({why})" for name, why in apart.items()]
    return "\n".join([*told, "", _grouped([_middle(turn) for turn in zip(*turns, strict=True)])])


def _theirs(domains: Sequence[Domain], python: str, *, repeats: int = 1) -> Any:
    given = [
        {"domain": str(d.domain), "profiles": [str(path) for path in d.profiles]} for d in domains
    ]
    return ask(python, "bargaining", {"domains": given, "repeats": repeats})


def _apart(domain: Domain, peer: dict[str, Any]) -> str | None:
    """Why a domain is left out; RuntimeError where the two ways there are here differ."""
    try:
        bargain = genius.bargain_from(_sources(domain.profiles))
    except InvalidError as error:
        return f"not read here: {error.message}"
    ours, other = figures_of(answered(domain)), by_the_problem(bargain)
    if other is None or not same_points(ours.frontier.tolist(), other.tolist()):
        raise RuntimeError(f"{domain.name}: the problem has another frontier")
    if "error" in peer:
        return str(peer["error"])
    return None if agree(ours, peer) else "answers differ"


def _timed(domains: Sequence[Domain], python: str) -> list[Row]:
    """One turn: all of theirs, then all of ours."""
    peers = _theirs(domains, python, repeats=REPEATS)
    return [
        Row(
            outcomes=peer["outcomes"],
            ours=timed(lambda domain=domain: answered(domain), times=TIMES),  # type: ignore[misc]
            theirs=peer["seconds"],
        )
        for domain, peer in zip(domains, peers, strict=True)
    ]


def _middle(turns: Sequence[Row]) -> Row:
    """The turn with the middle ratio."""
    return sorted(turns, key=lambda row: row.ratio)[len(turns) // 2]


def agree(ours: Figures, peer: dict[str, Any]) -> bool:
    """The same frontier, the same product at Nash, shares as even at the most even point.

    The peer may have two points where only rounding in the last digit sets them apart.
    """
    best = ours.frontier.max(axis=0)
    nash = max((prod(row) for row in peer["nash"]), default=0.0)
    even = np.array(peer["ks"]).reshape(-1, len(best)) / best
    apart = float((even.max(axis=1) - even.min(axis=1)).min(initial=np.inf))
    theirs = np.array(peer["frontier"])
    return (
        same_points(ours.frontier.tolist(), theirs[best_of(theirs)].tolist())
        and abs(nash - ours.nash) < 1e-6
        and abs(apart - ours.apart) < 1e-6
    )


def _grouped(rows: Sequence[Row]) -> str:
    told = []
    for place, (least, name) in enumerate(GROUPS):
        most = GROUPS[place + 1][0] if place + 1 < len(GROUPS) else float("inf")
        some = [row for row in rows if least <= row.outcomes < most]
        if some:
            told.append(
                (
                    name,
                    len(some),
                    f"{1000 * median(row.ours for row in some):.2f}",
                    f"{1000 * median(row.theirs for row in some):.1f}",
                    f"{median(row.ratio for row in some):,.0f}",
                    f"{min(row.ratio for row in some):,.0f}",
                )
            )
    head = ("outcomes", "domains", "ours CPU ms", "NegMAS CPU ms", "times faster", "at least")
    return table(head, told)
