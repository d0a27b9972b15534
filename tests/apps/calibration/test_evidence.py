"""What is known of a partnership's work: what gathers, what is added, and what never gets in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.agreeing import KIT, TESTS, TITLE, active, proposed
from tests.apps.calibration import cycles as scenes
from tests.apps.checkins.rounds import answer_and_seal, started
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.calibration.links import checked_link, host_of
from trifecta.apps.calibration.models import Cycle, Evidence, EvidenceComment, EvidenceKind, Look
from trifecta.apps.calibration.selectors.evidence import EvidenceView, evidence_for, piece_for
from trifecta.apps.calibration.services import evidence, stages
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.gathering import gather_evidence
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.checkins.services import add_limit
from trifecta.apps.compromise.models import Commitment
from trifecta.apps.compromise.services.keeping import Answer, settle_commitment
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import verify
from trifecta.apps.tensions.models import Statement
from trifecta.apps.tensions.selectors import limits_to_take, tension_for
from trifecta.apps.tensions.services import change_visibility, share_side, take_limit
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)

pytestmark = pytest.mark.django_db

PRIVATE_REASON = "Alice was at home with her father."
LIMIT = "Legal wants three weeks for every contract."
PLANTED = "Planted in a check-in"
DONE = EvidenceWords(
    title="Checkout without an account",
    kind=EvidenceKind.CONTRIBUTION,
    came_of_it="One in ten more orders.",
    for_whom="New customers",
    outcomes=["impact"],
)
SAID = EvidenceWords(
    title="Most would choose this team again",
    kind=EvidenceKind.FEEDBACK,
    figure="6 of 8",
    period="July to December",
    where="The survey of December",
    answers=8,
)


def settle(world: World, text: str, state: str, reason: str = "") -> None:
    row = next(one for one in Commitment.objects.all() if one.text == text)
    settle_commitment(
        actor=world.alice if text == KIT else world.bob,
        commitment_id=row.id,
        answer=Answer(state=state, reason=reason),
    )


def pieces(scene: scenes.Scene, user: User | None = None) -> tuple[EvidenceView, ...]:
    return evidence_for(actor=user or scene.world.alice, case_id=scene.case.id).pieces


def everything_kept() -> str:
    """All the words that stand in any piece of evidence, or are said of one."""
    return repr(
        [
            [row.title, row.body, row.facts, row.link, row.path, row.key]
            for row in Evidence.objects.all()
        ]
    )


def with_a_limit(world: World, visibility: str = "leadership") -> Statement:
    """A tension in which alice has shared one limit with these readers."""
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "constraint", LIMIT, visibility)
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    return row


# ------------------------------------------------------------------------ gathering


def test_agreements_are_there_with_what_became_of_them(world: World) -> None:
    active(world)
    settle(world, KIT, "kept")
    settle(world, TESTS, "not_kept", PRIVATE_REASON)

    scene = scenes.scene_at(world, Stage.EVIDENCE)

    (piece,) = pieces(scene)
    assert (piece.kind, piece.title, piece.gathered) == (EvidenceKind.AGREEMENT, TITLE, True)
    today = timezone.localdate()
    assert {(one.text, one.state, one.settled_on) for one in piece.promises} == {
        (KIT, "kept", today),
        (TESTS, "not_kept", today),
    }
    assert piece.outcomes == ("delivery", "whole_constraint")
    assert PRIVATE_REASON not in everything_kept()
    assert "Alice" not in everything_kept()


def test_an_agreement_that_was_not_signed_is_not_gathered(world: World) -> None:
    proposed(world)

    assert pieces(scenes.scene_at(world, Stage.EVIDENCE)) == ()


def test_an_agreement_of_another_time_is_not_gathered(world: World) -> None:
    active(world)
    scene = scenes.set_up(world)
    long_ago = timezone.localdate() - timedelta(days=200)
    Cycle.objects.update(starts_on=long_ago - timedelta(days=90), ends_on=long_ago)

    scenes.give_notice(scene)

    assert pieces(scene) == ()


def test_what_is_gathered_is_kept_up_to_date_until_evidence_closes(world: World) -> None:
    active(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    scenes.look_at_everything(scene, world.olga)
    settle(world, KIT, "kept")

    assert tick()["pieces of evidence gathered"] == 1
    assert tick()["pieces of evidence gathered"] == 0

    assert [one.state for one in pieces(scene)[0].promises].count("kept") == 1
    assert not Look.objects.exists(), "who has looked looks again"

    scenes.add_and_open(scene)
    settle(world, TESTS, "kept")
    tick()

    agreement = next(one for one in pieces(scene) if one.gathered)
    assert [one.state for one in agreement.promises].count("kept") == 1
    with pytest.raises(NotYetError):
        gather_evidence(actor=world.alice, case_id=scene.case.id)


def test_it_is_gathered_for_the_last_time_when_evidence_closes(world: World) -> None:
    active(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    settle(world, KIT, "kept")

    scenes.add_and_open(scene)

    agreement = next(one for one in pieces(scene) if one.gathered)
    assert agreement.counts()["kept"] == 1


def test_a_button_gathers_for_members_and_the_room(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    active(world)

    assert gather_evidence(actor=world.bob, case_id=scene.case.id) == 1
    assert gather_evidence(actor=world.olga, case_id=scene.case.id) == 0
    for outsider in (world.pat, world.carol, world.mallory):
        with pytest.raises(NotFoundError):
            gather_evidence(actor=outsider, case_id=scene.case.id)


def test_nothing_is_gathered_for_a_case_that_is_set_aside(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="They were merged.")
    active(world)

    tick()

    assert not Evidence.objects.exists()


# ------------------------------------------------------------------------ who may read


def test_a_limit_told_to_leadership_is_evidence(world: World) -> None:
    with_a_limit(world)

    (piece,) = pieces(scenes.scene_at(world, Stage.EVIDENCE))

    assert (piece.title, piece.by, piece.kind) == (LIMIT, "Alice", EvidenceKind.CONSTRAINTS)


@pytest.mark.parametrize("visibility", ["private", "mediator", "partners"])
def test_nothing_below_leadership_ever_enters(world: World, visibility: str) -> None:
    with_a_limit(world, visibility)

    scene = scenes.scene_at(world, Stage.BLIND)

    assert LIMIT not in everything_kept()
    assert story.ALICE_NEEDS not in everything_kept()
    assert all(LIMIT not in one.title for one in pieces(scene))


def test_a_side_that_is_not_shared_does_not_enter(world: World) -> None:
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "constraint", LIMIT, "leadership")

    assert pieces(scenes.scene_at(world, Stage.EVIDENCE)) == ()


def test_who_narrows_it_takes_it_back_at_once(world: World) -> None:
    row = with_a_limit(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    piece = pieces(scene)[0]
    evidence.comment_on(actor=world.bob, evidence_id=piece.id, text="That was so all summer.")

    change_visibility(
        actor=world.alice,
        statement_id=row.id,
        visibility="partners",
        confirmed=True,
    )

    assert pieces(scene, world.olga) == ()
    with pytest.raises(NotFoundError):
        piece_for(actor=world.olga, evidence_id=piece.id)
    with pytest.raises(NotFoundError):
        evidence.mark_looked_at(actor=world.olga, evidence_id=piece.id)
    tick()
    assert not Evidence.objects.exists()
    assert not EvidenceComment.objects.exists()


def test_what_was_shared_before_somebody_joined_is_left_out(world: World) -> None:
    """A partner who is not shown a statement does not come to it through evidence."""
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "constraint", LIMIT, "leadership")
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    join(partnership=world.partnership, inviter=world.alice, user=world.dana, role="design")
    scene = scenes.set_up(world)
    scenes.give_notice(scene)

    assert pieces(scene) == ()

    share_side(actor=world.alice, tension_id=tension_id)
    tick()
    assert len(pieces(scene)) == 1


def test_nothing_of_a_check_in_is_ever_evidence(world: World) -> None:
    """Also not what its writer wants leadership to read, and took over into a tension."""
    secrets = {
        (user.name, visibility): f"{PLANTED} {number}: what {user.name} told {visibility}"
        for number, (user, visibility) in enumerate(
            (user, visibility)
            for user in (world.alice, world.bob)
            for visibility in ("private", "mediator", "partners", "leadership")
        )
    }
    round_id = started(world)
    for user in (world.alice, world.bob):
        for (name, visibility), text in secrets.items():
            if name == user.name:
                add_limit(
                    actor=user, round_id=round_id, kind="leaving", text=text, visibility=visibility
                )
    for user, seed in ((world.alice, 1), (world.bob, 2)):
        answer_and_seal(actor=user, round_id=round_id, seed=seed, guess_seed=3, pulse=(1, 2, 3))
    tension_id = story.opened(world)
    offers = limits_to_take(
        actor=world.alice, tension=tension_for(actor=world.alice, tension_id=tension_id)
    )
    assert len(offers.offered) == 4
    for limit in offers.offered:
        take_limit(actor=world.alice, tension_id=tension_id, limit_id=limit.id)
    story.write(world.alice, tension_id, "constraint", LIMIT, "leadership")
    story.share(world.alice, tension_id, story.ALICE_NEEDS)

    scene = scenes.scene_at(world, Stage.RELEASED)

    assert LIMIT in everything_kept(), "gathering found what it may find"
    for text in secrets.values():
        assert text not in everything_kept()
    assert PLANTED not in everything_kept()
    for user in (world.alice, world.bob, world.olga, world.oscar):
        assert all(PLANTED not in repr(one) for one in pieces(scene, user))


# ------------------------------------------------------------------------ adding


def test_members_and_the_room_add_and_everybody_in_it_reads(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=DONE)
    evidence.add_evidence(actor=world.olga, case_id=scene.case.id, words=SAID)

    for user in (world.alice, world.bob, world.olga, world.piet, world.oscar):
        assert {one.title for one in pieces(scene, user)} == {DONE.title, SAID.title}
    mine = next(one for one in pieces(scene) if one.mine)
    assert (mine.facts["came_of_it"], mine.by_member) == (DONE.came_of_it, True)
    for outsider in (world.pat, world.carol, world.dana, world.mallory):
        with pytest.raises(NotFoundError):
            evidence.add_evidence(actor=outsider, case_id=scene.case.id, words=DONE)
        with pytest.raises(NotFoundError):
            evidence_for(actor=outsider, case_id=scene.case.id)
    assert not verify().problems


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (replace(DONE, title=" "), "title"),
        (replace(DONE, title="x" * 161), "title"),
        (replace(DONE, came_of_it=""), "came_of_it"),
        (replace(DONE, link="javascript:alert(1)"), "link"),
        (replace(DONE, happened_on=timezone.localdate() + timedelta(days=2)), "happened_on"),
        (replace(SAID, answers=4), "answers"),
        (replace(SAID, answers=None), "answers"),
        (replace(SAID, where=""), "where"),
        (replace(SAID, kind=EvidenceKind.DELIVERY, period=""), "period"),
        (replace(SAID, kind=EvidenceKind.DELIVERY, figure=""), "figure"),
    ],
)
def test_what_is_missing_is_named(world: World, words: EvidenceWords, field: str) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    with pytest.raises(InvalidError) as refused:
        evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=words)

    assert set(refused.value.fields) == {field}
    assert not Evidence.objects.exists()


def test_an_agreement_cannot_be_claimed(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    row = evidence.add_evidence(
        actor=world.alice,
        case_id=scene.case.id,
        words=EvidenceWords(title="We agreed it", kind=EvidenceKind.AGREEMENT),
    )

    assert row.kind == EvidenceKind.OTHER


def test_only_its_writer_changes_or_takes_back_a_piece(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    row = evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=DONE)
    scenes.look_at_everything(scene, world.olga)
    better = replace(DONE, title="Checkout without any account")

    for somebody in (world.bob, world.olga, world.oscar):
        with pytest.raises(NotFoundError):
            evidence.change_evidence(
                actor=somebody, evidence_id=row.id, words=better, version=row.version
            )
        with pytest.raises(NotFoundError):
            evidence.withdraw_evidence(actor=somebody, evidence_id=row.id)
    evidence.change_evidence(actor=world.alice, evidence_id=row.id, words=better, version=1)
    with pytest.raises(ConflictError):
        evidence.change_evidence(actor=world.alice, evidence_id=row.id, words=DONE, version=1)

    assert pieces(scene)[0].title == better.title
    assert not Look.objects.exists()
    evidence.withdraw_evidence(actor=world.alice, evidence_id=row.id)
    assert pieces(scene) == ()
    with pytest.raises(NotFoundError):
        piece_for(actor=world.alice, evidence_id=row.id)


def test_nothing_is_added_changed_or_said_once_evidence_has_closed(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    row = Evidence.objects.get(by=world.alice)

    for attempt in (
        lambda: evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=DONE),
        lambda: evidence.change_evidence(
            actor=world.alice, evidence_id=row.id, words=DONE, version=row.version
        ),
        lambda: evidence.withdraw_evidence(actor=world.alice, evidence_id=row.id),
        lambda: evidence.comment_on(actor=world.bob, evidence_id=row.id, text="Late."),
    ):
        with pytest.raises(NotYetError):
            attempt()


def test_there_is_an_end_to_how_much_can_be_added(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_PIECES", 1)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=DONE)

    with pytest.raises(TooManyError):
        evidence.add_evidence(actor=world.bob, case_id=scene.case.id, words=DONE)


def test_comments_are_read_by_all_and_taken_back_by_their_writer(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    row = evidence.add_evidence(actor=world.alice, case_id=scene.case.id, words=DONE)
    comment = evidence.comment_on(actor=world.bob, evidence_id=row.id, text="In two countries.")

    with pytest.raises(NotFoundError):
        evidence.comment_on(actor=world.pat, evidence_id=row.id, text="No part of it.")
    with pytest.raises(NotFoundError):
        evidence.withdraw_comment(actor=world.alice, comment_id=comment.id)
    assert [one.text for one in pieces(scene, world.piet)[0].comments] == ["In two countries."]

    evidence.withdraw_comment(actor=world.bob, comment_id=comment.id)
    assert pieces(scene, world.piet)[0].comments == ()


# ------------------------------------------------------------------------ looking


def test_before_the_reveal_nobody_sees_what_another_has_looked_at(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)

    assert pieces(scene, world.olga)[0].looked
    for user in (world.piet, world.oscar, world.alice):
        assert not pieces(scene, user)[0].looked
    for user in (world.olga, world.piet, world.oscar, world.alice):
        assert pieces(scene, user)[0].looked_by == ()


def test_after_the_reveal_the_room_sees_who_has_looked(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)

    for user in (world.olga, world.oscar):
        assert pieces(scene, user)[0].looked_by == ("Olga", "Piet")
    assert pieces(scene, world.alice)[0].looked_by == ()


def test_members_do_not_mark(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    row = Evidence.objects.get(case=scene.case)

    for user in (world.alice, world.oscar, world.pat):
        with pytest.raises(NotFoundError):
            evidence.mark_looked_at(actor=user, evidence_id=row.id)


# ------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://status.example.com/july", "status.example.com"),
        ("http://localhost:8000/x", "localhost:8000"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
    ],
)
def test_a_link_is_shown_with_its_host(link: str, host: str) -> None:
    assert checked_link(f" {link} ") == link
    assert host_of(link) == host


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "ftp://example.com/",
        "//example.com/",
        "example.com",
        "https://",
        "https://bank.example@evil.example/",
        "https://evil.example\\@bank.example/",
        "https://example.com/a b",
        "https://example.com/\u202egpj",
        "https://[::1",
        "https://example.com:99999/",
        "https://example.com/" + "x" * 1_000,
    ],
)
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(InvalidError):
        checked_link(link)


# ------------------------------------------------------------------------ cost


def test_a_long_list_costs_no_more_questions(
    world: World, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    active(world)
    with_a_limit(world)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    for number in range(12):
        row = evidence.add_evidence(
            actor=world.alice, case_id=scene.case.id, words=replace(DONE, title=f"Number {number}")
        )
        evidence.comment_on(actor=world.bob, evidence_id=row.id, text="So it was.")

    with django_assert_num_queries(10):
        assert len(pieces(scene, world.olga)) == 14


def test_the_migrations_match_the_models(db: None) -> None:
    call_command("makemigrations", "calibration", check=True, dry_run=True, verbosity=0)
