"""`trifecta doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

import click

from trifecta.cli.console import say, say_marked
from trifecta.cli.doctor.examination import examine
from trifecta.cli.doctor.finding import Finding, State

STYLES: Final[dict[State, str]] = {"good": "green", "look": "yellow", "wrong": "bold red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--ask-model",
    is_flag=True,
    help="Also ask the language model of the settings, if there is one, about a made-up text. "
    "Only this sends something; it takes TRIFECTA_READER_SECONDS at most.",
)
@click.pass_context
def doctor(context: click.Context, *, as_json: bool, ask_model: bool) -> None:
    """Check this installation and say what to do.

    Looks at settings, data folder, database, migrations, keys, mail, clock, address, proxy,
    background worker and language model, and changes nothing. Ends with status 1 when something is
    wrong.
    """
    findings = examine(ask_model=ask_model)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        _tell(findings)
    context.exit(any(finding.state == "wrong" for finding in findings))


def _tell(findings: list[Finding]) -> None:
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        line = f"{finding.check:<{width}}  {finding.says}"
        say_marked(f"{finding.state:<7}", line, style=STYLES[finding.state])
        if finding.do:
            say(f"{'':<6} {'':<{width}}  → {finding.do}")
    say("")
    say(_summary(findings))


def _summary(findings: list[Finding]) -> str:
    bad = sum(finding.state == "wrong" for finding in findings)
    open_questions = sum(finding.state == "look" for finding in findings)
    if bad:
        return f"{bad} {'thing is' if bad == 1 else 'things are'} wrong. Begin at the top."
    if open_questions:
        lines = "line" if open_questions == 1 else "lines"
        return f"Nothing is wrong. {open_questions} {lines} to think about."
    return "All is well."
