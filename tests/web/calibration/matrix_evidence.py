"""Who may read and add evidence, respond and appeal."""

from __future__ import annotations

from tests.apps.calibration import cycles as scenes
from tests.personas import World
from tests.web.permission_matrix import Row, members_only

from trifecta.apps.calibration.models import Evidence
from trifecta.apps.calibration.services import correcting, evidence, responding
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

WORDS = EvidenceWords(title="Releases went from monthly to weekly")
READS = ("alice", "bob", "olga", "oscar")
TOLD = (*READS, "pat")


def open_evidence(world: World) -> scenes.Scene:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=WORDS)
    return scene


def open_case(world: World) -> tuple[str, ...]:
    return (open_evidence(world).case.id,)


def kind(world: World) -> tuple[str, ...]:
    return (*open_case(world), "contribution")


def no_kind(world: World) -> tuple[str, ...]:
    return (*open_case(world), "agreement")


def piece_of_alice(world: World) -> tuple[str, ...]:
    open_evidence(world)
    return (Evidence.objects.get().id,)


def comment_of_bob(world: World) -> tuple[str, ...]:
    (evidence_id,) = piece_of_alice(world)
    comment = evidence.comment_on(actor=world.bob, evidence_id=evidence_id, text="So it was.")
    return (comment.id,)


def blind_piece(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.BLIND)
    return (Evidence.objects.get(case=scene.case).id,)


def released_case(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.RELEASED).case.id,)


def locked_case(world: World) -> tuple[str, ...]:
    return (scenes.scene_at(world, Stage.LOCKED).case.id,)


def appealed_case(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.RELEASED)
    responding.appeal(actor=world.alice, case_id=scene.case.id, text="The summer is missing.")
    return (scene.case.id,)


def appeal_of_alice(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.RELEASED)
    row = responding.appeal(actor=world.alice, case_id=scene.case.id, text="The summer is missing.")
    return (row.id,)


def looked_at_again(world: World) -> tuple[str, ...]:
    (appeal_id,) = appeal_of_alice(world)
    responding.answer_appeal(
        actor=world.carol, appeal_id=appeal_id, outcome="look_again", answer="It is missing."
    )
    return (appeal_id,)


def correction_of_olga(world: World) -> tuple[str, ...]:
    scene = scenes.scene_at(world, Stage.RELEASED)
    row = correcting.write_correction(
        actor=world.olga,
        case_id=scene.case.id,
        words=CorrectionWords(steps=dict.fromkeys(OUTCOMES, 4), why="A number was wrong."),
    )
    return (row.id,)


EVIDENCE = [
    Row(url_name="calibration:evidence", prepare=open_case, answers=members_only(*READS)),
    Row(
        url_name="calibration:evidence",
        prepare=appealed_case,
        answers=members_only(*READS, "carol"),
    ),
    Row(url_name="calibration:evidence_kinds", prepare=open_case, answers=members_only(*READS)),
    Row(url_name="calibration:evidence_add", prepare=kind, answers=members_only(*READS)),
    Row(url_name="calibration:evidence_add", prepare=no_kind, answers=members_only()),
    Row(
        url_name="calibration:evidence_add",
        method="post",
        data={"title": "A thing", "came_of_it": "Another"},
        prepare=kind,
        answers=members_only(*READS),
    ),
    Row(
        url_name="calibration:evidence_gather",
        method="post",
        prepare=open_case,
        answers=members_only(*READS),
    ),
    Row(url_name="calibration:evidence_one", prepare=blind_piece, answers=members_only(*READS)),
    Row(
        url_name="calibration:evidence_one",
        method="post",
        data={"text": "So it was."},
        prepare=piece_of_alice,
        answers=members_only(*READS),
    ),
    Row(
        url_name="calibration:evidence_change",
        prepare=piece_of_alice,
        answers=members_only("alice"),
    ),
    Row(
        url_name="calibration:evidence_withdraw",
        prepare=piece_of_alice,
        answers=members_only("alice"),
    ),
    Row(
        url_name="calibration:evidence_withdraw",
        method="post",
        prepare=piece_of_alice,
        answers=members_only("alice"),
    ),
    Row(
        url_name="calibration:evidence_looked",
        method="post",
        prepare=blind_piece,
        answers=members_only("olga"),
    ),
    Row(
        url_name="calibration:comment_withdraw",
        method="post",
        prepare=comment_of_bob,
        answers=members_only("bob"),
    ),
]

AFTERWARDS = [
    Row(url_name="calibration:letter", prepare=released_case, answers=members_only(*TOLD)),
    Row(url_name="calibration:letter", prepare=appealed_case, answers=members_only(*TOLD, "carol")),
    Row(
        url_name="calibration:respond", prepare=released_case, answers=members_only("alice", "bob")
    ),
    Row(
        url_name="calibration:respond",
        method="post",
        data={"text": "The summer is missing."},
        prepare=released_case,
        answers=members_only("alice", "bob"),
    ),
    Row(
        url_name="calibration:responses",
        prepare=released_case,
        answers=members_only("olga", "oscar", "pat"),
    ),
    Row(
        url_name="calibration:appeal_write",
        prepare=released_case,
        answers=members_only("alice", "bob"),
    ),
    Row(
        url_name="calibration:appeal",
        prepare=appeal_of_alice,
        answers=members_only("alice", "carol"),
    ),
    Row(
        url_name="calibration:appeal",
        prepare=looked_at_again,
        answers=members_only("alice", "carol", "olga", "oscar"),
    ),
    Row(
        url_name="calibration:appeal_answer",
        prepare=appeal_of_alice,
        answers=members_only("carol"),
    ),
    Row(
        url_name="calibration:appeal_answer",
        method="post",
        data={"outcome": "stands", "answer": "The summer is in the evidence."},
        prepare=appeal_of_alice,
        answers=members_only("carol"),
    ),
    Row(
        url_name="calibration:appeal_withdraw",
        prepare=appeal_of_alice,
        answers=members_only("alice"),
    ),
    Row(url_name="calibration:appeal_name", prepare=appeal_of_alice, answers=members_only("pat")),
    Row(
        url_name="calibration:corrections",
        prepare=locked_case,
        answers=members_only("olga", "oscar"),
    ),
    Row(
        url_name="calibration:correction_write",
        prepare=locked_case,
        answers=members_only("olga"),
    ),
    Row(
        url_name="calibration:correction",
        prepare=correction_of_olga,
        answers=members_only("olga", "oscar"),
    ),
    Row(
        url_name="calibration:correction",
        method="post",
        data={"answer": "confirm"},
        prepare=correction_of_olga,
        answers=members_only("olga"),
    ),
    Row(
        url_name="calibration:correction_take_back",
        method="post",
        prepare=correction_of_olga,
        answers=members_only("olga"),
    ),
]

ROWS: list[Row] = [*EVIDENCE, *AFTERWARDS]
