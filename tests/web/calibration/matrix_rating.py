"""Who may propose, talk and decide."""

from __future__ import annotations

from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.personas import World
from tests.web.permission_matrix import Row, members_only

from trifecta.apps.calibration.services import deciding, panels, stages, voting
from trifecta.domain.calibration.stages import Stage

CALIBRATORS = members_only("olga")
ROOM = members_only("olga", "oscar")


def blind(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.BLIND).case.id,)


def blind_outcome(world: World) -> tuple[str, ...]:
    return (*blind(world), "team_health")


def handed_in(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))
    return (scene.case.id,)


def ready_to_hand_in(world: World) -> tuple[str, ...]:
    (case_id,) = handed_in(world)
    voting.take_back(actor=world.olga, case_id=case_id, estimate="first")
    return (case_id,)


def blind_member(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    return (scene.case.id, together.member(scene, world.alice).id)


def interest_of_olga(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    panels.declare_interest(actor=world.olga, case_id=scene.case.id, kind="manages")
    return (scene.case.id, scene.case.interests.get().id)


def revealed(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.REVEALED).case.id,)


def written(world: World) -> tuple[str, ...]:
    scene = together.flagged(world)
    together.rated(scene)
    return (scene.case.id,)


def agreed_by_olga(world: World) -> tuple[str, ...]:
    (case_id,) = written(world)
    deciding.consent(actor=world.olga, case_id=case_id, number=1)
    return (case_id,)


def written_member(world: World) -> tuple[str, ...]:
    scene = together.flagged(world)
    together.rated(scene)
    return (scene.case.id, together.member(scene, world.alice).id)


def excepted(world: World) -> tuple[str, ...]:
    scene, _ = together.excepted(world)
    return (scene.case.id, together.member(scene, world.alice).id)


def decided(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.DECIDED).case.id,)


def asked_to_reopen(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.DECIDED)
    stages.ask_to_reopen(actor=world.piet, case_id=scene.case.id, reason="A number was wrong.")
    return (scene.case.id,)


def session(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.REVEALED).cycle.id,)


def session_case(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.REVEALED)
    return (scene.cycle.id, scene.case.id)


ROWS: list[Row] = [
    Row(url_name="calibration:propose", prepare=blind_outcome, answers=CALIBRATORS),
    Row(
        url_name="calibration:propose",
        prepare=blind_outcome,
        method="post",
        data={"step": "1", "reason": "I saw it.", "version": "0", "estimate": "first"},
        answers=CALIBRATORS,
    ),
    Row(url_name="calibration:proposal", prepare=handed_in, answers=CALIBRATORS),
    Row(url_name="calibration:hand_in", prepare=ready_to_hand_in, answers=CALIBRATORS),
    Row(
        url_name="calibration:hand_in",
        prepare=ready_to_hand_in,
        method="post",
        data={"once": "1"},
        answers=CALIBRATORS,
    ),
    Row(url_name="calibration:take_back", prepare=handed_in, method="post", answers=CALIBRATORS),
    Row(url_name="calibration:flag", prepare=blind_member, answers=CALIBRATORS),
    Row(url_name="calibration:unflag", prepare=blind_member, method="post", answers=CALIBRATORS),
    Row(url_name="calibration:interest", prepare=blind, answers=CALIBRATORS),
    Row(
        url_name="calibration:interest",
        prepare=blind,
        method="post",
        data={"kind": "manages"},
        answers=CALIBRATORS,
    ),
    Row(
        url_name="calibration:withdraw_interest",
        prepare=interest_of_olga,
        method="post",
        answers=CALIBRATORS,
    ),
    Row(url_name="calibration:step_back", prepare=blind, answers=CALIBRATORS),
    Row(
        url_name="calibration:step_back",
        prepare=blind,
        method="post",
        data={"because": "I hired one of them."},
        answers=CALIBRATORS,
    ),
    Row(url_name="calibration:side_by_side", prepare=revealed, answers=ROOM),
    Row(url_name="calibration:notes", prepare=revealed, answers=ROOM),
    Row(
        url_name="calibration:notes",
        prepare=revealed,
        method="post",
        data={"text": "We saw the same."},
        answers=ROOM,
    ),
    Row(url_name="calibration:finish_talking", prepare=revealed, method="post", answers=ROOM),
    Row(url_name="calibration:rating", prepare=written, answers=ROOM),
    Row(url_name="calibration:write_rating", prepare=written, answers=ROOM),
    Row(
        url_name="calibration:consent",
        prepare=written,
        method="post",
        data={"number": "1"},
        answers=CALIBRATORS,
    ),
    Row(
        url_name="calibration:withdraw_consent",
        prepare=agreed_by_olga,
        method="post",
        answers=CALIBRATORS,
    ),
    Row(url_name="calibration:decide", prepare=agreed_by_olga, answers=ROOM),
    Row(
        url_name="calibration:decide",
        prepare=agreed_by_olga,
        method="post",
        data={"number": "1"},
        answers=ROOM,
    ),
    Row(url_name="calibration:exception", prepare=written_member, answers=ROOM),
    Row(
        url_name="calibration:drop_exception",
        prepare=excepted,
        method="post",
        data={"number": "2"},
        answers=ROOM,
    ),
    Row(url_name="calibration:reopen", prepare=decided, answers=ROOM),
    Row(
        url_name="calibration:reopen",
        prepare=decided,
        method="post",
        data={"reason": "A number was wrong."},
        answers=ROOM,
    ),
    Row(
        url_name="calibration:answer_reopen",
        prepare=asked_to_reopen,
        method="post",
        data={"answer": "no"},
        answers=ROOM,
    ),
    Row(url_name="calibration:session", prepare=session, answers=ROOM),
    Row(url_name="calibration:session_case", prepare=session_case, answers=ROOM),
    Row(
        url_name="calibration:session_case",
        prepare=session_case,
        method="post",
        data={"text": "We saw the same."},
        answers=ROOM,
    ),
]
