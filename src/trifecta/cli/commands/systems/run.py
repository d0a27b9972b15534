"""`trifecta systems run`: a table, CSV or JSON of every round."""

from __future__ import annotations

from typing import Literal

import click

from trifecta.cli.systems_output import FORMATS, print_run


@click.command()
@click.option(
    "--rounds",
    type=click.IntRange(0, 100_000),
    default=10,
    show_default=True,
    metavar="N",
    help="How many rounds, such as weeks.",
)
@click.option(
    "--semantics",
    type=click.Choice(["systems", "sane"]),
    default="systems",
    show_default=True,
    help="systems: as the language was published. sane: products before sums, and flows that "
    "conserve, share fairly and do not depend on the order of lines.",
)
@click.option("--csv", "output", flag_value="csv", help="Print comma-separated values.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.argument("file", metavar="FILE")
def run(
    file: str, *, rounds: int, semantics: Literal["systems", "sane"], output: FORMATS | None
) -> None:
    """Run a model round by round.

    Prints the stocks that are not in square brackets, in order of first mention, from round 0.
    docs/explanation/two-semantics.md says what --semantics sane changes, and why.
    """
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.cli.patience import patience
    from trifecta.domain.systems import run as run_model

    model = model_in(file)
    with patience("Running"), refusing(file):
        result = run_model(model, rounds=rounds, semantics=semantics)
    print_run(result, output or "table")
