"""Problem files from disk or standard input; what is wrong with one ends the command with 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import click

from trifecta.cli.answers import why
from trifecta.cli.plain import plain
from trifecta.domain.compromise.bounds import LARGEST_FILE
from trifecta.domain.compromise.files import read
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.errors import InvalidError

WHERE: Final = "docs/reference/compromise-problem.md says what stands in a problem file."


class BadInputError(click.ClickException):
    """What was given cannot be used: a line for each thing that is wrong, and status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """The lines on standard error, without the signs that steer a terminal."""
        for line in self.format_message().split("\n"):
            click.echo(plain(line), file=file, err=file is None)


def source_of(path: str, *, largest: int = LARGEST_FILE) -> Source:
    """The text of a file, or of standard input for "-"."""
    name, raw = bytes_of(path, largest=largest)
    try:
        return Source(name=name if path == "-" else Path(path).name, text=raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{name}: this is not text in UTF-8. Save it again as UTF-8."
        ) from error


def bytes_of(path: str, *, largest: int) -> tuple[str, bytes]:
    """How a file is called in sentences, and what is in it; standard input for "-"."""
    name = "standard input" if path == "-" else path
    try:
        if path == "-":
            raw = _standard_input(largest)
        else:
            with Path(path).open("rb") as file:
                raw = file.read(largest + 1)
    except OSError as error:
        raise BadInputError(f"{name}: {why(error)}") from error
    if len(raw) > largest:
        most = f"{largest // 1_000_000} MB"
        raise BadInputError(f"{name}: the file is larger than {most}, which is the most it may be.")
    return name, raw


def _standard_input(largest: int) -> bytes:
    if sys.stdin is None:
        raise BadInputError("standard input: it is closed. Send a file into it, or name one.")
    return sys.stdin.buffer.read(largest + 1)


def problem_in(path: str) -> Problem:
    """The problem in a file of our own format."""
    source = source_of(path)
    try:
        return read(source.text)
    except InvalidError as error:
        found = error.fields.items()
        lines = [f"{source.name}: {field}: {sentence}" for field, sentence in found]
        raise BadInputError(
            "\n".join(lines) or f"{source.name}: {error.message} {WHERE}"
        ) from error


@contextmanager
def refusing() -> Iterator[None]:
    """What an importer refuses becomes one line; it names the file itself."""
    try:
        yield
    except InvalidError as error:
        raise BadInputError(error.message) from error


def write(text: str, path: str | None) -> None:
    """To a file, or to standard output where none is named."""
    if path is None or path == "-":
        click.echo(text)
        return
    try:
        Path(path).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise BadInputError(f"{path}: {why(error)}") from error
