"""Plans side by side with what others find, results checked before anything is timed.

    python -m benchmarks.compromise [--parts gaps exact …] [--peers peers/bin/python]
                                    [--data FOLDER] [--genius FOLDER] [--seeds 3] [--times 3]

Parts: `bargaining` (NegMAS), `evolution` (pymoo), `exact` (epsilon constraint), `gaps` (proven
gaps), `knapsacks` (vOptLib). The first two ask programs of others, which have an environment of
their own; what cannot be done here is said, with how to enable it. Times that are compared are
seconds of CPU, so that whatever else the machine does falls on nobody.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.compromise import bargaining, frontiers, gaps, knapsacks
from benchmarks.compromise.asking import HOW, VARIABLE, has
from benchmarks.compromise.measures import machine

DATA = "TRIFECTA_COMPROMISE_DATA"
NO_DATA = (
    "SKIPPED: {what} need data that is not part of Trifecta. Name the folder that has {folder} in "
    f"it with --data or {DATA}."
)
RANDOM_DOMAINS = ((5, 10, 1), (6, 8, 2), (7, 7, 3))


def main() -> None:
    options = _options()
    for name in options.parts:
        print(f"\n## {name}: {machine()}\n", flush=True)
        print(PARTS[name](options), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compromise")
    parser.add_argument("--parts", nargs="+", choices=[*PARTS], default=[*PARTS])
    parser.add_argument("--peers", default=os.environ.get(VARIABLE), metavar="PYTHON")
    parser.add_argument("--data", default=os.environ.get(DATA), metavar="FOLDER")
    parser.add_argument("--genius", metavar="FOLDER", help="domains in folders of XML files")
    parser.add_argument("--seeds", type=int, default=3, help="problems of each size")
    parser.add_argument("--times", type=int, default=3, help="repetitions of what is timed")
    parser.add_argument("--given", type=float, metavar="SECONDS", help="other times for the gaps")
    parser.add_argument("--least-options", type=int, default=0)
    parser.add_argument("--most-options", type=int, default=300)
    parser.add_argument("--population", type=int, default=100, help="and generations, of NSGA-II")
    parser.add_argument(
        "--busy", action="store_true", help="give CPU seconds, where others use the machine too"
    )
    parser.add_argument(
        "--rule", choices=["leximin", "nash", "kalai-smorodinsky"], default="leximin"
    )
    return parser.parse_args()


def _folder(options: argparse.Namespace, name: str) -> Path | None:
    found = Path(options.data) / name if options.data else None
    return found if found is not None and found.is_dir() else None


def _bargaining(options: argparse.Namespace) -> str:
    told: list[str] = []
    published = _folder(options, "negolog")
    if published is None:
        told.append(NO_DATA.format(what="the domains of NegoLog", folder="negolog/"))
    else:
        right, count = bargaining.published_points(published / "domains")
        told.append(f"published Nash points of NegoLog: {right} of {count}")
    if not has(options.peers, "negmas"):
        return "\n".join([*told, HOW.format(part="the comparison", package="negmas")])
    with tempfile.TemporaryDirectory(prefix="trifecta-bench-") as name:
        into = Path(name)
        domains = [
            bargaining.random_domain(into, issues=issues, values=values, seed=seed)
            for issues, values, seed in RANDOM_DOMAINS
        ]
        if published is not None:
            domains += bargaining.negolog_domains(published / "domains", into)
        if options.genius:
            domains += bargaining.genius_domains(Path(options.genius), into)
        return "\n".join([*told, bargaining.compare(domains, options.peers)])


def _evolution(options: argparse.Namespace) -> str:
    if not has(options.peers, "pymoo"):
        return HOW.format(part="the comparison", package="pymoo")
    return frontiers.beside_evolution(
        sizes=[size for size in frontiers.WIDE if size[0] <= options.most_options],
        seeds=options.seeds,
        times=options.times,
        python=options.peers,
        population=options.population,
    )


def _exact(options: argparse.Namespace) -> str:
    sizes = [size for size in frontiers.SMALL if size[0] <= options.most_options]
    return frontiers.beside_exact(sizes=sizes, seeds=options.seeds, times=options.times)


def _gaps(options: argparse.Namespace) -> str:
    least, most = options.least_options, options.most_options
    sizes = [
        (*size[:3], options.given or size[3]) for size in gaps.SIZES if least <= size[0] <= most
    ]
    return gaps.gaps(sizes=sizes, seeds=options.seeds, rule=options.rule, busy=options.busy)


def _knapsacks(options: argparse.Namespace) -> str:
    folder = _folder(options, "voptlib")
    if folder is None:
        return NO_DATA.format(what="the known points of vOptLib", folder="voptlib/")
    return knapsacks.compare(folder)


PARTS: dict[str, Callable[[argparse.Namespace], str]] = {
    "bargaining": _bargaining,
    "evolution": _evolution,
    "exact": _exact,
    "gaps": _gaps,
    "knapsacks": _knapsacks,
}

if __name__ == "__main__":
    main()
