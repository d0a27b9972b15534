"""The numbers of a model by name, so that they can be varied, and models with others put in.

`Recruiters` is how a stock begins, `Recruiters max` its maximum, `Screens > Offers` the number of
a flow. Where there are several of one name, `#2` says which, and `line 7` names what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.model import Flow, Formula, Model, Token, TokenKind
from trifecta.domain.systems.places import Place

Part: TypeAlias = Literal["initial", "maximum", "rate"]

_LINE: Final = re.compile(r"line (\d+)(?: #(\d+))?")
_NUMBERS: Final = frozenset({TokenKind.WHOLE, TokenKind.DECIMAL})
_MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Address:
    """Where a number stands: in which formula of which stock or flow, and the way into brackets."""

    part: Part
    index: int
    """In `Model.stocks`, or in `Model.flows` for a rate."""
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number of a model; `name` is what `parameter` finds it by, `value` what is written."""

    name: str
    value: Number
    address: Address
    place: Place | None
    """None for a stock whose initial value is not written, which is then 0."""


def parameters(model: Model) -> tuple[Parameter, ...]:
    """Every number that can be varied: stocks in order of first mention, then flows in order."""
    flows = Counter(_arrow(model, flow) for flow in model.flows)
    found: list[Parameter] = []
    seen: set[str] = set()
    for index, stock in enumerate(model.stocks):
        if stock.name in seen:
            continue
        seen.add(stock.name)
        found += _named(stock.name, "initial", index, stock.initial)
        found += _named(f"{stock.name} max", "maximum", index, stock.maximum)
    for index, flow in enumerate(model.flows):
        name = _arrow(model, flow)
        if flows[name] > 1 and flow.place is not None:
            name = f"line {flow.place.line}"
        found += _named(name, "rate", index, flow.formula)
    return tuple(found)


def parameter(model: Model, name: str) -> Parameter:
    """The number of that name; spaces do not matter. Raises InvalidError with names there are."""
    return named(model, name, parameters(model))


def named(model: Model, name: str, every: tuple[Parameter, ...]) -> Parameter:
    """The same among the `parameters` of a model, for whoever needs several of them."""
    wanted = _plain(name)
    for one in every:
        if one.name == wanted:
            return one
    at_line = _LINE.fullmatch(wanted)
    if at_line:
        return _on_line(every, name, int(at_line[1]), int(at_line[2] or 0))
    raise InvalidError(_unknown(model, name, wanted, every))


def with_numbers(model: Model, numbers: Mapping[Address, Number]) -> Model:
    """The same model with other numbers; whole ones stay whole, and each flow keeps its kind."""
    stocks, flows = list(model.stocks), list(model.flows)
    for address, number in numbers.items():
        if address.part == "rate":
            flow = flows[address.index]
            changed = _changed(flow.formula, address.path, number)
            flows[address.index] = replace(flow, formula=changed)
            continue
        stock = stocks[address.index]
        if address.part == "initial":
            initial = _changed(stock.initial, address.path, number)
            stocks[address.index] = replace(stock, initial=initial)
        else:
            maximum = _changed(stock.maximum, address.path, number)
            stocks[address.index] = replace(stock, maximum=maximum)
    return Model(stocks=tuple(stocks), flows=tuple(flows))


def _arrow(model: Model, flow: Flow) -> str:
    to = "" if flow.destination is None else model.stocks[flow.destination].name
    return f"{model.stocks[flow.source].name} > {to}".rstrip()


def _named(name: str, part: Part, index: int, formula: Formula) -> list[Parameter]:
    numbers = list(_numbers(formula.tokens, ()))
    several = len(numbers) > 1
    return [
        Parameter(
            name=f"{name} #{count}" if several else name,
            value=int(token.text) if token.kind is TokenKind.WHOLE else float(token.text),
            address=Address(part, index, path),
            place=token.place,
        )
        for count, (path, token) in enumerate(numbers, 1)
    ]


def _numbers(
    tokens: tuple[Token, ...], way: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], Token]]:
    for at, token in enumerate(tokens):
        if token.kind in _NUMBERS:
            yield (*way, at), token
        elif token.kind is TokenKind.FORMULA:
            yield from _numbers(token.inner, (*way, at))


def _changed(formula: Formula, path: tuple[int, ...], number: Number) -> Formula:
    return replace(formula, tokens=_exchanged(formula.tokens, path, number))


def _exchanged(
    tokens: tuple[Token, ...], path: tuple[int, ...], number: Number
) -> tuple[Token, ...]:
    at, *rest = path
    if rest:
        new = replace(tokens[at], inner=_exchanged(tokens[at].inner, tuple(rest), number))
    else:
        kind = TokenKind.WHOLE if isinstance(number, int) else TokenKind.DECIMAL
        new = Token(kind=kind, text=repr(number), place=tokens[at].place)
    return (*tokens[:at], new, *tokens[at + 1 :])


def _plain(name: str) -> str:
    spaced = name.replace(">", " > ").replace("#", " #")
    return re.sub(r"# +", "#", " ".join(spaced.split()))


def _on_line(every: tuple[Parameter, ...], name: str, line: int, which: int) -> Parameter:
    """The number of the rate on a line or, where it has no rate, of the stock it begins."""
    there = [one for one in every if one.place is not None and one.place.line == line]
    found = [one for one in there if one.address.part == "rate"] or there
    if which:
        found = found[which - 1 : which]
    if len(found) == 1:
        return found[0]
    if not there:
        raise InvalidError(f'"{name}": there is no number on line {line}. {_listed(every)}')
    if not found:
        raise InvalidError(f'"{name}": line {line} has no number {which}.')
    raise InvalidError(
        f'"{name}": line {line} has several numbers. '
        f'Write "line {line} #1", "line {line} #2" and so on.'
    )


def _unknown(model: Model, name: str, wanted: str, every: tuple[Parameter, ...]) -> str:
    several = [one.name for one in every if one.name.startswith(f"{wanted} #")]
    if several:
        return f'"{name}" has several numbers. Write {" or ".join(map(_quoted, several))}.'
    lines = [
        f"line {flow.place.line}"
        for flow in model.flows
        if flow.place is not None and _arrow(model, flow) == wanted
    ]
    if len(lines) > 1:
        return f'"{name}" is written more than once. Write {" or ".join(map(_quoted, lines))}.'
    if any(stock.name == wanted for stock in model.stocks) or lines:
        return f'"{name}" has no number of its own. {_listed(every)}'
    from difflib import get_close_matches

    near = get_close_matches(wanted, [one.name for one in every], n=1)
    hint = f"Did you mean {_quoted(near[0])}? " if near else ""
    return f'No number of the model is called "{name}". {hint}{_listed(every)}'


def _listed(every: tuple[Parameter, ...]) -> str:
    names = [_quoted(one.name) for one in every[:_MOST_LISTED]]
    if not names:
        return "This model has no number that could be varied."
    more = ", and more" if len(every) > _MOST_LISTED else ""
    return f"There are {', '.join(names)}{more}."


def _quoted(name: str) -> str:
    return f'"{name}"'
