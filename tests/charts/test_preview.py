"""The page with all pictures can be put together, with nothing a strict policy would block."""

from __future__ import annotations

from tests.charts.preview import page


def test_the_preview_has_no_inline_style_and_no_script() -> None:
    shown = page()

    assert "style=" not in shown
    assert "<style" not in shown
    assert "<script" not in shown
