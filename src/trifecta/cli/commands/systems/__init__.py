"""`trifecta systems`: models of stocks and flows in a file; a module here for each command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click

from trifecta.cli.answers import AnsweringGroup
from trifecta.cli.lazily import Later, LazyGroup

COMMANDS: Final[Mapping[str, Later]] = {
    "run": Later(
        module="trifecta.cli.commands.systems.run",
        help="Run a model round by round.",
    ),
    "lint": Later(
        module="trifecta.cli.commands.systems.lint",
        help="Explain what is wrong in a model, or easily misread.",
    ),
    "compare": Later(
        module="trifecta.cli.commands.systems.compare",
        help="Say where a model and reality part.",
    ),
    "diagram": Later(
        module="trifecta.cli.commands.systems.diagram",
        help="Draw a model: what piles up where, what flows, and what looks at what.",
    ),
    "diagnose": Later(
        module="trifecta.cli.commands.systems.diagnose",
        help="Say what keeps people from being hired.",
    ),
    "fit": Later(
        module="trifecta.cli.commands.systems.fit",
        help="Find the numbers of a model that fit what was counted.",
    ),
    "export": Later(
        module="trifecta.cli.commands.systems.exchanging",
        help="Write a model in the format of other tools.",
    ),
    "import": Later(
        module="trifecta.cli.commands.systems.exchanging",
        called="import_",
        help="Read a model that another tool wrote.",
    ),
    "bottleneck": Later(
        module="trifecta.cli.commands.systems.bottleneck",
        help="Say where it piles up, and which number matters most.",
    ),
    "warm": Later(
        module="trifecta.cli.commands.systems.warm",
        help="Compile what runs large ensembles, once.",
    ),
    "ensemble": Later(
        module="trifecta.cli.commands.systems.ensemble",
        help="Run a model many times with numbers that are not known for sure.",
    ),
}


class SystemsGroup(LazyGroup, AnsweringGroup):
    """Imports one command at a time, and says in a line why there is no answer."""

    stopped = "Stopped before there was an answer. Fewer rounds, draws or tries take less time."


@click.group(cls=SystemsGroup, later=COMMANDS)
def systems() -> None:
    """Run models of stocks and flows in a file.

    docs/reference/systems-language.md says what stands in a file. FILE may be - for standard input.
    Nothing is stored. Ends with status 2 when a file or an option cannot be used, with 1 when the
    answer cannot be written, and with 130 when it was stopped by Ctrl-C.
    """
