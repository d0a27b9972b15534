"""`trifecta tick`."""

from __future__ import annotations

import click

from trifecta.cli.console import say
from trifecta.cli.starting import refuse_mixture, require_current_database, start_django


@click.command()
def tick() -> None:
    """Do what is due now: reminders, expired links, mail.

    `trifecta serve` does this once a minute by itself. Run it from cron when you start the server
    with --no-worker. Running it twice does nothing twice.
    """
    start_django()
    require_current_database()
    refuse_mixture()
    from trifecta.cli import ticking

    try:
        done = ticking.tick()
    except ticking.TickFailedError as error:
        raise click.ClickException(
            f"Not everything that is due could be done ({error}). The log above says where."
        ) from error
    for what, how_many in sorted(done.items()):
        if how_many:
            say(f"{how_many} {what}")
    if not any(done.values()):
        say("Nothing is due.")
