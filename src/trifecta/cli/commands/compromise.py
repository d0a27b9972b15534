"""`trifecta compromise`: find plans for a problem in a file, with nothing installed or stored."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from trifecta.cli.answers import AnsweringGroup

if TYPE_CHECKING:
    from trifecta.domain.compromise.bargain import Bargain
    from trifecta.domain.compromise.engine.answers import Answer, Rule
    from trifecta.domain.compromise.problem import Problem

RULES: Final[dict[str, Rule]] = {
    "leximin": "leximin",
    "nash": "nash",
    "ks": "kalai-smorodinsky",
}
SECONDS: Final = 30.0

_output = click.option(
    "-o", "--output", metavar="FILE", help="Write the problem to this file, not to the terminal."
)


def _searching(command: Any) -> Any:
    """What every command that searches takes."""
    for decorate in (
        click.option(
            "--budget",
            type=click.FloatRange(min=0.1, max=86_400),
            default=SECONDS,
            show_default=True,
            metavar="SECONDS",
            help="Stop after so long. Less time widens the gap that is stated.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**32 - 1),
            default=0,
            show_default=True,
            metavar="N",
            help="Where the search begins. With the same one it finds the same plans, unless it is "
            "out of time.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Print everything as JSON."),
        click.argument("file", metavar="FILE"),
    ):
        command = decorate(command)
    return command


@click.group(cls=AnsweringGroup)
def compromise() -> None:
    """Find plans for a problem in a file.

    docs/reference/compromise-problem.md says what stands in a problem file; `import` makes one from
    a file of another tool. FILE may be - for standard input. Nothing is stored. Ends with status 2
    when a file or an option cannot be used, with 1 when the answer cannot be written, and with 130
    when it was stopped by Ctrl-C.
    """


@compromise.command()
@_searching
def assess(file: str, *, as_json: bool, seed: int, budget: float) -> None:
    """Say how much of a trade-off there is, and which needs collide."""
    problem, answer = _solved(file, rule="leximin", seed=seed, budget=budget)
    if as_json:
        from trifecta.domain.compromise.report import assessed

        _print(assessed(problem, answer))
        return
    from trifecta.cli.plan_words import tell_assessment

    tell_assessment(problem, answer)


@compromise.command()
@click.option(
    "--rule",
    type=click.Choice([*RULES]),
    default="leximin",
    show_default=True,
    help="Whom the plan is fair to: whoever keeps least, the product of gains (nash), or equal "
    "shares of what each could gain (ks, Kalai and Smorodinsky).",
)
@_searching
def propose(file: str, *, rule: str, as_json: bool, seed: int, budget: float) -> None:
    """Propose a plan, with what everyone gets and how good it is proven to be."""
    problem, answer = _solved(file, rule=RULES[rule], seed=seed, budget=budget)
    if as_json:
        from trifecta.domain.compromise.report import proposed

        _print(proposed(problem, answer))
        return
    from trifecta.cli.plan_words import tell_plan

    tell_plan(problem, answer)


def _solved(file: str, *, rule: Rule, seed: int, budget: float) -> tuple[Problem, Answer]:
    from trifecta.cli.patience import patience
    from trifecta.cli.problem_files import problem_in, refusing

    problem = problem_in(file)
    with patience("Comparing plans"), refusing():
        from trifecta.domain.compromise.engine.solving import Budget, solve

        limit = Budget.of(seconds=budget, clock=time.monotonic)
        return problem, solve(problem, rule=rule, budget=limit, seed=seed)


def _print(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


# ---------------------------------------------------------------- what a plan rests on


_SPREAD: Final[dict[str, Any]] = {
    "type": click.FloatRange(0, 95),
    "default": 20.0,
    "show_default": True,
    "metavar": "PERCENT",
}


@compromise.command()
@_searching
def explain(file: str, *, as_json: bool, seed: int, budget: float) -> None:
    """Say what everybody gives and gets in the plan, and why not everybody's favourite.

    A hidden need counts in the choice of the plan, and in no word or figure here.
    """
    from trifecta.cli import answering

    problem, found = answering.explained_in(file, seed=seed, budget=budget)
    if as_json:
        from trifecta.domain.compromise.answer_report import explained_data

        _print(explained_data(problem, found))
        return
    from trifecta.cli.answer_tables import tell_explained

    tell_explained(problem, found)


@compromise.command()
@click.option(
    "--draws",
    type=click.IntRange(1, 100_000),
    default=1_000,
    show_default=True,
    help="How many times to draw.",
)
@click.option("--weights", **_SPREAD, help="How far off weights may be, in per cent.")
@click.option(
    "--weights-by",
    type=click.Choice(["dirichlet", "range"]),
    default="dirichlet",
    show_default=True,
    help="Around what was said, most of them near it, or evenly from so much less to so much more.",
)
@click.option("--work", **_SPREAD, help="How far off the work of an option may be, in per cent.")
@click.option("--scores", **_SPREAD, help="How far off a score may be, in per cent.")
@_searching
def robust(
    file: str,
    *,
    as_json: bool,
    seed: int,
    budget: float,
    draws: int,
    weights: float,
    weights_by: Literal["dirichlet", "range"],
    work: float,
    scores: float,
) -> None:
    """Test the plan against weights, work and scores that are not quite as they were said.

    They are drawn around what the file says. Some of the draws are solved again, to show how far
    the figures can be trusted.
    """
    from trifecta.cli import answering
    from trifecta.domain.compromise.engine.draws import Spread

    spread = Spread(
        weights=weights / 100, efforts=work / 100, scores=scores / 100, weights_by=weights_by
    )
    problem, found = answering.tested_in(file, spread=spread, draws=draws, seed=seed, budget=budget)
    if as_json:
        from trifecta.domain.compromise.answer_report import robust_data

        _print(robust_data(problem, found, spread, seed=seed))
        return
    from trifecta.cli.answer_tables import tell_robust

    tell_robust(problem, found, spread)


@compromise.command()
@_searching
def unlock(file: str, *, as_json: bool, seed: int, budget: float) -> None:
    """Say what one thing, relaxed, would give most to whoever keeps least.

    A capacity, a date, an order, an exclusion, that two things go together, or a policy.
    """
    from trifecta.cli import answering

    problem, found = answering.unlocked_in(file, seed=seed, budget=budget)
    if as_json:
        from trifecta.domain.compromise.answer_report import unlocked_data

        _print(unlocked_data(problem, found))
        return
    from trifecta.cli.answer_tables import tell_unlocked

    tell_unlocked(problem, found)


# ---------------------------------------------------------------- other tools


@compromise.group("import")
def import_() -> None:
    """Make a problem file from a file of another tool."""


@import_.command()
@click.argument("profiles", metavar="A.json B.json", nargs=-1, required=True)
@_output
def negolog(profiles: tuple[str, ...], output: str | None) -> None:
    """From NegoLog profiles, one for each party, who are called A, B, …

    A utility is the sum of weight times score, as it is there. Reservation values are not used.
    How many outcomes there are, how many of them cannot be bettered for all at once, and which has
    the largest product of utilities (Nash) is said on standard error.
    """
    from trifecta.cli.problem_files import refusing, source_of
    from trifecta.domain.compromise.importing.negolog import bargain_from

    with refusing():
        bargain = bargain_from([source_of(path) for path in profiles])
    _write_bargain(bargain, output)


@import_.command()
@click.argument("files", metavar="FILES…", nargs=-1, required=True)
@_output
def genius(files: tuple[str, ...], output: str | None) -> None:
    """From Genius profiles in XML, one for each party, who are called like the files.

    The domain may be among the files. Discounts over time and reservation values are not used. How
    many outcomes there are, how many of them cannot be bettered for all at once, and which has the
    largest product of utilities (Nash) is said on standard error.
    """
    from trifecta.cli.problem_files import refusing, source_of
    from trifecta.domain.compromise.importing.genius import bargain_from

    with refusing():
        bargain = bargain_from([source_of(path) for path in files])
    _write_bargain(bargain, output)


@import_.command("release-planning")
@click.argument("folder", metavar="FOLDER")
@click.option("--releases", type=click.IntRange(1, 6), default=2, show_default=True)
@click.option(
    "--capacity",
    type=click.FloatRange(min=0, max=1_000_000),
    help="Effort that fits into each release. Without it, 60% of everything fits in.",
)
@_output
def release_planning(
    folder: str, *, releases: int, capacity: float | None, output: str | None
) -> None:
    """From requirements.csv, stakeholders.csv, value.csv and urgency.csv in a folder.

    Everybody counts the same: the weights of stakeholders are not used.
    """
    from trifecta.cli.problem_files import refusing, source_of
    from trifecta.domain.compromise.importing.release_planning import TABLES, problem_from

    with refusing():
        sources = {name: source_of(str(Path(folder) / f"{name}.csv")) for name in TABLES}
        problem = problem_from(sources, releases=releases, capacity=capacity)
    _write(problem, output)


@import_.command("csv")
@click.argument("file", metavar="FILE")
@_output
def csv_(file: str, output: str | None) -> None:
    """From one table that was made in a spreadsheet, a row for each option.

    docs/reference/compromise-problem.md says which columns there are.
    """
    from trifecta.cli.problem_files import refusing, source_of
    from trifecta.domain.compromise.importing.spreadsheet import problem_from

    with refusing():
        problem = problem_from(source_of(file))
    _write(problem, output)


def _write(problem: Problem, output: str | None) -> None:
    from trifecta.cli.problem_files import write
    from trifecta.domain.compromise.writing import data_of

    write(json.dumps(data_of(problem), indent=2, ensure_ascii=False), output)


def _write_bargain(bargain: Bargain, output: str | None) -> None:
    from trifecta.cli.patience import patience
    from trifecta.cli.problem_files import refusing
    from trifecta.domain.compromise.bargain_words import bargain_words
    from trifecta.domain.compromise.engine.bargains import points_of
    from trifecta.domain.compromise.importing.bargaining import problem_of

    with refusing():
        _write(problem_of(bargain), output)
    with patience("Comparing outcomes"):
        points = points_of(bargain)
    for sentence in bargain_words(bargain, points):
        click.echo(sentence, err=True)
