"""A diagram as a file of its own, with its colours in it, for both light and dark."""

from __future__ import annotations

import math
from typing import Final

from trifecta.charts.stock_flow import wide_picture
from trifecta.charts.stock_flow.given import Structure

LIGHT: Final = {
    "paper": "#faf8f4",
    "surface": "#fffefc",
    "line-strong": "#827a6b",
    "ink": "#24211c",
    "ink-2": "#5d564a",
    "accent": "#0f5a66",
}
DARK: Final = {
    "paper": "#181714",
    "surface": "#211f1b",
    "line-strong": "#8b8475",
    "ink": "#ece8df",
    "ink-2": "#b6afa1",
    "accent": "#86c7d0",
}
"""The same as in the stylesheet of the pages."""
_RULES: Final = """
svg { background: var(--paper); }
text { fill: var(--ink-2); font: 400 14px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.strong, .loop, .sign, .balance { font-weight: 600; }
.strong, .loop { fill: var(--ink); }
.sign, .link-head { fill: var(--accent); }
text.inside { stroke: none; }
.wall { fill: none; stroke: var(--ink-2); stroke-width: 9; }
.pipe { fill: none; stroke: var(--paper); stroke-width: 6; }
.head, .round-head { fill: var(--ink-2); }
.stock { fill: var(--surface); stroke: var(--ink); stroke-width: 1.5; }
.constant { fill: var(--paper); stroke: var(--line-strong); }
.cloud { fill: var(--paper); stroke: var(--ink-2); stroke-width: 1.5; }
.valve { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; stroke-linejoin: round; }
.link { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 5 4; }
.round { fill: none; stroke: var(--ink-2); stroke-width: 1.25; }
"""


def svg_file(structure: Structure, *, title: str, most_steps: float = math.inf) -> str:
    """The wide picture as a document; it needs nothing else and links to nothing.

    Raises ValueError as `stock_flow` does.
    """
    style = f"{_colours(LIGHT)}{_dark()}{_RULES}"
    return str(wide_picture(structure, title=title, style=style, most_steps=most_steps))


def _dark() -> str:
    return f"\n@media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"


def _colours(tokens: dict[str, str]) -> str:
    said = " ".join(f"--{name}: {colour};" for name, colour in tokens.items())
    return f":root {{ {said} }}"
