"""What ends a check-in that not everybody has finished, and how long one takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.checkins.overtaken import Overtaking, Presence, overtaking

STARTED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def there(name: str, *, since: int, until: int | None = None) -> Presence:
    """In days from the start of the check-in."""
    return Presence(
        name=name,
        joined_at=STARTED + timedelta(days=since),
        left_at=None if until is None else STARTED + timedelta(days=until),
    )


def ended_by(*presences: Presence) -> Overtaking | None:
    return overtaking(opened_at=STARTED, presences=presences)


def test_nothing_ends_it_while_the_same_people_are_there() -> None:
    assert ended_by(there("You", since=-9), there("Bob", since=-9)) is None


def test_somebody_who_was_gone_before_it_started_does_not_end_it() -> None:
    assert ended_by(there("You", since=-9), there("Carol", since=-9, until=-1)) is None


def test_whoever_leaves_ends_it_at_that_moment() -> None:
    found = ended_by(there("You", since=-9), there("Bob", since=-9, until=2))
    assert found is not None
    assert (found.at, found.words) == (
        STARTED + timedelta(days=2),
        "as Bob left before all had finished",
    )


def test_whoever_joins_ends_it_too() -> None:
    found = ended_by(there("You", since=-9), there("Bob", since=-9), there("Carol", since=1))
    assert found is not None
    assert found.words == "as Carol joined before all had finished"


def test_the_first_of_several_is_named() -> None:
    found = ended_by(
        there("Bob", since=-9, until=5), there("Carol", since=3), there("Dana", since=4)
    )
    assert found is not None
    assert found.name == "Carol"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (1, "ten minutes"),
        (2, "ten minutes"),
        (3, "fifteen minutes"),
        (4, "twenty minutes"),
        (5, "twenty minutes"),
    ],
)
def test_it_takes_longer_with_more_people_to_guess_about(members: int, words: str) -> None:
    assert minutes_for(members) == words
