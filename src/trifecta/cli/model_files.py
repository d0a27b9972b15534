"""Models of stocks and flows from disk or standard input; what is wrong with one ends with 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trifecta.cli.problem_files import BadInputError, source_of
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, SystemsError, parse


def text_of(path: str) -> str:
    """The text of a file or, for "-", of standard input, with line ends as Python reads them."""
    text = source_of(path).text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def model_in(path: str) -> Model:
    """The model in a file; every fault of its lines is said at once."""
    with refusing(path):
        return parse(text_of(path))


@contextmanager
def refusing(path: str) -> Iterator[None]:
    """What cannot be used becomes a line for each fault, with the file in front."""
    name = "standard input" if path == "-" else path
    try:
        yield
    except SystemsError as error:
        lines = "\n".join(f"{name}: {fault}" for fault in error.faults)
        raise BadInputError(lines) from error
    except InvalidError as error:
        lines = "\n".join(f"{name}: {line}" for line in error.message.split("\n"))
        raise BadInputError(lines) from error
