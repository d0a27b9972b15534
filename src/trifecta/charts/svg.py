"""SVG as escaped text: the one place where markup of a chart is put together."""

from __future__ import annotations

import math
import re
from html import escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = str | int | float | None


class Svg(str):
    """Markup in which everything foreign is escaped, so that templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def element(name: str, /, *children: str, **attributes: Attribute) -> Svg:
    """One element; plain text is escaped, None leaves an attribute out, `class_` is `class`.

    Underscores in attribute names become hyphens (`text_anchor`). Numbers have two decimals at
    most; a number that is not finite raises ValueError.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_quoted(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = join(*children)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def join(*children: str) -> Svg:
    """The children one after the other; plain text is escaped."""
    return Svg("".join(child if isinstance(child, Svg) else _escaped(child) for child in children))


def percent(value: float) -> str:
    """A length relative to the picture, 0 to 100."""
    return f"{number(value)}%"


def number(value: float) -> str:
    """Two decimals at most and no trailing zeros, so that equal pictures are equal text."""
    if not math.isfinite(value):
        raise ValueError(f"{value} has no place in a picture")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _quoted(value: str | float) -> str:
    return _escaped(value) if isinstance(value, str) else number(value)


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=True)
