"""From XMILE to the text of a model, as far as the language has words, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.parsing import parse
from trifecta.domain.systems.xmile.documents import Document, Variable, document_of, read_document
from trifecta.domain.systems.xmile.equations import ZERO, Tree, formula_of
from trifecta.domain.systems.xmile.names import canonical, in_our_language
from trifecta.domain.systems.xmile.refusing import Refusals, refuse
from trifecta.domain.systems.xmile.writing import xmile_of

_LARGEST_TREE: Final = 400
CHANGED: Final = (
    "The file was changed after it was written here, so its equations count, and not the text of "
    "the model that came with it."
)
STOPS: Final = (
    "A stock that another tool would let fall below zero stops at zero here, and a flow whose "
    "equation comes below zero stands still instead of running backwards."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The text of a model, and what is not quite the same in it, in whole sentences.

    `name` and `rounds` are those of the file, nothing where it has none.
    """

    text: str
    notes: tuple[str, ...]
    name: str = ""
    rounds: int | None = None


def model_text_from(xmile: str) -> Imported:
    """The text of a model that does what an XMILE 1.0 document does, run by Euler with dt = 1.

    A document that `xmile_of` wrote, and nobody changed since, gives its text back. Of others are
    read: stocks, flows, auxiliaries and + - * /, MAX(0, x) and MIN(x, source) around a rate, and
    INT(x * source) as a leak. Raises RefusedError with line and reason for everything else, as
    much of it as can be told at once.
    """
    refusals = Refusals()
    document = read_document(xmile, refusals)
    rounds = int(document.rounds) if document.rounds and 1 <= document.rounds < 1e6 else None
    notes: list[str] = []
    if document.source is not None:
        if not refusals.found and _is_unchanged(document):
            return Imported(text=document.source, notes=(), name=document.name, rounds=rounds)
        notes.append(CHANGED)
    lines: list[str] = []
    with refusals.collected():
        reader = _Reader(document)
        lines += reader.lines()
    refusals.tell()
    text = "\n".join(lines)
    try:
        parse(text)
    except InvalidError as error:
        raise InvalidError(f"What was read makes no model. {error.message}") from error
    if document.left_out:
        notes.append(f"Left out, since a text has no place for it: {', '.join(document.left_out)}.")
    return Imported(text=text, notes=(*notes, *reader.notes), name=document.name, rounds=rounds)


def _is_unchanged(document: Document) -> bool:
    """Whether the text that came along still says what the equations say."""
    try:
        model = parse(document.source or "")
        again = document_of(xmile_of(model, source="").text)
    except InvalidError:
        return False
    return _said(document) == _said(again)


