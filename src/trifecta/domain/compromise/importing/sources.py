"""The text of an imported file with its name, so that what is wrong can be found again."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import NoReturn

from trifecta.domain.compromise.bounds import FILES, LARGEST_FILE
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.fields import plainly
from trifecta.domain.compromise.files import problem_from
from trifecta.domain.compromise.importing.plain import is_plain
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its name as the person knows it, and everything in it."""

    name: str
    text: str

    @property
    def plain(self) -> str:
        """The text without the mark some programs put first; raises InvalidError when too large."""
        if len(self.text) > LARGEST_FILE:
            self.refuse(f"the file is larger than {LARGEST_FILE // 1_000_000} MB.")
        return self.text.removeprefix("\ufeff")

    def refuse(self, sentence: str, *, line: int | None = None, field: str = "") -> NoReturn:
        """Raises InvalidError that names the file and the line or the field."""
        place = f", line {line}" if line is not None else f", {field}" if field else ""
        where = f"{self.name}{place}"
        raise InvalidError(f"{where}: {sentence}", fields={where: sentence})

    def number(
        self, text: object, *, least: float, most: float, line: int | None = None, field: str = ""
    ) -> float:
        """A number in a range, from text or from JSON."""
        between = f"write a number from {plainly(least)} to {plainly(most)}"
        try:
            if isinstance(text, bool) or not isinstance(text, str | int | float):
                raise ValueError
            value = float(text)
        except (ValueError, OverflowError):
            self.refuse(f"{between}.", line=line, field=field)
        if not isfinite(value) or not least <= value <= most:
            self.refuse(f"{between}, not {value:g}.", line=line, field=field)
        return value


def checked(problem: Problem, *, source: Source) -> Problem:
    """The problem as a file of ours would be read; raises InvalidError with the source.

    What is written and read again is checked word by word. A plain one would come back as it is.
    """
    try:
        check(problem, bounds=FILES)
        return problem if is_plain(problem) else problem_from(data_of(problem))
    except InvalidError as error:
        where, sentence = next(iter(error.fields.items()))
        message = f"{source.name}: {where}: {sentence}"
        raise InvalidError(message, fields=error.fields) from error
