"""Evidence closes on the day that members were told, whoever takes the cycle on and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import Cycle, Evidence
from trifecta.apps.calibration.selectors.evidence import evidence_for
from trifecta.apps.calibration.selectors.rooms import enter_case
from trifecta.apps.calibration.services import evidence, stages
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.gathering import gather_evidence
from trifecta.apps.notices.models import Notice
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import NotYetError

pytestmark = pytest.mark.django_db

WORDS = EvidenceWords(title="Releases went from monthly to weekly")


def added(world: World) -> tuple[scenes.Scene, Evidence]:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    row = evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=WORDS)
    return scene, row


def test_on_its_last_day_evidence_is_still_added(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    Cycle.objects.filter(id=scene.cycle.id).update(evidence_until=timezone.localdate())

    evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=WORDS)

    assert len(evidence_for(actor=world.bob, case_id=scene.case.id).pieces) == 1


@pytest.mark.parametrize("who", ["alice", "olga", "oscar"])
def test_after_it_nobody_adds_or_comments_though_the_stage_goes_on(world: World, who: str) -> None:
    scene, row = added(world)
    scenes.let_evidence_close(scene.cycle)
    actor = world.everyone[who]

    acts: tuple[Callable[[], object], ...] = (
        lambda: evidence.add_evidence(actor=actor, case_id=scene.case.id, words=WORDS),
        lambda: evidence.comment_on(actor=actor, evidence_id=row.id, text="It was in May."),
        lambda: gather_evidence(actor=actor, case_id=scene.case.id),
    )
    for act in acts:
        with pytest.raises(NotYetError, match="day is over"):
            act()
    room = enter_case(actor=actor, case_id=scene.case.id)
    assert room.stage is Stage.EVIDENCE
    assert {Act.ADD_EVIDENCE, Act.COMMENT}.isdisjoint(room.acts)
    assert Act.READ_EVIDENCE in room.acts


def test_what_was_added_then_stays_as_it_is(world: World) -> None:
    scene, row = added(world)
    comment = evidence.comment_on(actor=world.alice, evidence_id=row.id, text="Since March.")
    scenes.let_evidence_close(scene.cycle)

    with pytest.raises(NotYetError, match="day is over"):
        evidence.change_evidence(
            actor=world.alice, evidence_id=row.id, words=WORDS, version=row.version
        )
    with pytest.raises(NotYetError, match="day is over"):
        evidence.withdraw_evidence(actor=world.alice, evidence_id=row.id)
    with pytest.raises(NotYetError, match="day is over"):
        evidence.withdraw_comment(actor=world.alice, comment_id=comment.id)
    (piece,) = evidence_for(actor=world.olga, case_id=scene.case.id).pieces
    assert (piece.title, len(piece.comments)) == (WORDS.title, 1)


def test_notice_is_not_given_of_a_day_that_has_passed(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.let_evidence_close(scene.cycle)

    with pytest.raises(NotYetError, match="last day for evidence has passed"):
        scenes.give_notice(scene)


def go_back(scene: scenes.Scene) -> None:
    wish = stages.ask_to_reopen_cycle(
        actor=scene.world.pat, cycle_id=scene.cycle.id, reason="Somebody was ill."
    )
    stages.answer_reopening(actor=scene.world.oscar, reopening_id=wish.id, agreed=True)


def test_a_cycle_that_goes_back_to_evidence_opens_it_for_a_week(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    go_back(scene)

    fresh = Cycle.objects.get(id=scene.cycle.id)
    assert fresh.evidence_until == timezone.localdate() + timedelta(days=7)
    evidence.add_evidence(actor=world.bob, case_id=scene.case.id, words=WORDS)


def test_a_later_day_is_left_as_it_is(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    later = timezone.localdate() + timedelta(days=30)
    Cycle.objects.filter(id=scene.cycle.id).update(evidence_until=later)

    go_back(scene)

    assert Cycle.objects.get(id=scene.cycle.id).evidence_until == later


def test_whoever_is_rated_or_calibrates_is_told_that_it_is_open_again(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    Notice.objects.all().delete()

    go_back(scene)

    bodies = {
        row.recipient.name: row.body for row in Notice.objects.select_related("recipient").all()
    }
    assert "you can add what should be known" in bodies["Alice"]
    assert spoken(timezone.localdate() + timedelta(days=7)) in bodies["Bob"]
    assert "counts as not handed in" in bodies["Olga"]
    assert set(bodies) == {"Alice", "Bob", "Olga", "Piet", "Oscar"}


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
