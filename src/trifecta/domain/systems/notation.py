"""Diagrams as text of other tools: Mermaid flowcharts and the dot language of Graphviz."""

from __future__ import annotations

from trifecta.domain.systems.structure import Link, Node, NodeKind, Pipe, Structure


def mermaid_of(structure: Structure) -> str:
    """A Mermaid flowchart: boxes, a circle for each cloud, a hexagon as valve, dotted links.

    Names go in as quoted text with everything escaped that Mermaid or a browser would read.
    """
    lines = ["flowchart LR"]
    for at, node in enumerate(structure.nodes):
        if not _is_at_a_pipe(structure, node):
            opened, closed = ("[", "]") if node.kind is NodeKind.STOCK else ("([", "])")
            lines.append(f'  n{at}{opened}"{_mermaid(_label(node))}"{closed}')
    for at, pipe in enumerate(structure.pipes):
        lines += _mermaid_pipe(structure, at, pipe)
    for link in structure.links:
        lines.append(
            f'  {_origin(structure, link)} -. "{_words(link)}" .-> {_goal(structure, link)}'
        )
    lines += [f"  %% {_plain(line)}" for line in loop_lines(structure)]
    return "\n".join(lines)


def _mermaid_pipe(structure: Structure, at: int, pipe: Pipe) -> list[str]:
    return [
        *(
            f'  c{at}{end}(("{_mermaid(name) or " "}"))'
            for end, name in (("a", pipe.source), ("b", pipe.destination))
            if _is_cloud(structure, name)
        ),
        f'  {_end(structure, at, "a")} === v{at}{{{{"{_mermaid(pipe.rate)}"}}}} '
        f"==> {_end(structure, at, 'b')}",
    ]


def dot_of(structure: Structure) -> str:
    """The dot language of Graphviz: boxes, ellipses as clouds, diamonds as valves, dashed links."""
    lines = ["digraph model {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for at, node in enumerate(structure.nodes):
        if not _is_at_a_pipe(structure, node):
            style = "shape=box" if node.kind is NodeKind.STOCK else "shape=plaintext"
            lines.append(f"  n{at} [{style}, label={_dot(_label(node))}];")
    for at, pipe in enumerate(structure.pipes):
        for end, name in (("a", pipe.source), ("b", pipe.destination)):
            if _is_cloud(structure, name):
                lines.append(f"  c{at}{end} [shape=ellipse, style=dotted, label={_dot(name)}];")
        a, b = _end(structure, at, "a"), _end(structure, at, "b")
        lines += [
            f'  v{at} [shape=diamond, width=0.2, height=0.2, label="", xlabel={_dot(pipe.rate)}];',
            f"  {a} -> v{at} [penwidth=3, dir=none];",
            f"  v{at} -> {b} [penwidth=3];",
        ]
    for link in structure.links:
        origin, goal = _origin(structure, link), _goal(structure, link)
        lines.append(f"  {origin} -> {goal} [style=dashed, label={_dot(_words(link))}];")
    lines += [f"  // {_plain(line)}" for line in loop_lines(structure)]
    return "\n".join([*lines, "}"])


def loop_lines(structure: Structure) -> list[str]:
    """A line for each feedback loop: its label, its kind, and what it goes through and back to."""
    kinds = {"R": "reinforcing", "B": "balancing", "?": "cannot be told"}
    lines = [
        f"{loop.label} {kinds[loop.kind]}: {' → '.join((*loop.stocks, loop.stocks[0]))}"
        for loop in structure.loops
    ]
    return [*lines, "and more loops than are listed"] if structure.more_loops else lines


def _label(node: Node) -> str:
    lines = [_plain(node.name)]
    if node.initial not in ("", "0"):
        lines.append(f"starts at {node.initial}" if node.kind is NodeKind.STOCK else node.initial)
    if node.maximum:
        lines.append(f"at most {node.maximum}")
    return "\n".join(lines)


def _is_at_a_pipe(structure: Structure, node: Node) -> bool:
    """Whether a node is a cloud that is drawn at the end of each of its pipes."""
    ends = {end for pipe in structure.pipes for end in (pipe.source, pipe.destination)}
    return node.kind is NodeKind.CLOUD and node.name in ends


def _is_cloud(structure: Structure, name: str) -> bool:
    return all(node.kind is NodeKind.CLOUD for node in structure.nodes if node.name == name)


def _place(structure: Structure, name: str) -> int:
    return next(at for at, node in enumerate(structure.nodes) if node.name == name)


def _end(structure: Structure, pipe: int, end: str) -> str:
    one = structure.pipes[pipe]
    name = one.source if end == "a" else one.destination
    return f"c{pipe}{end}" if _is_cloud(structure, name) else f"n{_place(structure, name)}"


def _origin(structure: Structure, link: Link) -> str:
    """Where a link begins; a cloud is wherever it was drawn first, or drawn for the link."""
    if not _is_cloud(structure, link.source):
        return f"n{_place(structure, link.source)}"
    for at, pipe in enumerate(structure.pipes):
        for end, name in (("a", pipe.source), ("b", pipe.destination)):
            if name == link.source:
                return f"c{at}{end}"
    return f"n{_place(structure, link.source)}"


def _goal(structure: Structure, link: Link) -> str:
    return f"v{link.flow}" if link.flow is not None else f"n{_place(structure, link.node)}"


def _words(link: Link) -> str:
    return link.sign.value if link.flow is not None else f"{link.use} {link.sign}"


def _plain(text: str) -> str:
    """On one line, and without signs that steer a terminal or a parser."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _mermaid(text: str) -> str:
    """Every sign that could end a text or begin markup by its number; line breaks stay."""
    return "<br>".join(map(_mermaid_line, text.split("\n")))


def _mermaid_line(text: str) -> str:
    return "".join(
        sign if sign.isalnum() or sign in " .,_+-*/%()=→−?" else f"#{ord(sign)};"
        for sign in _plain(text)
    )


def _dot(text: str) -> str:
    lines = [_plain(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return '"' + "\\n".join(lines) + '"'
