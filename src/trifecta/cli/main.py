"""The command `trifecta`; a subcommand is imported when it is called, so help is instant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click

from trifecta import __version__
from trifecta.cli.lazily import Later, LazyGroup

COMMANDS: Final[Mapping[str, Later]] = {
    "init": Later(
        module="trifecta.cli.commands.init",
        help="Make the data folder, the keys and the database.",
    ),
    "serve": Later(
        module="trifecta.cli.commands.serve",
        help="Run the web application and its background work.",
    ),
    "worker": Later(
        module="trifecta.cli.commands.worker",
        help="Do the background work alone: mail and what is due.",
    ),
    "demo": Later(
        module="trifecta.cli.commands.demo",
        help="Run the worked example, signed in as any of its people.",
    ),
    "tick": Later(
        module="trifecta.cli.commands.tick",
        help="Do what is due now: reminders, expired links, mail.",
    ),
    "doctor": Later(
        module="trifecta.cli.commands.doctor",
        help="Check this installation and say what to do.",
    ),
    "audit": Later(
        module="trifecta.cli.commands.audit",
        help="Work with the audit trail.",
    ),
    "analyse": Later(
        module="trifecta.cli.commands.analyse",
        help="Read what is going on from your own words.",
    ),
    "compromise": Later(
        module="trifecta.cli.commands.compromise",
        help="Find plans for a problem in a file.",
    ),
    "calibration": Later(
        module="trifecta.cli.commands.calibration",
        help="Work on ratings in a file: agreement, levels, groups.",
    ),
    "systems": Later(
        module="trifecta.cli.commands.systems",
        help="Run models of stocks and flows in a file.",
    ),
}


@click.command(
    cls=LazyGroup,
    later=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Trifecta: the partnership system for engineering, product and business leads.

    Settings come from the environment; docs/reference/settings.md lists them.
    """
