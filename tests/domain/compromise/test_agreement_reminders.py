"""Reminders: once for a thing, to the one it concerns, and never about somebody else's delay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trifecta.domain.compromise.reminders import OpenCommitment, Watched, reminders_due

ZONE = ZoneInfo("Europe/Berlin")
DUE = date(2026, 12, 10)
REVIEW = date(2027, 1, 8)
PAIR = Watched(
    id="agreement",
    state="active",
    members=("alice", "bob"),
    review_on=REVIEW,
    open_commitments=(OpenCommitment(id="kit", owner="alice", due=DUE),),
)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZONE)


def told(watched: Watched, day: date) -> list[tuple[str, str]]:
    return [(one.kind, one.member) for one in reminders_due(watched, now=at(day))]


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-4, None), (-3, "due_soon"), (-1, "due_soon"), (0, "due"), (3, "due"), (4, None)],
)
def test_a_promise_is_recalled_before_and_on_its_day_to_its_owner_alone(
    days: int, kind: str | None
) -> None:
    expected = [(kind, "alice")] if kind else []
    assert told(PAIR, DUE + timedelta(days=days)) == expected


def test_everybody_is_told_on_the_day_of_looking_back() -> None:
    assert told(PAIR, REVIEW) == [("review", "alice"), ("review", "bob")]
    assert told(PAIR, REVIEW - timedelta(days=1)) == []


def test_the_same_thing_has_the_same_key_on_every_day() -> None:
    keys = {
        one.key
        for days in range(-10, 60)
        for one in reminders_due(PAIR, now=at(DUE + timedelta(days=days)))
    }
    assert len(keys) == 4


def test_a_promise_with_a_new_day_is_recalled_again() -> None:
    moved = replace(
        PAIR, open_commitments=(replace(PAIR.open_commitments[0], due=date(2026, 12, 12)),)
    )
    first = {one.key for one in reminders_due(PAIR, now=at(DUE))}
    assert first.isdisjoint(one.key for one in reminders_due(moved, now=at(date(2026, 12, 12))))


def test_a_missing_signature_is_recalled_once_to_the_one_whose_it_is() -> None:
    asked = at(date(2026, 11, 21))
    waiting = Watched(
        id="agreement",
        state="proposed",
        members=("alice", "bob"),
        waiting=1,
        waiting_since=asked,
        unsigned=("bob",),
    )
    assert reminders_due(waiting, now=asked + timedelta(hours=47)) == []
    first = reminders_due(waiting, now=asked + timedelta(days=2))
    assert [(one.kind, one.member) for one in first] == [("signature", "bob")]
    assert reminders_due(waiting, now=asked + timedelta(days=30)) == first


@pytest.mark.parametrize("state", ["draft", "reviewed", "ended"])
def test_nothing_is_recalled_of_what_is_not_in_force(state: str) -> None:
    assert told(replace(PAIR, state=state), DUE) == []  # type: ignore[arg-type]


def test_somebody_who_has_left_hears_nothing() -> None:
    assert told(replace(PAIR, members=("bob", "carol")), DUE) == []
