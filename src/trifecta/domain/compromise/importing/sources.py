"""The text of an imported file with its name, so that what is wrong can be found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import NoReturn

from trifecta.domain.compromise.bounds import FILES, LARGEST_FILE
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.fields import plainly
from trifecta.domain.compromise.files import problem_from
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

    def numbers(
        self, texts: Sequence[object], *, least: float, most: float, field: Callable[[int], str]
    ) -> list[float]:
        """As many numbers in a range; `field` names the one at a place if it is none."""
        if set(map(type, texts)) <= {str, int, float}:
            with suppress(ValueError, OverflowError):
                values = [*map(float, texts)]  # type: ignore[arg-type]
                if values and isfinite(sum(values)) and least <= min(values) <= max(values) <= most:
                    return values
        return [
            self.number(text, least=least, most=most, field=field(place))
            for place, text in enumerate(texts)
        ]


def checked(problem: Problem, *, name: str) -> Problem:
    """The problem as a file of ours would be read, word by word; raises InvalidError with `name`,
    that of the file it is from."""
    try:
        check(problem, bounds=FILES)
        return problem_from(data_of(problem))
    except InvalidError as error:
        where, sentence = next(iter(error.fields.items()))
        message = f"{name}: {where}: {sentence}"
        raise InvalidError(message, fields=error.fields) from error
