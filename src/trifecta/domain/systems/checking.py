"""What has to hold before a model can begin: names that exist, and initial values in an order."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from trifecta.domain.systems.evaluating import unknown_name
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import NOTHING, UNLIMITED, Model, Stock, Token


def check_model(model: Model) -> tuple[str, ...]:
    """Stocks whose initial value looks at others, in the order to compute them.

    Raises SystemsError for names no stock has and for initial values that go in a circle. Names
    inside brackets are not looked at: the language meets them when it computes them.
    """
    faults = unknown_names(model)
    if faults:
        raise SystemsError(*faults)
    return _initial_order(model)


def unknown_names(model: Model) -> tuple[Fault, ...]:
    """A fault for each name outside brackets that no stock has, in order of the text."""
    known = dict.fromkeys(model.names)
    unknown = [token for token in _references(model) if token.text not in known]
    return tuple(unknown_name(token, known) for token in sorted(unknown, key=_where))


def _references(model: Model) -> Iterator[Token]:
    for stock in model.stocks:
        if stock.initial is not NOTHING:
            yield from stock.initial.references
        if stock.maximum is not UNLIMITED:
            yield from stock.maximum.references
    for flow in model.flows:
        yield from flow.formula.references


def _where(token: Token) -> tuple[int, int]:
    return (token.place.line, token.place.column) if token.place else (0, 0)


def _initial_order(model: Model) -> tuple[str, ...]:
    """Pass after pass, takes stocks that no other stock still looks at; the order is its reverse.

    Another right order would give other results where a name stands in brackets, since such names
    are not looked at here: so this is the language's own.
    """
    looks_at: dict[str, list[str]] = {}
    looked_at: dict[str, int] = {}
    for stock in model.stocks:
        if stock.initial is not NOTHING and (references := stock.initial.references):
            names = looks_at.setdefault(stock.name, [])
            for token in references:
                names.append(token.text)
                looked_at[token.text] = looked_at.get(token.text, 0) + 1
    if not looks_at:
        return ()
    left = {name: looks_at[name] for name in model.names if name in looks_at}
    order: list[str] = []
    while ready := _take_ready(left, looked_at):
        order += ready
    if left:
        circle = _circle(left)
        first = next(stock for stock in model.stocks if stock.name == circle[0])
        raise SystemsError(circle_fault(first, circle))
    return tuple(reversed(order))


def _take_ready(left: dict[str, list[str]], looked_at: dict[str, int]) -> list[str]:
    ready = []
    for name in list(left):
        if not looked_at.get(name):
            for other in left.pop(name):
                looked_at[other] -= 1
            ready.append(name)
    return ready


def circle_fault(first: Stock, names: list[str]) -> Fault:
    """Initial values that need each other, from the first stock round to its name again."""
    if len(names) == 2:
        problem = f"{names[0]} begins with itself."
    else:
        problem = f"These begin with each other: {' needs '.join(names)}."
    return Fault(
        kind=FaultKind.CIRCULAR_INITIALS,
        place=first.initial.place,
        problem=problem,
        remedy="Give one of them a number.",
    )


def _circle(left: dict[str, list[str]]) -> list[str]:
    """One circle among stocks that look at each other, its first name again at the end."""
    try:
        TopologicalSorter(left).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle[::-1]
    raise AssertionError("what is left over always has a circle")
