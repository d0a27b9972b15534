"""Constraints that one carries and the other did not name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.constraints import KINDS, SHARED, Carried, unseen

LEAVING = Carried(kind="leaving", text="Two of six have said they will go.", visibility="partners")
MONEY = Carried(kind="money", text="Three seats are paid until January.", visibility="leadership")
carried = st.lists(
    st.builds(
        Carried,
        kind=st.sampled_from(list(KINDS)),
        text=st.text(),
        visibility=st.sampled_from(sorted(SHARED)),
    ),
    max_size=6,
)
guesses = st.sets(st.sampled_from(list(KINDS)))


def test_what_was_not_guessed_is_unseen() -> None:
    assert unseen([LEAVING, MONEY], guessed=["money"]) == (LEAVING,)


def test_something_else_cannot_be_guessed() -> None:
    other = Carried(kind="else", text="A merger.", visibility="partners")
    assert unseen([other], guessed=["else"]) == (other,)


@pytest.mark.parametrize("visibility", ["private", "mediator"])
def test_what_is_not_shared_is_never_compared(visibility: str) -> None:
    secret = Carried(kind="review", text="I am on notice.", visibility=visibility)
    with pytest.raises(ValueError, match="shared"):
        unseen([LEAVING, secret], guessed=[])


@given(statements=carried, guessed=guesses, more=guesses)
def test_naming_more_never_leaves_more_unseen(
    statements: list[Carried], guessed: set[str], more: set[str]
) -> None:
    before, after = unseen(statements, guessed=guessed), unseen(statements, guessed=guessed | more)
    assert set(after) <= set(before) <= set(statements)


def test_every_kind_has_a_short_label() -> None:
    assert all(0 < len(label) <= 40 and label[0].isupper() for label in KINDS.values())
    assert len(set(KINDS.values())) == len(KINDS)
