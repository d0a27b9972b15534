"""What members say to their rating, and that nothing of it leaves by mails or the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.afterwards import (
    ANSWER,
    SAID,
    WHY,
    absent,
    answer,
    appeal,
    confirm,
    correction,
    released,
    room,
)
from tests.apps.calibration.test_results import except_bob
from tests.personas import World

from trifecta.apps.calibration.models import Cycle
from trifecta.apps.calibration.selectors.appeals import (
    my_responses,
    responses_for,
)
from trifecta.apps.calibration.selectors.letters import letter_for
from trifecta.apps.calibration.services import responding, stages
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.notices.models import Notice
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import (
    InvalidError,
    NotYetError,
    TooManyError,
)

pytestmark = pytest.mark.django_db


def test_responses_stay_beside_each_other(world: World) -> None:
    scene = released(world)
    for text in (SAID, "And one more thing."):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=text)

    for user in (world.olga, world.piet, world.oscar, world.pat):
        _, found = responses_for(actor=user, case_id=scene.case.id)
        assert [one.text for one in found] == [SAID, "And one more thing."]
    assert my_responses(room(scene, world.alice))[0].text == SAID
    for user in (world.alice, world.bob, world.carol, world.dana, world.mallory):
        absent(responses_for, actor=user, case_id=scene.case.id)
    assert my_responses(room(scene, world.bob)) == []


def test_only_members_respond_and_only_in_their_time(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    with pytest.raises(NotYetError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)
    scenes.release(scene)
    for user in (world.olga, world.oscar, world.pat, world.carol, world.mallory):
        absent(responding.respond, actor=user, case_id=scene.case.id, text=SAID)
    with pytest.raises(InvalidError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text="  ")
    with pytest.raises(InvalidError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text="x" * 4_001)
    scenes.end_responses(scene)
    with pytest.raises(NotYetError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)


def test_there_is_an_end_to_responses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responding, "MOST_RESPONSES", 1)
    scene = released(world)
    responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)

    with pytest.raises(TooManyError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)


def test_neither_mails_nor_the_trail_hold_what_anybody_wrote(world: World) -> None:
    scene = released(world)
    except_bob(scene)
    responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)
    row = appeal(scene)
    answer(scene, row, "look_again")
    confirm(scene, correction(scene))
    Cycle.objects.update(respond_until=timezone.localdate() - timedelta(days=1))
    tick()

    told = repr(list(Notice.objects.values())) + repr(list(AuditEvent.objects.values()))
    for text in (SAID, ANSWER, WHY, "Because of", "What only Bob", "Far less", "Far more"):
        assert text not in told


def test_nothing_comes_back_from_a_case_that_was_set_aside(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="They were merged.")

    with pytest.raises(NotYetError):
        letter_for(actor=world.alice, case_id=scene.case.id)
    with pytest.raises(NotYetError):
        correction(scene)
