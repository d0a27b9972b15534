"""Cases that have come further than the plain scene: flagged, rated anew, with three functions."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.cycles import Scene
from tests.kept import kept
from tests.personas import World

from trifecta.apps.calibration.models import CaseMember, Rating
from trifecta.apps.calibration.services import cycles, deciding, voting
from trifecta.apps.calibration.services.exceptions import ExceptionWords, write_exception
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

WHY: Final = "what {name} saw of alice alone"
BELOW: Final = (-2, -1, -1, -1)


def flag(scene: Scene, user: User, gaps: tuple[int, ...], *, of: User | None = None) -> None:
    voting.flag_member(
        actor=user,
        case_id=scene.case.id,
        member_id=member(scene, of or scene.world.alice).id,
        gaps=dict(zip(OUTCOMES, gaps, strict=True)),
        why=WHY.format(name=user.name),
    )


def member(scene: Scene, user: User) -> CaseMember:
    return CaseMember.objects.get(case=scene.case, user=user)


@kept
def flagged(
    world: World, *, olga: tuple[int, ...] | None = BELOW, piet: tuple[int, ...] | None = BELOW
) -> Scene:
    """Revealed, with what each of the two said about alice."""
    scene = scenes.scene_at(world, Stage.BLIND)
    for user, gaps in ((world.olga, olga), (world.piet, piet)):
        if gaps:
            flag(scene, user, gaps)
    scenes.reveal(scene)
    return scene


def rated(scene: Scene, steps: tuple[int, ...] = scenes.DECIDED) -> Rating:
    """Talked about, proposed once more, and written down."""
    world = scene.world
    scenes.talk(scene)
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, scenes.SECOND[user.name.lower()], estimate="second")
    return deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(steps), number=0
    )


def exception_words(scene: Scene, **changed: object) -> ExceptionWords:
    """An exception that can be written, but for what is changed."""
    first = scene.case.evidence.first()
    assert first is not None
    words: dict[str, object] = {
        "code": "absent",
        "steps": dict(zip(OUTCOMES, (1, 1, 1, 1), strict=True)),
        "reason": "In two months alice came to three of eleven plannings.",
        "evidence": [first.id],
        "told_on": timezone.localdate(),
        "told_by": scene.world.olga.id,
    }
    return ExceptionWords(**(words | changed))  # type: ignore[arg-type]


@kept
def excepted(world: World) -> tuple[Scene, Rating]:
    """A rating with an exception for alice, to which nobody has agreed yet."""
    scene = flagged(world)
    first = rated(scene)
    second = write_exception(
        actor=world.piet,
        case_id=scene.case.id,
        member_id=member(scene, world.alice).id,
        words=exception_words(scene),
        number=first.number,
    )
    return scene, second


def all_agree(scene: Scene, number: int) -> None:
    for user in (scene.world.olga, scene.world.piet):
        deciding.consent(actor=user, case_id=scene.case.id, number=number)


def seat(scene: Scene, user: User, function: str) -> None:
    cycles.seat_calibrator(
        actor=scene.world.pat, cycle_id=scene.cycle.id, user_id=user.id, function=function
    )
