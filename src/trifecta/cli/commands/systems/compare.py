"""`trifecta systems compare`: a model held against what was counted."""

from __future__ import annotations

import json

import click

from trifecta.cli.observed_files import observed_in, stage, stages_file
from trifecta.cli.ranges import vary


@click.command()
@click.option("--csv", "output", flag_value="csv", help="Print a row for each week and flow.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Where chance begins: the same seed gives the same answer.",
)
@vary
@stage
@stages_file
@click.argument("file", metavar="FILE")
@click.argument("observed", metavar="OBSERVED")
def compare(
    file: str,
    observed: str,
    *,
    seed: int,
    varied: tuple[str, ...],
    stages: tuple[str, ...],
    stages_in_file: str | None,
    output: str | None,
) -> None:
    """Say where a model and reality part.

    OBSERVED has a row for each count, with the headings week, stock or flow, and value; or week and
    a column for each stock or flow. docs/reference/observations.md says more. Each flow is compared
    one week ahead of what was counted, over all weeks at once, so that something is said to part by
    chance alone in at most 5 of 100 comparisons. What --vary names widens the bands of stocks.
    """
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.cli.patience import patience
    from trifecta.cli.ranges import varied_in
    from trifecta.domain.systems.comparing.comparison import compare as compared
    from trifecta.domain.systems.comparing.varying import varied_models

    model = model_in(file)
    counts = observed_in(observed, model, stages=stages, stages_in_file=stages_in_file)
    drawn = varied_in(varied)
    with patience("Comparing"), refusing(file):
        models = varied_models(model, drawn, seed=seed)
        found = compared(model, counts, varied=models, seed=seed)
    if output == "json":
        from trifecta.domain.systems.comparing.report import comparison_data

        click.echo(json.dumps(comparison_data(found, model), indent=2, ensure_ascii=False))
        return
    from trifecta.cli.comparison_output import print_weeks, tell_comparison

    if output == "csv":
        print_weeks(found)
    else:
        tell_comparison(found, model)
