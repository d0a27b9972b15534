"""Agreements: in force is only what all have signed, and nothing changes by one alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from trifecta.domain.compromise.agreements import (
    Settling,
    Standing,
    close_look_back,
    decline,
    kept_words,
    may_look_back,
    propose,
    set_change_aside,
    settle,
    sign,
    start_change,
    taken_up,
    withdraw_signature,
)
from trifecta.domain.errors import ConflictError, InvalidError, NotYetError, TrifectaError

PAIR = {"alice", "bob"}
TODAY = date(2026, 11, 21)


def signed_by_all(standing: Standing, members: set[str] = PAIR) -> Standing:
    assert standing.waiting is not None
    for member in sorted(members):
        standing = sign(standing, version=standing.waiting or 0, member=member, members=members)
    return standing


def active() -> Standing:
    return signed_by_all(propose(Standing()))


def test_a_draft_becomes_active_with_the_last_signature_and_not_before() -> None:
    proposed = propose(Standing())
    one = sign(proposed, version=1, member="alice", members=PAIR)
    assert one.state == "proposed"
    both = sign(one, version=1, member="bob", members=PAIR)
    assert (both.state, both.in_force, both.waiting) == ("active", 1, None)


def test_a_draft_cannot_be_signed() -> None:
    with pytest.raises(NotYetError):
        sign(Standing(), version=1, member="alice", members=PAIR)


def test_a_signature_for_words_that_have_changed_is_refused() -> None:
    again = propose(start_change(propose(Standing())))
    with pytest.raises(ConflictError, match="changed"):
        sign(again, version=1, member="alice", members=PAIR)


def test_a_signature_can_be_taken_back_until_everybody_has_signed() -> None:
    one = sign(propose(Standing()), version=1, member="alice", members=PAIR)
    assert withdraw_signature(one, member="alice").signed == frozenset()
    with pytest.raises(ConflictError):
        withdraw_signature(active(), member="alice")


def test_the_old_version_stays_in_force_until_everybody_has_signed_the_new_one() -> None:
    change = propose(start_change(active()))
    one = sign(change, version=2, member="bob", members=PAIR)
    assert (one.state, one.in_force) == ("active", 1)
    assert sign(one, version=2, member="alice", members=PAIR).in_force == 2


def test_a_declined_change_leaves_what_was_agreed() -> None:
    declined = decline(propose(start_change(active())))
    assert (declined.state, declined.in_force, declined.waiting) == ("active", 1, None)
    assert start_change(declined).drafting == 3


def test_a_declined_first_version_is_a_draft_again() -> None:
    declined = decline(propose(Standing()))
    assert (declined.state, declined.drafting) == ("draft", 2)


def test_a_change_that_is_set_aside_leaves_what_was_agreed() -> None:
    assert set_change_aside(start_change(active())).state == "active"
    with pytest.raises(ConflictError):
        set_change_aside(Standing())


def test_an_agreement_ends_early_when_everybody_signs_that() -> None:
    ending = propose(start_change(active()), ends=True)
    assert signed_by_all(ending).state == "ended"
    assert decline(ending).state == "active"


def test_somebody_who_joins_while_signatures_are_missing_signs_as_well() -> None:
    one = sign(propose(Standing()), version=1, member="alice", members=PAIR | {"carol"})
    two = sign(one, version=1, member="bob", members=PAIR | {"carol"})
    assert two.state == "proposed"


def test_the_missing_signature_of_somebody_who_has_left_is_no_longer_needed() -> None:
    three = PAIR | {"carol"}
    two = propose(Standing())
    for member in sorted(PAIR):
        two = sign(two, version=1, member=member, members=three)
    assert two.state == "proposed"
    assert taken_up(two, members=PAIR).state == "active"


def test_nobody_agrees_with_themselves() -> None:
    one = sign(propose(Standing()), version=1, member="alice", members={"alice"})
    assert one.state == "proposed"


def test_you_look_back_on_the_day_or_when_everything_has_an_answer() -> None:
    day = date(2026, 12, 1)
    facts = {"review_on": day, "today": TODAY}
    assert not may_look_back(active(), **facts, open_commitments=1)
    assert may_look_back(active(), **facts, open_commitments=0)
    assert may_look_back(active(), today=day, review_on=day, open_commitments=1)
    assert not may_look_back(Standing(), **facts, open_commitments=0)


def test_looking_back_ends_when_every_commitment_has_an_answer() -> None:
    with pytest.raises(NotYetError, match="Two commitments have no answer"):
        close_look_back(active(), open_commitments=2)
    over = close_look_back(active(), open_commitments=0)
    assert over.state == "reviewed"
    for act in (start_change, propose, decline):
        with pytest.raises(ConflictError, match="over"):
            act(over)


@pytest.mark.parametrize(
    ("settling", "allowed"),
    [
        (Settling(by_owner=True, owner_left=False, looking_back=False), True),
        (Settling(by_owner=False, owner_left=False, looking_back=False), False),
        (Settling(by_owner=False, owner_left=True, looking_back=False), True),
        (Settling(by_owner=False, owner_left=False, looking_back=True), True),
    ],
)
def test_the_owner_answers_and_on_the_day_of_looking_back_anybody(
    settling: Settling, allowed: bool
) -> None:
    if allowed:
        assert settle(answer="kept", reason="", settling=settling, owner="Bob") == ("kept", "")
    else:
        with pytest.raises(InvalidError, match="Bob answers"):
            settle(answer="kept", reason="", settling=settling, owner="Bob")


MINE = Settling(by_owner=True, owner_left=False, looking_back=False)


@pytest.mark.parametrize(
    ("answer", "reason", "field"),
    [
        ("not_kept", "  ", "reason"),
        ("dropped", "", "reason"),
        ("kept", "x" * 501, "reason"),
        ("open", "", "answer"),
        ("great", "", "answer"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_what_to_write(
    answer: str, reason: str, field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        settle(answer=answer, reason=reason, settling=MINE, owner="Alice")
    assert set(error.value.fields) == {field}


def test_what_became_of_the_commitments_reads_as_a_sentence() -> None:
    assert kept_words(kept=5, not_kept=1, dropped=0) == "Five of six kept and one not kept"
    assert kept_words(kept=0, not_kept=0, dropped=1, still_open=1) == (
        "None of two kept, one dropped and one open"
    )
    assert kept_words(kept=0, not_kept=0, dropped=0, still_open=4) == "Four commitments, all open"
    assert kept_words(kept=0, not_kept=0, dropped=0) == ""


class Signing(RuleBasedStateMachine):
    """Random people do random things to one agreement; who signed what is written beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing()
        self.members = {"alice", "bob"}
        self.signatures: set[tuple[int, str]] = set()
        self.in_force_for: dict[int, frozenset[str]] = {}

    def attempt(self, after: Standing) -> None:
        if after.in_force is not None and after.in_force != self.standing.in_force:
            self.in_force_for[after.in_force] = frozenset(self.members)
        self.standing = after

    def act(self, action: object, **arguments: object) -> None:
        try:
            self.attempt(action(self.standing, **arguments))  # type: ignore[operator]
        except TrifectaError:
            return

    @rule(ends=st.booleans())
    def propose(self, ends: bool) -> None:
        self.act(propose, ends=ends)

    @rule(member=st.sampled_from(["alice", "bob", "carol"]), version=st.integers(1, 6))
    def sign(self, member: str, version: int) -> None:
        if member in self.members:
            if self.standing.waiting == version:
                self.signatures.add((version, member))
            self.act(sign, version=version, member=member, members=self.members)

    @rule(member=st.sampled_from(["alice", "bob", "carol"]))
    def withdraw(self, member: str) -> None:
        waiting = self.standing.waiting
        if waiting and member in self.standing.signed:
            self.signatures.discard((waiting, member))
        self.act(withdraw_signature, member=member)

    @rule()
    def change(self) -> None:
        self.act(start_change)

    @rule()
    def decline(self) -> None:
        self.act(decline)

    @rule()
    def set_aside(self) -> None:
        self.act(set_change_aside)

    @rule(open_commitments=st.integers(0, 2))
    def look_back(self, open_commitments: int) -> None:
        self.act(close_look_back, open_commitments=open_commitments)

    @precondition(lambda self: "carol" not in self.members)
    @rule()
    def carol_joins(self) -> None:
        self.members.add("carol")

    @precondition(lambda self: len(self.members) > 1)
    @rule(member=st.sampled_from(["alice", "bob", "carol"]))
    def somebody_leaves(self, member: str) -> None:
        self.members.discard(member)
        self.attempt(taken_up(self.standing, members=self.members))

    @invariant()
    def whatever_came_into_force_was_signed_by_everybody_who_was_a_member_then(self) -> None:
        for version, members in self.in_force_for.items():
            assert len(members) >= 2
            assert all((version, member) in self.signatures for member in members)

    @invariant()
    def active_means_that_a_version_is_in_force(self) -> None:
        if self.standing.state in {"active", "reviewed", "ended"}:
            assert self.standing.in_force in self.in_force_for
        else:
            assert self.standing.in_force is None

    @invariant()
    def one_version_at_a_time_is_written_or_signed_and_it_is_the_latest(self) -> None:
        open_ones = [v for v in (self.standing.drafting, self.standing.waiting) if v]
        assert len(open_ones) <= 1
        assert all(version == self.standing.latest for version in open_ones)

    @invariant()
    def what_is_over_waits_for_nobody(self) -> None:
        if self.standing.state in {"reviewed", "ended"}:
            assert self.standing.waiting is None
            assert self.standing.drafting is None


TestSigning = Signing.TestCase
