"""`trifecta calibration`: statistics of ratings in a file, with nothing installed or stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from trifecta.domain.calibration.steps import Scale

_file = click.argument("file", metavar="FILE.csv")
_json = click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")


@click.group()
def calibration() -> None:
    """Work on ratings in a file: agreement, levels, groups.

    FILE.csv has a row for each score, with the headings unit, rater, score, and outcome if there
    are several; - is standard input. docs/reference/rating-files.md says more. Nothing is stored.
    The figures help people who decide and rate nobody. Ends with status 2 when a file cannot be
    used.
    """


@calibration.command()
@_json
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Where resampling begins, for ranges of alpha and of Fleiss' kappa.",
)
@_file
def agreement(file: str, *, as_json: bool, seed: int) -> None:
    """Say how far raters agree.

    Intraclass correlation (absolute agreement), Krippendorff's alpha, which works with gaps, and
    kappa. With several outcomes, also for each.
    """
    from trifecta.cli.patience import patience
    from trifecta.cli.rating_files import refusing, text_of

    text = text_of(file)
    with patience("Comparing raters"), refusing(file):
        from trifecta.domain.calibration.agreement import agreement as agreed
        from trifecta.domain.calibration.tables import ratings_in

        read = ratings_in(text)
        together = agreed(read.together, seed=seed)
        outcomes = {
            name: together if each is read.together else agreed(each, seed=seed)
            for name, each in read.outcomes.items()
        }
    if as_json:
        from trifecta.domain.calibration.report import agreement_data

        _print(agreement_data(together, outcomes, missing=read.missing))
        return
    from trifecta.cli.calibration_tables import tell_agreement

    tell_agreement(together, outcomes, missing=read.missing)


@calibration.command()
@_json
@click.option(
    "--scale",
    type=(int, int),
    metavar="LOWEST HIGHEST",
    help="The ends of the scale. Without it, whole scores from 1 to 5 are steps of such a scale.",
)
@click.option(
    "--check", is_flag=True, help="Compare with a model that takes steps as ordered only."
)
@_file
def adjust(file: str, *, as_json: bool, scale: tuple[int, int] | None, check: bool) -> None:
    """Say where units stand, allowing for who rated them.

    Gives the mean of the scores, the adjusted level, and a range that holds the true level nine
    times in ten. Raters are never listed.
    """
    from trifecta.cli.patience import patience
    from trifecta.cli.rating_files import refusing, text_of

    ends = _scale(scale)
    text = text_of(file)
    with patience("Comparing units"), refusing(file):
        from trifecta.domain.calibration.levels import adjust as adjusted
        from trifecta.domain.calibration.order_check import order_check
        from trifecta.domain.calibration.tables import ratings_in

        read = ratings_in(text)
        found = {name: adjusted(each, scale=ends) for name, each in read.outcomes.items()}
        checks = {
            name: order_check(each, found[name]) for name, each in read.outcomes.items() if check
        }
    if as_json:
        from trifecta.domain.calibration.report import adjusted_data

        _print(adjusted_data(found, checks, missing=read.missing))
        return
    from trifecta.cli.calibration_tables import tell_adjusted

    tell_adjusted(found, checks, missing=read.missing)


def _scale(ends: tuple[int, int] | None) -> Scale | None:
    from trifecta.domain.calibration.steps import Scale

    if ends is None:
        return None
    lowest, highest = ends
    if lowest >= highest:
        raise click.BadParameter(
            "the lowest step comes first, such as 1 5.", param_hint="'--scale'"
        )
    return Scale(lowest=lowest, highest=highest)


@calibration.command()
@_json
@click.option(
    "--at-least",
    type=click.FloatRange(-1_000_000, 1_000_000),
    metavar="SCORE",
    help="Read the column score, and take whoever has so much or more as selected.",
)
@_file
def impact(file: str, *, as_json: bool, at_least: float | None) -> None:
    """Say whether groups are selected too unequally for chance.

    FILE.csv has a row for each person, with the headings unit, group and selected (yes or no). Four
    fifths and Fisher's exact test have to speak together; figures of few people are withheld.
    """
    from trifecta.cli.patience import patience
    from trifecta.cli.rating_files import refusing, text_of

    text = text_of(file)
    with patience("Comparing groups"), refusing(file):
        from trifecta.domain.calibration.impact import impact as compared
        from trifecta.domain.calibration.selections import selections_in

        found = compared(selections_in(text, at_least=at_least))
    if as_json:
        from trifecta.domain.calibration.report import impact_data

        _print(impact_data(found))
        return
    from trifecta.cli.calibration_tables import tell_impact

    tell_impact(found)


def _print(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
