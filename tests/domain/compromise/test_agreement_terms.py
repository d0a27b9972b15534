"""What an agreement may say, what is missing from it, and what differs between two versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.compromise.terms import (
    MAX_PROMISE,
    MOST_PROMISES,
    Promise,
    Stage,
    Terms,
    as_data,
    changes,
    checked_heading,
    checked_promise,
    from_data,
    mark_of,
    missing,
    remarks,
    renewed,
    room_for_one,
)
from trifecta.domain.errors import InvalidError

TODAY = date(2026, 11, 21)
NAMES = {"a": "Alice", "b": "Bob"}
KIT = Promise(key="1", text="Build the kit", owner="a", due=date(2026, 12, 4), stage="Build")
RUN = Promise(key="2", text="Run ten tests", owner="b", due=date(2026, 12, 18))
TERMS = Terms(
    title="Kit first",
    summary="A kit, then the tests on it.",
    promises=(KIT, RUN),
    review_on=date(2027, 1, 8),
    stages=(Stage(name="Build", starts=date(2026, 11, 23), work=("The kit",)),),
)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))
promises = st.builds(
    Promise, key=st.text(), text=st.text(), owner=st.text(), due=st.none() | days, stage=st.text()
)
terms = st.builds(
    Terms,
    title=st.text(),
    summary=st.text(),
    promises=st.lists(promises, max_size=3).map(tuple),
    review_on=st.none() | days,
    stages=st.just(TERMS.stages),
)


@given(terms)
def test_terms_are_stored_and_read_without_loss(one: Terms) -> None:
    assert from_data(as_data(one)) == one


def test_complete_terms_lack_nothing() -> None:
    assert missing(TERMS, members=NAMES, today=TODAY, before=None) == []


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (replace(TERMS, title=""), "Give the agreement a name."),
        (replace(TERMS, promises=()), "Write at least one commitment"),
        (replace(TERMS, review_on=None), "Choose a day on which you look back."),
        (replace(TERMS, review_on=TODAY), "You cannot look back on 21 November."),
        (replace(TERMS, promises=(replace(KIT, owner=""),)), "Say who does “Build the kit”."),
        (replace(TERMS, promises=(replace(KIT, owner="gone"),)), "has left"),
        (replace(TERMS, promises=(replace(KIT, due=None),)), "Say by when"),
        (replace(TERMS, promises=(replace(KIT, due=date(2026, 11, 20)),)), "has passed"),
        (replace(TERMS, kind="navigate", promises=(KIT,)), "one thing Bob will do"),
        (replace(TERMS, kind="navigate"), "Fill in “What would change our mind”."),
    ],
)
def test_what_is_missing_is_said_as_something_to_write(terms: Terms, sentence: str) -> None:
    found = missing(terms, members=NAMES, today=TODAY, before=None)
    assert any(sentence in one.words for one in found), found


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        (replace(TERMS, title=""), ("words", "title", "")),
        (replace(TERMS, review_on=None), ("words", "review_on", "")),
        (replace(TERMS, review_on=TODAY), ("words", "review_on", "")),
        (replace(TERMS, promises=()), ("new_commitment", "text", "")),
        (replace(TERMS, promises=(replace(KIT, owner=""),)), ("commitment", "owner", KIT.key)),
        (replace(TERMS, promises=(replace(KIT, due=None),)), ("commitment", "due", KIT.key)),
    ],
)
def test_what_is_missing_says_where_it_is_written(
    terms: Terms, place: tuple[str, str, str]
) -> None:
    found = missing(terms, members=NAMES, today=TODAY, before=None)
    assert place in [(one.place, one.field, one.promise) for one in found]


def test_a_change_may_carry_a_promise_that_is_late_and_not_make_a_new_one_late() -> None:
    later = date(2027, 1, 20)
    before = replace(TERMS, review_on=later)
    kept = replace(before, summary="Other words")
    assert missing(kept, members=NAMES, today=date(2026, 12, 10), before=before) == []
    moved = replace(kept, promises=(replace(KIT, due=date(2026, 12, 9)), RUN))
    assert missing(moved, members=NAMES, today=date(2026, 12, 10), before=before)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"owner": "somebody"}, "owner"),
        ({"due": TODAY - timedelta(days=1)}, "due"),
        ({"due": TODAY + timedelta(days=800)}, "due"),
        ({"stage": "x" * 81}, "stage"),
    ],
)
def test_a_promise_that_cannot_be_kept_as_written_names_its_field(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        checked_promise(replace(KIT, **change), today=TODAY, members=NAMES)  # type: ignore[arg-type]
    assert set(error.value.fields) == {field}


def test_a_promise_of_exactly_the_longest_length_with_windows_line_ends_fits() -> None:
    text = "a\r\n" + "x" * (MAX_PROMISE - 2)
    assert len(checked_promise(replace(KIT, text=text), today=TODAY, members=NAMES).text) == 500


def test_a_promise_due_today_is_fine() -> None:
    assert checked_promise(replace(KIT, due=TODAY), today=TODAY, members=NAMES).due == TODAY


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"summary": "x" * 100_000}, "summary"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + timedelta(days=400)}, "review_on"),
    ],
)
def test_a_heading_that_cannot_be_kept_names_its_field(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        checked_heading(replace(TERMS, **change), today=TODAY)  # type: ignore[arg-type]
    assert set(error.value.fields) == {field}


def test_an_agreement_holds_a_limited_number_of_commitments() -> None:
    full = replace(TERMS, promises=(KIT,) * MOST_PROMISES)
    with pytest.raises(InvalidError, match="at most 12"):
        room_for_one(full)
    room_for_one(replace(full, promises=full.promises[1:]))


def test_looking_back_before_something_is_due_is_remarked_and_allowed() -> None:
    early = replace(TERMS, review_on=date(2026, 12, 10))
    assert remarks(TERMS) == []
    assert "one commitment is due" in remarks(early)[0]
    assert missing(early, members=NAMES, today=TODAY, before=None) == []


def test_a_change_is_shown_as_old_and_new() -> None:
    new = Promise(key="3", text="Share the numbers", owner="b", due=date(2026, 12, 1))
    after = replace(
        TERMS,
        title="Kit, then tests",
        promises=(replace(KIT, owner="b"), new),
        review_on=date(2027, 1, 15),
    )
    found = {(one.before, one.after) for one in changes(TERMS, after, names=NAMES, today=TODAY)}
    assert found == {
        ("Kit first", "Kit, then tests"),
        (
            "Alice, by 4 December: Build the kit (Build)",
            "Bob, by 4 December: Build the kit (Build)",
        ),
        ("Bob, by 18 December: Run ten tests", ""),
        ("", "Bob, by 1 December: Share the numbers"),
        ("8 January 2027", "15 January 2027"),
    }
    assert changes(TERMS, TERMS, names=NAMES, today=TODAY) == []


def test_a_mark_changes_with_what_was_read_and_with_nothing_else() -> None:
    assert mark_of(TERMS) == mark_of(replace(TERMS, promises=()))
    assert mark_of(TERMS) != mark_of(replace(TERMS, summary="Other"))
    assert mark_of(KIT) != mark_of(replace(KIT, due=None))


def test_a_new_agreement_from_an_old_one_keeps_the_words_and_what_is_unfinished() -> None:
    again = renewed(TERMS, unfinished=["2"])
    assert (again.title, again.review_on) == ("Kit first", None)
    assert [(one.text, one.due) for one in again.promises] == [("Run ten tests", None)]
