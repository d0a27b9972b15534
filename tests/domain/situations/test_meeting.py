"""A sheet that was changed in two places: what counts, and what has to be asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.situations.sheets.meeting import by_part, digest_of_entry, digests_of, meet
from trifecta.domain.situations.sheets.preparing import SHEET, tidy_entry

IDS = [part.id for part in SHEET]
WORDS = st.sampled_from(["", "Quiet nights", "A date", "A word\r\nfirst", " A date "])
SHEETS = st.fixed_dictionaries(dict.fromkeys(IDS, WORDS))


def opened(sheet: dict[str, str]) -> dict[str, str]:
    return dict(by_part(digests_of(sheet[name] for name in IDS)))


def test_digests_come_back_by_part_and_others_are_no_digests() -> None:
    assert by_part(digests_of(IDS)) == {name: digest_of_entry(name) for name in IDS}
    assert by_part("") == by_part("a b c") == {}
    assert "Quiet" not in digests_of(["Quiet"] * 8)
    assert digest_of_entry("\ud800")


@given(SHEETS, SHEETS, SHEETS)
def test_nothing_that_was_saved_since_is_lost_unasked(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    met = meet(mine, opened=opened(before), stand=theirs)
    for name in IDS:
        was, my, their = (tidy_entry(sheet[name]) for sheet in (before, mine, theirs))
        if my == was:
            assert met.entries[name] == theirs[name]
        else:
            assert met.entries[name] == mine[name]
        assert (name in met.twice) == (my != was and their not in (was, my))


@given(SHEETS, SHEETS)
def test_where_it_is_not_known_how_it_stood_what_was_sent_counts(
    mine: dict[str, str], theirs: dict[str, str]
) -> None:
    met = meet(mine, opened={}, stand=theirs)
    assert (met.entries, met.twice) == (mine, frozenset())
