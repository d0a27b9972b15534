"""What a diagram of a model shows: stocks, clouds, flows, information links and feedback loops."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trifecta.domain.systems.influences import Sign, influences
from trifecta.domain.systems.loops import Loop, loops_among
from trifecta.domain.systems.model import UNLIMITED, Flow, FlowKind, Formula, Model, Stock


class NodeKind(StrEnum):
    """A stock piles up; a cloud has no end; a constant has no flow and is only looked at."""

    STOCK = "stock"
    CLOUD = "cloud"
    CONSTANT = "constant"


class LinkUse(StrEnum):
    """What a stock is looked at for: how much flows, how much fits, or how much is there at first.

    The values are words that fit beside an arrow.
    """

    RATE = "rate"
    MAXIMUM = "max"
    INITIAL = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One name of a model; `initial` and `maximum` as written, empty where they say nothing."""

    name: str
    kind: NodeKind
    initial: str
    maximum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipe:
    """A flow: from one name to another, and its rate as a person would write it.

    `drains`: the more is in its source, the more leaves, which balances the source. `limited`: the
    nearer its destination is to a maximum, the less arrives, which balances the destination.
    """

    source: str
    destination: str
    rate: str
    kind: FlowKind
    drains: bool
    limited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stock that a formula looks at; `flow` is a place in `Structure.pipes`, or `node` a name."""

    source: str
    flow: int | None
    node: str
    use: LinkUse
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """All of a diagram, in order of the text."""

    nodes: tuple[Node, ...]
    pipes: tuple[Pipe, ...]
    links: tuple[Link, ...]
    loops: tuple[Loop, ...]
    """Those through more than one flow or through a link, the shortest first."""
    more_loops: bool
    """True where there are more loops than are listed."""


def structure_of(model: Model) -> Structure:
    """The diagram of a model, the same every time; names no stock has are left out of it.

    Conventions of Sterman (Business Dynamics, 2000, ch. 5 and 6) and Meadows (Thinking in Systems,
    2008). A flow without a destination ends in a cloud without a name.
    """
    stocks = _by_name(model)
    pipes = tuple(_pipe(model, stocks, flow) for flow in model.flows)
    links = (*_rate_links(model, stocks, pipes), *_stock_links(stocks))
    written = {(link.source, link.flow) for link in links if link.flow is not None}
    loops, more = loops_among(_effects(model, stocks, pipes, links), written)
    return Structure(
        nodes=_nodes(stocks, pipes), pipes=pipes, links=links, loops=loops, more_loops=more
    )


def _by_name(model: Model) -> dict[str, Stock]:
    """Each name with the stock that decides what it is: an infinite one has the last word."""
    stocks: dict[str, Stock] = {}
    for stock in model.stocks:
        if stock.name not in stocks or stock.initial == UNLIMITED:
            stocks[stock.name] = stock
    return stocks


def _nodes(stocks: dict[str, Stock], pipes: tuple[Pipe, ...]) -> tuple[Node, ...]:
    ends = {end for pipe in pipes for end in (pipe.source, pipe.destination)}
    return tuple(
        Node(
            name=name,
            kind=_kind(stock, has_flow=name in ends),
            initial="" if stock.initial == UNLIMITED else str(stock.initial),
            maximum="" if stock.maximum == UNLIMITED else str(stock.maximum),
        )
        for name, stock in stocks.items()
    )


def _kind(stock: Stock, *, has_flow: bool) -> NodeKind:
    if stock.initial == UNLIMITED:
        return NodeKind.CLOUD
    return NodeKind.STOCK if has_flow else NodeKind.CONSTANT


def _pipe(model: Model, stocks: dict[str, Stock], flow: Flow) -> Pipe:
    to = None if flow.destination is None else model.stocks[flow.destination]
    source = stocks[model.stocks[flow.source].name]
    infinite = source.initial == UNLIMITED
    limited = to is not None and to.maximum != UNLIMITED
    takes_all = flow.kind is FlowKind.CONVERSION and limited
    return Pipe(
        source=source.name,
        destination="" if to is None else to.name,
        rate=rate_in_words(flow),
        kind=flow.kind,
        drains=flow.kind is not FlowKind.RATE and not infinite and not takes_all,
        limited=limited,
    )


def rate_in_words(flow: Flow) -> str:
    """A rate as its number or formula, a share of what is there, or what arrives of all of it."""
    if flow.kind is FlowKind.RATE:
        return str(flow.formula)
    share = _per_cent(flow.formula)
    if flow.kind is FlowKind.LEAK:
        return share
    return f"all, {share} arrive"


def _per_cent(formula: Formula) -> str:
    text = str(formula)
    try:
        share = float(text) * 100
    except ValueError:
        return f"({text})"
    return f"{share:.10g}%"


def _rate_links(
    model: Model, stocks: dict[str, Stock], pipes: tuple[Pipe, ...]
) -> tuple[Link, ...]:
    return tuple(
        Link(
            source=name,
            flow=number,
            node="",
            use=LinkUse.RATE,
            sign=Sign.UNKNOWN if pipe.limited and pipe.kind is FlowKind.CONVERSION else sign,
        )
        for number, (flow, pipe) in enumerate(zip(model.flows, pipes, strict=True))
        for name, sign in influences(flow.formula).items()
        if name in stocks
    )


def _stock_links(stocks: dict[str, Stock]) -> tuple[Link, ...]:
    return tuple(
        Link(source=name, flow=None, node=stock.name, use=use, sign=sign)
        for stock in stocks.values()
        for use, formula in ((LinkUse.INITIAL, stock.initial), (LinkUse.MAXIMUM, stock.maximum))
        for name, sign in influences(formula).items()
        if name in stocks
    )


def _effects(
    model: Model, stocks: dict[str, Stock], pipes: tuple[Pipe, ...], links: tuple[Link, ...]
) -> list[tuple[str | int, str | int, Sign]]:
    """What moves what, round after round: names of stocks, and flows by their number."""
    effects: list[tuple[str | int, str | int, Sign]] = []
    for number, pipe in enumerate(pipes):
        effects.append((number, pipe.source, Sign.LESS))
        if pipe.destination:
            effects.append((number, pipe.destination, Sign.MORE))
        if pipe.drains:
            effects.append((pipe.source, number, Sign.MORE))
        if pipe.limited:
            effects.append((pipe.destination, number, Sign.LESS))
    for link in links:
        if link.use is LinkUse.RATE and link.flow is not None:
            effects.append((link.source, link.flow, link.sign))
        elif link.use is LinkUse.MAXIMUM:
            effects += [
                (link.source, number, link.sign)
                for number, flow in enumerate(model.flows)
                if flow.destination is not None and pipes[number].destination == link.node
            ]
    endless = {name for name, stock in stocks.items() if stock.initial == UNLIMITED}
    return [each for each in effects if each[0] not in endless and each[1] not in endless]
