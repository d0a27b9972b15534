"""The wish for interesting work, and people who are kept away from problems."""

from __future__ import annotations

from tests.domain.situations.accounts import GROWTH

from trifecta.domain.situations.reading import read


def test_interesting_work_is_seen() -> None:
    found = read(GROWTH)

    assert any(
        "something new" in span.of(GROWTH) or "leave" in span.of(GROWTH)
        for span in found.interesting_work
    )


def test_coddling_is_seen() -> None:
    text = "I shield the team from customers, and the PM says engineers never hear the numbers."

    assert [span.of(text) for span in read(text).coddling]
