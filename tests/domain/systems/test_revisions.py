"""What has changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.systems.revisions import revised_lines

texts = st.lists(st.sampled_from(["a", "b", "# c", ""]), max_size=8).map("\n".join)


def test_a_changed_line_is_gone_and_new() -> None:
    found = revised_lines("A > B @ 1\nB > C @ 2", "A > B @ 1\nB > C @ 3\nC > D @ 1")
    assert [(one.kind, one.text, one.before, one.after) for one in found] == [
        ("same", "A > B @ 1", 1, 1),
        ("gone", "B > C @ 2", 2, None),
        ("new", "B > C @ 3", None, 2),
        ("new", "C > D @ 1", None, 3),
    ]


@given(texts, texts)
def test_both_texts_can_be_read_out_of_it(before: str, after: str) -> None:
    found = revised_lines(before, after)
    assert [one.text for one in found if one.before] == before.splitlines()
    assert [one.text for one in found if one.after] == after.splitlines()
    assert [one.before for one in found if one.before] == list(
        range(1, len(before.splitlines()) + 1)
    )
