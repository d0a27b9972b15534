"""`trifecta serve`."""

from __future__ import annotations

import os
from typing import Final

import click

from trifecta.cli.console import say
from trifecta.cli.serving import Serving, require_free_port
from trifecta.cli.serving import serve as run_server
from trifecta.cli.starting import (
    default_base_url,
    refuse_mixture,
    require_current_database,
    start_django,
)

MOST_WORKERS: Final = 64
MOST_THREADS: Final = 64


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option(
    "--workers",
    default=lambda: min(4, os.cpu_count() or 1),
    show_default="one a processor, at most 4",
    type=click.IntRange(1, MOST_WORKERS),
    help="Server processes.",
)
@click.option(
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, MOST_THREADS),
    help="Threads in each process; each holds one database connection.",
)
@click.option("--no-worker", is_flag=True, help="Leave the background work to somebody else.")
def serve(host: str, port: int, workers: int, threads: int, no_worker: bool) -> None:
    """Run the web application and its background work.

    Serves plain HTTP: put a proxy with a certificate in front of it, and set TRIFECTA_BASE_URL to
    the address people use. Stops on Ctrl-C after the requests under way are answered.
    """
    default_base_url(host, port)
    start_django()
    require_current_database()
    refuse_mixture()
    require_free_port(host, port)
    from django.conf import settings

    from trifecta.cli.installing import gather_static

    gather_static()
    say(f"Trifecta runs at {settings.TRIFECTA_BASE_URL} (Ctrl-C stops it).")
    run_server(
        Serving(host=host, port=port, workers=workers, threads=threads, worker=not no_worker)
    )
