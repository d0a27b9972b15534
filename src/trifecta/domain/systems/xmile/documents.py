"""XMILE documents, read without trust: no DOCTYPE, no entities, and nothing beyond the subset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.xmile.equations import Tree, tree_of
from trifecta.domain.systems.xmile.names import canonical
from trifecta.domain.systems.xmile.refusing import Refusals, RefusedError, refuse

LARGEST: Final = 1_000_000
MOST_ELEMENTS: Final = 20_000
DEEPEST: Final = 50
MOST_VARIABLES: Final = 1_000
_LONGEST_NAME: Final = 120
_VARIABLES: Final = ("stock", "flow", "aux")
_LEFT_OUT: Final = {
    "view": "how it is drawn",
    "units": "units",
    "doc": "descriptions",
    "group": "groups",
    "style": "colours and fonts",
    "data": "links to data",
    "range": "ranges of sliders and axes",
    "scale": "ranges of sliders and axes",
}
_REFUSED: Final = {
    "module": "modules",
    "macro": "macros",
    "dimensions": "arrays",
    "dimension": "arrays",
    "element": "arrays",
    "gf": "lookup tables",
    "conveyor": "conveyors",
    "queue": "queues",
    "event_poster": "events",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element with the line it begins on."""

    tag: str
    line: int
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def find(self, tag: str) -> Element | None:
        return next((child for child in self.children if child.tag == tag), None)

    def every(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.every()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A stock, flow or auxiliary by its name in the file; `equation` is a tree."""

    kind: str
    name: str
    line: int
    equation: Tree
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()
    non_negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What of a file counts: variables by canonical name in order, and our own text if any.

    `left_out` says what there is beside that, in words.
    """

    variables: dict[str, Variable]
    source: str | None
    rounds: float | None
    name: str
    left_out: tuple[str, ...]


def document_of(text: str) -> Document:
    """The variables of an XMILE file; raises RefusedError with each line and reason."""
    refusals = Refusals()
    document = read_document(text, refusals)
    refusals.tell()
    return document


def read_document(text: str, refusals: Refusals) -> Document:
    """The same, with what is refused but stands in nobody's way collected in `refusals`."""
    root = _root(text)
    if root.tag != "xmile":
        refuse(root.line, f"<{root.tag[:40]}> is not XMILE; the first element has to be <xmile>.")
    for element in root.every():
        if element.tag in _REFUSED:
            what = _REFUSED[element.tag]
            with refusals.collected():
                refuse(
                    element.line, f"<{element.tag}>: {what} have no counterpart in the language."
                )
    rounds = None
    with refusals.collected():
        rounds = _rounds(root)
    models = [child for child in root.children if child.tag == "model"]
    if len(models) != 1:
        refuse(root.line, f"one <model> can be read, and there are {len(models)}.")
    holder = models[0].find("variables")
    if holder is None:
        refuse(models[0].line, "there are no variables in this model.")
    variables = _variables(holder, refusals)
    source = root.find("source")
    return Document(
        variables=variables,
        source=source.text if source is not None else None,
        rounds=rounds,
        name=_name(root),
        left_out=tuple(
            dict.fromkeys(_LEFT_OUT[one.tag] for one in root.every() if one.tag in _LEFT_OUT)
        ),
    )


def _name(root: Element) -> str:
    header = root.find("header")
    name = header.find("name") if header else None
    return " ".join(name.text.split())[:_LONGEST_NAME] if name else ""


def _root(text: str) -> Element:
    if len(text) > LARGEST:
        raise RefusedError(f"An XMILE file has at most {LARGEST:,} characters.")
    builder = _Builder()
    try:
        builder.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "it cannot be read")
        refuse(error.lineno, f"this is not XML: {what}.")
    if builder.root is None:
        refuse(1, "there is nothing in this file.")
    return builder.root


class _Builder:
    """Elements as they come, within bounds; declarations that could expand are refused."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.EntityDeclHandler = self._declared
        self.parser.ExternalEntityRefHandler = self._declared
        self.parser.buffer_text = True
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def _declared(self, *_: object) -> int:
        refuse(self.parser.CurrentLineNumber, "a DOCTYPE or an entity is not read. Remove it.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        line = self.parser.CurrentLineNumber
        if self.count > MOST_ELEMENTS or len(self.open) >= DEEPEST:
            refuse(line, f"more than {MOST_ELEMENTS:,} elements, or {DEEPEST} inside each other.")
        element = Element(tag.rsplit(":", maxsplit=1)[-1], line, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].texts.append(text)


def _rounds(root: Element) -> float | None:
    specs = root.find("sim_specs")
    if specs is None:
        return None
    method = specs.attributes.get("method", "Euler").split(",")[0].strip().lower()
    if method != "euler":
        refuse(specs.line, f"only Euler's method is read, and this file asks for {method[:20]}.")
    step = specs.find("dt")
    if step is not None and _number(step) != 1:
        refuse(step.line, f"only a step of dt = 1 is read, and this is {step.text.strip()[:20]}.")
    start, stop = specs.find("start"), specs.find("stop")
    return None if start is None or stop is None else _number(stop) - _number(start)


def _number(element: Element) -> float:
    try:
        return float(element.text)
    except ValueError:
        refuse(element.line, f"<{element.tag}> has to be a number.")


def _variables(holder: Element, refusals: Refusals) -> dict[str, Variable]:
    """Ends where one cannot be read, since others may look at it."""
    found: dict[str, Variable] = {}
    before = len(refusals.found)
    for element in holder.children:
        if element.tag == "group" or element.tag in _REFUSED:
            continue
        with refusals.collected():
            variable = _variable(element)
            name = canonical(variable.name)
            if name in found:
                refuse(element.line, f"{variable.name} is there twice.")
            found[name] = variable
        if len(found) > MOST_VARIABLES:
            refuse(element.line, f"at most {MOST_VARIABLES:,} variables are read.")
    if len(refusals.found) > before:
        refusals.tell()
    return found


def _variable(element: Element) -> Variable:
    if element.tag not in _VARIABLES:
        refuse(element.line, f"<{element.tag[:40]}> is not a stock, a flow or an auxiliary.")
    name = element.attributes.get("name", "").strip()
    if not name:
        refuse(element.line, f"this {element.tag} has no name.")
    equation = element.find("eqn")
    if equation is None or not equation.text.strip():
        refuse(element.line, f"{name} has no equation.")
    try:
        tree = tree_of(equation.text)
    except InvalidError as error:
        refuse(equation.line, f"{name}: {error.message}.")
    return Variable(
        kind=element.tag,
        name=name,
        line=element.line,
        equation=tree,
        inflows=_flows(element, "inflow"),
        outflows=_flows(element, "outflow"),
        non_negative=element.find("non_negative") is not None,
    )


def _flows(element: Element, tag: str) -> tuple[str, ...]:
    return tuple(
        canonical(child.text.strip().strip('"')) for child in element.children if child.tag == tag
    )
