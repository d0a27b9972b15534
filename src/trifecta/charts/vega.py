"""Vega-Lite to SVG that takes its colours and fonts from the page and carries no inline style."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from trifecta.charts.svg import Svg, element

REMEMBERED = 256
"""How many pictures are kept, without the words in them; one is some 10 kB."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ATTRIBUTES = {
    "g": {"transform"},
    "path": {"d", "transform"},
    "line": {"x1", "x2", "y1", "y2", "transform"},
    "text": {"transform", "text-anchor"},
}
_AXIS_CLASSES = {"role-axis-grid": "grid", "role-axis-title": "strong"}


def draw(
    spec: Mapping[str, Any],
    *,
    classes: Mapping[str, str],
    words: Mapping[str, str],
    class_: str,
    spoken: str,
) -> Svg:
    """The spec as one SVG; `classes` says which class the marks of a named layer get.

    Shapes, places and text are all that is taken from the renderer. Colour, font and stroke come
    from the stylesheet, so a picture follows dark mode and print, and has no `style` in it.

    What people wrote goes round the renderer, which ends the whole process at a character that XML
    does not allow: the spec has placeholders, and `words` says what stands there instead.
    """
    by_group = {f"{layer}_marks": mark for layer, mark in classes.items()} | _AXIS_CLASSES
    # What is parsed here was written by the renderer, not by anybody outside.
    root = ET.fromstring(_rendered(json.dumps(spec, sort_keys=True)))  # noqa: S314
    return element(
        "svg",
        *_Reading(by_group=by_group, words=words).children(root, mark=None),
        class_=class_,
        viewBox=root.get("viewBox"),
        role="img",
        aria_label=spoken,
    )


@lru_cache(maxsize=REMEMBERED)
def _rendered(spec: str) -> str:
    return vl_convert.vegalite_to_svg(spec)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What to keep of a rendered picture, and under which class."""

    by_group: Mapping[str, str]
    words: Mapping[str, str]

    def children(self, parent: ET.Element, *, mark: str | None) -> list[str]:
        own = [self.words.get(parent.text, parent.text)] if parent.text else []
        return own + [kept for child in parent if (kept := self._kept(child, mark))]

    def _kept(self, node: ET.Element, mark: str | None) -> Svg | None:
        tag = node.tag.removeprefix(_NAMESPACE)
        groups = node.get("class", "").split()
        if tag not in _ATTRIBUTES or _is_frame(groups) or node.get("opacity") == "0":
            return None
        mark = next((self.by_group[group] for group in groups if group in self.by_group), mark)
        inside = self.children(node, mark=mark)
        if tag in {"g", "text"} and not inside:
            return None
        attributes = {name: node.get(name) for name in sorted(_ATTRIBUTES[tag])}
        return element(tag, *inside, class_=mark if tag != "g" else None, **attributes)


def _is_frame(groups: list[str]) -> bool:
    return "background" in groups or "foreground" in groups
