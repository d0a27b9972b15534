"""What formulas mean to the language: their order, their numbers, their names and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from trifecta.domain.systems.evaluating import unknown_name
from trifecta.domain.systems.formulas import order_fault
from trifecta.domain.systems.linting.findings import Finding, found
from trifecta.domain.systems.linting.looking import Look
from trifecta.domain.systems.linting.wording import said
from trifecta.domain.systems.model import FlowKind, Formula, Token, TokenKind, written
from trifecta.domain.systems.precedence import as_computed, mixes, products_first

_DIGITS: Final = re.compile(r"[+-]?[0-9._]*[0-9][0-9._]*(?:[eE][+-]?[0-9]+)?")
_ENDLESS: Final = frozenset({"infinity", "infinite", "inf", "∞"})


def on_formulas(look: Look) -> Iterator[Finding]:
    """Findings about each formula of stocks and flows, brackets in brackets included."""
    known = dict.fromkeys(look.model.names)
    for formula in _formulas(look):
        yield from _unclosed(look, formula)
        yield from _order(look, formula)
        for token, deep in _tokens(formula.tokens):
            yield from _number(look, token)
            if token.kind is TokenKind.REFERENCE and token.text not in known:
                yield from _name(token, deep, known)
            elif token.kind is TokenKind.REFERENCE:
                yield from _infinite(look, formula, token)


def _formulas(look: Look) -> Iterator[Formula]:
    filled = {flow.destination for flow in look.model.flows}
    for at, stock in enumerate(look.model.stocks):
        if stock.initial.place:
            yield stock.initial
        if stock.maximum.place and (at in filled or not look.whole):  # no other is looked at
            yield stock.maximum
    for flow in look.model.flows:
        yield flow.formula


def _tokens(tokens: tuple[Token, ...], deep: bool = False) -> Iterator[tuple[Token, bool]]:
    for token in tokens:
        yield token, deep
        yield from _tokens(token.inner, True)


def _unclosed(look: Look, formula: Formula) -> Iterator[Finding]:
    raw = look.raw(formula.place)
    if raw.count("(") > raw.count(")"):
        yield found(
            "unclosed-bracket",
            formula.place,
            f"{raw} is read as {formula}: what stands before a bracket that is never closed is "
            "dropped.",
            'Close the bracket with ")".',
        )


def _order(look: Look, formula: Formula) -> Iterator[Finding]:
    if not _mixes_anywhere(formula.tokens):
        return
    meant, here = products_first(formula), as_computed(formula)
    value, other = look.value(formula), look.value(meant)
    if value is not None and value == other and not formula.references:
        return
    if value is None or other is None or value == other:
        what = f"{formula} is computed from left to right, as {here}."
    else:
        as_begun = " as the model begins" if formula.references else ""
        what = (
            f"{formula} is {said(value)} here{as_begun}, not {said(other)}: formulas are computed "
            "from left to right."
        )
    yield found(
        "left-to-right",
        formula.place,
        what,
        f"Write {meant} for products first (so is it in sane semantics), or {here} to show what "
        "it does.",
    )


def _mixes_anywhere(tokens: tuple[Token, ...]) -> bool:
    if order_fault(tokens, None) is not None:
        return False
    return mixes(tokens) or any(_mixes_anywhere(token.inner) for token in tokens if token.inner)


def _number(look: Look, token: Token) -> Iterator[Finding]:
    if token.kind in (TokenKind.OPERATION, TokenKind.FORMULA):
        return
    raw = look.raw(token.place)
    if "(" in raw:
        before = raw.split("(")[0].strip()
        instead = f"Write an operation between them, as in {before} * (...)."
        if before.lower() in {kind.value for kind in FlowKind}:
            instead = f"Write the whole share in the bracket of {before}, and nothing after it."
        yield found(
            "number-and-bracket",
            token.place,
            f"{raw}) is read as {token.text}: a bracket does not end what stands before it.",
            instead,
        )
    elif " " in raw and token.kind is not TokenKind.REFERENCE:
        yield found(
            "joined-number",
            token.place,
            f"{raw} is read as the one number {token.text}.",
            f"Write {token.text}, or + - * / between the numbers.",
        )
    elif " " in raw and raw.replace(" ", "_").isidentifier():
        yield found(
            "joined-name",
            token.place,
            f"{raw} is read as {token.text}, without the space.",
            f"Write {token.text}, or {raw.replace(' ', '_')} in all places.",
        )


def _name(token: Token, deep: bool, known: Mapping[str, object]) -> Iterator[Finding]:
    text = token.text
    if "#" in text:
        yield found(
            "comment-after-flow",
            token.place,
            f"The comment is read as part of the rate, which is then the name {text}.",
            "Put the comment on a line of its own.",
        )
    elif _DIGITS.fullmatch(text) or text[:1].isdigit():
        number = _meant(text)
        instead = f"Write {number}." if number else "Write digits, with one point at most."
        yield found(
            "misread-number",
            token.place,
            f"{text} is read as a name, and no stock has it: a number is digits, or digits, a "
            "point and digits.",
            instead,
        )
    elif text.lower() in _ENDLESS:
        yield found("misread-number", token.place, f"{text} is read as a name.", "Write inf.")
    elif deep:
        fault = unknown_name(token, known)
        yield found(
            "unchecked-name",
            token.place,
            f"{fault.problem} In brackets the language meets it only when it computes the formula.",
            fault.remedy,
        )


def _meant(text: str) -> str | None:
    try:
        number = float(re.sub(r"\.\.+", ".", text))
    except ValueError:
        return None
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    plain = f"{number:.15f}".rstrip("0")
    return plain if number and not plain.endswith(".") else None


def _infinite(look: Look, formula: Formula, token: Token) -> Iterator[Finding]:
    if look.start.get(token.text) != float("inf"):
        return
    value = look.value(formula)
    alone = len(formula.tokens) == 1
    so = "" if alone or value is None else f", and {written(formula.tokens)} is {said(value)}"
    yield found(
        "infinite-in-formula",
        token.place,
        f"{token.text} is infinite{so}.",
        "Use a stock that can be counted, or a number.",
    )
