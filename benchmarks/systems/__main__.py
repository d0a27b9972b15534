"""Ensembles beside what others run: equality first, then seconds of CPU in one run.

    python -m benchmarks.systems [--peers peers/bin/python] [--draws 10000] [--rounds 100]
                                 [--sample 500] [--times 15]

Ours goes from the text of the hiring model to the last state of every draw, reading, drawing and
checking included, imports and Numba's cache excluded. Others run a sample of the same draws in
their quickest way, and the time of one draw is multiplied; starting them is excluded, and so is
drawing. What cannot be done here is said, with how to enable it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.compromise.asking import VARIABLE, has
from benchmarks.systems import hiring, peaks
from benchmarks.systems.asking import HOW, ask
from trifecta.domain.systems import batch, ensemble, parse, run
from trifecta.domain.systems.ensembles import distribution, drawn
from trifecta.domain.systems.ensembles.engines import Engine

OPERATIONS = 5 * 7 + 4 + 4
"""Additions, multiplications, comparisons and roundings of a round of the model and a draw: seven
a conversion, four the leak and four the rate."""
MOVED = 7 * 5 * 8
"""Bytes that the seven flows read and write: three rows and two."""


def main() -> None:
    """Prints everything."""
    options = _options()
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {load:.1f} when begun")
    draws = _drawn(options.draws)
    _beside_others(options, draws)
    _shares(options)
    _large(options)
    print(f"load {os.getloadavg()[0]:.1f} when ended")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.systems")
    parser.add_argument("--peers", default=os.environ.get(VARIABLE), metavar="PYTHON")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--sample", type=int, default=500, help="draws that others run")
    parser.add_argument("--times", type=int, default=15, help="repetitions of ours")
    parser.add_argument("--large", type=int, default=10_000_000, help="draws of the largest one")
    return parser.parse_args()


def _drawn(count: int) -> dict[str, Any]:
    vary = {name: distribution(text) for name, text in hiring.VARY.items()}
    return drawn(vary, draws=count, seed=1)


def _ours(text: str, count: int, rounds: int, engine: Engine) -> np.ndarray[Any, Any]:
    """From the text to the last state of every draw."""
    found = batch(parse(text), _drawn(count), rounds=rounds, at=[rounds], engine=engine)
    final: np.ndarray[Any, Any] = found.values[-1].T
    return final


def _timed(act: Callable[[], object], times: int) -> float:
    act()
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return median(taken)


def _beside_others(options: argparse.Namespace, draws: dict[str, Any]) -> None:
    count, rounds = options.draws, options.rounds
    final = _ours(hiring.TEXT, count, rounds, "numpy")
    if not np.array_equal(final, _ours(hiring.TEXT, count, rounds, "numba")):
        raise RuntimeError("NumPy and Numba differ")
    times: dict[str, float] = {}
    engines: tuple[tuple[str, Engine], ...] = (("Numba", "numba"), ("NumPy", "numpy"))
    for name, engine in engines:
        times[name] = _timed(partial(_ours, hiring.TEXT, count, rounds, engine), options.times)
    for name, said in _peers(options, draws).items():
        first = batch(parse(hiring.TEXT), {key: v[:1] for key, v in draws.items()}, rounds=rounds)
        _same(name, said, final, first.values[:, :, 0])
        times[name] = said["seconds"] / len(said["final"]) * count
        if "single" in said:
            one = _timed(lambda: run(parse(hiring.TEXT), rounds=rounds), options.times)
            print(
                f"single run from text: ours {1000 * one:.2f} ms, systems "
                f"{1000 * said['single']:.2f} ms, ratio {said['single'] / one:.1f}"
            )
    print(f"\n{count:,} draws x {rounds} rounds, from text to final states, the same in each draw")
    print(f"{'':12}{'seconds of CPU':>16}{'times Numba':>14}{'times NumPy':>14}")
    for name, seconds in times.items():
        ratios = f"{seconds / times['Numba']:14,.0f}{seconds / times['NumPy']:14,.0f}"
        print(f"{name:12}{seconds:16.4f}{ratios}", flush=True)


def _peers(options: argparse.Namespace, draws: dict[str, Any]) -> dict[str, Any]:
    columns = [draws[name][: options.sample].tolist() for name in hiring.VARY]
    rows = [list(row) for row in zip(*columns, strict=True)]
    flows = [dict(zip(map(str, hiring.FLOWS), row, strict=True)) for row in rows]
    found: dict[str, Any] = {}
    if has(sys.executable, "systems"):
        given = {"text": hiring.TEXT, "draws": flows, "rounds": options.rounds}
        found["systems"] = ask(sys.executable, "by_systems", given)
    with tempfile.TemporaryDirectory(prefix="trifecta-bench-") as folder:
        file = Path(folder) / "hiring.xmile"
        file.write_text(hiring.xmile(options.rounds))
        asked = {"file": str(file), "names": hiring.NAMES, "rounds": options.rounds}
        asked |= {"stocks": hiring.STOCKS, "draws": rows}
        if has(options.peers, "simlin"):
            found["pysimlin"] = ask(options.peers, "by_simlin", asked)
        else:
            print(HOW.format(package="pysimlin"))
        if has(options.peers, "pysd"):
            asked["draws"] = rows[: max(1, options.sample // 10)]
            found["PySD"] = ask(options.peers, "by_pysd", asked)
        else:
            print(HOW.format(package="PySD"))
    return found


def _same(
    name: str,
    said: dict[str, Any],
    final: np.ndarray[Any, Any],
    first: np.ndarray[Any, Any],
) -> None:
    """Every final state of the sample, and every round of its first draw."""
    if not np.array_equal(np.array(said["first"]), first):
        raise RuntimeError(f"{name} gives other values in some round")
    if not np.array_equal(np.array(said["final"]), final[: len(said["final"])]):
        raise RuntimeError(f"{name} ends elsewhere in some draw")


def _shares(options: argparse.Namespace) -> None:
    """How much of what the machine can do the compiled loops reach, without an early end."""
    count, rounds = options.draws, options.rounds
    model, draws = parse(hiring.STILL_CHANGING), _drawn(options.draws)

    def seconds(last: int) -> float:
        return _timed(
            lambda: batch(model, draws, rounds=last, at=[last], engine="numba"), options.times
        )

    loops = seconds(11 * rounds) - seconds(rounds)
    updates = count * 10 * rounds / loops
    reached, moved = updates * (OPERATIONS + 2), updates * (MOVED + 40)
    most, cache, memory = peaks.arithmetic(), peaks.of_cache(), peaks.of_memory()
    to_memory = updates / rounds * 8 * (len(draws) + len(model.shown))
    print(
        f"\nloops: {updates / 1e6:,.0f} million rounds of a draw a second, "
        f"{1e9 / updates / 8:.2f} ns a flow\n"
        f"arithmetic: {reached / 1e9:.1f} of {most / 1e9:.1f} GFLOP/s, {reached / most:.0%}\n"
        f"first cache: {moved / 1e9:.1f} of {cache / 1e9:.1f} GB/s, {moved / cache:.0%}\n"
        f"memory: {to_memory / 1e9:.2f} of {memory / 1e9:.1f} GB/s, {to_memory / memory:.0%}, "
        f"since only numbers drawn and final states leave the caches"
    )


def _large(options: argparse.Namespace) -> None:
    """Percentiles of as many draws as there may be."""
    for draws, rounds, every in ((options.draws, 100, 1), (options.large, 100, 100)):
        began = time.process_time()
        ensemble(parse(hiring.TEXT), hiring.VARY, draws=draws, rounds=rounds, every=every, seed=1)
        seconds = time.process_time() - began
        shown = "each round" if every == 1 else "the first and last round"
        print(f"percentiles of {shown}, {draws:,} draws x {rounds}: {seconds:.2f} s", flush=True)


if __name__ == "__main__":
    main()
