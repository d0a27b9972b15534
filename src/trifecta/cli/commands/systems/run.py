"""`trifecta systems run`: a table, CSV or JSON of every round."""

from __future__ import annotations

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
@click.option("--csv", "output", flag_value="csv", help="Print comma-separated values.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.argument("file", metavar="FILE")
def run(file: str, *, rounds: int, output: FORMATS | None) -> None:
    """Run a model round by round.

    Prints the stocks that are not in square brackets, in order of first mention, from round 0.
    """
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.cli.patience import patience
    from trifecta.domain.systems import run as run_model

    model = model_in(file)
    with patience("Running"), refusing(file):
        result = run_model(model, rounds=rounds)
    print_run(result, output or "table")
