"""A cycle from beginning to end, and what does not happen before its time."""

from __future__ import annotations

import pytest
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import Rating, StageChange
from trifecta.apps.calibration.selectors.rooms import enter_case, enter_cycle, shown
from trifecta.apps.calibration.services import (
    cycles,
    deciding,
    panels,
    responding,
    stages,
    voting,
)
from trifecta.apps.records.audit import verify
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

pytestmark = pytest.mark.django_db


def test_a_cycle_goes_from_setting_up_to_closed(world: World) -> None:
    scene = scenes.scene_at(world, Stage.CLOSED)

    case = scene.fresh()

    assert case.stage == Stage.CLOSED
    rating = Rating.objects.get(case=case, state="decided")
    assert tuple(rating.steps.values()) == scenes.DECIDED
    passed = StageChange.objects.filter(cycle=scene.cycle).values_list("after", flat=True)
    assert list(passed) == [stage.value for stage in ORDER[1:]]
    assert not verify().problems


@pytest.mark.parametrize("stage", ORDER)
def test_each_person_has_the_part_they_were_given(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)

    def parts(name: str) -> frozenset[Part]:
        try:
            return enter_case(actor=getattr(world, name), case_id=scene.case.id).parts
        except NotFoundError:
            return frozenset()

    assert parts("pat") == {Part.PEOPLE_OPERATIONS}
    told = stage is not Stage.DRAFT
    assert parts("olga") == ({Part.CALIBRATOR} if told else frozenset())
    assert parts("oscar") == ({Part.FACILITATOR} if told else frozenset())
    assert parts("alice") == ({Part.MEMBER} if told else frozenset())
    assert parts("carol") == parts("dana") == parts("mallory") == frozenset()


def test_proposals_are_shown_with_the_last_one_and_not_before(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    for user in (world.olga, world.piet):
        scenes.look_at_everything(scene, user)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    assert scene.fresh().stage == Stage.BLIND
    assert not shown(enter_case(actor=world.olga, case_id=scene.case.id), "first")

    scenes.propose(scene, world.piet, (2, 3, 3, 2))

    assert scene.fresh().stage == Stage.REVEALED
    assert shown(enter_case(actor=world.olga, case_id=scene.case.id), "first")


def test_a_proposal_takes_evidence_looked_at(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    with pytest.raises(NotYetError, match="Look at the evidence"):
        scenes.propose(scene, world.olga, (2, 3, 1, 3))


def test_a_proposal_is_complete_before_it_is_handed_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)

    with pytest.raises(InvalidError, match="Delivery"):
        voting.hand_in(actor=world.olga, case_id=scene.case.id, estimate="first")


def test_a_proposal_is_taken_back_until_it_is_shown(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    with pytest.raises(ConflictError, match="Take it back"):
        scenes.propose(scene, world.olga, (0, 0, 0, 0))
    voting.take_back(actor=world.olga, case_id=scene.case.id, estimate="first")
    scenes.propose(scene, world.olga, (1, 1, 1, 1))

    assert scene.fresh().stage == Stage.BLIND


def test_stepping_back_shows_the_rest_where_a_deputy_is_there(world: World) -> None:
    scene = scenes.set_up(world)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=_deputy(world), function="product"
    )
    for step in (scenes.give_notice, scenes.add_and_open):
        step(scene)
    for user in (world.olga, world.piet):
        scenes.look_at_everything(scene, user)
        scenes.propose(scene, user, (2, 2, 2, 2))
    assert scene.fresh().stage == Stage.BLIND

    panels.step_back(actor=world.dana, case_id=scene.case.id, because="I hired one of them.")

    assert scene.fresh().stage == Stage.REVEALED
    with pytest.raises(NotFoundError):
        enter_case(actor=world.dana, case_id=scene.case.id)


def _deputy(world: World) -> str:
    scenes.join_organisation(world, world.dana)
    return world.dana.id


def test_without_a_function_nothing_is_shown_or_decided(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")

    assert scene.fresh().stage == Stage.BLIND
    room = enter_case(actor=world.olga, case_id=scene.case.id)
    assert room.missing == ("product",)


def test_a_rating_is_decided_with_every_function_alone(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, (2, 2, 2, 2), estimate="second")
    rating = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(), number=0
    )
    deciding.consent(actor=world.olga, case_id=scene.case.id, number=rating.number)

    with pytest.raises(NotYetError, match="Product has not agreed"):
        deciding.decide(actor=world.olga, case_id=scene.case.id, number=rating.number)


def test_a_changed_rating_has_to_be_agreed_to_again(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, (2, 2, 2, 2), estimate="second")
    first = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(), number=0
    )
    for user in (world.olga, world.piet):
        deciding.consent(actor=user, case_id=scene.case.id, number=first.number)
    second = deciding.write_rating(
        actor=world.piet,
        case_id=scene.case.id,
        words=scenes.rating_words((3, 3, 3, 3)),
        number=first.number,
    )

    with pytest.raises(ConflictError):
        deciding.decide(actor=world.oscar, case_id=scene.case.id, number=first.number)
    with pytest.raises(NotYetError, match="have not agreed"):
        deciding.decide(actor=world.oscar, case_id=scene.case.id, number=second.number)


