"""Who may open the pages of calibration."""

from __future__ import annotations

from tests.apps.calibration import cycles as scenes
from tests.personas import World
from tests.web.calibration import matrix_cycles, matrix_evidence, matrix_rating
from tests.web.permission_matrix import Row, everybody, members_only

from trifecta.domain.calibration.stages import Stage


def blind_cycle(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.BLIND).cycle.id,)


def blind_case(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.BLIND).case.id,)


def decided_cycle(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.DECIDED).cycle.id,)


def draft_cycle(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.DRAFT).cycle.id,)


TOLD = ("alice", "bob", "olga", "oscar", "pat")

ROWS = [
    Row(url_name="calibration:home", answers=everybody()),
    *(
        Row(url_name=f"calibration:{page}", answers=everybody())
        for page in ("sharing", "who-does-what", "telling", "telling-text")
    ),
    Row(url_name="calibration:cycle", prepare=blind_cycle, answers=members_only(*TOLD)),
    Row(url_name="calibration:cycle", prepare=draft_cycle, answers=members_only("pat")),
    Row(
        url_name="calibration:figures", prepare=decided_cycle, answers=members_only("olga", "oscar")
    ),
    Row(url_name="calibration:case", prepare=blind_case, answers=members_only(*TOLD)),
    *matrix_cycles.ROWS,
    *matrix_evidence.ROWS,
    *matrix_rating.ROWS,
]
