"""What plans, the partnership's page and leadership get to read of tensions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.apps.checkins import rounds
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.checkins.services import add_limit
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.tensions.models import (
    GateSkip,
    PlayBack,
    Question,
    Side,
    Statement,
    Tension,
)
from trifecta.apps.tensions.selectors import (
    gate_for,
    history,
    journey_facts,
    needs_for_finder,
    require_open_gate,
    shared_with_leadership,
    suggestions_for,
)
from trifecta.apps.tensions.services import (
    ask_question,
    change_visibility,
    skip_gate,
    withdraw_tension,
)
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.people.journey import TensionFacts

pytestmark = pytest.mark.django_db


def facts(world: World, actor: User) -> TensionFacts:
    partnership = partnership_for(actor=actor, partnership_id=world.partnership.id)
    (found,) = journey_facts(actor=actor, partnership=partnership)
    return found


# ---------------------------------------------------------------- plans


def test_plans_are_closed_until_the_gate_is_open(world: World) -> None:
    tension_id = story.answered(world)
    with pytest.raises(NotYetError, match="said what you heard"):
        require_open_gate(actor=world.alice, tension_id=tension_id)
    skip_gate(actor=world.alice, tension_id=tension_id, reason="The board meets tomorrow.")
    view = require_open_gate(actor=world.bob, tension_id=tension_id)
    assert view.open
    assert [skip.reason for skip in view.skips] == ["The board meets tomorrow."]


def test_plans_of_a_tension_set_aside_are_closed(world: World) -> None:
    tension_id = story.understood(world)
    withdraw_tension(actor=world.alice, tension_id=tension_id, reason="It solved itself.")
    with pytest.raises(NotYetError, match="set aside"):
        require_open_gate(actor=world.alice, tension_id=tension_id)


def test_the_finder_gets_every_need_but_private_and_unshared_ones(world: World) -> None:
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "need", "Hidden", "mediator")
    story.write(world.alice, tension_id, "need", "Private", "private")
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    story.write(world.bob, tension_id, "need", story.BOB_NEEDS)
    needs = needs_for_finder(actor=world.bob, tension_id=tension_id)
    assert {(need.text, need.hidden) for need in needs} == {
        ("Hidden", True),
        (story.ALICE_NEEDS, False),
    }


def test_weights_for_the_finder_sum_to_one_a_member_also_with_a_need_added_later(
    world: World,
) -> None:
    tension_id = story.both_shared(world)
    mine = Statement.objects.get(kind="need", member__user=world.alice)
    story.write(world.alice, tension_id, "need", "Second")
    story.seal(world.alice, tension_id, 75, 25)
    story.write(world.alice, tension_id, "need", "Third")
    needs = needs_for_finder(actor=world.alice, tension_id=tension_id)
    for user in (world.alice, world.bob):
        member = story.member_id(world, user)
        weights = [need.weight for need in needs if need.member_id == member]
        assert sum(weights) == pytest.approx(1)
    heaviest = max(needs, key=lambda n: n.weight if n.member_id == mine.member_id else 0)
    assert heaviest.id == mine.id


@pytest.mark.parametrize("read", [gate_for, require_open_gate, needs_for_finder])
def test_outsiders_learn_nothing_of_gate_or_needs(world: World, read: Any) -> None:
    tension_id = story.understood(world)
    for outsider in (world.carol, world.olga, world.pat, world.mallory):
        with pytest.raises(NotFoundError):
            read(actor=outsider, tension_id=tension_id)


# ---------------------------------------------------------------- the partnership's page


def test_each_step_says_whose_turn_it_is(world: World) -> None:
    tension_id = story.opened(world)
    assert facts(world, world.bob).my_turn == "write_side"
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    assert (facts(world, world.alice).my_turn, facts(world, world.bob).my_turn) == (
        "seal",
        "write_side",
    )
    story.seal(world.alice, tension_id)
    assert facts(world, world.alice).my_turn == ""
    story.share(world.bob, tension_id, story.BOB_NEEDS)
    asked = story.ask(world, tension_id, world.alice, world.bob, 3)
    assert facts(world, world.alice).my_turn == ""
    bob = facts(world, world.bob)
    assert (bob.my_turn, bob.counterpart) == ("answer", "Alice")
    story.answer_all(world.bob, asked)
    assert facts(world, world.alice).my_turn == "play_back"
    assert facts(world, world.bob).my_turn == "ask"
    story.say_back(world, tension_id, world.alice, world.bob)
    assert facts(world, world.bob).my_turn == "confirm_play_back"


def test_an_open_gate_is_planning(world: World) -> None:
    story.understood(world)
    found = facts(world, world.alice)
    assert (found.state, found.my_turn, found.gate_open, found.gate_skipped) == (
        "planning",
        "plan",
        True,
        False,
    )


def test_history_tells_each_reader_what_all_may_know(world: World) -> None:
    tension_id = story.understood(world)
    story.write(world.alice, tension_id, "constraint", "Hidden", "mediator")
    partnership = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    entries = history(actor=world.bob, partnership=partnership)
    lines = [f"{entry.before} {entry.linked}{entry.after}" for entry in entries]
    assert lines == [
        f"Alice opened {story.TITLE}",
        f"Alice shared their side of {story.TITLE}",
        f"You shared your side of {story.TITLE}",
        f"You said that Alice has it right in {story.TITLE}",
        f"Alice said that you have it right in {story.TITLE}",
    ]


def test_facts_and_history_are_for_the_member_they_were_asked_for(world: World) -> None:
    partnership = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        journey_facts(actor=world.bob, partnership=partnership)
    with pytest.raises(NotFoundError):
        history(actor=world.mallory, partnership=partnership)


def test_facts_of_many_tensions_take_as_many_queries_as_of_one(
    world: World, django_assert_num_queries: Any
) -> None:
    story.understood(world)
    for _ in range(3):
        story.answered(world)
    partnership = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    with django_assert_num_queries(4):
        journey_facts(actor=world.alice, partnership=partnership)


# ---------------------------------------------------------------- leadership


def test_executives_read_what_was_shared_with_them_and_who_said_it(world: World) -> None:
    tension_id = story.opened(world)
    story.write(world.bob, tension_id, "constraint", "Three seats depend on it.", "leadership")
    assert shared_with_leadership(actor=world.olga, organisation_id=world.organisation.id) == []
    story.share(world.bob, tension_id, story.BOB_NEEDS)
    (row,) = shared_with_leadership(actor=world.olga, organisation_id=world.organisation.id)
    assert (row.author, row.text, row.partnership) == (
        "Bob",
        "Three seats depend on it.",
        "Growth",
    )


def test_narrowing_takes_it_from_executives_and_leaves_it_to_partners(world: World) -> None:
    tension_id = story.both_shared(world)
    row = story.write(world.bob, tension_id, "constraint", "Three seats.", "leadership")
    change_visibility(actor=world.bob, statement_id=row.id, visibility="partners", confirmed=True)
    assert shared_with_leadership(actor=world.olga, organisation_id=world.organisation.id) == []
    assert "Three seats." in story.words_seen(world.alice, tension_id)


@pytest.mark.parametrize("who", ["alice", "bob", "oscar", "pat", "mallory", "carol"])
def test_nobody_else_has_that_page(world: World, who: str) -> None:
    with pytest.raises(NotFoundError):
        shared_with_leadership(actor=world.everyone[who], organisation_id=world.organisation.id)


# ---------------------------------------------------------------- suggestions


def test_suggestions_fit_the_two_roles_and_leave_out_what_was_asked(world: World) -> None:
    tension_id = story.both_shared(world)
    view = story.seen_by(world.alice, tension_id)
    bob = story.member_id(world, world.bob)
    before = suggestions_for(actor=world.alice, tension=view, addressee_id=bob)
    assert all("pm" in s.question.addressees for s in before)
    assert all("em" in s.question.askers for s in before)
    first = before[0].question
    ask_question(
        actor=world.alice,
        tension_id=tension_id,
        addressee_id=bob,
        text=first.text,
        source=first.key,
    )
    view = story.seen_by(world.alice, tension_id)
    after = suggestions_for(actor=world.alice, tension=view, addressee_id=bob)
    assert first not in [suggestion.question for suggestion in after]


def whys(world: World, tension_id: str) -> list[str]:
    """Why each question is suggested to alice for bob."""
    view = story.seen_by(world.alice, tension_id)
    bob = story.member_id(world, world.bob)
    found = suggestions_for(actor=world.alice, tension=view, addressee_id=bob)
    return [suggestion.why for suggestion in found]


def test_the_last_check_in_decides_what_is_suggested_first(world: World) -> None:
    tension_id = story.both_shared(world)
    assert not any("check-in" in why for why in whys(world, tension_id))
    rounds.opened(world, alike=False)
    assert whys(world, tension_id)[0].startswith("Your check-in shows a wide gap here: ")


def test_a_sealed_check_in_suggests_nothing(world: World) -> None:
    tension_id = story.both_shared(world)
    before = whys(world, tension_id)
    round_id = rounds.started(world)
    rounds.answer_and_seal(actor=world.bob, round_id=round_id, seed=2, guess_seed=3)
    assert whys(world, tension_id) == before


def test_only_limits_the_other_shares_are_asked_about(world: World) -> None:
    tension_id = story.both_shared(world)
    round_id = rounds.started(world)
    for kind, visibility in (("money", "partners"), ("leaving", "mediator"), ("nights", "private")):
        add_limit(
            actor=world.bob, round_id=round_id, kind=kind, text="It is so.", visibility=visibility
        )
    for user in (world.alice, world.bob):
        rounds.answer_and_seal(actor=user, round_id=round_id)
    said = " ".join(whys(world, tension_id))
    assert "Bob has written about money or seats that hang on a result." in said
    assert "may leave" not in said
    assert "on call" not in said


# ---------------------------------------------------------------- the database keeps its own rules


def test_the_database_refuses_what_cannot_be(world: World) -> None:
    tension_id = story.answered(world)
    tension = Tension.objects.get(id=tension_id)
    alice = Side.objects.get(member__user=world.alice).member
    bob = Side.objects.get(member__user=world.bob).member
    rest = {"organisation": world.organisation, "tension": tension}
    impossible = [
        Statement(member=alice, kind="wish", text="x", **rest),
        Statement(member=alice, kind="position", text="x", because="no", **rest),
        Statement(member=alice, kind="need", text="x", **rest),
        Statement(member=alice, kind="position", text="x", visibility="all", **rest),
        Side(member=alice, **rest),
        Question(asker=alice, addressee=alice, text="x", **rest),
        Question(asker=alice, addressee=bob, text="x", answer="y", **rest),
        PlayBack(speaker=alice, about=alice, text="x", **rest),
        PlayBack(speaker=alice, about=bob, text="x", verdict="confirmed", **rest),
        GateSkip(member=alice, stage="plans", reason="x", **rest),
        Tension(
            organisation=world.organisation,
            partnership=tension.partnership,
            opened_by=alice,
            title="x",
            state="withdrawn",
        ),
    ]
    for row in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_third_member_is_asked_and_heard_before_plans_open(world: World) -> None:
    tension_id = story.understood(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    gate = gate_for(actor=world.alice, tension_id=tension_id)
    assert not gate.open
