"""`trifecta worker`."""

from __future__ import annotations

import click

from trifecta.cli.starting import refuse_mixture, require_current_database, start_django


@click.command()
@click.option(
    "--beside",
    type=click.IntRange(min=1),
    metavar="PID",
    help="Stop when the process that started this one, PID, has ended.",
)
def worker(beside: int | None) -> None:
    """Do the background work alone: mail and what is due.

    `trifecta serve` starts one by itself. Run it separately when several servers share a database
    and start those with --no-worker.
    """
    start_django()
    require_current_database()
    refuse_mixture()
    from trifecta.cli.working import BackgroundWork

    BackgroundWork(beside=beside).run()
