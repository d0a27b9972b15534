"""A diagram as lines for a terminal: chains with their rates, then links, then loops."""

from __future__ import annotations

from collections.abc import Iterator

from trifecta.domain.systems.notation import loop_lines
from trifecta.domain.systems.structure import Link, LinkUse, Node, NodeKind, Structure

_INDENT = "    "


def sketch_of(structure: Structure, *, width: int = 80) -> str:
    """Everything a diagram shows, in lines of about `width` signs; names are never cut.

    A flow is ==rate==>, with (B) where it balances what it comes from or goes to. Clouds stand in
    square brackets, as in the language.
    """
    parts = [
        _headed("Flows", [line for chain in _chains(structure) for line in _lines(chain, width)]),
        _headed("Values", list(_values(structure))),
        _headed("Looks at", [_link_line(structure, link) for link in structure.links]),
        _headed("Loops", loop_lines(structure)),
    ]
    text = "\n\n".join(part for part in parts if part)
    return "\n".join(_plain(line) for line in text.split("\n"))


def _headed(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _chains(structure: Structure) -> Iterator[list[str]]:
    """Flows one after the other as far as they follow each other, each of them once."""
    left = dict.fromkeys(range(len(structure.pipes)))
    fed = {pipe.destination for pipe in structure.pipes}
    while left:
        at = next((at for at in left if structure.pipes[at].source not in fed), next(iter(left)))
        chain = [_named(structure, structure.pipes[at].source)]
        following: int | None = at
        while following is not None:
            del left[following]
            pipe = structure.pipes[following]
            balances = " (B)" if pipe.drains or pipe.limited else ""
            chain.append(f"=={pipe.rate}{balances}==> {_named(structure, pipe.destination)}")
            following = next(
                (at for at in left if structure.pipes[at].source == pipe.destination), None
            )
        yield chain


def _lines(chain: list[str], width: int) -> Iterator[str]:
    line = chain[0]
    for step in chain[1:]:
        if len(line) + len(step) + 3 > width and line.strip():
            yield line
            line = f"{_INDENT}{step}"
        else:
            line = f"{line} {step}"
    yield line


def _named(structure: Structure, name: str) -> str:
    kinds = {node.name: node.kind for node in structure.nodes}
    if not name:
        return "(nowhere)"
    return f"[{name}]" if kinds.get(name) is NodeKind.CLOUD else name


def _values(structure: Structure) -> Iterator[str]:
    for node in structure.nodes:
        said = list(_said(node))
        if said:
            yield f"{node.name}: {', '.join(said)}"


def _said(node: Node) -> Iterator[str]:
    if node.initial not in ("", "0") or node.kind is NodeKind.CONSTANT:
        yield f"starts at {node.initial}" if node.kind is NodeKind.STOCK else node.initial
    if node.maximum:
        yield f"at most {node.maximum}"


def _link_line(structure: Structure, link: Link) -> str:
    if link.flow is None:
        what = {LinkUse.MAXIMUM: "the maximum", LinkUse.INITIAL: "the first value"}[link.use]
        return f"{what} of {link.node} looks at {link.source} ({link.sign})"
    pipe = structure.pipes[link.flow]
    ends = f"{_named(structure, pipe.source)} > {_named(structure, pipe.destination)}"
    return f"{ends} looks at {link.source} ({link.sign})"


def _plain(line: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in line)
