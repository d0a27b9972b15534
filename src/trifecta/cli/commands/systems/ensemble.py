"""`trifecta systems ensemble`: percentiles of many runs with uncertain numbers."""

from __future__ import annotations

import click

from trifecta.cli.systems_output import FORMATS


@click.command()
@click.option(
    "--vary",
    "said",
    multiple=True,
    metavar="NAME=DISTRIBUTION",
    help='A number of the model and what it may be, as in "Recruiters=uniform(2, 6)"; repeatable.',
)
@click.option(
    "--vary-from",
    "files",
    multiple=True,
    metavar="FILE",
    help="A file with a line for each of them; # begins a comment.",
)
@click.option("--parameters", "listing", is_flag=True, help="List the numbers and stop.")
@click.option(
    "--draws",
    type=click.IntRange(1, 10_000_000),
    default=10_000,
    show_default=True,
    metavar="N",
    help="How many runs.",
)
@click.option(
    "--rounds",
    type=click.IntRange(0, 100_000),
    default=10,
    show_default=True,
    metavar="N",
    help="How many rounds, such as weeks.",
)
@click.option(
    "--every",
    type=click.IntRange(1),
    metavar="N",
    help="Show every N rounds from round 0, and the last; the last alone if left out.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="The same seed gives the same draws.",
)
@click.option("--csv", "output", flag_value="csv", help="Print comma-separated values.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.argument("file", metavar="FILE")
def ensemble(
    file: str,
    *,
    said: tuple[str, ...],
    files: tuple[str, ...],
    listing: bool,
    draws: int,
    rounds: int,
    every: int | None,
    seed: int,
    output: FORMATS | None,
) -> None:
    """Run a model many times with numbers that are not known for sure.

    Prints, for each shown stock, what 5, 25, 50, 75 and 95 in 100 runs do not exceed, exactly.
    Distributions are uniform(low, high), integers(low, high), normal(mean, sd, low, high),
    triangular(low, mode, high), lognormal(median, sigma), beta(a, b, low, high) and choice(value,
    value, …). docs/reference/ensembles.md says how numbers are named, and how long it takes.
    """
    from trifecta.cli.ensemble_output import counting, print_ensemble, print_parameters
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.cli.ranges import varied
    from trifecta.domain.systems import ensemble as run_ensemble

    model = model_in(file)
    if listing:
        print_parameters(model, output or "table")
        return
    vary = varied(said, files)
    with refusing(file), counting() as progress:
        found = run_ensemble(
            model,
            vary,
            draws=draws,
            rounds=rounds,
            every=every or max(1, rounds),
            seed=seed,
            progress=progress,
        )
    print_ensemble(found, output or "table", last_alone=every is None)
