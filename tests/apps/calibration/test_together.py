"""What the room has in common, who reads it, and what is noticed in it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.personas import World

from trifecta.apps.calibration.models import Proposal
from trifecta.apps.calibration.selectors.cycles import cases_of
from trifecta.apps.calibration.selectors.proposals import (
    my_proposal,
    proposals_shown,
    spreads_of,
)
from trifecta.apps.calibration.selectors.rails import rails_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, enter_cycle
from trifecta.apps.calibration.selectors.together import happened_in, notes_of, rating_of
from trifecta.apps.calibration.services import cycles, deciding, panels, stages
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.errors import NotYetError

pytestmark = pytest.mark.django_db


def room_of(scene: Scene, user: User) -> CaseRoom:
    return enter_case(actor=user, case_id=scene.case.id)


# ---------------------------------------------------------------- proposals


@pytest.mark.parametrize("stage", ORDER[1:])
def test_proposals_are_read_from_the_reveal_on_by_the_room_alone(
    world: World, stage: Stage
) -> None:
    scene = scenes.scene_at(world, stage)
    readers = {
        name
        for name in ("alice", "bob", "olga", "piet", "oscar", "pat")
        if proposals_shown(room_of(scene, world.everyone[name]), "first")
    }

    revealed = ORDER.index(stage) >= ORDER.index(Stage.REVEALED)
    assert readers == ({"olga", "piet", "oscar"} if revealed else set())


def test_the_first_of_two_to_hand_in_reads_nothing(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    with CaptureQueriesContext(connection) as captured:
        for user in (world.olga, world.piet, world.oscar):
            assert proposals_shown(room_of(scene, user), "first") == ()

    assert not [one for one in captured if "calibration_proposal" in one["sql"]]


def test_second_proposals_are_sealed_while_one_is_missing(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    scenes.propose(scene, world.olga, (2, 3, 2, 3), estimate="second")

    assert proposals_shown(room_of(scene, world.olga), "second") == ()
    assert len(proposals_shown(room_of(scene, world.olga), "first")) == 2


def test_a_second_proposal_begins_with_the_first(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    mine = my_proposal(room_of(scene, world.olga), "second")

    assert tuple(mine.steps.values()) == scenes.FIRST["olga"]
    assert (mine.version, mine.handed_in, mine.lacking) == (0, False, ())
    assert not Proposal.objects.filter(estimate="second").exists()


def test_what_somebody_proposed_goes_with_them(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    room = room_of(scene, world.olga)

    given = proposals_shown(room, "first")

    assert [one.name for one in given] == ["Olga"]
    assert {one.apart for one in spreads_of(room, given)} == {0}


def test_whoever_was_asked_after_the_second_were_shown_can_agree_and_has_none_to_give(
    world: World,
) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, (2, 3, 2, 3), estimate="second")
    rating = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(), number=0
    )
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )
    together.all_agree(scene, rating.number)

    lacking = deciding.lacking_for(room_of(scene, world.olga), rating)
    assert lacking == ("Dana has not marked any evidence as looked at.",)
    scenes.look_at_everything(scene, world.dana)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)

    assert scene.fresh().stage == Stage.DECIDED


# ---------------------------------------------------------------- notes and the rating


def test_notes_are_for_the_room(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    assert [one.by for one in notes_of(room_of(scene, world.piet))] == ["Oscar"]
    for user in (world.alice, world.pat):
        assert notes_of(room_of(scene, user)) == []


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.RELEASED])
def test_the_rating_as_the_room_reads_it_is_for_the_room(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)

    found = rating_of(room_of(scene, world.oscar))
    assert found is not None
    assert [one.label for one in found.lines] == ["As agreed", "More", "As agreed", "More"]
    assert {one.name: one.agrees for one in found.agreeing} == {"Olga": True, "Piet": True}
    for user in (world.alice, world.pat):
        assert rating_of(room_of(scene, user)) is None


def test_punitive_wording_is_quoted_and_stops_nobody(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    first = together.rated(scene)
    words = scenes.rating_words()
    rating = deciding.write_rating(
        actor=world.olga,
        case_id=scene.case.id,
        words=deciding.RatingWords(
            steps=words.steps,
            reasons={**words.reasons, "impact": "This should be a wake-up call."},
        ),
        number=first.number,
    )
    together.all_agree(scene, rating.number)

    found = rating_of(room_of(scene, world.olga))
    assert found is not None
    assert found.phrases == ("wake-up call",)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)


def test_the_reveal_is_told_without_who_was_last(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    titles = [one.title for one in happened_in(room_of(scene, world.oscar))]

    assert titles == ["All proposals were in, and were shown to all", "After talking: Olga"]


def test_peers_read_why_somebody_stepped_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")

    told = [(one.title, one.words) for one in happened_in(room_of(scene, world.olga))]

    assert told == [("Piet stepped back", "I am close to Bob.")]


# ---------------------------------------------------------------- news


def test_all_in_the_room_are_told_when_proposals_are_shown(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    Notice.objects.all().delete()
    scenes.reveal(scene)

    told = Notice.objects.filter(path__contains=scene.case.id)

    assert {one.recipient.name for one in told} == {"Olga", "Oscar"}
    assert all("More" not in one.body and "what" not in one.body for one in told)


def test_nobody_is_told_that_one_has_handed_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    Notice.objects.all().delete()
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    assert not Notice.objects.exists()


def test_people_operations_are_told_when_a_function_has_nobody_left(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    Notice.objects.all().delete()
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")

    told = Notice.objects.get()

    assert told.recipient == world.pat
    assert "product" in told.body
    assert "Bob" not in told.body
    assert "Piet" not in told.body


def test_the_others_are_told_that_somebody_asks_to_reopen(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    Notice.objects.all().delete()
    stages.ask_to_reopen(actor=world.olga, case_id=scene.case.id, reason="A secret number.")

    told = list(Notice.objects.all())

    assert {one.recipient.name for one in told} == {"Piet", "Oscar"}
    assert not any("secret" in one.body for one in told)


# ---------------------------------------------------------------- rails


def rails(scene: Scene, user: User) -> list[str]:
    rooms = cases_of(enter_cycle(actor=user, cycle_id=scene.cycle.id))
    return [one.noticed.id for one in rails_of(rooms)]


def test_a_missing_executive_is_noticed_before_anything_is_rated(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")

    assert rails(scene, world.olga) == ["missing_executive"]
    assert rails(scene, world.oscar) == ["missing_executive"]
    assert rails(scene, world.piet) == []
    assert rails(scene, world.alice) == []
    assert rails(scene, world.pat) == []


def test_wording_is_noticed_in_what_the_reader_can_read(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, (2, 3, 2, 3), estimate="second")
    words = scenes.rating_words()
    deciding.write_rating(
        actor=world.olga,
        case_id=scene.case.id,
        words=deciding.RatingWords(
            steps=words.steps,
            reasons={**words.reasons, "impact": "To set an example of them, setting an example."},
        ),
        number=0,
    )

    assert rails(scene, world.piet) == ["punitive"]
    assert rails(scene, world.alice) == rails(scene, world.pat) == []


def test_an_ordinary_case_has_nothing_to_notice(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)

    assert rails(scene, world.olga) == []


def test_what_is_decided_is_not_reopened_by_the_first_alone(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    wish = stages.ask_to_reopen(actor=world.olga, case_id=scene.case.id, reason="A number.")

    with pytest.raises(NotYetError):
        stages.answer_reopening(actor=world.olga, reopening_id=wish.id, agreed=True)
