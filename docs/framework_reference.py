"""Writes docs/reference/framework.md from what the framework knows: `make docs`."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Final

from trifecta.domain.framework.lookup import SECTIONS, Section
from trifecta.domain.framework.pieces import Piece, Question, Step
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES

PAGE: Final = Path(__file__).parent / "reference" / "framework.md"
OPENING: Final = """# The framework

What Trifecta knows of partnerships, in our words, written by `make docs` from `domain/framework`.
Pages, commands and assistants all read it there. The word in code below each title is its id; the
[page](pages.md) that shows all this has it in the address, `/framework/#id`.
"""
WORDS: Final = {
    "purpose": "What for",
    "start_when": "Start here when",
    "looks_like": "Looks like",
    "of_both": "To whoever leads both",
    "next_step": "Next step",
    "harm": "What it does",
    "instead": "Instead",
    "why": "Why",
    "changes": "What changes",
    "start": "Start with",
    "say": "In words",
    "dissolves": "How both",
    "real_when": "Real when",
    "question": "Ask",
    "judged": "Judged on",
    "limits": "Limited by",
    "success": "Hopes for",
}
SILENT: Final = frozenset(
    {"id", "title", "said", "number", "how", "from_above", "company", "role", "text", "meaning"}
)
PUT_TO: Final = {"yourself": "yourself", "each": "each of two that one leads"}


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(_section(section) for section in SECTIONS)])


def _section(section: Section) -> str:
    head = f"## {section.title}\n\n{section.lead}\n"
    if isinstance(section.pieces[0], Question):
        return f"{head}\n{_questions(section)}"
    return "\n".join([head, *(_piece(piece) for piece in section.pieces)])


def _piece(piece: Piece) -> str:
    lines = [f"### {_title(piece)}\n", f"`{piece.id}`\n"]
    for plain in ("text", "meaning"):
        if hasattr(piece, plain):
            lines.append(f"{getattr(piece, plain)}\n")
    lines += [
        f"- {WORDS[field.name]}: {_value(getattr(piece, field.name))}"
        for field in fields(piece)
        if field.name not in SILENT
    ]
    if isinstance(piece, Step):
        lines += ["", *(f"{place}. {how}" for place, how in enumerate(piece.how, 1))]
        lines += ["", "Whoever leads both:", ""]
        lines += [f"{place}. {how}" for place, how in enumerate(piece.from_above, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _title(piece: Piece) -> str:
    if isinstance(piece, Step):
        return f"{piece.number}. {piece.title}"
    return f"“{piece.said}”" if hasattr(piece, "said") else str(getattr(piece, "title", ""))


def _value(value: str) -> str:
    """A sentence as it is, an id as code."""
    return value if " " in value else f"`{value}`"


def _questions(section: Section) -> str:
    rows = [
        "| id | question | closes | to | by | company |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in section.pieces:
        if isinstance(one, Question):
            closes = ", ".join(f"`{gap}`" for gap in one.closes)
            to = PUT_TO.get(one.put_to) or _roles(one.counterparts)
            kinds = ", ".join(COMPANY_KINDS[kind].title for kind in sorted(one.companies)) or "any"
            by = "executive" if one.put_to == "each" else _roles(one.askers)
            rows.append(f"| `{one.id}` | {one.text} | {closes} | {to} | {by} | {kinds} |")
    return "\n".join(rows) + "\n"


def _roles(roles: frozenset[str]) -> str:
    return ", ".join(role for role in PARTNER_ROLES if role in roles) or "any"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
