"""How much a round computes is known before it runs, brackets and maximums counted."""

from __future__ import annotations

import pytest

from trifecta.domain.systems import parse


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("", 0),
        ("a(5)", 0),
        ("a > b @ 1", 3),
        ("a > b @ 1 + 2", 5),
        ("a > b @ (1 + 2) * 3", 8),
        ("a > b(0, c + 1) @ 1\nc", 5),
        ("a > b @ 1\nc > b @ 1", 5),
    ],
)
def test_work_counts_values_and_operations(text: str, work: int) -> None:
    assert parse(text).work == work
