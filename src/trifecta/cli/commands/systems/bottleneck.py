"""`trifecta systems bottleneck`: where a model is held up, and what matters most."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from trifecta.cli.observed_files import observed_in, stage, stages_file
from trifecta.cli.ranges import vary

if TYPE_CHECKING:
    from trifecta.domain.systems.bottlenecks.bottleneck import Bottleneck


@click.command()
@click.option("--csv", "output", flag_value="csv", help="Print a row for each stage and number.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.option(
    "--rounds",
    type=click.IntRange(2, 1_000),
    default=52,
    show_default=True,
    metavar="N",
    help="How many rounds, such as weeks.",
)
@click.option(
    "--goal",
    metavar="STOCK",
    help="What shall be reached; without it the last stock that something flows into.",
)
@click.option(
    "--at-end", is_flag=True, help="Look at where the goal ends, in place of what arrives in it."
)
@vary
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Where chance begins: the same seed gives the same answer.",
)
@stage
@stages_file
@click.argument("file", metavar="FILE")
@click.argument("observed", metavar="[OBSERVED]", required=False)
def bottleneck(
    file: str,
    observed: str | None,
    *,
    rounds: int,
    goal: str | None,
    varied: tuple[str, ...],
    seed: int,
    stages: tuple[str, ...],
    stages_in_file: str | None,
    at_end: bool,
    output: str | None,
) -> None:
    """Say where it piles up, and which number matters most.

    Waiting by Little's law where a stock is steady, elasticities in steps that are wider than
    rounding, maxima that held something back, and Sobol' totals over the ranges given, or over a
    fifth around each number. With OBSERVED, stages are those counted.
    """
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.cli.patience import patience
    from trifecta.cli.ranges import ranges_in
    from trifecta.domain.systems.bottlenecks.bottleneck import bottleneck as found_in

    model = model_in(file)
    ranges = ranges_in(varied)
    counts = None
    if observed is not None:
        counts = observed_in(observed, model, stages=stages, stages_in_file=stages_in_file)
    with patience("Trying one number after the other"), refusing(file):
        found = found_in(
            model,
            rounds=rounds,
            goal=goal,
            measure="end" if at_end else "arrivals",
            observed=counts,
            ranges=ranges,
            seed=seed,
        )
    _print(found, output)


def _print(found: Bottleneck, output: str | None) -> None:
    from trifecta.cli.bottleneck_output import print_bottleneck, tell_bottleneck
    from trifecta.domain.systems.bottlenecks.words import bottleneck_data

    if output == "json":
        click.echo(json.dumps(bottleneck_data(found), indent=2, ensure_ascii=False))
    elif output == "csv":
        print_bottleneck(found)
    else:
        tell_bottleneck(found)
