"""Which words several findings take up, checked against asking each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.covering import Covered

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 9)
)


@given(st.lists(SPANS, max_size=8), SPANS)
def test_it_is_as_if_each_were_asked(spans: list[Span], one: Span) -> None:
    covered = Covered(spans)

    assert covered.meets(one) == any(s.start < one.end and one.start < s.end for s in spans)
    assert covered.has_start_of(one) == any(s.start <= one.start < s.end for s in spans)
