"""`trifecta systems lint`: each trap of the language on the line where it bites."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--strict", is_flag=True, help="End with status 1 where there is a trap.")
@click.argument("file", metavar="FILE")
def lint(file: str, *, as_json: bool, strict: bool) -> None:
    """Explain what is wrong in a model, and what in it is easily misread.

    An error will not run; a trap runs and means something else than it seems; a note is worth
    knowing. Ends with status 2 where there is an error, and with 1 under --strict where there is a
    trap. docs/reference/systems-language.md has every rule with an example.
    """
    from trifecta.cli.model_files import text_of
    from trifecta.cli.systems_findings import findings_data, print_findings
    from trifecta.domain.systems.linting import Level
    from trifecta.domain.systems.linting import lint as lint_text

    text = text_of(file)
    findings = lint_text(text)
    if as_json:
        click.echo(json.dumps(findings_data(findings), indent=2, ensure_ascii=False))
    else:
        print_findings("standard input" if file == "-" else file, text, findings)
    levels = {finding.level for finding in findings}
    if Level.ERROR in levels:
        raise click.exceptions.Exit(2)
    if strict and Level.TRAP in levels:
        raise click.exceptions.Exit(1)
