"""`trifecta systems export` and `import`: models to and from XMILE, with what differs."""

from __future__ import annotations

from pathlib import Path

import click

from trifecta.cli.plain import plain

_output = click.option(
    "-o", "--output", metavar="FILE", help="Write to this file, not to the terminal."
)


@click.command()
@click.option("--to", "form", type=click.Choice(["xmile"]), required=True, help="Which format.")
@click.option(
    "--rounds",
    type=click.IntRange(1, 100_000),
    default=10,
    show_default=True,
    metavar="N",
    help="How many rounds the other tool is told to run.",
)
@_output
@click.argument("file", metavar="FILE")
def export(file: str, *, form: str, rounds: int, output: str | None) -> None:  # noqa: ARG001
    """Write a model in the format of other tools.

    An Euler run with a step of 1 gives the same values there. What cannot be written is refused,
    and what is not quite the same is said on standard error; docs/reference/systems-xmile.md has
    both.
    """
    from trifecta.cli.model_files import refusing, text_of
    from trifecta.cli.problem_files import write
    from trifecta.domain.systems import parse
    from trifecta.domain.systems.xmile import xmile_of

    text = text_of(file)
    name = "Model" if file == "-" else Path(file).stem
    with refusing(file):
        exported = xmile_of(parse(text), source=text, name=name, rounds=rounds)
    write(exported.text, output)
    _note(exported.notes)


@click.command("import")
@_output
@click.argument("file", metavar="FILE")
def import_(file: str, *, output: str | None) -> None:
    """Read a model that another tool wrote.

    FILE is XMILE with stocks, flows and auxiliaries, run by Euler's method with a step of 1. What
    has no counterpart is refused with its line, and what is not quite the same is said on standard
    error.
    """
    from trifecta.cli.model_files import refusing, text_of
    from trifecta.cli.problem_files import write
    from trifecta.domain.systems.xmile import model_text_from

    with refusing(file):
        imported = model_text_from(text_of(file))
    write(imported.text.rstrip("\n"), output)
    _note(imported.notes)


def _note(notes: tuple[str, ...]) -> None:
    for note in notes:
        click.echo(plain(note), err=True)
