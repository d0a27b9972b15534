"""Where the order of lines decides: the flow that is written last goes first."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from trifecta.domain.systems.linting.findings import Finding, found
from trifecta.domain.systems.linting.looking import Look
from trifecta.domain.systems.linting.wording import countable, listed, said
from trifecta.domain.systems.model import Flow, FlowKind, Token, TokenKind

_WORDS = {FlowKind.LEAK: "leak", FlowKind.RATE: "rate", FlowKind.CONVERSION: "conversion"}


def on_order(look: Look) -> Iterator[Finding]:
    """Findings about flows that leave one stock, and formulas that see it after they did."""
    leaving: dict[str, list[int]] = {}
    for at, flow in enumerate(look.model.flows):
        leaving.setdefault(look.model.stocks[flow.source].name, []).append(at)
    for name, flows in leaving.items():
        if len(flows) > 1 and look.start.get(name, 0) != inf:
            yield from _short(look, name, flows)
            yield from _leaks(look, name, flows)
    last = {name: flows[-1] for name, flows in leaving.items()}
    yield from _seen_later(look, last)


def _short(look: Look, name: str, flows: list[int]) -> Iterator[Finding]:
    """A rate that asks for more than the flows below it left, though there was enough at first."""
    for at in flows[:-1]:
        flow = look.model.flows[at]
        if flow.kind is not FlowKind.RATE:
            continue
        for number, one in enumerate(look.rounds, 1):
            move, before = one.moves[at], one.before[name]
            if move.held < move.rate and move.held < before and countable(before):
                yield found(
                    "served-last",
                    flow.place,
                    f"The flows below take from {name} first. In round {number}, {said(move.rate)} "
                    f"should leave on this line, and {said(max(move.held, 0))} of {said(before)} "
                    "are left.",
                    "Write this line below the others to let it come first. Sane semantics share.",
                )
                break


def _leaks(look: Look, name: str, flows: list[int]) -> Iterator[Finding]:
    leaks = [at for at in flows if look.model.flows[at].kind is FlowKind.LEAK]
    if len(leaks) < 2:
        return
    first = look.model.flows[leaks[0]]
    lines = [str(place.line) for at in leaks[1:] if (place := look.model.flows[at].place)]
    for one in look.rounds:
        move, before = one.moves[leaks[0]], one.before[name]
        if 0 < move.held < before and countable(before):
            yield found(
                "one-after-another",
                first.formula.place,
                f"The leak on line {listed(lines)} goes first, and this one takes its share of the "
                f"rest: of {said(move.held)} and not of {said(before)}.",
                "Sane semantics take both shares of what there was.",
            )
            return


def _seen_later(look: Look, last: dict[str, int]) -> Iterator[Finding]:
    for at, flow in enumerate(look.model.flows):
        seen = set()
        for token in _references(flow.formula.tokens):
            name = token.text
            if last.get(name, -1) <= at or name in seen or look.start.get(name) == inf:
                continue
            seen.add(name)
            other: Flow = look.model.flows[last[name]]
            if other.place is None:
                continue
            yield found(
                "sees-what-is-left",
                token.place,
                f"The {_WORDS[other.kind]} on line {other.place.line} goes first, so {name} is "
                "what that leaves.",
                f"Write this line below line {other.place.line} if {name} is to be what there was.",
            )


def _references(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        if token.kind is TokenKind.REFERENCE:
            yield token
        yield from _references(token.inner)
