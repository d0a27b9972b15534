"""Reading a picture back, and names that somebody might enter to break one."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from trifecta.charts.svg import Svg

ALLOWED = {
    *("svg", "g", "line", "path", "circle", "rect", "polygon", "polyline", "text"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "\"&'",
    "]]>",
    "a\x00b\x0bc",
    "</text><image href=x>",
    "{{ x }}",
]
names = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


def parsed(picture: Svg) -> ET.Element:
    """The picture as a tree; fails unless it is valid XML of shapes and text without any style."""
    root = ET.fromstring(f"<all>{picture}</all>")  # noqa: S314 - our own output
    for node in list(root.iter())[1:]:
        assert node.tag in ALLOWED
        for attribute in node.attrib:
            assert attribute not in {"style", "href"}
            assert not attribute.startswith("on")
        numbers = [value for name, value in node.attrib.items() if name != "aria-label"]
        assert "nan" not in str(numbers).lower()
    return root


def texts(picture: Svg) -> list[str]:
    return [node.text or "" for node in parsed(picture).iter("text")]


def spoken(picture: Svg) -> str:
    """What a screen reader says: every picture is one image with one label."""
    roots = list(parsed(picture))
    assert all(root.get("role") == "img" for root in roots)
    labels = {root.get("aria-label") for root in roots}
    assert len(labels) == 1
    return labels.pop() or ""


def across(length: str | None) -> float:
    """A length in per cent as a number."""
    assert length is not None
    assert length.endswith("%")
    return float(length[:-1])