def test_a_failing_rating_takes_a_plan_with_a_day(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, (0, 0, 0, 0), estimate="second")
    rating = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words((0, 1, 1, 1)), number=0
    )
    for user in (world.olga, world.piet):
        deciding.consent(actor=user, case_id=scene.case.id, number=rating.number)

    with pytest.raises(NotYetError, match="plan"):
        deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)


def test_nothing_changes_after_the_lock(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    case_id = scene.case.id

    for attempt in (
        lambda: deciding.write_note(actor=world.oscar, case_id=case_id, text="One more thing."),
        lambda: deciding.write_rating(
            actor=world.olga, case_id=case_id, words=scenes.rating_words(), number=1
        ),
        lambda: deciding.withdraw_consent(actor=world.olga, case_id=case_id),
        lambda: voting.take_back(actor=world.olga, case_id=case_id, estimate="second"),
        lambda: panels.step_back(actor=world.olga, case_id=case_id, because="Late."),
        lambda: stages.ask_to_reopen(actor=world.olga, case_id=case_id, reason="A mistake."),
        lambda: stages.set_case_aside(actor=world.pat, case_id=case_id, because="Late."),
    ):
        with pytest.raises(NotYetError):
            attempt()


def test_reopening_takes_two_people_and_a_reason(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    with pytest.raises(InvalidError):
        stages.ask_to_reopen(actor=world.olga, case_id=scene.case.id, reason=" ")
    wish = stages.ask_to_reopen(
        actor=world.olga, case_id=scene.case.id, reason="A number was wrong."
    )
    with pytest.raises(NotYetError, match="yourself"):
        stages.answer_reopening(actor=world.olga, reopening_id=wish.id, agreed=True)

    stages.answer_reopening(actor=world.piet, reopening_id=wish.id, agreed=True)

    assert scene.fresh().stage == Stage.DISCUSSED
    change = StageChange.objects.get(case=scene.case, after=Stage.DISCUSSED, before=Stage.DECIDED)
    assert (change.by, change.confirmed_by) == (world.olga, world.piet)
    assert not Rating.objects.get(case=scene.case).consents.exists()


def test_a_cycle_goes_back_to_evidence_only_unseen(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    wish = stages.ask_to_reopen_cycle(
        actor=world.pat, cycle_id=scene.cycle.id, reason="Somebody was ill."
    )
    scenes.reveal(scene)

    with pytest.raises(NotYetError, match="blind again"):
        stages.answer_reopening(actor=world.oscar, reopening_id=wish.id, agreed=True)


def test_nobody_calibrates_their_own_partnership(world: World) -> None:
    scene = scenes.set_up(world)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.alice.id, function="engineering"
    )
    scenes.give_notice(scene)

    room = enter_case(actor=world.alice, case_id=scene.case.id)

    assert room.parts == {Part.MEMBER}
    assert room.seat is None


def test_notice_names_all_that_is_missing(world: World) -> None:
    cycle = cycles.create_cycle(
        actor=world.pat, organisation_id=world.organisation.id, words=scenes.words_of_a_cycle()
    )
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=cycle.id, partnership_ids=[world.partnership.id]
    )

    with pytest.raises(NotYetError, match=r"engineering and product.*answers appeals"):
        stages.advance_cycle(actor=world.pat, cycle_id=cycle.id, to=Stage.EVIDENCE)
    with pytest.raises(NotFoundError):
        enter_cycle(actor=world.olga, cycle_id=cycle.id)


def test_after_the_day_nobody_responds_or_appeals_though_the_stage_is_the_same(
    world: World,
) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    scenes.let_responses_close(scene.cycle)

    room = enter_case(actor=world.alice, case_id=scene.case.id)

    assert Act.READ_RATING in room.acts
    assert not {Act.RESPOND, Act.APPEAL} & room.acts
    for attempt in (responding.respond, responding.appeal):
        with pytest.raises(NotYetError, match="day is over"):
            attempt(actor=world.alice, case_id=scene.case.id, text="Too late.")
