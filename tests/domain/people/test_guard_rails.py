"""What tends to go wrong is noticed, each with one thing to do, and never with a pointed finger."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from tests.domain.people.samples import (
    BOTH_EXECUTIVES,
    REVEALED,
    TODAY,
    ago,
    agreement,
    any_facts,
    facts,
    tension,
)
from tests.domain.people.voice import TELLS_OF_OTHERS, complaints

from trifecta.domain.people.guard_rails import GuardRail, notice
from trifecta.domain.people.journey import CheckinFacts, Facts

QUIET = facts(checkins=REVEALED, executives_aligned=BOTH_EXECUTIVES)


def noticed(story: Facts) -> dict[str, GuardRail]:
    return {one.id: one for one in notice(story)}


def with_checkins(**changes: Any) -> Facts:
    return replace(QUIET, checkins=replace(REVEALED, **changes))


def test_a_partnership_that_goes_well_hears_nothing() -> None:
    assert notice(QUIET) == ()


def test_a_new_partnership_hears_nothing() -> None:
    assert notice(facts()) == ()


@pytest.mark.parametrize(
    ("id", "story"),
    [
        ("trust_falling", with_checkins(trust_falling=True)),
        ("gate_skipped", replace(QUIET, tensions=(tension(gate_skipped=True),))),
        ("gate_skipped", replace(QUIET, agreements=(agreement(gate_skipped=True),))),
        ("quiet_tension", replace(QUIET, tensions=(tension(opened_at=ago(21)),))),
        ("structure_without_culture", facts(set_up_at=ago(28))),
        ("stale_check_in", with_checkins(last_revealed_at=ago(42))),
        ("my_invisible_constraints", with_checkins(my_private_constraints=3)),
        ("nobody_shares", with_checkins(rounds_without_shared_constraint=2)),
        ("leadership", facts(checkins=REVEALED)),
        ("leadership", facts(set_up_at=ago(28))),
        ("too_early_to_rate", facts(executives_aligned=BOTH_EXECUTIVES)),
        ("no_look_back", replace(QUIET, agreements=(agreement(review_on=None),))),
        (
            "no_look_back",
            replace(QUIET, agreements=(agreement(review_on=TODAY - timedelta(days=8)),)),
        ),
        ("promises_left", replace(QUIET, agreements=(agreement(kept=1, not_kept=2),))),
    ],
)
def test_each_pitfall_is_noticed(id: str, story: Facts) -> None:
    assert id in noticed(story)


@pytest.mark.parametrize(
    ("id", "story"),
    [
        ("quiet_tension", replace(QUIET, tensions=(tension(opened_at=ago(20)),))),
        (
            "quiet_tension",
            replace(QUIET, tensions=(tension(opened_at=ago(60), last_change_at=ago(5)),)),
        ),
        ("quiet_tension", replace(QUIET, tensions=(tension(state="agreed", opened_at=ago(90)),))),
        ("structure_without_culture", facts(set_up_at=ago(27))),
        ("structure_without_culture", facts(set_up_at=ago(90), tensions=(tension(),))),
        (
            "structure_without_culture",
            facts(set_up_at=ago(90), checkins=CheckinFacts(open_round_id="r1")),
        ),
        ("stale_check_in", with_checkins(last_revealed_at=ago(41))),
        ("stale_check_in", with_checkins(last_revealed_at=ago(90), open_round_id="r2")),
        ("my_invisible_constraints", with_checkins(my_private_constraints=2)),
        (
            "my_invisible_constraints",
            with_checkins(my_private_constraints=3, my_shared_constraints=3),
        ),
        ("nobody_shares", with_checkins(rounds_without_shared_constraint=1)),
        ("leadership", facts(checkins=REVEALED, kind="startup")),
        ("leadership", facts(set_up_at=ago(90), roles=("em",), counterparts=())),
        ("no_look_back", replace(QUIET, agreements=(agreement(review_on=TODAY),))),
        ("no_look_back", replace(QUIET, agreements=(agreement(state="reviewed", review_on=None),))),
        ("promises_left", replace(QUIET, agreements=(agreement(kept=2, not_kept=2),))),
        ("promises_left", replace(QUIET, agreements=(agreement(kept=0, not_kept=1),))),
    ],
)
def test_none_is_noticed_without_a_cause(id: str, story: Facts) -> None:
    assert id not in noticed(story)


def test_in_conflict_the_conversation_begins_with_a_disagreement() -> None:
    rail = noticed(facts(set_up_at=ago(28), in_conflict=True))["structure_without_culture"]
    assert rail.link.url_name == "tensions:open"


def test_in_conflict_a_rating_is_early_even_after_a_check_in() -> None:
    story = facts(checkins=REVEALED, executives_aligned=BOTH_EXECUTIVES, in_conflict=True)
    rail = noticed(story)["too_early_to_rate"]
    assert rail.link.url_name == "tensions:open"
    assert "threat" in rail.body


def test_the_executives_who_have_not_said_so_are_named_by_their_role() -> None:
    story = facts(checkins=REVEALED, executives_aligned=frozenset({"executive_engineering"}))
    assert noticed(story)["leadership"].body.startswith("The product executive has not said")


def test_a_skipped_play_back_can_still_be_made_up_for() -> None:
    rail = noticed(replace(QUIET, tensions=(tension(gate_skipped=True),)))["gate_skipped"]
    assert rail.link.args == ("t1",)


@given(any_facts)
def test_what_i_keep_to_myself_is_noticed_for_me_alone(drawn: Facts) -> None:
    """Everything that depends on my own private statements is marked as mine."""
    unaware = replace(drawn, checkins=replace(drawn.checkins, my_private_constraints=0))
    changed = set(notice(drawn)) ^ set(notice(unaware))
    assert all(one.only_you for one in changed)


@given(any_facts)
def test_every_notice_has_a_next_step_and_a_requirement_behind_it(drawn: Facts) -> None:
    rails = notice(drawn)
    assert len({one.id for one in rails}) == len(rails)
    for one in rails:
        assert one.action
        assert one.link.url_name
        assert one.mission.startswith("O")


@given(any_facts)
def test_no_notice_scolds_or_tells_what_others_have_not_done(drawn: Facts) -> None:
    for one in notice(drawn):
        text = f"{one.title}. {one.body} {one.action}"
        assert complaints(text) == []
        assert not any(name in text for name in drawn.partnership.counterparts)
        assert not TELLS_OF_OTHERS.search(text)
