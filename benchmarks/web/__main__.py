"""Requests a second, 99th percentile and CPU of the busiest pages, beside an empty Django page.

    python -m benchmarks.web [--rounds 5] [--seconds 4] [--no-postgres]

Every page is first checked to be the right one. The servers run side by side and take turns, so
that whatever else the machine does falls on all of them alike; figures are medians over the rounds.
CPU is what all processes of a server used, so it does not depend on how fast the asker is. The
database's own CPU is not in it: SQLite works inside the server, PostgreSQL does not.
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

from benchmarks.web import EMPTY_TEXT
from benchmarks.web.load import Target, ask, load
from benchmarks.web.postgres import installed, postgres
from benchmarks.web.report import Measured, Round, percentile, table
from benchmarks.web.servers import Server, granian

PRODUCT = "benchmarks.web.wsgi:application"
WARM_UP_SECONDS = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is asked of which server, and the words that prove it is the right page."""

    server: Server
    server_name: str
    name: str
    target: Target
    expected: str


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="trifecta-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        pages = [_empty_page(stack, folder, options)]
        pages += _product_pages(stack, folder / "sqlite", "SQLite", "", options)
        if options.postgres and installed():
            url = stack.enter_context(postgres(_made(folder / "postgres")))
            pages += _product_pages(stack, folder / "on-postgres", "PostgreSQL", url, options)
        measured = _measure(pages, options)
    print(f"{_machine()}; {_conditions(options)}\n")
    print(table(measured[0], measured[1:]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-postgres", dest="postgres", action="store_false")
    return parser.parse_args()


def _empty_page(stack: ExitStack, folder: Path, options: argparse.Namespace) -> Page:
    server = _serve(stack, "benchmarks.web.empty:application", {}, folder, options)
    target = Target(port=server.port, path="/")
    return Page(
        server=server, server_name="empty", name="empty", target=target, expected=EMPTY_TEXT
    )


def _product_pages(
    stack: ExitStack, folder: Path, name: str, database: str, options: argparse.Namespace
) -> list[Page]:
    environment = _environment(_made(folder), database)
    prepared = _prepare(environment)
    server = _serve(stack, PRODUCT, environment, folder, options)
    return [
        Page(
            server=server,
            server_name=name,
            name=page,
            target=Target(port=server.port, path=path, cookie=prepared["cookie"]),
            expected=expected,
        )
        for page, path, expected in prepared["pages"]
    ]


def _measure(pages: list[Page], options: argparse.Namespace) -> list[Measured]:
    sizes = [_checked(page) for page in pages]
    for page in pages:
        load(page.target, connections=options.connections, seconds=WARM_UP_SECONDS)
    rounds: list[list[Round]] = [[] for _ in pages]
    for _ in range(options.rounds):
        for page, so_far in zip(pages, rounds, strict=True):
            so_far.append(_round(page, options))
    return [
        Measured(server=page.server_name, page=page.name, size=size, rounds=tuple(so_far))
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


def _prepare(environment: Mapping[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.web.prepare"],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
    )
    prepared: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return prepared


def _environment(folder: Path, database: str) -> dict[str, str]:
    keys = {
        "DJANGO_SETTINGS_MODULE": "trifecta.config.settings",
        "TRIFECTA_DATA_DIR": str(folder),
        "TRIFECTA_SECRET_KEY": secrets.token_urlsafe(50),
        "TRIFECTA_MASTER_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "TRIFECTA_LOG_LEVEL": "WARNING",
    }
    return keys | ({"DATABASE_URL": database} if database else {})


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


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
