"""What is missing before people are rated together, and who can do it (P2)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from tests.domain.people.samples import BOTH_EXECUTIVES, partnership, partnerships
from tests.domain.people.voice import complaints

from trifecta.domain.people.journey import PartnershipFacts
from trifecta.domain.people.readiness import Readiness, ReadinessItem, check_readiness

IN_PLACE = {
    "willing": True,
    "my_willing": True,
    "executives_filled": BOTH_EXECUTIVES,
    "executives_aligned": BOTH_EXECUTIVES,
    "success_written": True,
}


def item(readiness: Readiness, id: str) -> ReadinessItem:
    return next(one for one in readiness.items if one.id == id)


def test_a_pair_with_everything_in_place_is_ready() -> None:
    readiness = check_readiness(partnership(**IN_PLACE))
    assert readiness.ready
    assert readiness.headline == "Everything is in place"
    assert readiness.missing == ()


def test_a_new_pair_hears_what_is_missing_and_that_it_may_go_on() -> None:
    readiness = check_readiness(partnership())
    assert not readiness.ready
    assert readiness.headline == "Three things are missing"
    assert [one.id for one in readiness.missing] == ["willing", "executives", "success"]
    assert "None of this stops you" in readiness.meanwhile


def test_one_missing_thing_is_said_in_the_singular() -> None:
    readiness = check_readiness(partnership(**(IN_PLACE | {"success_written": False})))
    assert readiness.headline == "One thing is missing"


def test_in_conflict_the_check_says_to_start_with_understanding_anyway() -> None:
    assert "start with understanding" in check_readiness(partnership(in_conflict=True)).meanwhile


def test_someone_alone_is_told_to_invite_and_what_they_can_do_meanwhile() -> None:
    alone = partnership(roles=("em",), counterparts=())
    members = item(check_readiness(alone), "members")
    assert members.state == "missing"
    assert members.link is not None
    assert members.link.url_name == "people:invite"
    assert "write down what success means" in check_readiness(alone).meanwhile


def test_an_open_link_is_shown_instead_of_a_second_one() -> None:
    waiting = partnership(roles=("em",), counterparts=(), open_invitations=1)
    link = item(check_readiness(waiting), "members").link
    assert link is not None
    assert link.url_name == "people:members"


def test_a_trifecta_needs_the_business_executive_as_well() -> None:
    trifecta = partnership(
        roles=("em", "pm", "business"), counterparts=("Bob", "Carol"), **IN_PLACE
    )
    executives = item(check_readiness(trifecta), "executives")
    assert executives.state == "missing"
    assert executives.body.startswith("The business executive has not said")
    assert "looks after the organisation" in executives.who


def test_an_executive_who_is_entered_is_told_where_to_say_it() -> None:
    facts = partnership(executives_filled=BOTH_EXECUTIVES)
    who = item(check_readiness(facts), "executives").who
    assert who == "They can say so on the page of the organisation."


def test_a_small_startup_may_leave_its_executives_for_later() -> None:
    startup = partnership(**(IN_PLACE | {"kind": "startup", "executives_aligned": frozenset()}))
    readiness = check_readiness(startup)
    assert item(readiness, "executives").state == "later"
    assert readiness.ready


@given(partnerships())
def test_readiness_never_names_a_partner_as_the_one_who_is_not_willing(
    facts: PartnershipFacts,
) -> None:
    willing = item(check_readiness(facts), "willing")
    assert not any(
        name in willing.body + willing.title + willing.who for name in facts.counterparts
    )


@given(partnerships())
def test_saying_no_reads_the_same_as_saying_nothing_to_everybody_else(
    facts: PartnershipFacts,
) -> None:
    unsettled = replace(facts, willing=False)
    said_no = check_readiness(replace(unsettled, my_willing=False))
    said_yes = check_readiness(replace(unsettled, my_willing=True))
    assert said_no == said_yes


@given(partnerships())
def test_whatever_is_missing_something_may_still_be_done(facts: PartnershipFacts) -> None:
    readiness = check_readiness(facts)
    assert len(readiness.items) == 4
    assert readiness.ready == (not readiness.missing)
    assert readiness.meanwhile
    for one in readiness.missing:
        assert one.who, one


@given(partnerships())
def test_every_word_is_in_our_voice(facts: PartnershipFacts) -> None:
    readiness = check_readiness(facts)
    texts = [readiness.headline, readiness.meanwhile]
    for one in readiness.items:
        texts += [one.title, one.body, one.who, one.action]
    assert [complaints(text) for text in texts if complaints(text)] == []
