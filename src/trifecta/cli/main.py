"""The command `trifecta`; a subcommand is imported when it is called, so help is instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import click

from trifecta import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A command that is not imported yet: where it is, and its line in the list of commands."""

    module: str
    help: str


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
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and line only."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        later = COMMANDS.get(cmd_name)
        if later is None:
            return None
        command: Any = vars(import_module(later.module))[cmd_name]
        if not isinstance(command, click.Command):
            raise TypeError(f"{later.module} has no command {cmd_name}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, later.help) for name, later in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Trifecta: the partnership system for engineering, product and business leads.

    Settings come from the environment; docs/reference/settings.md lists them.
    """
