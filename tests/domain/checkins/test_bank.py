"""The bank of questions keeps the promises that the diagnosis rests on."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from trifecta.domain.checkins.bank import TOPICS
from trifecta.domain.checkins.items import Item, Pole
from trifecta.domain.checkins.sheets import ITEM_COUNT, item, items_for
from trifecta.domain.errors import InvalidError
from trifecta.domain.people.roles import PARTNER_ROLES

ITEMS = [item for topic in TOPICS for item in topic]
POLES = [(item.key, pole) for item in ITEMS for pole in (item.first, item.second)]
ROLE_SETS = [roles for size in range(1, 5) for roles in combinations(PARTNER_ROLES, size)]

LOADED = {
    "always", "bad", "best", "better off", "careless", "good", "hack", "just", "lazy", "never",
    "only", "perfect", "proper", "properly", "quality", "right", "should", "simply", "sloppy",
    "waste", "wrong",
}  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:’[^\W\d_]+)?", text.lower())


def test_keys_are_unique_and_fit_into_an_address() -> None:
    keys = [item.key for item in ITEMS]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z][a-z-]*", key) for key in keys)


@pytest.mark.parametrize("roles", ROLE_SETS, ids="-".join)
def test_every_set_of_roles_is_asked_24_items_that_make_sense_to_each(
    roles: tuple[str, ...],
) -> None:
    asked = items_for(roles)
    assert len(asked) == ITEM_COUNT
    assert len({item.topic for item in asked}) == ITEM_COUNT
    assert all(set(roles) <= item.fits for item in asked)


@pytest.mark.parametrize("roles", ROLE_SETS, ids="-".join)
def test_half_of_what_is_asked_has_the_nearer_result_first(roles: tuple[str, ...]) -> None:
    assert sum(item.nearer == "first" for item in items_for(roles)) == ITEM_COUNT // 2


def test_business_and_design_leads_are_not_asked_about_an_engineer_s_tools() -> None:
    def keys(*roles: str) -> set[str]:
        return {item.key for item in items_for(roles)}

    assert {"tools", "rewrite", "security"} <= keys("em", "pm")
    assert not {"tools", "rewrite", "security"} & keys("em", "business")
    assert not {"tools", "rewrite", "night-calls"} & keys("pm", "design")
    assert {"teaching", "root-cause", "one-way"} <= keys("em", "staff")


@pytest.mark.parametrize("roles", [[], ["em", "janitor"]])
def test_roles_that_do_not_exist_are_refused(roles: list[str]) -> None:
    with pytest.raises(InvalidError):
        items_for(roles)


def test_an_item_is_found_by_its_key() -> None:
    assert item("launch").first.short == "Launching while people ask"


@pytest.mark.parametrize(("key", "pole"), POLES)
def test_a_pole_is_a_short_full_statement_with_a_shorter_label(key: str, pole: Pole) -> None:
    assert 4 <= len(words(pole.full)) <= 14
    assert 2 <= len(words(pole.short)) <= 6
    assert len(pole.short) <= 36
    assert words(pole.short)[0].endswith("ing"), "a heading says: leans towards …ing"
    assert pole.full[0].isupper()
    assert not re.search(r"[.!?—]", pole.full + pole.short)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_neither_pole_is_longer_or_carries_a_word_that_judges(item: Item) -> None:
    first, second = words(item.first.full), words(item.second.full)
    assert abs(len(first) - len(second)) <= 2
    assert not LOADED & set(first + second)


def test_no_two_poles_read_the_same() -> None:
    full = [pole.full for _, pole in POLES]
    short = [pole.short for _, pole in POLES]
    assert len(set(full)) == len(full)
    assert len(set(short)) == len(short)
