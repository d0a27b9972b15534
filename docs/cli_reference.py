"""Writes docs/reference/cli.md from what the commands say of themselves: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from trifecta.cli.main import main

PAGE: Final = Path(__file__).parent / "reference" / "cli.md"
WIDTH: Final = 88
OPENING: Final = """# Commands

What each command says with `--help`, written by `make docs`. All of them read the same
[settings](settings.md) from the environment, and end with status 1 and a sentence when something
is not as it has to be.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(
        main, info_name="trifecta", terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    return "\n".join([OPENING, *(_section(each) for each in _commands(context))])


def _commands(context: click.Context) -> Iterator[click.Context]:
    """The command of `context` and everything below it."""
    yield context
    command = context.command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _commands(
                    click.Context(below, info_name=name, parent=context, terminal_width=WIDTH)
                )


def _section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
