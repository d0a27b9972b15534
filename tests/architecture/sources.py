"""The source files of the product, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import trifecta

ROOT = Path(trifecta.__file__).parent


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its path from `src/trifecta`, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def attributes(self) -> Iterator[ast.Attribute]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Attribute))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Each call with the dotted name of what is called, as it is written."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node


@cache
def sources(*parts: str) -> tuple[Source, ...]:
    """Every module below `parts`, migrations left out."""
    found = [
        Source(str(path.relative_to(ROOT)), text, ast.parse(text))
        for path in sorted(ROOT.rglob("*.py"))
        if "migrations" not in path.relative_to(ROOT).parts[:-1]
        for text in [path.read_text(encoding="utf-8")]
    ]
    return tuple(source for source in found if not parts or source.path.startswith(parts))
