"""Who leads what, and which partnerships are usual."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people.voice import complaints

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.roles import (
    COMPANY_KINDS,
    ORGANISATION_ROLES,
    PARTNER_ROLES,
    compose,
    counterpart_role,
)

roles = st.lists(st.sampled_from(list(PARTNER_ROLES)), max_size=4)


@pytest.mark.parametrize(
    ("members", "name"),
    [
        (("em", "pm"), "A pair"),
        (("em", "pm", "business"), "A trifecta"),
        (("em", "pm", "design"), "A trio with design"),
        (("em", "pm", "staff"), "A trio with a staff engineer"),
        (("em", "pm", "business", "design"), "A trifecta with design"),
    ],
)
def test_usual_partnerships_have_a_name_and_no_remark(members: tuple[str, ...], name: str) -> None:
    for order in permutations(members):
        composition = compose(order)
        assert (composition.name, composition.usual, composition.remark) == (name, True, "")


@pytest.mark.parametrize(
    ("members", "word"),
    [
        (("em", "em"), "who answers for what"),
        (("pm", "staff"), "stands in for engineering"),
        (("em", "design"), "leads product"),
        (("pm", "business"), "leads engineering"),
        (("business", "design"), "leads engineering or product"),
    ],
)
def test_unusual_partnerships_are_allowed_with_a_word(members: tuple[str, ...], word: str) -> None:
    composition = compose(members)
    assert composition.complete
    assert not composition.usual
    assert word in composition.remark


@given(roles)
def test_every_partnership_of_up_to_four_has_a_name_in_our_voice(members: list[str]) -> None:
    composition = compose(members)
    assert composition.name
    assert composition.complete == (len(members) >= 2)
    assert not complaints(composition.name + composition.remark)


@given(roles)
def test_members_are_peers_so_their_order_changes_nothing(members: list[str]) -> None:
    assert compose(members) == compose(sorted(members))


def test_a_fifth_member_is_refused_with_what_to_do_instead() -> None:
    with pytest.raises(InvalidError, match="four members at most"):
        compose(["em", "pm", "business", "design", "staff"])


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidError) as caught:
        compose(["em", "king"])
    assert set(caught.value.fields) == {"role"}


def test_product_leads_beside_engineering_and_engineering_beside_everybody_else() -> None:
    assert counterpart_role("em") == counterpart_role("staff") == "pm"
    assert {counterpart_role(role) for role in ("pm", "business", "design")} == {"em"}


def test_every_role_and_kind_is_described_in_our_voice() -> None:
    words = [
        *(f"{w.title} {w.field} {w.leads} {w.hint}" for w in PARTNER_ROLES.values()),
        *(f"{w.title} {w.called} {w.may}" for w in ORGANISATION_ROLES.values()),
        *(f"{w.title} {w.hint} {w.changes}" for w in COMPANY_KINDS.values()),
    ]
    assert [complaints(text) for text in words] == [[]] * len(words)


def test_nobody_with_a_role_in_the_organisation_is_promised_what_members_write() -> None:
    for words in ORGANISATION_ROLES.values():
        assert "Reads nothing" in words.may or "Reads only what somebody shares" in words.may
