"""Appeals: who reads them, who answers, by when, and what comes of the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.afterwards import (
    ANSWER,
    SAID,
    absent,
    answer,
    appeal,
    let_it_fall_due,
    mails_to,
    released,
    room,
    with_appeals_to_bob,
)
from tests.personas import World

from trifecta.apps.calibration.models import Appeal
from trifecta.apps.calibration.selectors.appeals import (
    appeal_for,
    appeal_outlines,
)
from trifecta.apps.calibration.selectors.letters import letter_for
from trifecta.apps.calibration.selectors.outside import outsiders_of
from trifecta.apps.calibration.services import responding
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.people.models import OrganisationMember
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotYetError,
)

pytestmark = pytest.mark.django_db


def test_an_appeal_goes_to_who_was_named_with_a_day(world: World) -> None:
    scene = released(world)

    row = appeal(scene)

    assert row.to == world.carol
    assert row.due_on == timezone.localdate() + timedelta(days=21)
    seen = appeal_for(actor=world.carol, appeal_id=row.id)
    assert (seen.text, seen.for_me, seen.open) == (SAID, True, True)
    assert any("waits for your answer" in words for words in mails_to(world.carol))
    with pytest.raises(ConflictError):
        appeal(scene)


def test_until_it_is_answered_two_people_read_an_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    assert appeal_for(actor=world.alice, appeal_id=row.id).mine
    for user in (world.bob, world.olga, world.piet, world.oscar, world.pat, world.mallory):
        absent(appeal_for, actor=user, appeal_id=row.id)
    (outline,) = appeal_outlines(room(scene, world.pat), outsiders=frozenset({world.carol.id}))
    assert (outline.by, outline.to, outline.state) == ("Alice", "Carol", "open")
    assert SAID not in repr(outline)
    for user in (world.olga, world.oscar, world.bob):
        assert appeal_outlines(room(scene, user), outsiders=frozenset()) == []


def test_an_answer_that_it_stands_is_for_who_appealed(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    answer(scene, row)

    seen = appeal_for(actor=world.alice, appeal_id=row.id)
    assert (seen.found, seen.answer, seen.answered_by) == ("The rating stands", ANSWER, "Carol")
    absent(appeal_for, actor=world.olga, appeal_id=row.id)
    with pytest.raises(ConflictError):
        answer(scene, row)
    with pytest.raises(ConflictError):
        responding.withdraw_appeal(actor=world.alice, appeal_id=row.id)
    assert appeal(scene).id != row.id, "a further appeal is possible while there is time"


def test_who_is_asked_to_look_again_reads_the_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    answer(scene, row, "look_again")

    for user in (world.olga, world.piet, world.oscar):
        assert appeal_for(actor=user, appeal_id=row.id).answer == ANSWER
        assert any("look at a rating" in body for body in mails_to(user))
    for user in (world.bob, world.pat):
        absent(appeal_for, actor=user, appeal_id=row.id)


@pytest.mark.parametrize(
    ("outcome", "words", "field"),
    [("", ANSWER, "outcome"), ("lower", ANSWER, "outcome"), ("stands", " ", "answer")],
)
def test_an_answer_is_complete(world: World, outcome: str, words: str, field: str) -> None:
    scene = released(world)
    row = appeal(scene)

    with pytest.raises(InvalidError) as refused:
        responding.answer_appeal(actor=world.carol, appeal_id=row.id, outcome=outcome, answer=words)

    assert set(refused.value.fields) == {field}


def test_nobody_else_answers_or_takes_back_an_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    for user in (world.alice, world.bob, world.olga, world.oscar, world.pat, world.dana):
        absent(
            responding.answer_appeal, actor=user, appeal_id=row.id, outcome="stands", answer=ANSWER
        )
    for user in (world.bob, world.carol, world.olga, world.pat):
        absent(responding.withdraw_appeal, actor=user, appeal_id=row.id)


def test_an_appeal_that_is_taken_back_is_read_by_its_writer_alone(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    responding.withdraw_appeal(actor=world.alice, appeal_id=row.id)

    assert appeal_for(actor=world.alice, appeal_id=row.id).withdrawn
    absent(appeal_for, actor=world.carol, appeal_id=row.id)
    absent(letter_for, actor=world.carol, case_id=scene.case.id)
    absent(answer, scene, row)
    absent(responding.withdraw_appeal, actor=world.alice, appeal_id=row.id)


def test_an_open_appeal_is_answered_after_responses_have_closed(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    scenes.end_responses(scene)
    with pytest.raises(NotYetError):
        appeal(scene, world.bob)
    with pytest.raises(NotYetError, match="not been answered"):
        scenes.close(scene)

    answer(scene, row)
    scenes.close(scene)

    assert appeal_for(actor=world.alice, appeal_id=row.id).answer == ANSWER


def test_nobody_hears_an_appeal_about_themselves(world: World) -> None:
    scene = with_appeals_to_bob(world)

    row = appeal(scene)

    assert row.to is None
    absent(appeal_for, actor=world.bob, appeal_id=row.id)
    assert any("nobody to answer" in body for body in mails_to(world.pat))
    people = {one.name for one in outsiders_of(scene.fresh().cycle, scene.case)}
    assert people == {"Carol", "Pat"}

    with pytest.raises(InvalidError):
        responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.olga.id)
    for user in (world.alice, world.bob, world.olga, world.oscar, world.mallory):
        absent(responding.name_who_answers, actor=user, appeal_id=row.id, user_id=world.carol.id)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.carol.id)
    answer(scene, row)


def test_another_is_named_when_the_day_has_passed_or_they_have_gone(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    with pytest.raises(NotYetError, match="Carol has until"):
        responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.pat.id)

    OrganisationMember.objects.filter(user=world.carol).update(left_at=timezone.now())
    absent(appeal_for, actor=world.carol, appeal_id=row.id)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.pat.id)
    assert appeal_for(actor=world.pat, appeal_id=row.id).for_me

    scenes.join_organisation(world, world.dana)
    let_it_fall_due(row)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.dana.id)
    assert appeal_for(actor=world.dana, appeal_id=row.id).overdue
    absent(appeal_for, actor=world.pat, appeal_id=row.id)


def test_reminders_come_before_the_day_and_after_it_once_each(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    assert tick()["reminders of appeals queued"] == 0

    Appeal.objects.update(due_on=timezone.localdate() + timedelta(days=2))
    assert tick()["reminders of appeals queued"] == 1
    assert tick()["reminders of appeals queued"] == 0

    let_it_fall_due(row)
    assert tick()["reminders of appeals queued"] == 2
    assert tick()["reminders of appeals queued"] == 0
    assert any("still waits for you" in body for body in mails_to(world.carol))
    assert any("name somebody else" in body for body in mails_to(world.pat))

    answer(scene, row)
    assert tick()["reminders of appeals queued"] == 0
