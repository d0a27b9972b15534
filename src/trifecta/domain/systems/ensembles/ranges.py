"""Ranges of a model's numbers as lines of a text: `Screens > Offers = uniform(0.2, 0.4)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.distributions import Distribution, distribution
from trifecta.domain.systems.ensembles.parameters import Parameter, named, parameters
from trifecta.domain.systems.model import FlowKind, Model

MOST_RANGES: Final = 100
"""Numbers that are varied together."""
_BETWEEN: Final = frozenset({"uniform", "integers"})
_NUMBER: Final = re.compile(r"(\d+(\.\d*)?|\.\d+)")
_LARGEST: Final = 1e15
_NO_NUMBER: Final = "Write a number such as 5 or 0.25."


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A line of a text of ranges: which number, and what it may be; lines count from 1."""

    line: int
    name: str
    what: Distribution

    @property
    def ends(self) -> tuple[float, float] | None:
        """Lowest and highest, where every number between is as likely; else None."""
        if self.what.name not in _BETWEEN:
            return None
        low, high = self.what.arguments
        return low, high

    def __str__(self) -> str:
        return f"{self.name} = {self.what}"


def said_in(text: str) -> tuple[str, str]:
    """The name and the distribution of one line, as they stand there; raises InvalidError."""
    name, equals, what = text.partition("=")
    if not equals or not name.strip() or not what.strip():
        raise InvalidError(
            f'"{text.strip()}" names no number with its distribution. Write one such as '
            '"Recruiters=uniform(2, 6)".'
        )
    return name.strip(), what.strip()


def lines_in(text: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, each with its number from 1 and without its comment.

    A comment begins with # at the start of a line, or after what stands behind the =; before it,
    # is part of a name, as in "A > B #2".
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.strip().startswith("#"):
            yield number, _parted(line)[0]


def ranges_in(text: str) -> tuple[Range, ...]:
    """All ranges of a text, in its order.

    Raises InvalidError with everything there is to mend, `fields` by line: lines that say no range,
    distributions that are none, and names that are there twice.
    """
    found: dict[str, Range] = {}
    wrong: dict[str, str] = {}
    for number, line in lines_in(text):
        try:
            name, what = said_in(line)
            if name in found:
                raise InvalidError(f'"{name}" is varied twice. Name it once.')
            found[name] = Range(line=number, name=name, what=distribution(what))
        except InvalidError as error:
            wrong[f"line {number}"] = error.message
    if wrong:
        raise InvalidError("Not every line can be read as a range.", fields=wrong)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Ranges held against a model: those of numbers it has, by their names, and the others."""

    known: Mapping[str, Range]
    gone: tuple[Range, ...]


def matched(model: Model, ranges: tuple[Range, ...]) -> Matched:
    """Which number of `model` each range is for, by the name that `parameters` gives it.

    Of two ranges for the same number the first counts, and the other is among those gone.
    """
    every = parameters(model)
    known: dict[str, Range] = {}
    gone = []
    for one in ranges:
        try:
            name = named(model, one.name, every).name
        except InvalidError:
            gone.append(one)
            continue
        if name in known:
            gone.append(one)
        else:
            known[name] = one
    return Matched(known=known, gone=tuple(gone))


def checked(model: Model, text: str, *, also: frozenset[str] = frozenset()) -> str:
    """The same text with each number under the name that follows it when lines move.

    Raises InvalidError, `fields` by line, for what `ranges_in` refuses, names that no number has
    unless they are in `also`, and numbers that are named twice; without fields for more ranges than
    MOST_RANGES.
    """
    every = parameters(model)
    names: dict[str, int] = {}
    wrong: dict[str, str] = {}
    lines = text.split("\n")
    for one in ranges_in(text):
        try:
            name = one.name if one.name in also else named(model, one.name, every).name
        except InvalidError as error:
            wrong[f"line {one.line}"] = error.message
            continue
        if name in names:
            wrong[f"line {one.line}"] = (
                f'"{one.name}" is the same number as on line {names[name]}. Vary it once.'
            )
        names[name] = one.line
        lines[one.line - 1] = _line(name, one.what, _parted(lines[one.line - 1])[1])
    if len(names) > MOST_RANGES:
        raise InvalidError(
            f"At most {MOST_RANGES} numbers are varied together. Leave out some of them."
        )
    if wrong:
        raise InvalidError("Not every line can be used for this model.", fields=wrong)
    return "\n".join(lines)


def rewritten(text: str, changes: Mapping[str, Distribution | None]) -> str:
    """The text with other distributions for the names in `changes`; None takes a line out.

    Everything else stays as it is, comments and order too; new names come at the end.
    """
    left = dict(changes)
    lines = []
    for line in text.split("\n") if text else []:
        name = "" if line.strip().startswith("#") else line.partition("=")[0].strip()
        if name not in left:
            lines.append(line)
            continue
        what = left.pop(name)
        if what is not None:
            lines.append(_line(name, what, _parted(line)[1]))
    lines += [_line(name, what, "") for name, what in left.items() if what is not None]
    return "\n".join(lines)


def between(low: str, high: str, *, of: Parameter, model: Model) -> Distribution:
    """What two typed ends say of one number of `model`: any number between, each as likely.

    Whole ones alone where the number is whole in the text and both ends are. Raises InvalidError
    with what to write, `fields` by "low" and "high".
    """
    wrong = {
        end: "Write this end too, or leave both empty." if not text else _NO_NUMBER
        for end, text in (("low", low), ("high", high))
        if not _NUMBER.fullmatch(text)
    }
    if wrong:
        raise InvalidError("A range has two ends, both of them numbers.", fields=wrong)
    if float(low) > float(high):
        problem = "Write the smaller number first."
        raise InvalidError(problem, fields={"low": problem})
    if float(high) > 1 and is_bare_share(model, of):
        problem = "This is a share, from 0 to 1: write 0.3 for 30 of 100."
        raise InvalidError(problem, fields={"high": problem})
    whole = isinstance(of.value, int) and low.isdigit() and high.isdigit()
    if float(high) >= _LARGEST:
        problem = "Write a smaller number."
        raise InvalidError(problem, fields={"high": problem})
    return distribution(f"{'integers' if whole else 'uniform'}({low}, {high})")


def is_bare_share(model: Model, one: Parameter) -> bool:
    """Whether a number stands alone as the share of a conversion or a leak."""
    if one.address.part != "rate" or one.value > 1:
        return False
    flow = model.flows[one.address.index]
    return flow.kind is not FlowKind.RATE and len(one.address.path) == 1 == len(flow.formula.tokens)


def _parted(line: str) -> tuple[str, str]:
    """A line without its comment, and the comment with the # in front, or nothing."""
    name, equals, rest = line.partition("=")
    what, sign, comment = rest.partition("#")
    return f"{name}{equals}{what}", f"{sign}{comment}"


def _line(name: str, what: Distribution, comment: str) -> str:
    return f"{name} = {what}  {comment}".rstrip()
