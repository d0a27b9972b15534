"""`trifecta systems fit`: numbers of a model from what was counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from trifecta.cli.observed_files import observed_in, stage, stages_file
from trifecta.cli.ranges import vary

if TYPE_CHECKING:
    from trifecta.domain.systems.fitting.fit import Fit


@click.command()
@click.option("--text", "output", flag_value="text", help="Print the fitted model alone.")
@click.option("--csv", "output", flag_value="csv", help="Print a row for each number.")
@click.option("--json", "output", flag_value="json", help="Print everything as JSON.")
@vary
@click.option(
    "--tries",
    type=click.IntRange(500, 200_000),
    default=4_000,
    show_default=True,
    metavar="N",
    help="How often the model is tried: more takes longer and is surer.",
)
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
@click.argument("observed", metavar="OBSERVED")
def fit(
    file: str,
    observed: str,
    *,
    varied: tuple[str, ...],
    tries: int,
    seed: int,
    stages: tuple[str, ...],
    stages_in_file: str | None,
    output: str | None,
) -> None:
    """Find the numbers of a model that fit what was counted.

    Name each number with --vary and the range it may be in. Says what else would do, and which
    numbers the counts cannot tell apart. The fitted model is printed below, to be kept.
    """
    from trifecta.cli.model_files import refusing, text_of
    from trifecta.cli.patience import patience
    from trifecta.cli.ranges import ranges_in
    from trifecta.domain.systems import parse
    from trifecta.domain.systems.fitting.fit import fit as fitted

    text = text_of(file)
    with refusing(file):
        model = parse(text)
    ranges = ranges_in(varied)
    counts = observed_in(observed, model, stages=stages, stages_in_file=stages_in_file)
    with patience("Trying numbers"), refusing(file):
        found = fitted(model, counts, ranges, tries=tries, seed=seed)
    _print(found, text, output)


def _print(found: Fit, text: str, output: str | None) -> None:
    from trifecta.cli.fit_output import print_fit, tell_fit
    from trifecta.domain.systems.fitting.words import fit_data, fitted_text

    if output == "json":
        data = fit_data(found) | {"text": fitted_text(text, found)}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    elif output == "text":
        click.echo(fitted_text(text, found).rstrip("\n"))
    elif output == "csv":
        print_fit(found)
    else:
        tell_fit(found, text)
