"""Formulas over many draws at once, from left to right as the language has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from trifecta.domain.systems.model import Formula, Token, TokenKind

Floats = npt.NDArray[np.float64]

LARGEST: Final = 1e12


def values(formula: Formula, state: Mapping[str, Floats]) -> Floats:
    """A value for each draw; what is no number becomes 0, and no finite one is above 1e12.

    An infinite value stays infinite. `state` maps each stock to one number a draw.
    """
    with np.errstate(all="ignore"):
        found = _values(formula.tokens, state)
    return np.where(np.isposinf(found), found, np.clip(np.nan_to_num(found), -LARGEST, LARGEST))


def _values(tokens: tuple[Token, ...], state: Mapping[str, Floats]) -> Floats:
    result: Floats = np.zeros(1)
    sign = "+"
    for token in tokens:
        if token.kind is TokenKind.OPERATION:
            sign = token.text
            continue
        value = _value(token, state)
        match sign:
            case "+":
                result = result + value
            case "-":
                result = result - value
            case "*":
                result = result * value
            case _:
                result = result / value
    return result


def _value(token: Token, state: Mapping[str, Floats]) -> Floats:
    match token.kind:
        case TokenKind.WHOLE | TokenKind.DECIMAL | TokenKind.INFINITY:
            return np.array([float(token.text)])
        case TokenKind.REFERENCE:
            return state[token.text]
        case _:
            return _values(token.inner, state)
