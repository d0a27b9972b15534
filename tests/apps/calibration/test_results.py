"""What a cycle comes to: the rating, exceptions and corrections, and nothing before release."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import CaseMember, Correction, MemberException, Rating
from trifecta.apps.calibration.selectors.results import results_of
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ORDER[: ORDER.index(Stage.RELEASED)])
def test_there_is_no_result_before_the_release(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)
    scene.cycle.refresh_from_db()

    assert results_of(scene.cycle) == ()


def test_every_member_has_the_rating_of_the_partnership(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    scene.cycle.refresh_from_db()

    (result,) = results_of(scene.cycle)

    assert result.partnership == world.partnership.name
    assert [one.name for one in result.members] == ["Alice", "Bob"]
    for one in result.members:
        assert tuple(one.steps.values()) == scenes.DECIDED
        assert one.labels["delivery"] == "As agreed"
        assert not one.is_exception
        assert not one.corrected
    assert result.reasons["impact"] == "Because of impact."


def except_bob(scene: scenes.Scene) -> MemberException:
    """Bob stands apart; written as the rating that counts has it."""
    bob = CaseMember.objects.get(case=scene.case, user=scene.world.bob)
    row = MemberException(
        organisation=scene.cycle.organisation,
        rating=Rating.objects.get(case=scene.case, state="decided"),
        member=bob,
        code="skill",
        steps=dict.fromkeys(OUTCOMES, 0),
        reason="What only Bob may read.",
        evidence=[],
        told_on=date(2026, 1, 5),
        told_by=scene.world.olga,
    )
    row.save(force_insert=True)
    return row


def correct(scene: scenes.Scene, steps: dict[str, int], member: CaseMember | None = None) -> None:
    Correction(
        organisation=scene.cycle.organisation,
        case=scene.case,
        number=Correction.objects.filter(case=scene.case).count() + 1,
        member=member,
        steps=steps,
        why="A number was read wrong.",
        asked_by=scene.world.olga,
        confirmed_by=scene.world.piet,
        confirmed_at=timezone.now(),
    ).save(force_insert=True)


def test_exceptions_and_corrections_are_in_the_result(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    scene.cycle.refresh_from_db()
    exception = except_bob(scene)
    correct(scene, dict.fromkeys(OUTCOMES, 4))

    (result,) = results_of(scene.cycle)
    alice, bob = result.members

    assert tuple(result.decided.values()) == scenes.DECIDED
    assert result.corrected
    assert set(alice.labels.values()) == {"Far more"}
    assert set(bob.steps.values()) == {0}
    assert bob.is_exception
    assert not bob.corrected
    assert bob.exception is not None
    assert bob.exception.label == "Lacks a skill that the role takes"

    correct(scene, {}, member=exception.member)
    bob = results_of(scene.cycle)[0].members[1]
    assert set(bob.steps.values()) == {4}
    assert not bob.is_exception
    assert bob.corrected


def test_results_take_five_questions(
    world: World, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    scene.cycle.refresh_from_db()

    with django_assert_num_queries(5):
        results_of(scene.cycle)
