"""Requests a second, 99th percentile and CPU of the busiest pages, beside empty Django pages.

    python -m benchmarks.web [--rounds 5] [--seconds 4] [--no-postgres]
    python -m benchmarks.web --ratings [--partnerships 40]    the pages of a large review cycle

A cycle of forty is made by some two thousand acts: a minute of a processor for each database.

Every page is first checked to be the right one. The servers run side by side and the pages take
turns, so that whatever else the machine does falls on all of them alike; figures are medians over
the rounds. CPU is what all processes of a server used, so it does not depend on how fast the asker
is. SQLite works inside the server and is in it; what PostgreSQL uses by itself is not.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import platform
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.web import EMPTY_PATH, EMPTY_TEXT, SIGNED_IN_PATH
from benchmarks.web.load import Target, ask, load
from benchmarks.web.postgres import installed, postgres
from benchmarks.web.report import GOAL, Measured, Round, percentile, table
from benchmarks.web.servers import Server, granian

WARM_UP_SECONDS = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is asked of which server, and the words that prove it is the right page."""

    server: Server
    name: str
    target: Target
    expected: str


def main() -> None:
    options = _options()
    print(f"{_machine()}; {_conditions(options)}")
    _report("SQLite", {}, {}, options)
    if options.postgres and installed():
        with postgres("product", "empty") as (product, empty):
            _report("PostgreSQL", {"DATABASE_URL": product}, {"DATABASE_URL": empty}, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ratings", action="store_true")
    parser.add_argument("--partnerships", type=int, default=40)
    parser.add_argument("--no-postgres", dest="postgres", action="store_false")
    return parser.parse_args()


def _report(
    name: str,
    for_product: Mapping[str, str],
    for_empty: Mapping[str, str],
    options: argparse.Namespace,
) -> None:
    with tempfile.TemporaryDirectory(prefix="trifecta-bench-") as folder, ExitStack() as stack:
        pages = [
            *_empty_pages(stack, Path(folder), for_empty, options),
            *_product_pages(stack, Path(folder), for_product, options),
        ]
        empty, signed_in, *others = _measure(pages, options)
    goal = None if options.ratings else GOAL
    print(f"\n{name}\n\n{table(empty, signed_in, others, goal=goal)}", flush=True)


def _empty_pages(
    stack: ExitStack, folder: Path, database: Mapping[str, str], options: argparse.Namespace
) -> list[Page]:
    (folder / "empty").mkdir()
    environment = {
        "EMPTY_FOLDER": str(folder / "empty"),
        "EMPTY_SECRET_KEY": secrets.token_hex(32),
        **database,
    }
    cookie = _prepared("benchmarks.web.empty", environment)["cookie"]
    server = _serve(stack, "benchmarks.web.empty:application", environment, folder, options)
    return [
        Page(
            server=server,
            name=name,
            target=Target(port=server.port, path=path, cookie=cookie),
            expected=EMPTY_TEXT,
        )
        for name, path in (("empty", EMPTY_PATH), ("empty, signed in", SIGNED_IN_PATH))
    ]


def _product_pages(
    stack: ExitStack, folder: Path, database: Mapping[str, str], options: argparse.Namespace
) -> list[Page]:
    (folder / "product").mkdir()
    environment = {
        "DJANGO_SETTINGS_MODULE": "trifecta.config.settings",
        "TRIFECTA_DATA_DIR": str(folder / "product"),
        "TRIFECTA_SECRET_KEY": secrets.token_urlsafe(50),
        "TRIFECTA_MASTER_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "TRIFECTA_LOG_LEVEL": "WARNING",
        **database,
    }
    module = "benchmarks.web.prepare"
    if options.ratings:
        module = "benchmarks.web.prepare_ratings"
        environment["BENCHMARK_PARTNERSHIPS"] = str(options.partnerships)
    prepared = _prepared(module, environment)
    server = _serve(stack, "benchmarks.web.wsgi:application", environment, folder, options)
    return [
        Page(
            server=server,
            name=name,
            target=Target(port=server.port, path=path, cookie=cookie),
            expected=expected,
        )
        for name, path, expected, cookie in prepared["pages"]
    ]


def _prepared(module: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """What the module prints in its last line, after it has filled the database."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
    )
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed


def _serve(
    stack: ExitStack,
    application: str,
    environment: Mapping[str, str],
    folder: Path,
    options: argparse.Namespace,
) -> Server:
    running = granian(
        application,
        environment=environment,
        workers=options.workers,
        threads=options.threads,
        log=folder / "server.log",
    )
    return stack.enter_context(running)


def _measure(pages: list[Page], options: argparse.Namespace) -> list[Measured]:
    sizes = [_checked(page) for page in pages]
    for page in pages:
        load(page.target, connections=options.connections, seconds=WARM_UP_SECONDS)
    rounds: list[list[Round]] = [[] for _ in pages]
    for _ in range(options.rounds):
        for page, so_far in zip(pages, rounds, strict=True):
            so_far.append(_round(page, options))
    return [
        Measured(page=page.name, size=size, rounds=tuple(so_far))
        for page, size, so_far in zip(pages, sizes, rounds, strict=True)
    ]


def _checked(page: Page) -> int:
    """The size of the page in bytes; raises RuntimeError when it is not the right one."""
    answer = ask(page.target)
    if answer.status != 200 or page.expected not in answer.body.decode():
        raise RuntimeError(f"{page.target.path} answered {answer.status} without {page.expected!r}")
    return len(answer.body)


def _round(page: Page, options: argparse.Namespace) -> Round:
    before = page.server.cpu_seconds()
    taken = load(page.target, connections=options.connections, seconds=options.seconds)
    used = page.server.cpu_seconds() - before
    return Round(
        per_second=len(taken) / options.seconds,
        p99=percentile(taken, 0.99),
        cpu=used / len(taken),
    )


def _conditions(options: argparse.Namespace) -> str:
    return (
        f"{options.workers} process with {options.threads} threads, "
        f"{options.connections} connections, {options.rounds} rounds of {options.seconds:g} s"
    )


def _machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    processor = f"{len(names)} x {names[0]}" if names else platform.processor()
    return f"Python {platform.python_version()} on {processor}"


if __name__ == "__main__":
    main()
