"""Nobody reads what its writer keeps to themselves, whatever else is true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.access import (
    Visibility,
    may_read_statement,
    may_use_in_plan_finder,
    visibility_change,
    words_for,
)

SECRET = st.sampled_from([Visibility.PRIVATE, Visibility.MEDIATOR])
ANY = st.sampled_from(Visibility)
ORDER = list(Visibility)


@given(SECRET, st.booleans(), st.booleans(), st.booleans())
def test_nobody_but_the_writer_reads_a_private_or_mediator_statement(
    visibility: Visibility, partner: bool, leader: bool, shared: bool
) -> None:
    decision = may_read_statement(
        viewer="bob",
        author="alice",
        visibility=visibility,
        viewer_is_active_partner=partner,
        viewer_is_leader=leader,
        side_shared=shared,
    )
    assert not decision
    assert decision.reason


@given(ANY, st.booleans(), st.booleans(), st.booleans())
def test_the_writer_always_reads_their_own(
    visibility: Visibility, partner: bool, leader: bool, shared: bool
) -> None:
    assert may_read_statement(
        viewer="alice",
        author="alice",
        visibility=visibility,
        viewer_is_active_partner=partner,
        viewer_is_leader=leader,
        side_shared=shared,
    )


@given(ANY, st.booleans(), st.booleans())
def test_nobody_else_reads_anything_before_the_side_is_shared(
    visibility: Visibility, partner: bool, leader: bool
) -> None:
    assert not may_read_statement(
        viewer="bob",
        author="alice",
        visibility=visibility,
        viewer_is_active_partner=partner,
        viewer_is_leader=leader,
        side_shared=False,
    )


@given(ANY, st.booleans(), st.booleans(), st.booleans())
def test_a_wider_visibility_never_takes_a_reader_away(
    visibility: Visibility, partner: bool, leader: bool, shared: bool
) -> None:
    """Monotone: whoever reads a statement still reads it when it is shared further."""
    readable = [
        bool(
            may_read_statement(
                viewer="bob",
                author="alice",
                visibility=step,
                viewer_is_active_partner=partner,
                viewer_is_leader=leader,
                side_shared=shared,
            )
        )
        for step in ORDER[ORDER.index(visibility) :]
    ]
    assert readable == sorted(readable)


def test_a_leader_reads_what_was_shared_with_leadership_and_nothing_else() -> None:
    read = {
        visibility: bool(
            may_read_statement(
                viewer="olga",
                author="alice",
                visibility=visibility,
                viewer_is_active_partner=False,
                viewer_is_leader=True,
                side_shared=True,
            )
        )
        for visibility in Visibility
    }
    assert read == {
        Visibility.PRIVATE: False,
        Visibility.MEDIATOR: False,
        Visibility.PARTNERS: False,
        Visibility.LEADERSHIP: True,
    }


@given(ANY, st.booleans())
def test_plans_use_what_is_shared_and_never_what_is_private(
    visibility: Visibility, shared: bool
) -> None:
    decision = may_use_in_plan_finder(visibility=visibility, side_shared=shared)
    assert bool(decision) == (shared and visibility is not Visibility.PRIVATE)
    assert decision.reason


@given(ANY, ANY)
def test_every_change_of_a_shared_statement_is_confirmed_and_explained(
    before: Visibility, after: Visibility
) -> None:
    change = visibility_change(before=before, after=after, side_shared=True, others=["Bob"])
    assert change.must_confirm == (before is not after)
    assert bool(change.says) == (before is not after)
    assert not (change.widens and change.narrows)


@pytest.mark.parametrize("after", [Visibility.PRIVATE, Visibility.MEDIATOR])
@pytest.mark.parametrize("before", [Visibility.PARTNERS, Visibility.LEADERSHIP])
def test_hiding_names_who_could_read_it_until_now(before: Visibility, after: Visibility) -> None:
    says = visibility_change(before=before, after=after, side_shared=True, others=["Bob"]).says
    assert "Bob" in says
    assert "from now on" in says
    assert ("executives" in says) == (before is Visibility.LEADERSHIP)


@given(ANY, ANY)
def test_before_the_side_is_shared_nothing_has_to_be_confirmed(
    before: Visibility, after: Visibility
) -> None:
    change = visibility_change(before=before, after=after, side_shared=False, others=["Bob"])
    assert not change.must_confirm


def test_the_choices_name_the_others() -> None:
    assert words_for(Visibility.PARTNERS, others=["Bob", "Carol"]).title == "You, Bob and Carol"
