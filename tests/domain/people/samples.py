"""Facts for the tests of people, and strategies that draw any of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from trifecta.domain.people.journey import (
    AgreementFacts,
    CheckinFacts,
    Facts,
    PartnershipFacts,
    TensionFacts,
)
from trifecta.domain.people.roles import COMPANY_KINDS, ORGANISATION_ROLES, PARTNER_ROLES

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
BOTH_EXECUTIVES = frozenset({"executive_engineering", "executive_product"})
NAMES = ("Bob", "Carol", "Dana")


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def partnership(**changes: Any) -> PartnershipFacts:
    """Alice's view of the partnership she leads with Bob, set up a week ago."""
    facts: dict[str, Any] = {
        "partnership_id": "p1",
        "now": NOW,
        "set_up_at": ago(7),
        "my_role": "em",
        "roles": ("em", "pm"),
        "counterparts": ("Bob",),
    }
    return PartnershipFacts(**(facts | changes))


def tension(**changes: Any) -> TensionFacts:
    facts: dict[str, Any] = {
        "tension_id": "t1",
        "title": "Fifty experiments",
        "state": "open",
        "opened_at": ago(3),
        "opened_by_me": True,
    }
    return TensionFacts(**(facts | changes))


def agreement(**changes: Any) -> AgreementFacts:
    facts: dict[str, Any] = {
        "agreement_id": "a1",
        "title": "Reviews within a day",
        "state": "active",
        "kind": "plan",
        "my_signature_missing": False,
        "review_on": TODAY + timedelta(days=20),
    }
    return AgreementFacts(**(facts | changes))


REVEALED = CheckinFacts(
    rounds_revealed=1, last_round_id="r1", last_revealed_at=ago(2), last_diagnosis="both"
)


def facts(
    *,
    checkins: CheckinFacts = CheckinFacts(),  # noqa: B008 - frozen
    tensions: tuple[TensionFacts, ...] = (),
    agreements: tuple[AgreementFacts, ...] = (),
    **changes: Any,
) -> Facts:
    return Facts(
        partnership=partnership(**changes),
        checkins=checkins,
        tensions=tensions,
        agreements=agreements,
    )


# ---------------------------------------------------------------- any facts at all

moments = st.integers(min_value=0, max_value=400).map(ago)
days = st.integers(min_value=-200, max_value=200).map(lambda n: TODAY + timedelta(days=n))
counts = st.integers(min_value=0, max_value=20)
ids = st.sampled_from(["x1", "x2", "x3"])


@st.composite
def partnerships(draw: st.DrawFn) -> PartnershipFacts:
    roles = draw(st.lists(st.sampled_from(list(PARTNER_ROLES)), min_size=1, max_size=4))
    executives = st.frozensets(st.sampled_from(list(ORGANISATION_ROLES)))
    return PartnershipFacts(
        partnership_id="p1",
        now=NOW,
        set_up_at=draw(moments),
        my_role=roles[0],
        roles=tuple(roles),
        counterparts=NAMES[: len(roles) - 1],
        open_invitations=draw(counts),
        kind=draw(st.sampled_from(list(COMPANY_KINDS))),
        in_conflict=draw(st.booleans()),
        success_written=draw(st.booleans()),
        my_willing=draw(st.none() | st.booleans()),
        willing=draw(st.booleans()),
        executives_filled=draw(executives),
        executives_aligned=draw(executives),
    )


@st.composite
def checkins(draw: st.DrawFn) -> CheckinFacts:
    rounds = draw(st.integers(min_value=0, max_value=9))
    parts = st.integers(min_value=0, max_value=rounds)
    return CheckinFacts(
        rounds_revealed=rounds,
        open_round_id=draw(st.none() | ids),
        i_have_submitted=draw(st.booleans()),
        i_have_begun=draw(st.booleans()),
        last_round_id=draw(ids) if rounds else None,
        last_revealed_at=draw(moments) if rounds else None,
        last_diagnosis=draw(st.sampled_from(["both", "neither", "unknown"])) if rounds else None,
        last_headline="You misread each other." if rounds else "",
        trust_falling=draw(st.booleans()),
        rounds_with_business_constraint=draw(parts),
        rounds_with_technical_constraint=draw(parts),
        rounds_without_shared_constraint=draw(parts),
        my_private_constraints=draw(counts),
        my_shared_constraints=draw(counts),
    )


@st.composite
def tension_facts(draw: st.DrawFn) -> TensionFacts:
    turns = ["", "write_side", "ask", "answer", "play_back", "confirm_play_back", "plan"]
    states = ["open", "planning", "agreed", "navigating", "withdrawn"]
    return TensionFacts(
        tension_id=draw(ids),
        title="Fifty experiments",
        state=draw(st.sampled_from(states)),
        opened_at=draw(moments),
        opened_by_me=draw(st.booleans()),
        my_turn=draw(st.sampled_from(turns)),
        counterpart=draw(st.sampled_from(["", "Bob"])),
        gate_open=draw(st.booleans()),
        gate_skipped=draw(st.booleans()),
        last_change_at=draw(st.none() | moments),
    )


@st.composite
def agreement_facts(draw: st.DrawFn) -> AgreementFacts:
    states = ["draft", "proposed", "active", "reviewed", "ended"]
    return AgreementFacts(
        agreement_id=draw(ids),
        title="Reviews within a day",
        state=draw(st.sampled_from(states)),
        kind=draw(st.sampled_from(["plan", "navigate"])),
        my_signature_missing=draw(st.booleans()),
        review_on=draw(st.none() | days),
        kept=draw(counts),
        not_kept=draw(counts),
        dropped=draw(counts),
        open=draw(counts),
        overdue=draw(counts),
        gate_skipped=draw(st.booleans()),
    )


any_facts = st.builds(
    Facts,
    partnership=partnerships(),
    checkins=checkins(),
    tensions=st.lists(tension_facts(), max_size=3).map(tuple),
    agreements=st.lists(agreement_facts(), max_size=3).map(tuple),
)
