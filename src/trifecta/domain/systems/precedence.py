"""Formulas with brackets added, so that they say how they are computed or how they were meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trifecta.domain.systems.formulas import order_fault
from trifecta.domain.systems.model import Formula, Model, Semantics, Token, TokenKind

_SUMS = ("+", "-")
_PRODUCTS = ("*", "/")


def as_run(model: Model, semantics: Semantics) -> Model:
    """The model whose formulas, read from left to right, say what they say by `semantics`.

    For what reads formulas without running them, such as the signs of a diagram.
    """
    if semantics is Semantics.PUBLISHED:
        return model
    stocks = tuple(
        replace(stock, initial=products_first(stock.initial), maximum=products_first(stock.maximum))
        for stock in model.stocks
    )
    flows = tuple(replace(flow, formula=products_first(flow.formula)) for flow in model.flows)
    return replace(model, stocks=stocks, flows=flows)


def products_first(formula: Formula) -> Formula:
    """The formula that gives from left to right what this one gives with products first.

    2 + 3 * 4 becomes 2 + (3 * 4), also within brackets. The order of values and operations has to
    be right, as `formulas.ordered` has it; formulas in brackets that are not stay as they are.
    """
    return replace(formula, tokens=_products_first(formula.tokens))


def _products_first(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    tokens = tuple(
        replace(token, inner=_products_first(token.inner))
        if token.kind is TokenKind.FORMULA
        else token
        for token in tokens
    )
    if not mixes(tokens) or order_fault(tokens, None) is not None:
        return tokens
    terms: list[Token] = []
    product: list[Token] = []
    for token in tokens:
        if token.kind is TokenKind.OPERATION and token.text in _SUMS:
            terms += [_in_brackets(product), token]
            product = []
        else:
            product.append(token)
    return (*terms, _in_brackets(product))


def as_computed(formula: Formula) -> Formula:
    """The same formula with the brackets that show how it goes from left to right.

    2 + 3 * 4 becomes (2 + 3) * 4; one that needs none stays as it is.
    """
    tokens: list[Token] = []
    added = False
    for token in formula.tokens:
        if token.kind is TokenKind.OPERATION:
            if added and token.text in _PRODUCTS:
                tokens = [_in_brackets(tokens)]
            added = token.text in _SUMS
        tokens.append(token)
    return replace(formula, tokens=tuple(tokens))


def mixes(tokens: tuple[Token, ...]) -> bool:
    """Whether a sum stands before a product, so that the order of computing counts."""
    seen_sum = False
    for token in _operations(tokens):
        if token.text in _SUMS:
            seen_sum = True
        elif seen_sum:
            return True
    return False


def _operations(tokens: tuple[Token, ...]) -> Iterator[Token]:
    return (token for token in tokens if token.kind is TokenKind.OPERATION)


def _in_brackets(tokens: list[Token]) -> Token:
    if len(tokens) == 1:
        return tokens[0]
    return Token(kind=TokenKind.FORMULA, inner=tuple(tokens), place=tokens[0].place)
