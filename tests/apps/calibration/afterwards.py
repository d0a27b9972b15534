"""What people do once a rating is released, for tests of what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import Appeal, Correction
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services import correcting, cycles, responding
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import (
    NotFoundError,
)

SAID = "The summer was not looked at."
ANSWER = "The summer is in the evidence."
WHY = "A number was read wrong."
ALL_FOUR = dict.fromkeys(OUTCOMES, 4)


def released(world: World) -> scenes.Scene:
    return scenes.scene_at(world, Stage.RELEASED)


def appeal(scene: scenes.Scene, user: User | None = None) -> Appeal:
    return responding.appeal(actor=user or scene.world.alice, case_id=scene.case.id, text=SAID)


def answer(scene: scenes.Scene, row: Appeal, outcome: str = "stands") -> None:
    responding.answer_appeal(
        actor=scene.world.carol, appeal_id=row.id, outcome=outcome, answer=ANSWER
    )


def absent(act: Callable[..., object], *given: object, **named: object) -> None:
    """To somebody this is not there."""
    with pytest.raises(NotFoundError):
        act(*given, **named)


def mails_to(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("body", flat=True))


def let_it_fall_due(row: Appeal) -> None:
    Appeal.objects.filter(id=row.id).update(due_on=timezone.localdate() - timedelta(days=1))


def room(scene: scenes.Scene, user: User) -> CaseRoom:
    return enter_case(actor=user, case_id=scene.case.id)


def with_appeals_to_bob(world: World) -> scenes.Scene:
    """bob is rated, and was to answer appeals of the whole cycle."""
    scene = scenes.set_up(world)
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        facilitator_id=world.oscar.id,
        appeals_to_id=world.bob.id,
    )
    for stage in ORDER[1 : ORDER.index(Stage.RELEASED) + 1]:
        scenes.STEPS[stage](scene)
    return scene


def correction(
    scene: scenes.Scene, steps: Mapping[Any, int] | None = None, **more: object
) -> Correction:
    return correcting.write_correction(
        actor=scene.world.olga,
        case_id=scene.case.id,
        words=CorrectionWords(steps=steps or ALL_FOUR, why=WHY, **more),  # type: ignore[arg-type]
    )


def confirm(scene: scenes.Scene, row: Correction, *, confirmed: bool = True) -> None:
    correcting.answer_correction(actor=scene.world.piet, correction_id=row.id, confirmed=confirmed)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)
