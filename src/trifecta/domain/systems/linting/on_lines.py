"""What the signs of one line mean to the language: comments, arrows, rates that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from trifecta.domain.systems.lexing import Line, PartKind
from trifecta.domain.systems.linting.findings import Finding, found
from trifecta.domain.systems.linting.looking import Look
from trifecta.domain.systems.places import Piece, Place


def on_lines(look: Look) -> Iterator[Finding]:
    """Findings that need no more than a line and what kinds of parts it has."""
    unread = {fault.place.line for fault in look.faults if fault.place}
    for line in look.lines:
        if not line.parts:
            continue
        if line.parts[0].kind is PartKind.COMMENT:
            yield from _swallowed(line)
            continue
        yield from _spaced_names(line)
        if line.number not in unread:
            yield from _rateless(line)
        yield from _beyond_two(line)


def _swallowed(line: Line) -> Iterator[Finding]:
    sign = line.text.index("#")
    before = line.text[:sign].strip()
    if before:
        start = line.text.index(before)
        yield found(
            "comment-after-stock",
            Place(line.number, start + 1, start + len(before) + 1),
            f"{before} is part of the comment here, and no stock: a # on a line without > or @ "
            "makes all of the line a comment.",
            "Put the comment on a line of its own.",
        )


def _spaced_names(line: Line) -> Iterator[Finding]:
    for part in line.parts:
        if part.kind is not PartKind.STOCK:
            continue
        piece = part.piece
        typed, name = _typed(line, piece), piece.text.split("(")[0]
        raw = typed.split("(")[0].strip()
        if name.startswith("[") and name.endswith("]"):
            name, raw = name[1:-1], raw[1:-1].strip()
        if " " in raw and (raw.replace(" ", "_").isidentifier() or piece.text[-1] == "]"):
            yield found(
                "joined-name",
                piece.place,
                f"{raw} is read as {name}, without the space.",
                f"Write {name}, or {raw.replace(' ', '_')} in all places.",
            )


def _typed(line: Line, piece: Piece) -> str:
    place = piece.place
    return line.text[place.column - 1 : place.end - 1]


def _rateless(line: Line) -> Iterator[Finding]:
    stocks = [part.piece for part in line.parts if part.kind is PartKind.STOCK]
    if any(part.kind is PartKind.RATE for part in line.parts):
        return
    names = [piece.text.split("(")[0] for piece in stocks]
    at = line.text.find("@")
    if at >= 0:
        yield found(
            "empty-rate",
            Place(line.number, at + 1, at + 2),
            "Nothing stands after the @, so there is no flow here.",
            "Write how much moves in a round, such as @ 5.",
        )
    elif len(stocks) > 1:
        yield found(
            "flow-without-rate",
            line.place,
            f"Nothing flows from {names[0]} to {names[1]}: without an @ this line names two "
            "stocks and no flow.",
            f"Write {names[0]} > {names[1]} @ 5 for five a round, or take the line out.",
        )


def _beyond_two(line: Line) -> Iterator[Finding]:
    stocks = [part.piece for part in line.parts if part.kind is PartKind.STOCK]
    rates = [part.piece for part in line.parts if part.kind is PartKind.RATE]
    if len(stocks) > 2:
        names = [piece.text.split("(")[0] for piece in stocks]
        yield found(
            "third-stock",
            stocks[2].place,
            f"{names[2]} is left out: a line has one flow, from {names[0]} to {names[1]}.",
            f"Write {names[1]} > {names[2]} with its rate on a line of its own.",
        )
    after = line.text.find("@") + 1
    if rates and ">" in line.text[after:]:
        at = line.text.index(">", after)
        yield found(
            "arrow-after-rate",
            Place(line.number, at + 1, at + 2),
            f"The > after the rate is left out, so that the rate reads {rates[0].text}.",
            "Write the next flow on a line of its own.",
        )
