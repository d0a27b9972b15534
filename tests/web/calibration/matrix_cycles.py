"""Who may set a cycle up, take it on, and exchange it."""

from __future__ import annotations

from tests.apps.calibration import cycles as scenes
from tests.personas import World
from tests.web.permission_matrix import Arguments, Row, members_only

from trifecta.apps.calibration.models import EarlierRating
from trifecta.apps.calibration.services import stages
from trifecta.apps.calibration.services.cycles import name_helpers
from trifecta.domain.calibration.stages import Stage

RUNS = members_only("pat")
TOLD = members_only("alice", "bob", "olga", "oscar", "pat")


def organisation(world: World) -> tuple[str, ...]:
    return (world.organisation.id,)


def cycle_at(stage: Stage) -> Arguments:
    def prepare(world: World) -> tuple[str, ...]:
        return (scenes.scene_at(world, stage).cycle.id,)

    return prepare


def case_at(stage: Stage) -> Arguments:
    def prepare(world: World) -> tuple[str, ...]:
        return (scenes.scene_at(world, stage).case.id,)

    return prepare


def seat(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.DRAFT)
    return scene.cycle.id, scene.cycle.seats.get(user=world.olga).id


def nobody_for_appeals(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    type(scene.cycle).objects.filter(id=scene.cycle.id).update(appeals_to=None)
    return (scene.cycle.id,)


def asked_to_reopen(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    wish = stages.ask_to_reopen_cycle(
        actor=world.pat, cycle_id=scene.cycle.id, reason="Somebody was ill."
    )
    return scene.cycle.id, wish.id


def with_earlier(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.DRAFT)
    EarlierRating(
        organisation=world.organisation,
        cycle=scene.cycle,
        user=world.alice,
        period="2025",
        label="Meets",
        step=2,
    ).save(force_insert=True)
    return (scene.cycle.id,)


def without_helpers(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.DRAFT)
    name_helpers(actor=world.pat, cycle_id=scene.cycle.id)
    return (scene.cycle.id,)


DRAFT = cycle_at(Stage.DRAFT)

ROWS: list[Row] = [
    Row(url_name="calibration:new_cycle", prepare=organisation, answers=RUNS),
    Row(url_name="calibration:new_cycle", prepare=organisation, answers=RUNS, method="post"),
    *(
        Row(url_name=f"calibration:{name}", prepare=DRAFT, answers=RUNS)
        for name in (
            "change_cycle",
            "partnerships",
            "calibrators",
            "helpers",
            "discard_cycle",
            "notice",
            "next_stage",
            "history",
            "earlier",
        )
    ),
    *(
        Row(url_name=f"calibration:{name}", prepare=DRAFT, answers=RUNS, method="post")
        for name in ("change_cycle", "partnerships", "calibrators", "earlier", "next_stage")
    ),
    Row(url_name="calibration:helpers", prepare=without_helpers, answers=RUNS, method="post"),
    Row(url_name="calibration:discard_cycle", prepare=DRAFT, answers=RUNS, method="post"),
    Row(url_name="calibration:unseat", prepare=seat, answers=RUNS, method="post"),
    Row(url_name="calibration:forget_earlier", prepare=with_earlier, answers=RUNS, method="post"),
    Row(url_name="calibration:notice", prepare=cycle_at(Stage.EVIDENCE), answers=TOLD),
    Row(url_name="calibration:history", prepare=cycle_at(Stage.BLIND), answers=TOLD),
    Row(url_name="calibration:calibrators", prepare=cycle_at(Stage.BLIND), answers=RUNS),
    Row(url_name="calibration:name_another", prepare=nobody_for_appeals, answers=RUNS),
    Row(
        url_name="calibration:name_another",
        prepare=nobody_for_appeals,
        answers=RUNS,
        method="post",
    ),
    Row(
        url_name="calibration:reopen_cycle",
        prepare=cycle_at(Stage.BLIND),
        answers=members_only("oscar", "pat"),
    ),
    Row(
        url_name="calibration:reopen_cycle",
        prepare=cycle_at(Stage.BLIND),
        answers=members_only("oscar", "pat"),
        method="post",
        data={"reason": "Somebody was ill."},
    ),
    Row(
        url_name="calibration:answer_cycle_reopening",
        prepare=asked_to_reopen,
        answers=members_only("olga", "oscar", "pat"),
    ),
    Row(
        url_name="calibration:answer_cycle_reopening",
        prepare=asked_to_reopen,
        answers=members_only("olga", "oscar", "pat"),
        method="post",
        data={"answer": "yes"},
    ),
    Row(url_name="calibration:set_aside", prepare=case_at(Stage.BLIND), answers=RUNS),
    Row(
        url_name="calibration:set_aside",
        prepare=case_at(Stage.BLIND),
        answers=RUNS,
        method="post",
        data={"because": "The team was dissolved."},
    ),
    *(
        Row(url_name=f"calibration:{name}", prepare=cycle_at(Stage.RELEASED), answers=RUNS)
        for name in ("results", "results_csv", "results_json")
    ),
]
