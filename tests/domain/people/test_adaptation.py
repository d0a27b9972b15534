"""What comes first depends on the company, and in a conflict understanding always does (P4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people.voice import complaints

from trifecta.domain.people.adaptation import Adaptation, adapt
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES

PAIR = ("em", "pm")
kinds = st.sampled_from(list(COMPANY_KINDS))
roles = st.lists(st.sampled_from(list(PARTNER_ROLES)), min_size=1, max_size=4).map(tuple)


def order(adaptation: Adaptation) -> list[str]:
    return [one.id for one in adaptation.order]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("general", "check_in"),
        ("startup", "understand"),
        ("enterprise", "executives"),
        ("product_led", "invite_design"),
        ("technical_first", "invite_business"),
    ],
)
def test_the_kind_of_company_decides_what_comes_first(kind: str, first: str) -> None:
    assert adapt(kind=kind, in_conflict=False, roles=PAIR).first.id == first


@pytest.mark.parametrize("kind", COMPANY_KINDS)
def test_in_conflict_understanding_comes_first_whatever_the_company(kind: str) -> None:
    adaptation = adapt(kind=kind, in_conflict=True, roles=PAIR)
    assert adaptation.first.id == "understand"
    assert "shared_rating" in [one.id for one in adaptation.not_yet]


def test_a_small_startup_is_not_offered_a_formal_rating() -> None:
    adaptation = adapt(kind="startup", in_conflict=False, roles=PAIR)
    assert "shared_rating" not in order(adaptation)
    assert [one.id for one in adaptation.not_yet] == ["shared_rating"]


def test_a_large_company_stays_inside_the_review_cycle_it_has() -> None:
    steps = order(adapt(kind="enterprise", in_conflict=False, roles=PAIR))
    assert steps.index("review_cycle") < steps.index("shared_rating")


def test_nobody_is_proposed_who_is_in_already() -> None:
    trio = adapt(kind="technical_first", in_conflict=False, roles=("em", "pm", "business"))
    assert trio.first.id == "check_in"


def test_nobody_is_proposed_to_four_people() -> None:
    full = adapt(kind="technical_first", in_conflict=False, roles=("em", "pm", "design", "staff"))
    assert "invite_business" not in order(full)


@given(kinds, st.booleans(), roles)
def test_nothing_is_both_proposed_and_put_off_or_proposed_twice(
    kind: str, in_conflict: bool, members: tuple[str, ...]
) -> None:
    adaptation = adapt(kind=kind, in_conflict=in_conflict, roles=members)
    everything = order(adaptation) + [one.id for one in adaptation.not_yet]
    assert len(everything) == len(set(everything))
    assert {"understand", "check_in", "agree"} <= set(order(adaptation))


@given(kinds, st.booleans(), roles)
def test_every_place_in_the_order_has_its_why(
    kind: str, in_conflict: bool, members: tuple[str, ...]
) -> None:
    adaptation = adapt(kind=kind, in_conflict=in_conflict, roles=members)
    for one in (*adaptation.order, *adaptation.not_yet):
        assert one.why
        assert complaints(f"{one.title}. {one.why}") == []
    assert complaints(adaptation.why) == []
