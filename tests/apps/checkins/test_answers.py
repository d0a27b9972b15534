"""Answers are kept for their writer, and forged ones are refused."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.apps.checkins.rounds import (
    answer_questions,
    hundred,
    member_id,
    opened,
    profile,
    started,
)
from tests.personas import World, join

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Entry, Finding
from trifecta.apps.checkins.selectors import my_answers, result_of, round_for
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.apps.records.keys import UnreadableError
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.errors import InvalidError, NotFoundError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [0, 27, -1, 10_000])
def test_a_question_that_is_not_asked_is_not_found(world: World, number: int) -> None:
    round_id = started(world)
    with pytest.raises(NotFoundError):
        services.save_marks(actor=world.alice, round_id=round_id, number=number, own=1, guesses={})
    with pytest.raises(NotFoundError):
        services.skip_question(actor=world.alice, round_id=round_id, number=number)


def test_guesses_are_about_the_others_in_the_round_alone(world: World) -> None:
    round_id = started(world)
    view = round_for(actor=world.alice, round_id=round_id)
    strangers = (member_id(view, world.alice), "x" * 20, "")
    for stranger in strangers:
        with pytest.raises(NotFoundError):
            services.save_marks(
                actor=world.alice, round_id=round_id, number=1, own=1, guesses={stranger: 1}
            )
        with pytest.raises(NotFoundError):
            services.save_limits_guess(
                actor=world.alice, round_id=round_id, about=stranger, kinds=[], final=True
            )
    with pytest.raises(NotFoundError):
        services.save_points(
            actor=world.alice,
            round_id=round_id,
            about=member_id(view, world.alice),
            points=hundred(dates=100),
            final=True,
        )


def test_points_that_do_not_add_up_are_refused_and_nothing_is_lost(world: World) -> None:
    round_id = started(world)
    services.save_points(
        actor=world.alice, round_id=round_id, about="", points=hundred(dates=100), final=True
    )
    with pytest.raises(InvalidError, match="Add 10"):
        services.save_points(
            actor=world.alice, round_id=round_id, about="", points=hundred(dates=90), final=True
        )
    _, answers = my_answers(actor=world.alice, round_id=round_id)
    assert answers.points.by_key == {"dates": 100}


def test_points_left_half_filled_are_not_compared(world: World) -> None:
    round_id = started(world)
    for actor, points in ((world.alice, hundred(dates=90)), (world.bob, hundred(dates=100))):
        services.save_points(actor=actor, round_id=round_id, about="", points=points, final=False)
    opened(world)
    pair = result_of(actor=world.alice, round_id=round_id).pairs[0]
    assert pair.comparison.overlap is None


def test_drafts_leave_no_trace_that_tells_who_has_answered(world: World) -> None:
    round_id = started(world)
    before = AuditEvent.objects.count()
    services.save_marks(actor=world.bob, round_id=round_id, number=1, own=1, guesses={})
    services.save_pulse(actor=world.bob, round_id=round_id, marks={"trust": 2}, final=True)
    assert AuditEvent.objects.count() == before


def test_answers_are_not_readable_in_the_database(world: World) -> None:
    round_id = started(world)
    view = round_for(actor=world.alice, round_id=round_id)
    services.save_marks(actor=world.alice, round_id=round_id, number=1, own=1, guesses={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM checkins_entry WHERE id = %s", [view.entry_id])
        stored = bytes(cursor.fetchone()[0])
    assert view.sheet.questions[0].slot.encode() not in stored
    assert b"own" not in stored


def test_an_answer_cannot_be_moved_into_somebody_else_s_entry(world: World) -> None:
    """What a person sealed opens in their own row and nowhere else."""
    round_id = started(world)
    services.save_marks(actor=world.bob, round_id=round_id, number=1, own=1, guesses={})
    alice, bob = (
        round_for(actor=who, round_id=round_id).entry_id for who in (world.alice, world.bob)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE checkins_entry SET answers = (SELECT answers FROM checkins_entry WHERE id = %s)"
            " WHERE id = %s",
            [bob, alice],
        )
    with pytest.raises(UnreadableError, match="moved"):
        my_answers(actor=world.alice, round_id=round_id)


def test_a_diagnosis_counts_what_was_asked_once_only(world: World) -> None:
    opened(world)
    for found in Finding.objects.all():
        assert found.diagnosis["agreement"][1] == 24


def test_too_few_answers_open_the_round_and_say_why_nothing_can_be_told(world: World) -> None:
    round_id = started(world)
    for actor in (world.alice, world.bob):
        view = round_for(actor=actor, round_id=round_id)
        few = {item.key: 2 for item in view.items[:5]}
        answer_questions(actor=actor, round_id=round_id, own=few, guesses={view.others[0].id: few})
        services.seal_entry(actor=actor, round_id=round_id)
    pair = result_of(actor=world.alice, round_id=round_id).pairs[0]
    assert (pair.diagnosis.verdict, pair.diagnosis.doubt) == ("unclear", "skipped")
    assert len(pair.telling) == 3


def test_nothing_at_all_can_be_sealed_and_opens_as_cannot_tell(world: World) -> None:
    round_id = started(world)
    assert services.seal_entry(actor=world.alice, round_id=round_id) is False
    assert services.seal_entry(actor=world.bob, round_id=round_id) is True
    assert result_of(actor=world.bob, round_id=round_id).pairs[0].diagnosis.doubt == "skipped"


def test_two_leads_of_the_same_role_can_check_in(world: World) -> None:
    partnership = create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Two of a kind", team="Growth team", my_role="em"),
    )
    join(partnership=partnership, inviter=world.alice, user=world.carol, role="em")
    round_id = services.start_round(actor=world.alice, partnership_id=partnership.id)
    assert len(round_for(actor=world.carol, round_id=round_id).items) == 24


def test_four_people_guess_three_others_each(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    join(partnership=world.partnership, inviter=world.alice, user=world.dana, role="design")
    round_id = started(world)
    for seed, actor in enumerate((world.alice, world.bob, world.carol, world.dana)):
        view = round_for(actor=actor, round_id=round_id)
        assert len(view.others) == 3
        answer_questions(
            actor=actor,
            round_id=round_id,
            own=profile(view, seed),
            guesses={member.id: profile(view, 9) for member in view.others},
        )
        services.seal_entry(actor=actor, round_id=round_id)
    assert len(result_of(actor=world.dana, round_id=round_id).pairs) == 6
    assert Entry.objects.filter(round_id=round_id).count() == 4
