"""Genius files are read for what they say, and never obeyed."""

from __future__ import annotations

import pytest

from trifecta.domain.compromise.importing.bargaining import problem_of
from trifecta.domain.compromise.importing.genius import bargain_from
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import levels, utilities
from trifecta.domain.errors import InvalidError

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="any" type="objective" etype="objective">
<issue index="1" name="Laptop" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="Dell"/><item index="2" value="HP"/></issue>
<issue index="2" name="Disk" type="discrete" etype="discrete">
<item index="1" value="60 Gb"/><item index="2" value="80 Gb"/></issue>
</objective></utility_space></negotiation_template>"""


def profile(dell: str, hp: str, small: str, large: str, weights: tuple[str, str]) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<utility_space type="any" number_of_issues="2">
<objective index="0" name="any">
<issue index="1" name="Laptop" type="discrete">
<item index="1" value="Dell" evaluation="{dell}"/><item index="2" value="HP" evaluation="{hp}"/>
</issue>
<issue index="2" name="Disk" type="discrete">
<item index="1" value="60 Gb" evaluation="{small}"/>
<item index="2" value="80 Gb" evaluation="{large}"/>
</issue>
<weight index="1" value="{weights[0]}"/><weight index="2" value="{weights[1]}"/>
</objective><discount_factor value="1.0"/><reservation value="0.0"/></utility_space>"""


BUYER = profile("4", "2", "0.5", "1", ("0.75", "0.25"))
SELLER = profile("1", "5", "20", "10", ("3", "1"))


def problem_from(sources: list[Source]) -> Problem:
    return problem_of(bargain_from(sources))


def sources(**texts: str) -> list[Source]:
    return [Source(name=f"{name}.xml", text=text) for name, text in texts.items()]


def refused(**texts: str) -> str:
    with pytest.raises(InvalidError) as caught:
        problem_from(sources(**texts))
    return caught.value.message


def test_evaluations_are_shares_of_the_largest_unless_they_are_shares_already() -> None:
    problem = problem_from(sources(domain=DOMAIN, buyer=BUYER, seller=SELLER))
    assert [party.name for party in problem.parties] == ["buyer", "seller"]
    plan = Plan(placements={"Laptop/HP": "now", "Disk/60 Gb": "now"})
    worth = utilities(problem, levels(problem, plan))
    assert worth["buyer"] == pytest.approx(0.75 * 0.5 + 0.25 * 0.5)
    assert worth["seller"] == pytest.approx(0.75 * 1 + 0.25 * 1)


def test_the_domain_may_be_left_out() -> None:
    with_domain = problem_from(sources(domain=DOMAIN, buyer=BUYER, seller=SELLER))
    assert problem_from(sources(buyer=BUYER, seller=SELLER)) == with_domain


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!doctype x [<!entity y SYSTEM "http://127.0.0.1/">]>',
    ],
)
def test_declarations_are_refused_before_anything_is_parsed(declaration: str) -> None:
    message = refused(buyer=declaration + DOMAIN.replace("Dell", "&lol2;"), seller=SELLER)
    assert message.startswith("buyer.xml: a DOCTYPE")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("</objective>", "", "seller.xml, line "),
        ("utility_space", "space", "seller.xml: there is no <utility_space>"),
        ('type="discrete"', 'type="real"', "seller.xml, Laptop: this issue is real"),
        ('evaluation="5"', 'evaluation="-5"', "seller.xml, Laptop.HP: write a number"),
        ('evaluation="5"', 'evaluation="five"', "seller.xml, Laptop.HP: write a number"),
        ('evaluation="5"', 'evaluation="nan"', "seller.xml, Laptop.HP: write a number"),
        ('evaluation="5"', "", "seller.xml, Laptop.HP: write a number"),
        ('<weight index="2"', '<weight index="7"', "seller.xml, Disk: there is no <weight>"),
        ('value="HP"', 'value="Dell"', "seller.xml, Laptop.Dell: this value stands twice."),
        ('value="HP"', 'value="Asus"', "seller.xml, Laptop: this issue is not the same"),
        ('name="Disk"', 'name="Laptop"', "seller.xml, Laptop: this issue stands twice."),
    ],
)
def test_a_broken_profile_is_named_with_the_place(old: str, new: str, says: str) -> None:
    assert refused(buyer=BUYER, seller=SELLER.replace(old, new)).startswith(says)


def test_a_domain_alone_has_nothing_to_say() -> None:
    assert "none is among these files" in refused(domain=DOMAIN)
    assert "1 is among these files" in refused(domain=DOMAIN, buyer=BUYER)


def test_a_file_without_end_is_refused() -> None:
    assert "5 MB" in refused(buyer=BUYER + " " * 5_000_001, seller=SELLER)
