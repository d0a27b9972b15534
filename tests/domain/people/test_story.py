"""Who came and who went is told in order."""

from __future__ import annotations

from datetime import timedelta

from tests.domain.people.samples import ago

from trifecta.domain.people.story import Membership, Rest, membership_history, rest_history

ALICE = Membership(name="", role="em", joined_at=ago(90) + timedelta(seconds=1))
BOB = Membership(name="Bob", role="pm", joined_at=ago(89), left_at=ago(10))
CAROL = Membership(name="Carol", role="pm", joined_at=ago(9))


def told(*memberships: Membership) -> list[str]:
    lines = membership_history(set_up_at=ago(90), memberships=memberships)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    return [line.before for line in lines]


def test_somebody_who_leaves_stays_in_the_history() -> None:
    assert told(CAROL, ALICE, BOB) == [
        "You set up this partnership.",
        "Bob joined for product.",
        "Bob left.",
        "Carol joined for product.",
    ]


def test_a_partnership_that_an_executive_made_was_set_up_for_its_members() -> None:
    assert told(BOB)[0] == "It was set up for you."


def test_before_anybody_joins_there_is_one_line() -> None:
    assert told() == ["It was set up for you."]


def test_putting_away_and_bringing_back_are_told_in_order() -> None:
    lines = rest_history(
        [
            Rest(at=ago(40), by="", back_at=ago(30), back_by="Bob"),
            Rest(at=ago(20), by="Bob", back_at=ago(10)),
            Rest(at=ago(5), by="Carol"),
        ]
    )
    assert [line.before for line in lines] == [
        "You put this partnership away.",
        "Bob brought it back.",
        "Bob put this partnership away.",
        "You brought it back.",
        "Carol put this partnership away.",
    ]
