"""What a linter found, as a compiler says it: the line, a caret below it, and what to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import click

from trifecta.cli.plain import plain
from trifecta.domain.systems.linting import Finding, Level

_WIDTH: Final = 96
_COLOURS: Final = {Level.ERROR: "red", Level.TRAP: "yellow", Level.NOTE: "cyan"}


def print_findings(name: str, text: str, findings: Sequence[Finding]) -> None:
    """Each finding with its line, and how many there are."""
    lines = text.split("\n")
    for finding in findings:
        place = finding.place
        where = click.style(f"{name}:{place.line}:{place.column}:", bold=True)
        level = click.style(str(finding.level), fg=_COLOURS[finding.level], bold=True)
        click.echo(f"{where} {level}: {plain(finding.what)} [{finding.rule}]")
        line, carets = _pointed_at(lines[place.line - 1], place.column, place.end)
        click.echo(f"    {line}\n    {carets}\n    {plain(finding.instead)}\n")
    click.echo(_sum(name, findings))


def _pointed_at(line: str, column: int, end: int) -> tuple[str, str]:
    """At most _WIDTH signs of a line, and carets below those from `column` until before `end`."""
    start = 0 if column < _WIDTH else column - _WIDTH // 2
    part = plain(line[start : start + _WIDTH])
    first = column - 1 - start
    carets = max(1, min(end - column, _WIDTH - first))
    return part, " " * first + "^" * carets


def _sum(name: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return f"{name}: nothing found. It runs, and no line of it is easily misread."
    counts = Counter(finding.level for finding in findings)
    words = [
        f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}"
        for level in Level
        if counts[level]
    ]
    return f"{name}: {', '.join(words)}."


def findings_data(findings: Sequence[Finding]) -> dict[str, object]:
    """What JSON says of findings; columns count from 1, and `end` is the one after the last."""
    return {
        "findings": [
            {
                "rule": finding.rule,
                "level": str(finding.level),
                "line": finding.place.line,
                "column": finding.place.column,
                "end": finding.place.end,
                "what": finding.what,
                "instead": finding.instead,
            }
            for finding in findings
        ]
    }
