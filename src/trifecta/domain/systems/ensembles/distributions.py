"""What a number may be: distributions that are written as in a text, `uniform(0.2, 0.4)`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.errors import InvalidError

Values: TypeAlias = NDArray[Any]
"""One number a draw: int64 where all are whole by their distribution, float64 otherwise."""

_CALL: Final = re.compile(r"\s*([a-z]+)\s*\(([^()]*)\)\s*")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_LARGEST: Final = 2**53
_RAREST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Distribution:
    """A name and what stands in its brackets; make one with `uniform` and its like."""

    name: str
    arguments: tuple[float, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{one!r}' for one in self.arguments)})"

    def sample(self, generator: np.random.Generator, count: int) -> Values:
        """So many independent draws."""
        return _KINDS[self.name].sample(generator, count, self.arguments)


@dataclass(frozen=True, slots=True)
class _Kind:
    form: str
    says: str
    wrong: Callable[[tuple[float, ...]], str]
    """What is wrong with arguments, or nothing."""
    sample: Callable[[np.random.Generator, int, tuple[float, ...]], Values]


def uniform(low: float, high: float) -> Distribution:
    """Any number from `low` to `high`, each as likely."""
    return _checked("uniform", (low, high))


def integers(low: int, high: int) -> Distribution:
    """A whole number from `low` to `high`, both among them, each as likely."""
    return _checked("integers", (low, high))


def normal(mean: float, sd: float, low: float = 0, high: float = math.inf) -> Distribution:
    """Normal, and never outside `low` to `high`: what would be is drawn again (truncated)."""
    return _checked("normal", (mean, sd, low, high))


def triangular(low: float, mode: float, high: float) -> Distribution:
    """From `low` to `high`, most likely near `mode`."""
    return _checked("triangular", (low, mode, high))


def lognormal(median: float, sigma: float) -> Distribution:
    """As often above `median` as below; `sigma` is the standard deviation of the logarithm."""
    return _checked("lognormal", (median, sigma))


def beta(a: float, b: float, low: float = 0, high: float = 1) -> Distribution:
    """A share as after `a` successes and `b` failures, stretched over `low` to `high`."""
    return _checked("beta", (a, b, low, high))


def choice(*values: float) -> Distribution:
    """One of these numbers, each as likely; name one twice to make it twice as likely."""
    return _checked("choice", values)


def distribution(text: str) -> Distribution:
    """The distribution that a text such as `triangular(0.2, 0.3, 0.5)` names, or a number alone.

    Raises InvalidError that says what to write.
    """
    if _NUMBER.fullmatch(text.strip()):
        return choice(_number(text, text))
    match = _CALL.fullmatch(text)
    if match is None or match[1] not in _KINDS:
        forms = ", ".join(kind.form for kind in _KINDS.values())
        raise InvalidError(f'"{text.strip()}" is no distribution. Write one of {forms}.')
    parts = match[2].split(",") if match[2].strip() else []
    arguments = tuple(_number(part, text) for part in parts)
    return _checked(match[1], arguments)


def forms() -> tuple[tuple[str, str], ...]:
    """How each distribution is written, and what it draws, in words."""
    return tuple((kind.form, kind.says) for kind in _KINDS.values())


def _number(part: str, text: str) -> float:
    part = part.strip()
    if part in ("inf", "-inf"):
        return float(part)
    if not _NUMBER.fullmatch(part):
        raise InvalidError(
            f'"{part}" in "{text.strip()}" is no number. Write one such as 5 or 0.25, with commas '
            "between several."
        )
    number = float(part)
    whole = part.lstrip("+-").isdigit() and abs(number) < _LARGEST
    return int(part) if whole else number


def _checked(name: str, arguments: tuple[float, ...]) -> Distribution:
    kind = _KINDS[name]
    if name in _SHORT and len(arguments) == 2:
        arguments = (*arguments, *_SHORT[name])
    wrong = _too_large(arguments, name) or kind.wrong(arguments)
    if wrong:
        shown = ", ".join(str(one) for one in arguments)
        raise InvalidError(f"{name}({shown}): {wrong} Write {kind.form}.")
    return Distribution(name, arguments)


def _too_large(arguments: tuple[float, ...], name: str) -> str:
    may_be_endless = arguments[2:] if name == "normal" else ()
    for one in arguments:
        endless = abs(one) == math.inf
        if not endless and abs(one) >= _LARGEST:  # also a whole number that no float holds
            return "a number here is larger than 2^53."
        if math.isnan(one) or (endless and one not in may_be_endless):
            return "a number here has no end."
    return ""


def _ordered(count: int) -> Callable[[tuple[float, ...]], str]:
    def wrong(arguments: tuple[float, ...]) -> str:
        if len(arguments) != count:
            return f"{count} numbers belong here."
        if list(arguments) != sorted(arguments):
            return "the numbers have to stand in order, the smallest first."
        return ""

    return wrong


def _wrong_integers(arguments: tuple[float, ...]) -> str:
    if any(one != int(one) for one in arguments):
        return "both numbers have to be whole."
    return _ordered(2)(arguments)


def _wrong_normal(arguments: tuple[float, ...]) -> str:
    if len(arguments) != 4:
        return "two or four numbers belong here."
    mean, sd, low, high = arguments
    if sd <= 0:
        return "the standard deviation has to be above zero."
    if not low < high:
        return "the lower bound has to be below the upper one."
    _, width, _ = _tails(mean, sd, low, high)
    return "" if width > _RAREST else "it would almost never fall between its bounds."


def _wrong_lognormal(arguments: tuple[float, ...]) -> str:
    if len(arguments) != 2:
        return "two numbers belong here."
    return "" if min(arguments) > 0 else "both numbers have to be above zero."


def _wrong_beta(arguments: tuple[float, ...]) -> str:
    if len(arguments) != 4:
        return "two or four numbers belong here."
    a, b, low, high = arguments
    if min(a, b) <= 0:
        return "the first two numbers have to be above zero."
    return "" if low < high else "the lower bound has to be below the upper one."


def _tails(mean: float, sd: float, low: float, high: float) -> tuple[float, float, float]:
    """Where the lower bound lies on the standard normal, how much is inside, and the side.

    The side is -1 where both bounds are above the mean: then the other tail is the exact one.
    """
    from scipy.special import ndtr

    below, above = (low - mean) / sd, (high - mean) / sd
    side = 1.0
    if below > 0:
        below, above, side = -above, -below, -1.0
    start = float(ndtr(below))
    return start, float(ndtr(above)) - start, side


def _sample_normal(
    generator: np.random.Generator, count: int, arguments: tuple[float, ...]
) -> Values:
    from scipy.special import ndtri

    mean, sd, low, high = arguments
    start, width, side = _tails(mean, sd, low, high)
    normal_ones = ndtri(start + width * generator.random(count))
    cut: Values = np.clip(mean + sd * side * normal_ones, low, high)
    return cut


def _sample_choice(
    generator: np.random.Generator, count: int, arguments: tuple[float, ...]
) -> Values:
    picked = generator.integers(len(arguments), size=count)
    whole = all(isinstance(one, int) for one in arguments)
    return np.array(arguments, dtype=np.int64 if whole else np.float64)[picked]


def _sample_triangular(
    generator: np.random.Generator, count: int, arguments: tuple[float, ...]
) -> Values:
    low, mode, high = arguments
    if low == high:
        return np.full(count, float(low))
    return generator.triangular(low, mode, high, count)


_KINDS: Final[dict[str, _Kind]] = {
    "uniform": _Kind(
        "uniform(low, high)",
        "any number between, each as likely",
        _ordered(2),
        lambda random, count, a: random.uniform(a[0], a[1], size=count),
    ),
    "integers": _Kind(
        "integers(low, high)",
        "a whole number, both ends among them",
        _wrong_integers,
        lambda random, count, a: random.integers(int(a[0]), int(a[1]) + 1, size=count),
    ),
    "normal": _Kind(
        "normal(mean, sd, low, high)",
        "most likely near the mean, and never below low or above high",
        _wrong_normal,
        _sample_normal,
    ),
    "triangular": _Kind(
        "triangular(low, mode, high)",
        "most likely near the one in the middle",
        _ordered(3),
        _sample_triangular,
    ),
    "lognormal": _Kind(
        "lognormal(median, sigma)",
        "as often above as below the median, with a long tail upwards",
        _wrong_lognormal,
        lambda random, count, a: a[0] * np.exp(a[1] * random.standard_normal(count)),
    ),
    "beta": _Kind(
        "beta(a, b, low, high)",
        "a share, as after a successes and b failures",
        _wrong_beta,
        lambda random, count, a: a[2] + (a[3] - a[2]) * random.beta(a[0], a[1], count),
    ),
    "choice": _Kind(
        "choice(value, value, …)",
        "one of these, each as likely",
        lambda a: "" if a else "at least one number belongs here.",
        _sample_choice,
    ),
}
_SHORT: Final[dict[str, tuple[float, ...]]] = {"normal": (0, math.inf), "beta": (0, 1)}
"""What stands at the end where only the first two numbers are written."""
