"""`trifecta systems diagnose`: which of three things keeps people from being hired."""

from __future__ import annotations

import json

import click

from trifecta.cli.observed_files import observed_in, stage, stages_file


@click.command()
@click.option("--csv", "output", flag_value="csv", help="Print a row for each step of the chain.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@click.option(
    "--since",
    type=click.IntRange(0, 1_000_000),
    metavar="WEEK",
    help="Look at the weeks from this one on, beside those before it. Without it they are held "
    "against the rates of the model.",
)
@click.option(
    "--offers",
    metavar="STOCK",
    help="The stock of offers made; without it the one that has “offer” in its name.",
)
@stage
@stages_file
@click.argument("file", metavar="FILE")
@click.argument("observed", metavar="OBSERVED")
def diagnose(
    file: str,
    observed: str,
    *,
    since: int | None,
    offers: str | None,
    stages: tuple[str, ...],
    stages_in_file: str | None,
    output: str | None,
) -> None:
    """Say what keeps people from being hired.

    Not enough candidates at the top, no conviction to make offers, or offers that are not accepted:
    from weekly counts of every flow of the chain, or of its stocks. Says that it cannot tell where
    counts are too few, or several rates are low at once.
    """
    from trifecta.cli.model_files import model_in, refusing
    from trifecta.domain.systems.comparing.inferring import with_inferred_flows
    from trifecta.domain.systems.diagnosing.diagnosis import diagnose as diagnosed
    from trifecta.domain.systems.diagnosing.words import diagnosed_data

    model = model_in(file)
    counts = observed_in(observed, model, stages=stages, stages_in_file=stages_in_file)
    with refusing(file):
        whole, _ = with_inferred_flows(model, counts)
        found = diagnosed(model, whole, since=since, offers=offers)
    if output == "json":
        click.echo(json.dumps(diagnosed_data(found), indent=2, ensure_ascii=False))
        return
    from trifecta.cli.diagnosis_output import print_diagnosis, tell_diagnosis

    if output == "csv":
        print_diagnosis(found)
    else:
        tell_diagnosis(found, notes=counts.notes)
