"""What the partnership page is told, and that it never tells what others have done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Entry, Round
from trifecta.apps.checkins.selectors import every_opened, history, journey_facts, trends_of
from trifecta.apps.checkins.selectors.journey import MOST_ROUNDS
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.selectors import partnership_for
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.journey import CheckinFacts

pytestmark = pytest.mark.django_db


def facts(world: World, actor: User) -> CheckinFacts:
    view = partnership_for(actor=actor, partnership_id=world.partnership.id)
    return journey_facts(actor=actor, partnership=view)


def test_before_anything_there_is_nothing(world: World) -> None:
    assert facts(world, world.alice) == CheckinFacts()


def test_it_knows_how_far_i_am(world: World) -> None:
    round_id = started(world)
    assert facts(world, world.alice) == CheckinFacts(open_round_id=round_id)
    services.save_marks(actor=world.alice, round_id=round_id, number=1, own=2, guesses={})
    assert facts(world, world.alice) == CheckinFacts(open_round_id=round_id, i_have_begun=True)
    answer_and_seal(actor=world.alice, round_id=round_id)
    assert facts(world, world.alice) == CheckinFacts(
        open_round_id=round_id, i_have_begun=True, i_have_submitted=True
    )


def test_it_does_not_know_how_far_others_are(world: World) -> None:
    round_id = started(world)
    before = facts(world, world.bob)
    services.save_marks(actor=world.alice, round_id=round_id, number=1, own=2, guesses={})
    assert facts(world, world.bob) == before
    answer_and_seal(actor=world.alice, round_id=round_id)
    assert facts(world, world.bob) == before


def test_after_the_opening_it_knows_what_was_found(world: World) -> None:
    round_id = opened(world)
    found = facts(world, world.alice)
    assert found.rounds_revealed == 1
    assert found.open_round_id is None
    assert found.last_round_id == round_id
    assert found.last_diagnosis == "neither"
    assert found.last_headline.endswith("you read each other well.")


def test_an_overtaken_round_is_not_open_for_anybody(world: World) -> None:
    started(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    for who in (world.alice, world.carol):
        assert facts(world, who).open_round_id is None


def test_it_counts_what_kinds_of_limits_were_shared(world: World) -> None:
    opened(world)
    round_id = started(world)
    for kind, visibility in (
        ("customer", "partners"),
        ("fragile", "private"),
        ("review", "private"),
    ):
        services.add_limit(
            actor=world.alice, round_id=round_id, kind=kind, text="x", visibility=visibility
        )
    opened(world)
    found = facts(world, world.alice)
    assert found.rounds_with_business_constraint == 1
    assert found.rounds_with_technical_constraint == 0
    assert found.rounds_without_shared_constraint == 0
    assert (found.my_shared_constraints, found.my_private_constraints) == (1, 2)
    bob = facts(world, world.bob)
    assert (bob.my_shared_constraints, bob.my_private_constraints) == (0, 0)
    opened(world)
    assert facts(world, world.alice).rounds_without_shared_constraint == 1


def at_intervals(world: World, pulses: list[int]) -> None:
    """Opened rounds two months apart, the last one today."""
    for index, mark in enumerate(pulses):
        round_id = opened(world, pulse=(mark, mark, mark))
        moment = timezone.now() - timedelta(days=60 * (len(pulses) - 1 - index))
        Round.objects.filter(id=round_id).update(revealed_at=moment)


def test_trust_that_falls_is_noticed_from_three_rounds_on(world: World) -> None:
    at_intervals(world, [5, 2])
    assert not facts(world, world.alice).trust_falling
    Round.objects.all().delete()
    at_intervals(world, [5, 5, 4, 2, 1])
    assert facts(world, world.alice).trust_falling


def test_history_names_each_opened_round_and_what_it_said(world: World) -> None:
    opened(world)
    second = opened(world)
    started(world)
    view = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    entries = history(actor=world.bob, partnership=view)
    assert [entry.linked for entry in entries] == ["Check-in 2", "Check-in 1"]
    assert entries[0].link is not None
    assert entries[0].link.args == (second,)
    assert entries[0].after.startswith(": You are pulled much the same way")


def test_trends_have_a_point_a_round_and_a_band(world: World) -> None:
    at_intervals(world, [4, 4, 4])
    found = trends_of(actor=world.bob, partnership_id=world.partnership.id)
    assert found.rounds == 3
    pair = found.pairs[0]
    assert len(pair.agreement.points) == len(pair.understanding.points) == 3
    for point in pair.agreement.points:
        assert point.low < point.value < point.high
    assert [len(trend.points) for _, trend in found.pulse] == [3, 3, 3]


def test_who_joined_later_starts_with_an_empty_story(world: World) -> None:
    opened(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert facts(world, world.carol) == CheckinFacts()
    found = trends_of(actor=world.carol, partnership_id=world.partnership.id)
    assert found.rounds == 0
    assert all(pair.agreement.points == () for pair in found.pairs)


def test_facts_are_for_the_reader_of_the_partnership_alone(world: World) -> None:
    view = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    for read in (journey_facts, history):
        with pytest.raises(NotFoundError):
            read(actor=world.bob, partnership=view)


def leave(world: World, actor: User) -> None:
    leave_partnership(actor=actor, partnership_id=world.partnership.id)


def three(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")


def told(world: World, actor: User) -> list[str]:
    view = partnership_for(actor=actor, partnership_id=world.partnership.id)
    return [f"{one.linked}{one.after}" for one in history(actor=actor, partnership=view)]


CLOSED = "Check-in 1 closed without a result, as Carol left before all had finished."


def test_one_that_closed_as_somebody_left_is_told_with_who_it_was(world: World) -> None:
    three(world)
    round_id = started(world)
    leave(world, world.carol)
    found = facts(world, world.alice)
    assert found.closed_round_id == round_id
    assert found.closed_because == "as Carol left before all had finished"
    assert found.open_round_id is None
    assert told(world, world.alice) == [CLOSED]


def test_one_that_closed_as_somebody_joined_is_told_to_those_who_took_part(world: World) -> None:
    started(world)
    three(world)
    assert facts(world, world.bob).closed_because == "as Carol joined before all had finished"
    assert facts(world, world.carol).closed_because == ""
    assert told(world, world.carol) == []


def test_once_another_was_started_it_stands_in_the_history_alone(world: World) -> None:
    three(world)
    started(world)
    leave(world, world.carol)
    again = started(world)
    found = facts(world, world.alice)
    assert (found.open_round_id, found.closed_round_id) == (again, None)
    assert told(world, world.alice) == [CLOSED]


def test_what_closed_tells_nothing_of_who_had_answered(world: World) -> None:
    three(world)
    round_id = started(world)
    answer_and_seal(actor=world.bob, round_id=round_id)
    leave(world, world.carol)
    with_answers = (facts(world, world.alice), told(world, world.alice))
    services_free = (
        CheckinFacts(
            closed_round_id=round_id,
            closed_at=with_answers[0].closed_at,
            closed_because="as Carol left before all had finished",
        ),
        [CLOSED],
    )
    assert with_answers == services_free


def test_more_than_are_shown_are_said_to_be_there(world: World) -> None:
    first = Round.objects.get(id=opened(world))
    copies(first, MOST_ROUNDS - 1)
    assert (facts(world, world.alice).rounds_revealed, facts(world, world.alice).more_rounds) == (
        MOST_ROUNDS,
        False,
    )
    copies(first, 1)
    found = facts(world, world.alice)
    assert (found.rounds_revealed, found.more_rounds) == (MOST_ROUNDS, True)
    view = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    every = every_opened(actor=world.alice, partnership=view)
    assert [one.number for one in every] == list(range(MOST_ROUNDS + 1, 0, -1))


def copies(first: Round, count: int) -> None:
    """As many check-ins with the same result."""
    last = Round.objects.order_by("-number")[0].number
    for number in range(last + 1, last + 1 + count):
        row = Round(
            organisation=first.organisation,
            partnership=first.partnership,
            number=number,
            items=first.items,
            opened_by=first.opened_by,
            revealed=True,
            revealed_at=timezone.now(),
            outcome=first.outcome,
        )
        row.save(force_insert=True)
        for entry in Entry.objects.filter(round=first):
            Entry.objects.create(
                organisation=first.organisation, round=row, member_id=entry.member_id
            )
