"""Groups that know their commands by name and line only, and import one when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from errno import ENOSPC
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A command that is not imported yet: where it is, and its line in the list of commands."""

    module: str
    help: str
    called: str = ""
    """What it is called in its module, where that is not the name of the command."""


class LazyGroup(click.Group):
    """A group whose help is instant; `later` maps the name of a command to where it is."""

    def __init__(self, *args: Any, later: Mapping[str, Later], **options: Any) -> None:
        super().__init__(*args, **options)
        self.later = later

    def invoke(self, ctx: click.Context) -> Any:
        """A full disk behind the output is said in a line, as the program's other troubles are."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno != ENOSPC:
                raise
            raise click.ClickException(
                "There is no room left where this is written to."
                if error.filename is None
                else f"{error.filename}: there is no room left on this disk."
            ) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.later)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        later = self.later.get(cmd_name)
        if later is None:
            return None
        command: Any = vars(import_module(later.module))[later.called or cmd_name]
        if not isinstance(command, click.Command):
            raise TypeError(f"{later.module} has no command {cmd_name}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, later.help) for name, later in self.later.items()])
