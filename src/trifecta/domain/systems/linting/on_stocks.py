"""What stocks mean: maxima, values said again, names that are nearly alike, stocks left alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from trifecta.domain.systems.linting.findings import Finding, found
from trifecta.domain.systems.linting.looking import Look
from trifecta.domain.systems.linting.wording import countable, listed, said
from trifecta.domain.systems.model import NOTHING, UNLIMITED, Stock, TokenKind
from trifecta.domain.systems.saying import StockSaid


def on_stocks(look: Look, said_stocks: tuple[StockSaid, ...]) -> Iterator[Finding]:
    """Findings about stocks, from how lines say them and how the model begins."""
    yield from _said_again(look, said_stocks)
    yield from _nearly_alike(look)
    for stock in look.model.stocks:
        if stock.shown:
            yield from _beginning(look, stock)
    if look.whole:
        yield from _never_fed(look)
    if not look.faults and look.model.flows:
        yield from _left_alone(look)


def _said_again(look: Look, said_stocks: tuple[StockSaid, ...]) -> Iterator[Finding]:
    kept = {stock.name: stock for stock in reversed(look.model.stocks)}
    mentioned: dict[str, StockSaid] = {}
    for one in said_stocks:
        before = mentioned.setdefault(one.name, one)
        stock = kept.get(one.name)
        if one.infinite and before is not one:
            yield _infinite_again(one, before)
        elif stock is not None and one.formulas:
            first, second = one.formulas[0], one.formulas[1:]
            if first == NOTHING and stock.initial != NOTHING:
                yield found(
                    "zero-does-not-count",
                    one.place,
                    f"0 counts as no value here: {one.name} begins with {stock.initial}.",
                    f"Write {one.name} without a value, or 0 in the other place.",
                )
            if second and second[0] == UNLIMITED and stock.maximum != UNLIMITED:
                yield found(
                    "zero-does-not-count",
                    one.place,
                    f"inf counts as no maximum here: that of {one.name} is {stock.maximum}.",
                    f"Write the maximum of {one.name} in one place alone.",
                )


def _infinite_again(one: StockSaid, before: StockSaid) -> Finding:
    if before.infinite:
        return found(
            "infinite-twice",
            one.place,
            f"[{one.name}] was named on line {before.place.line}; both are the same stock.",
            f"{one.name} without brackets says the same from the second time on.",
        )
    return found(
        "becomes-infinite",
        one.place,
        f"The brackets make {one.name} infinite in all places, line {before.place.line} too.",
        f"Write {one.name} without brackets here, or give this stock another name.",
    )


def _nearly_alike(look: Look) -> Iterator[Finding]:
    first: dict[str, Stock] = {}
    for stock in look.model.stocks:
        other = first.setdefault(stock.name.casefold(), stock)
        if other.name != stock.name:
            where = f" on line {other.place.line}" if other.place else ""
            yield found(
                "names-differ-by-case",
                stock.place,
                f"{stock.name} and {other.name}{where} are two stocks: capitals count.",
                f"Write {other.name} in both places if they are one.",
            )


def _beginning(look: Look, stock: Stock) -> Iterator[Finding]:
    begins = look.start.get(stock.name)
    most = look.value(stock.maximum) if look.start else None
    if begins is None:
        return
    if most is not None and begins > most and countable(begins):
        yield found(
            "begins-above-maximum",
            stock.place,
            f"{stock.name} begins with {said(begins)} and has room for {said(most)}, so what flows "
            f"in is {said(most - begins)}: {said(begins - most)} go back to where it comes from.",
            "Begin with no more than the maximum.",
        )
    if begins < 0:
        yield found(
            "begins-below-zero",
            stock.place,
            f"{stock.name} begins with {said(begins)}, and no rate takes from it until it is fed.",
            "Begin with 0 or more where it counts things.",
        )
    tokens = stock.initial.tokens
    if len(tokens) == 1 and tokens[0].kind is TokenKind.DECIMAL and begins == 0:
        yield found(
            "zero-is-whole",
            stock.initial.place,
            f"{stock.initial} gives the whole number 0, and is shown as 0.",
            "Nothing needs to change.",
        )


def _left_alone(look: Look) -> Iterator[Finding]:
    in_flows = {
        look.model.stocks[at].name
        for flow in look.model.flows
        for at in (flow.source, flow.destination)
        if at is not None
    }
    used = in_flows | _named(look)
    without_rate = {line.number for line in look.lines if ">" in line.text or "@" in line.text}
    for stock in look.model.stocks:
        if stock.name not in used and stock.place and stock.place.line not in without_rate:
            yield found(
                "unused-stock",
                stock.place,
                f"Nothing flows into {stock.name} or out of it, and no formula uses it.",
                "Take it out, or use it.",
            )


def _named(look: Look) -> set[str]:
    formulas = [flow.formula for flow in look.model.flows]
    for stock in look.model.stocks:
        formulas += [stock.initial, stock.maximum]
    names: set[str] = set()
    waiting = [token for formula in formulas for token in formula.tokens]
    while waiting:
        token = waiting.pop()
        waiting += token.inner
        names.add(token.text)
    return names


def _never_fed(look: Look) -> Iterator[Finding]:
    fed = {
        look.model.stocks[flow.destination].name
        for flow in look.model.flows
        if flow.destination is not None
    }
    emptied = dict.fromkeys(look.model.stocks[flow.source].name for flow in look.model.flows)
    stocks = {stock.name: stock for stock in reversed(look.model.stocks)}
    empty = [name for name in emptied if name not in fed and look.start.get(name) == 0]
    for name in empty:
        yield found(
            "never-fed",
            stocks[name].place,
            f"{name} begins with 0 and nothing flows into it, so nothing ever leaves it.",
            f"Give it a value, as in {name}(10), write [{name}] for one without end, or feed it.",
        )


def overfilled(look: Look) -> Iterator[Finding]:
    """Stocks that a round of several flows fills beyond their maximum, each sees the same room."""
    inflows: dict[int, list[int]] = {}
    for at, flow in enumerate(look.model.flows):
        if flow.destination is not None:
            inflows.setdefault(flow.destination, []).append(at)
    for destination, flows in inflows.items():
        stock = look.model.stocks[destination]
        if len(flows) < 2 or stock.maximum == UNLIMITED:
            continue
        for number, one in enumerate(look.rounds, 1):
            room = max((one.moves[at].room for at in flows), default=math.inf)
            arrives = sum(one.moves[at].arrives for at in flows)
            if arrives > room >= 0:
                lines = [str(place.line) for at in flows if (place := look.model.flows[at].place)]
                yield found(
                    "overfilled-maximum",
                    look.model.flows[flows[-1]].place,
                    f"In round {number}, {said(arrives)} flow into {stock.name}, which has room "
                    f"for {said(room)}: the flows of lines {listed(lines)} all see the same room.",
                    "Let one flow fill it, or count with more than the maximum. Sane semantics "
                    "share the room.",
                )
                break
