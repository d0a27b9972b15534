"""`trifecta audit`."""

from __future__ import annotations

import click

from trifecta.cli.console import say
from trifecta.cli.starting import require_current_database, start_django


@click.group()
def audit() -> None:
    """Work with the audit trail."""


@audit.command()
def verify() -> None:
    """Check that no event was altered, removed or put in.

    Walks every chain from its first event and compares it with the copy of the heads that is kept
    in the data folder. Ends with status 1 when something does not fit.
    """
    start_django()
    require_current_database()
    from trifecta.apps.records import audit as trail

    found = trail.verify()
    for problem in found.problems:
        say(f"Chain {problem}")
    if found.problems:
        raise click.ClickException(
            f"{len(found.problems)} {'thing does' if len(found.problems) == 1 else 'things do'} "
            "not fit. Compare with a backup before anything else is written."
        )
    say(
        f"{found.events} {'event' if found.events == 1 else 'events'} in {found.chains} "
        f"{'chain' if found.chains == 1 else 'chains'}: nothing was altered, removed or put in."
    )
