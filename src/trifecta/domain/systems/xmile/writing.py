"""From a model to XMILE, so that an Euler run with dt = 1 in another tool gives the same values.

What a flow takes is gone at once for those that go after it: in an equation, a stock is what it was
less what earlier flows of the round took. A conversion is two flows: what arrives and what is lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.sax.saxutils import escape, quoteattr

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.checking import check_model
from trifecta.domain.systems.model import (
    NOTHING,
    UNLIMITED,
    Flow,
    FlowKind,
    Formula,
    Model,
    Stock,
    Token,
    TokenKind,
)
from trifecta.domain.systems.xmile.names import unlike

NAMESPACE: Final = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
OUR_NAMESPACE: Final = "urn:trifecta:systems"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A document, and what is not quite the same in it, in whole sentences."""

    text: str
    notes: tuple[str, ...]


def xmile_of(model: Model, *, source: str, name: str = "Model", rounds: int = 10) -> Exported:
    """The model as an XMILE 1.0 document of `rounds` steps.

    `source` is its text, which goes along so that `model_text_from` can give it back. Raises
    InvalidError for what XMILE has no words for: `inf` in a formula, a formula that looks at an
    infinite stock, or a flow that goes nowhere.
    """
    check_model(model)
    return _Writer(model).document(source, name, rounds)


@dataclass(frozen=True, slots=True)
class _Ends:
    """What flows into and out of one stock, by the names of flows."""

    inflows: list[str] = field(default_factory=list)
    outflows: list[str] = field(default_factory=list)


