"""Files of ratings from disk or standard input; what is wrong with one ends the command with 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trifecta.cli.problem_files import BadInputError, source_of
from trifecta.domain.calibration.tables import LARGEST_FILE
from trifecta.domain.errors import InvalidError


def text_of(path: str) -> str:
    """The text of a file, or of standard input for "-"."""
    return source_of(path, largest=LARGEST_FILE).text


@contextmanager
def refusing(path: str) -> Iterator[None]:
    """What cannot be used becomes a line each, with the file in front."""
    name = "standard input" if path == "-" else path
    try:
        yield
    except InvalidError as error:
        lines = error.message.split("\n")
        raise BadInputError("\n".join(f"{name}: {line}" for line in lines)) from error
