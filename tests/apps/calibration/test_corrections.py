"""Corrections: records beside a locked rating, which two functions stand behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.afterwards import (
    ALL_FOUR,
    WHY,
    absent,
    answer,
    appeal,
    confirm,
    correction,
    mails_to,
    released,
    room,
    tomorrow,
)
from tests.apps.calibration.test_results import except_bob
from tests.personas import World

from trifecta.apps.calibration.models import CaseMember, Rating
from trifecta.apps.calibration.selectors.appeals import (
    appeal_for,
)
from trifecta.apps.calibration.selectors.corrections import correction_for, corrections_in
from trifecta.apps.calibration.selectors.letters import letter_for
from trifecta.apps.calibration.services import correcting, cycles
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.records.audit import verify
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotYetError,
)

pytestmark = pytest.mark.django_db


def test_a_correction_counts_once_another_function_has_confirmed_it(world: World) -> None:
    scene = released(world)
    before = Rating.objects.get(case=scene.case, state="decided")
    row = correction(scene)

    assert letter_for(actor=world.alice, case_id=scene.case.id).corrections == ()
    confirm(scene, row)

    letter = letter_for(actor=world.alice, case_id=scene.case.id)
    assert letter.headline.startswith("Far more on delivery")
    assert (letter.rows[0].label, letter.rows[0].before) == ("Far more", "As agreed")
    assert [one.why for one in letter.corrections] == [WHY]
    after = Rating.objects.get(id=before.id)
    assert (after.steps, after.reasons, after.number) == (
        before.steps,
        before.reasons,
        before.number,
    ), "what is locked is not edited"
    assert any("put right" in body for body in mails_to(world.bob))
    assert not verify().problems


def test_two_people_of_two_functions_stand_behind_a_correction(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="engineering"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    for user in (world.olga, world.piet, world.dana):
        scenes.look_at_everything(scene, user)
        scenes.propose(scene, user, scenes.DECIDED)
    scenes.talk(scene)
    scenes.propose(scene, world.dana, scenes.DECIDED, estimate="second")
    scenes.agree(scene)
    scenes.lock(scene)
    row = correction(scene)

    for user, says in ((world.olga, "You wrote"), (world.dana, "same function")):
        with pytest.raises(NotYetError, match=says):
            correcting.answer_correction(actor=user, correction_id=row.id, confirmed=True)
    for user in (world.alice, world.oscar, world.pat, world.mallory):
        absent(correcting.answer_correction, actor=user, correction_id=row.id, confirmed=True)
    confirm(scene, row)


def test_before_the_release_members_are_told_nothing_of_a_correction(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    confirm(scene, correction(scene))

    assert not any("put right" in body for body in mails_to(world.alice))
    absent(corrections_in, room(scene, world.alice))
    scenes.release(scene)
    assert letter_for(actor=world.alice, case_id=scene.case.id).result.corrected


def test_before_the_lock_there_is_nothing_to_correct(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)

    with pytest.raises(NotYetError):
        correction(scene)


def test_a_correction_says_something_else_and_why(world: World) -> None:
    scene = released(world)
    same = dict(zip(OUTCOMES, scenes.DECIDED, strict=True))

    with pytest.raises(InvalidError, match="nothing to correct"):
        correction(scene, same)
    with pytest.raises(InvalidError) as refused:
        correcting.write_correction(
            actor=world.olga, case_id=scene.case.id, words=CorrectionWords(steps={"impact": 9})
        )
    assert set(refused.value.fields) == {*(f"step_{one}" for one in OUTCOMES), "why"}


def test_one_correction_waits_at_a_time(world: World) -> None:
    scene = released(world)
    first = correction(scene)
    with pytest.raises(ConflictError):
        correction(scene)

    confirm(scene, first, confirmed=False)
    with pytest.raises(ConflictError):
        confirm(scene, first)
    second = correction(scene)
    absent(correcting.take_back_correction, actor=world.piet, correction_id=second.id)
    correcting.take_back_correction(actor=world.olga, correction_id=second.id)

    states = [one.state for one in corrections_in(room(scene, world.oscar))]
    assert states == ["declined", "declined"]
    assert not letter_for(actor=world.alice, case_id=scene.case.id).corrections


def test_after_an_appeal_the_room_may_find_that_it_stays(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    same = dict(zip(OUTCOMES, scenes.DECIDED, strict=True))
    absent(correction, scene, same, appeal_id=row.id)
    answer(scene, row, "look_again")

    confirm(scene, correction(scene, same, appeal_id=row.id))

    seen = appeal_for(actor=world.alice, appeal_id=row.id)
    assert [why for _, why in seen.looked_again] == [WHY]
    letter = letter_for(actor=world.bob, case_id=scene.case.id)
    assert not letter.result.corrected
    assert not hasattr(letter.corrections[0], "appeal"), "a partner is not told who appealed"


def test_a_correction_to_a_failing_rating_takes_a_plan(world: World) -> None:
    scene = released(world)
    failing = {**ALL_FOUR, "delivery": 0}

    with pytest.raises(InvalidError) as refused:
        correction(scene, failing)
    assert set(refused.value.fields) == {"plan", "plan_on"}
    day = timezone.localdate() + timedelta(days=60)
    confirm(scene, correction(scene, failing, plan="Both pair with the platform.", plan_on=day))

    result = letter_for(actor=world.alice, case_id=scene.case.id).result
    assert (result.plan, result.plan_on) == ("Both pair with the platform.", day)


def test_an_exception_is_corrected_or_taken_away_and_never_made(world: World) -> None:
    scene = released(world)
    bob = except_bob(scene).member
    alice = CaseMember.objects.get(case=scene.case, user=world.alice)
    absent(correction, scene, ALL_FOUR, member_id=alice.id)

    own = dict.fromkeys(OUTCOMES, 1)
    confirm(scene, correction(scene, own, member_id=bob.id, plan="Help.", plan_on=tomorrow()))
    assert letter_for(actor=world.bob, case_id=scene.case.id).headline.startswith("Less on")
    partner = letter_for(actor=world.alice, case_id=scene.case.id)
    assert partner.corrections == ()
    assert partner.elsewhere == ("Bob",)
    assert not any("put right" in body for body in mails_to(world.alice))

    confirm(scene, correction(scene, {}, member_id=bob.id, shares=True))
    mine = letter_for(actor=world.bob, case_id=scene.case.id)
    assert mine.mine_apart is None
    assert mine.headline.startswith("More on impact")
    assert letter_for(actor=world.alice, case_id=scene.case.id).elsewhere == ()


def test_outsiders_do_not_come_to_corrections(world: World) -> None:
    scene = released(world)
    row = correction(scene)

    for user in (world.alice, world.pat, world.carol, world.mallory):
        absent(correction_for, actor=user, correction_id=row.id)
    _, seen = correction_for(actor=world.piet, correction_id=row.id)
    assert seen.may_answer