class _Writer:
    """Equations, from the flow that goes first to the one that goes last."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.infinite = {s.name for s in model.stocks if s.initial == UNLIMITED}
        taken: set[str] = set()
        self.names = {
            name: unlike(name, taken) for name in model.names if name not in self.infinite
        }
        self.flow_names = [unlike(self._flow_name(flow), taken) for flow in model.flows]
        self.lost_names = [
            unlike(f"{name}_lost", taken) if flow.kind is FlowKind.CONVERSION else ""
            for name, flow in zip(self.flow_names, model.flows, strict=True)
        ]
        self.took: dict[str, list[str]] = defaultdict(list)
        self.ends: dict[str, _Ends] = defaultdict(_Ends)
        self.equations: dict[str, str] = {}
        self.notes: list[str] = []

    def document(self, source: str, name: str, rounds: int) -> Exported:
        for number in reversed(range(len(self.model.flows))):
            self._add_flow(number)
        renamed = [f"{a} is called {b}" for a, b in self.names.items() if a != b]
        if renamed:
            self.notes.append(f"Names that XMILE keeps or cannot tell apart: {', '.join(renamed)}.")
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xmile version="1.0" xmlns="{NAMESPACE}" xmlns:trifecta="{OUR_NAMESPACE}">',
            "  <header>",
            "    <vendor>Trifecta</vendor>",
            '    <product version="1" lang="en">Trifecta</product>',
            f"    <name>{_text(name)}</name>",
            "  </header>",
            '  <sim_specs method="Euler" time_units="round">',
            f"    <start>0</start><stop>{rounds}</stop><dt>1</dt>",
            "  </sim_specs>",
            "  <model>",
            "    <variables>",
            *(f"      {line}" for line in self._variables()),
            "    </variables>",
            "  </model>",
            f"  <trifecta:source>{_text(source)}</trifecta:source>",
            "</xmile>",
        ]
        return Exported(text="\n".join(lines), notes=tuple(self.notes))

    def _flow_name(self, flow: Flow) -> str:
        if flow.destination is None:
            self._refuse(flow, "goes nowhere. Write where it goes, as in [Done].")
        ends = [self.model.stocks[at].name for at in (flow.source, flow.destination)]
        plain = ["".join(s if s.isascii() and s.isalnum() else "_" for s in end) for end in ends]
        return "_to_".join(end.strip("_") or "end" for end in plain)

    def _refuse(self, flow: Flow, why: str) -> NoReturn:
        where = f"{str(flow.place).capitalize()}: " if flow.place else ""
        raise InvalidError(f"{where}This flow {why}")

    def _add_flow(self, number: int) -> None:
        flow = self.model.flows[number]
        source = self.model.stocks[flow.source]
        to = self.model.stocks[flow.destination or 0]
        name, lost = self.flow_names[number], self.lost_names[number]
        if source.name in self.infinite and flow.kind is not FlowKind.RATE:
            self._refuse(flow, f"takes a share of {source.name}, which is infinite.")
        rate = self._equation(flow.formula)
        here = "" if source.name in self.infinite else self._now(source.name)
        room = self._room(to)
        if flow.kind is FlowKind.CONVERSION:
            taken = here
            if room:
                taken = f"MAX(0, INT(({room} - {self._now(to.name)}) / {rate}))"
                self.notes.append(
                    f"{name}: a conversion into a stock with a maximum takes what would fill its "
                    "room, whatever its source holds, as the language has it. A rate of zero stops "
                    "a run here, and goes on in other tools."
                )
            self.equations[name] = f"INT({taken} * {rate})"
            self.equations[lost] = f"IF {name} = 0 THEN 0 ELSE {taken} - {name}"
        elif flow.kind is FlowKind.LEAK:
            share = f"INT({here} * {rate})"
            self.equations[name] = f"MIN({room}, {share})" if room else share
        else:
            self.equations[name] = _rate(rate, here, room, is_number=_is_number(flow.formula))
        self._join(source, to, name, lost)

    def _join(self, source: Stock, to: Stock, name: str, lost: str) -> None:
        out = [name, lost] if lost else [name]
        if source.name not in self.infinite:
            self.took[source.name] += out
        if source.name == to.name:
            out.remove(name)
        elif to.name not in self.infinite:
            self.ends[to.name].inflows.insert(0, name)
        if source.name not in self.infinite:
            self.ends[source.name].outflows[:0] = out

    def _room(self, to: Stock) -> str:
        """How much still fits, or nothing where there is no maximum."""
        if to.maximum == UNLIMITED or to.name in self.infinite:
            return "" if to.maximum == UNLIMITED else self._equation(to.maximum)
        return f"({self._equation(to.maximum)} - {self._now(to.name)})"

    def _now(self, name: str) -> str:
        """A stock as a flow finds it: less what the flows before it took this round."""
        took = self.took.get(name, ())
        return f"({' - '.join([self.names[name], *took])})" if took else self.names[name]

    def _equation(self, formula: Formula, *, at_start: bool = False) -> str:
        return self._computed(formula.tokens, formula, at_start=at_start)

    def _computed(self, tokens: tuple[Token, ...], whole: Formula, *, at_start: bool) -> str:
        """With brackets for each step, since XMILE has precedence and the language has none."""
        said, sign = "", ""
        for token in tokens:
            if token.kind is TokenKind.OPERATION:
                sign = token.text
            elif not sign:
                said = self._value(token, whole, at_start=at_start)
            else:
                said = f"({said} {sign} {self._value(token, whole, at_start=at_start)})"
        return said

    def _value(self, token: Token, whole: Formula, *, at_start: bool) -> str:
        if token.kind is TokenKind.FORMULA:
            return self._computed(token.inner, whole, at_start=at_start)
        if token.kind is TokenKind.REFERENCE and token.text in self.names:
            return self.names[token.text] if at_start else self._now(token.text)
        if token.kind in (TokenKind.WHOLE, TokenKind.DECIMAL):
            return f"(0 {token.text[0]} {token.text[1:]})" if token.text[0] == "-" else token.text
        where = f"{str(whole.place).capitalize()}: " if whole.place else ""
        what = "inf" if token.kind is TokenKind.INFINITY else f"{token.text}, which is infinite"
        if token.kind is TokenKind.REFERENCE and token.text not in self.infinite:
            what = f"{token.text}, which no stock is called"
        raise InvalidError(f"{where}{whole} looks at {what}. XMILE has no number for it.")

    def _variables(self) -> list[str]:
        lines = []
        stocks = {stock.name: stock for stock in reversed(self.model.stocks)}
        for name, called in self.names.items():
            ends = self.ends.get(name)
            equation = self._equation(stocks[name].initial, at_start=True)
            if ends is None and _is_number(stocks[name].initial):
                lines.append(f'<aux name="{called}"><eqn>{equation}</eqn></aux>')
                continue
            joined = ends or _Ends()
            inside = [f"<eqn>{equation}</eqn>"]
            inside += [f"<inflow>{flow}</inflow>" for flow in joined.inflows]
            inside += [f"<outflow>{flow}</outflow>" for flow in joined.outflows]
            lines.append(f'<stock name="{called}">{"".join(inside)}</stock>')
        for name, lost in zip(self.flow_names, self.lost_names, strict=True):
            for each in filter(None, (name, lost)):
                equation = escape(self.equations[each])
                lines.append(f"<flow name={quoteattr(each)}><eqn>{equation}</eqn></flow>")
        return lines


def _rate(rate: str, here: str, room: str, *, is_number: bool) -> str:
    """As much as is asked for, as there is, and as fits."""
    if not here:
        moved = rate if is_number and not rate.startswith("(") else f"MAX(0, {rate})"
        return f"MIN({room}, {moved})" if room else moved
    moved = f"MAX(0, MIN({rate}, {here}))"
    return f"IF {here} > 0 THEN MIN({room}, {moved}) ELSE 0" if room else moved


def _is_number(formula: Formula) -> bool:
    numbers = (TokenKind.WHOLE, TokenKind.DECIMAL)
    return formula == NOTHING or (len(formula.tokens) == 1 and formula.tokens[0].kind in numbers)


def _text(text: str) -> str:
    """Escaped, without the signs that XML cannot hold."""
    kept = "".join(sign for sign in text if sign in "\t\n" or sign.isprintable())
    return escape(kept)