def _said(document: Document) -> dict[str, tuple[object, ...]]:
    return {
        name: (each.kind, each.equation, frozenset(each.inflows), frozenset(each.outflows))
        for name, each in document.variables.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """A flow as our language has it: its ends, and its rate as a tree."""

    variable: Variable
    source: str | None
    destination: str | None
    kind: str
    rate: Tree
    goes_after: frozenset[str]
    """Flows that have taken from a stock when this one looks at it."""


class _Reader:
    """Variables by what they are; auxiliaries that change are put into what looks at them."""

    def __init__(self, document: Document) -> None:
        self.variables = document.variables
        self.names = in_our_language(each.name for each in self.variables.values())
        self.stocks = self._of("stock")
        self.constants = self._constants()
        self.notes: list[str] = []
        self.sources = self._ends("outflow")
        self.destinations = self._ends("inflow")
        self.expanded: dict[str, Tree] = {}

    def _of(self, kind: str) -> dict[str, Variable]:
        return {name: each for name, each in self.variables.items() if each.kind == kind}

    def _constants(self) -> dict[str, Variable]:
        """Auxiliaries that look at nothing but others like them."""
        left, found = self._of("aux"), dict[str, Variable]()
        while ready := [n for n, v in left.items() if v.equation.names() <= found.keys()]:
            found |= {name: left.pop(name) for name in ready}
        return found

    def _ends(self, tag: str) -> dict[str, str]:
        """Which stock each flow comes from, or goes to."""
        ends: dict[str, str] = {}
        for name, stock in self.stocks.items():
            for flow in stock.outflows if tag == "outflow" else stock.inflows:
                if flow not in self.variables or self.variables[flow].kind != "flow":
                    refuse(stock.line, f"{stock.name} names {flow} as a flow, and there is none.")
                if flow in ends:
                    refuse(stock.line, f"{flow} is the {tag} of two stocks; it can be of one.")
                ends[flow] = name
        return ends

    def lines(self) -> Iterator[str]:
        refusals = Refusals()
        flows = self._in_order(self._flows(refusals))
        first, later, arrows = list[str](), list[str](), list[str]()
        for lines, values in ((first, self._plain_values()), (later, self._other_values())):
            for name, each in values:
                with refusals.collected():
                    lines.append(self._stock_line(name, each))
        for flow in flows:
            with refusals.collected():
                arrows.append(self._flow_line(flow))
        refusals.tell()
        yield from first
        yield from arrows
        yield from later
        if any(flow.rate.parts or not flow.rate.word[:1].isdigit() for flow in flows):
            self.notes.append(STOPS)

    def _values(self) -> dict[str, Variable]:
        return {
            name: each
            for name, each in self.variables.items()
            if name in self.stocks or name in self.constants
        }

    def _plain_values(self) -> list[tuple[str, Variable]]:
        return [(n, v) for n, v in self._values().items() if not v.equation.names()]

    def _other_values(self) -> list[tuple[str, Variable]]:
        """Below the flows, since a leak has to know how its source begins when it is read."""
        return [(n, v) for n, v in self._values().items() if v.equation.names()]

    def _stock_line(self, name: str, variable: Variable) -> str:
        formula = self._formula(variable, self._expand(variable.equation, variable))
        return self.names[name] if formula == "0" else f"{self.names[name]}({formula})"

    def _formula(self, variable: Variable, tree: Tree) -> str:
        try:
            return formula_of(tree, self.names)
        except InvalidError as error:
            refuse(variable.line, f"{variable.name}: {error.message}.")

    def _expand(self, tree: Tree, variable: Variable, depth: int = 0) -> Tree:
        """With equations in the place of flows, and of auxiliaries that change."""
        if depth > 30:
            refuse(variable.line, f"{variable.name} depends on itself.")
        known = {}
        for name in sorted(tree.names()):
            if name in self.variables and name not in self._values():
                known[name] = self._expand(self.variables[name].equation, variable, depth + 1)
        found = tree.replaced(known) if known else tree
        if found.size() > _LARGEST_TREE:
            refuse(variable.line, f"{variable.name} comes to more than {_LARGEST_TREE} parts.")
        return found

    def _flows(self, refusals: Refusals) -> list[_Flow]:
        flows, lost = list[_Flow](), self._lost()
        for name, variable in self._of("flow").items():
            if name not in lost:
                with refusals.collected():
                    flows.append(self._flow(name, variable, lost))
        return flows

    def _flow(self, name: str, variable: Variable, lost: dict[str, str]) -> _Flow:
        source = self.sources.get(name)
        kind, rate, after = self._rate(variable, source, frozenset(lost))
        if kind == "Leak" and name in lost.values():
            kind = "Conversion"
        return _Flow(
            variable=variable,
            source=source,
            destination=self.destinations.get(name),
            kind=kind,
            rate=rate,
            goes_after=after,
        )

    def _lost(self) -> dict[str, str]:
        """Flows that carry off what a conversion loses, each with its conversion."""
        lost = {}
        for name, variable in self._of("flow").items():
            tree = variable.equation
            if (tree.head, tree.word) != ("call", "if") or len(tree.parts) != 3:
                continue
            condition, nothing, rest = tree.parts
            source = self.sources.get(name)
            if condition.head != "=" or nothing != ZERO or name in self.destinations:
                continue
            other = condition.parts[0].word
            expected = Tree("-", "", (Tree("name", source or ""), Tree("name", other)))
            if (
                condition.parts[1] == ZERO
                and rest == expected
                and self.sources.get(other) == source
            ):
                lost[name] = other
        return lost

    def _rate(
        self, variable: Variable, source: str | None, lost: frozenset[str]
    ) -> tuple[str, Tree, frozenset[str]]:
        """Rate or Leak, of what, and after which flows; bounds that hold anyway are taken off."""
        tree, after = self._as_found(variable.equation)
        after -= lost
        here = Tree("name", source or "")
        for bound, known in (("max", ZERO), ("min", here)):
            if (tree.head, tree.word) == ("call", bound) and known in tree.parts:
                others = [part for part in tree.parts if part != known]
                if len(tree.parts) == 2 and len(others) == 1:
                    tree = others[0]
        if (tree.head, tree.word) == ("call", "int") and len(tree.parts) == 1:
            share = tree.parts[0]
            if share.head == "*" and here in share.parts and share.parts != (here, here):
                rate = share.parts[1] if share.parts[0] == here else share.parts[0]
                return "Leak", self._expand(rate, variable), after
        return "Rate", self._expand(tree, variable), after

    def _as_found(self, tree: Tree) -> tuple[Tree, frozenset[str]]:
        """With a stock in the place of what it is less flows out of it, and those flows."""
        pairs = [self._as_found(part) for part in tree.parts]
        parts = tuple(part for part, _ in pairs)
        after = frozenset().union(*(flows for _, flows in pairs)) if pairs else frozenset[str]()
        if tree.head == "-" and parts[0].head == parts[1].head == "name":
            stock, flow = parts[0].word, parts[1].word
            if stock in self.stocks and self.sources.get(flow) == stock:
                return parts[0], after | {flow}
        return Tree(tree.head, tree.word, parts), after

    def _in_order(self, flows: list[_Flow]) -> list[_Flow]:
        """So that a flow sees stocks before others take from them; the last line goes first."""
        before = self._must_precede(flows)
        ordered: list[int] = []
        left = list(range(len(flows)))
        while left:
            waiting = set(left)
            free = [at for at in left if before[at].isdisjoint(waiting)]
            if not free:
                names = [flows[at].variable.name for at in left]
                self.notes.append(
                    f"{', '.join(names[:6])} look at stocks that others of them take from in the "
                    "same round. Here the one that goes later sees what is left, so that numbers "
                    "differ."
                )
                free = left[:]
            ordered += free
            waiting -= set(free)
            left = [at for at in left if at in waiting]
        return [flows[at] for at in ordered]

    def _must_precede(self, flows: list[_Flow]) -> list[set[int]]:
        """Which lines stand above which: a line goes before those above it."""
        before: list[set[int]] = [set() for _ in flows]
        for at, flow in enumerate(flows):
            looks = self._looked_at(flow)
            for other, one in enumerate(flows):
                if canonical(one.variable.name) in flow.goes_after:
                    before[other].add(at)
                elif other != at and one.source is not None and one.source in looks:
                    before[at].add(other)
        return before

    @staticmethod
    def _looked_at(flow: _Flow) -> set[str]:
        share = set() if flow.kind == "Rate" or flow.source is None else {flow.source}
        return flow.rate.names() | share

    def _flow_line(self, flow: _Flow) -> str:
        name = canonical(flow.variable.name)
        source = self._end(flow.source, name, "source")
        to = self._end(flow.destination, name, "sink")
        return f"{source} > {to} @ {flow.kind}({self._formula(flow.variable, flow.rate)})"

    def _end(self, stock: str | None, flow: str, word: str) -> str:
        if stock is not None:
            return self.names[stock]
        name = f"{self.names[flow]}_{word}"
        while name in self.names.values():
            name += "_"
        return f"[{name}]"
