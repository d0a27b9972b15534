"""A diagram in words: a sentence for who cannot see it, and a table of every part."""

from __future__ import annotations

from trifecta.charts.chart import Column, Table, listed
from trifecta.charts.stock_flow.given import Link, Pipe, Structure

_KINDS = {"R": "reinforcing", "B": "balancing"}
_MOST_IN_A_SENTENCE = 8


def sentence_of(structure: Structure) -> str:
    """How much there is of what, and which way it flows."""
    stocks = [node for node in structure.nodes if node.kind == "stock"]
    parts = [
        _counted(len(stocks), "stock"),
        _counted(len(structure.pipes), "flow"),
        _counted(len(structure.links), "information link"),
        _counted(len(structure.loops), "feedback loop"),
    ]
    flows = [
        f"{pipe.source} to {pipe.destination or 'nowhere'}"
        for pipe in structure.pipes[:_MOST_IN_A_SENTENCE]
    ]
    more = len(structure.pipes) - len(flows)
    ending = f", and {more} more, all in the table" if more > 0 else ""
    said = f" Flows: {'; '.join(flows)}{ending}." if flows else ""
    return f"{listed(parts).capitalize()}.{said}"


def _counted(count: int, what: str) -> str:
    if not count:
        return f"no {what}s"
    return f"{count} {what}{'' if count == 1 else 's'}"


def table_of(structure: Structure, title: str) -> Table:
    """A row for each stock, flow, link and loop, in this order."""
    rows = [
        *(
            (
                _KIND_WORDS[node.kind],
                node.name,
                "",
                _begins(node.initial, node.maximum, kind=node.kind),
            )
            for node in structure.nodes
        ),
        *(
            ("Flow", f"{pipe.source} → {pipe.destination or 'nowhere'}", pipe.rate, _balances(pipe))
            for pipe in structure.pipes
        ),
        *(
            ("Link", f"{link.source} → {_head(structure, link)}", link.sign, _USES[link.use])
            for link in structure.links
        ),
        *(
            (
                "Loop",
                loop.label,
                _KINDS.get(loop.label[0], "cannot be told"),
                f"through {listed(list(loop.stocks))}",
            )
            for loop in structure.loops
        ),
    ]
    return Table(
        caption=f"{title}: every part",
        columns=(
            Column(name="Part"),
            Column(name="Name"),
            Column(name="Rate or sign"),
            Column(name="What it says"),
        ),
        rows=tuple(rows),
    )


_KIND_WORDS = {"stock": "Stock", "cloud": "No end", "constant": "Constant"}
_USES = {
    "rate": "its formula looks there",
    "max": "its maximum looks there",
    "start": "its first value looks there",
}


def _begins(initial: str, maximum: str, *, kind: str) -> str:
    if kind == "cloud":
        return "as much as is asked for"
    begins = f"= {initial}" if kind == "constant" else f"starts at {initial}"
    return f"{begins}, at most {maximum}" if maximum else begins


def _balances(pipe: Pipe) -> str:
    said = []
    if pipe.drains:
        said.append(f"balances {pipe.source}: the more is there, the more leaves")
    if pipe.limited:
        said.append(f"balances {pipe.destination}: the fuller it is, the less arrives")
    return "; ".join(said)


def _head(structure: Structure, link: Link) -> str:
    if link.flow is None:
        return link.node
    pipe = structure.pipes[link.flow]
    return f"flow {pipe.source} → {pipe.destination or 'nowhere'}"
